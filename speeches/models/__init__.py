from .address import OldSlug
from .document import SourceDocument
from .event import Session, Summit
from .page import SitePage
from .paragraph import Paragraph
from .person import Speaker
from .place import City, Organization
from .revision import Revision
from .speech import SearchText, Speech, SpeechState
from .term import Term
from .topic import CityTopic, SpeakerTopic, SpeechTopic, Topic
from .translated import TranslationState
from .version import ContentVersion, StaleRow, UnrecordedWrite

__all__ = [
    "City",
    "CityTopic",
    "ContentVersion",
    "OldSlug",
    "Organization",
    "Paragraph",
    "Revision",
    "SearchText",
    "Session",
    "SitePage",
    "SourceDocument",
    "Speaker",
    "SpeakerTopic",
    "Speech",
    "SpeechState",
    "SpeechTopic",
    "StaleRow",
    "Summit",
    "Term",
    "Topic",
    "TranslationState",
    "UnrecordedWrite",
]
