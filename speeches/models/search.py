"""By what is a speech found? Its folded texts, and words that mean the same."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import text
from ..folding import fold
from .named import FewQuerySet
from .speech import Speech
from .version import Kept


class SearchText(models.Model):
    """The folded texts of a speech, published or not: a line is a name, or a paragraph ("" without such a text).

    `title` is names, headline, role and topics; `chinese` and `english` are the paragraphs, the English ones that are
    public; `drafts` is what readers cannot find, the admin's search can. It is written by `search.index` alone, and
    outlives the speech for so long that the index can be told what to forget.
    """

    speech = models.OneToOneField(
        Speech, on_delete=models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="search_text"
    )
    title = models.TextField()
    chinese = models.TextField()
    english = models.TextField()
    drafts = models.TextField()

    class Meta:
        verbose_name = _("search text")
        verbose_name_plural = _("search texts")

    def __str__(self):
        return self.title[:40]


class Synonym(Kept):
    """Words that mean the same: who searches for one of them finds the others."""

    words = models.TextField(_("words"), help_text=_("One a line, in either language; two at least."))
    note = models.TextField(_("note"), blank=True)

    objects = FewQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["words"]

    def __str__(self):
        return " = ".join(self.each)

    @property
    def each(self) -> list[str]:
        return self.words.splitlines()

    @property
    def folded(self) -> str:
        return fold(f"{self.words}\n{self.note}")

    def clean(self):
        self.prepare()
        if len(self.each) < 2:
            raise ValidationError({"words": _("Two words at least, one a line.")})

    def prepare(self):
        super().prepare()
        self.words = "\n".join(filter(None, dict.fromkeys(map(text.clean, self.words.splitlines()))))
