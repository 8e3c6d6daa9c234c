"""A record as columns that two records of one kind can be compared by, and each value in words for people."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .. import countries, text
from ..models import Paragraph, Revision, SourceDocument, Speech, TranslationState
from .kinds import KINDS

LANGUAGES = {"_zh_hant": "zh-Hant-TW", "_en": "en"}
UNTRANSLATED = TranslationState.UNTRANSLATED.value
NO_ENGLISH = {"text": (), "state": UNTRANSLATED, "basis": ""}


class English(NamedTuple):
    """The state of some English, and whether its Chinese has changed since it was made."""

    state: str
    outdated: bool


def columns_of(kind: str, record: dict) -> dict:
    """Column names and values; what stands for something else is its key, topics are a list of keys."""
    if kind == Speech._meta.model_name:
        return speech_columns(record)
    # The year of a session is that of its summit.
    return {name: value for name, value in record.items() if name != "year"}


def speech_columns(record: dict) -> dict:
    if not record:
        return {}
    kept, english = record["kept"], record["kept"]["english"] or NO_ENGLISH
    headline, role = english["text"] or ("", "")
    return {
        "session": kept["session"],
        "number": record["number"],
        "speaker": kept["speaker"],
        "honorific": record["honorific"],
        "city": kept["city"],
        "organization": kept["organization"],
        "role_zh_hant": record["role"],
        "role_en": role,
        "headline_zh_hant": kept["headline"],
        "headline_en": headline,
        "translation_state": state_of(english, f"{kept['headline']}\n{record['role']}"),
        "basis": english["basis"],
        "topics": kept["topics"],
        "state": kept["state"],
        "publish_at": kept["publish_at"],
        "slug": kept["slug"],
        "document": kept["document"],
        "merged_into": record.get("merged_into"),
    }


def paragraph_columns(paragraphs: list[dict]) -> dict:
    """Of one paragraph; of several that were joined to one, as if they had been one; {} of none."""
    if not paragraphs:
        return {}
    chinese = "".join(paragraph["text"] for paragraph in paragraphs)
    english = [paragraph["english"] or NO_ENGLISH for paragraph in paragraphs]
    return {
        "text_zh_hant": chinese,
        "text_en": " ".join(part for one in english for part in one["text"] if part),
        "kind": paragraphs[0]["kind"],
        "translation_state": state_of(english[0], paragraphs[0]["text"]),
        "basis": "".join(one["basis"] for one in english),
    }


def state_of(english: dict, chinese: str) -> English:
    translated = english["state"] != UNTRANSLATED
    return English(english["state"], translated and text.digest(english["basis"]) != text.digest(chinese))


class Names:
    """What the keys in some records are called today; what is deleted by its last name. A few queries for them all."""

    def __init__(self, kind: str, records: Iterable[dict]):
        wanted = defaultdict(set)
        for columns in records:
            for name, value in columns.items():
                if value and (related := related_kind(kind, name)):
                    wanted[related].update(value if isinstance(value, list) else [value])
        documents = wanted.pop(SourceDocument._meta.model_name, ())
        self.names = {related: names_of(related, keys) for related, keys in wanted.items()}
        if documents:
            self.names["sourcedocument"] = SourceDocument.objects.without_content().in_bulk(documents)

    def __call__(self, related: str, key) -> str:
        return str(self.names.get(related, {}).get(key, key))


def names_of(kind: str, keys: set[str]) -> dict[str, str]:
    names = {thing.key: str(thing) for thing in KINDS[kind].objects.filter(key__in=keys)}
    if missing := keys - names.keys():
        for key, last in Revision.objects.latest(kind, missing).items():
            names[key] = _("%(name)s (deleted)") % {"name": last.label}
    return names


def related_kind(kind: str, name: str) -> str:
    """The kind of what a column names by its key; "" where it holds a value of its own."""
    if name == "topics":
        return "topic"
    if name == "merged_into":
        return kind
    field = column(kind, name)
    return field.related_model._meta.model_name if field is not None and field.is_relation else ""


def column(kind: str, name: str) -> models.Field | None:
    model = Paragraph if kind == "paragraph" else KINDS[kind]
    return next((field for field in model._meta.fields if field.name == name), None)


def language_of(name: str) -> str:
    return next((language for suffix, language in LANGUAGES.items() if name.endswith(suffix)), "")


def is_text(kind: str, name: str) -> bool:
    """Whether it is read by character, and not another value as a whole."""
    field = column(kind, name)
    return name == "topics" or (isinstance(field, models.CharField | models.TextField) and not field.flatchoices)


def label(kind: str, name: str) -> str:
    if name == "topics":
        return capfirst(_("topics"))
    if name == "merged_into":
        return _("Merged into")
    if name == "translation_state" and kind == "speech":
        return _("English of headline and role")
    field = column(kind, name)
    if field is None:
        return name
    if not hasattr(field, "translated_field"):
        return capfirst(field.verbose_name)
    pattern = _("%(name)s (English)") if field.language == "en" else _("%(name)s (Chinese)")
    return pattern % {"name": capfirst(field.translated_field.verbose_name)}


def words(kind: str, name: str, value, names: Names) -> str:
    """The value as people say it; "" of nothing."""
    if value in (None, "", []):
        return ""
    if related := related_kind(kind, name):
        return "、".join(names(related, key) for key in (value if isinstance(value, list) else [value]))
    if isinstance(value, English):
        said = str(TranslationState(value.state).label)
        return _("%(state)s, outdated") % {"state": said} if value.outdated else said
    if name == "publish_at":
        return date_format(localtime(parse_datetime(value)), "Y-m-d H:i")
    if name == "country":
        return countries.name_of(value, "en" if get_language() == "en" else "zh_hant")
    field = column(kind, name)
    return str(dict(field.flatchoices).get(value, value)) if field is not None else str(value)
