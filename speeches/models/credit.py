"""By which name do readers know who wrote the English? Only by one that the person has agreed to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import text
from .version import Guarded, GuardedQuerySet


class CreditQuerySet(GuardedQuerySet):
    def of(self, user):
        return self.filter(user=user)

    def forget(self, users) -> None:
        """Before their accounts are deleted; call it in `recorded`."""
        self.filter(user__in=users).delete()

    def names_of(self, accounts) -> dict[int, str]:
        """The public names of those of these accounts (by number) that have agreed to be named."""
        return dict(self.filter(user__in=accounts, agreed=True).values_list("user_id", "name"))


class Credit(Guarded):
    """An account's public name. It is the person's own, and no part of any record."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, editable=False, verbose_name=_("user")
    )
    name = models.CharField(_("public name"), max_length=100, blank=True)
    agreed = models.BooleanField(_("Name me on the pages whose English I wrote or approved"), default=False)

    objects = CreditQuerySet.as_manager()

    class Meta:
        verbose_name = _("public name")
        verbose_name_plural = _("public names")
        constraints = [models.CheckConstraint(condition=Q(agreed=False) | ~Q(name=""), name="credit_has_name")]

    def __str__(self):
        return self.name

    def prepare(self):
        super().prepare()
        self.name = text.clean(self.name)

    def revised_as(self):
        return None, None
