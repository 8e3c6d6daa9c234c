"""What may be missing: asked by the filters, by the links above the lists and by the report of what is missing."""

from typing import NamedTuple

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ..models import City, Organization, Session, Speaker, Speech, Summit, Topic


class Gap(NamedTuple):
    """`adjective` is the queryset's word for the rows that have it, and the filter's value in an address."""

    label: str
    adjective: str
    parameter: str = "missing"

    @property
    def query(self) -> dict[str, str]:
        return {self.parameter: self.adjective}


ENGLISH_NAME = Gap(_("without English name"), "without_english_name")
TOPICS = Gap(_("without topics"), "without_topics")

GAPS: dict[type[Model], tuple[Gap, ...]] = {
    Speech: (
        TOPICS,
        Gap(_("without headline"), "without_headline"),
        Gap(_("no English yet"), "untranslated", parameter="english"),
    ),
    City: (Gap(_("without coordinates"), "without_coordinates"), ENGLISH_NAME, TOPICS),
    Organization: (ENGLISH_NAME,),
    Speaker: (ENGLISH_NAME,),
    Topic: (ENGLISH_NAME,),
    Summit: (
        Gap(_("without theme"), "without_theme"),
        Gap(_("without English theme"), "without_english_theme"),
    ),
    Session: (ENGLISH_NAME,),
}
