"""Which texts have something in common? A few marks of each Chinese text that was translated."""

from django.db import models


class SketchQuerySet(models.QuerySet):
    def of_texts(self, digests):
        return self.filter(digest__in=digests)

    def marked(self, marks):
        return self.filter(mark__in=marks)

    def pairs(self) -> list[tuple[int, str]]:
        """Mark and text, one for each mark that a text has."""
        return list(self.order_by().values_list("mark", "digest"))


class Sketch(models.Model):
    """One mark of a text (search.likeness), which is known by its digest.

    It belongs to the text and not to a paragraph: it is never wrong, and at most not needed any more.
    """

    pk = models.CompositePrimaryKey("mark", "digest")
    mark = models.BigIntegerField()
    digest = models.CharField(max_length=32)

    objects = SketchQuerySet.as_manager()

    class Meta:
        verbose_name = "sketch"
        verbose_name_plural = "sketches"

    def __str__(self):
        return f"{self.digest} {self.mark}"
