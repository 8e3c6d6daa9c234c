from .address import OldSlug
from .credit import Credit
from .document import SourceDocument
from .event import Session, Summit
from .page import SitePage
from .paragraph import Paragraph
from .person import Speaker
from .place import City, Organization
from .remark import Remark
from .revision import Revision
from .search import SearchText, Synonym
from .sketch import Sketch
from .speech import Speech, SpeechState
from .term import Term
from .topic import CityTopic, SpeakerTopic, SpeechTopic, Topic
from .translated import TranslationState
from .upload import Upload
from .version import ContentVersion, StaleRow, UnrecordedWrite

__all__ = [
    "City",
    "CityTopic",
    "ContentVersion",
    "Credit",
    "OldSlug",
    "Organization",
    "Paragraph",
    "Remark",
    "Revision",
    "SearchText",
    "Session",
    "SitePage",
    "Sketch",
    "SourceDocument",
    "Speaker",
    "SpeakerTopic",
    "Speech",
    "SpeechState",
    "SpeechTopic",
    "StaleRow",
    "Summit",
    "Synonym",
    "Term",
    "Topic",
    "TranslationState",
    "UnrecordedWrite",
    "Upload",
]
