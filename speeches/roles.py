"""Who may do what: the one table of roles and permissions. `manage.py make_roles` writes it into the database."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_noop

from .models import (
    City,
    Organization,
    Paragraph,
    Remark,
    Revision,
    Session,
    SitePage,
    SourceDocument,
    Speaker,
    Speech,
    Summit,
    Synonym,
    Term,
    Topic,
)

WRITE = (City, Organization, Paragraph, Session, Speaker, Speech, Summit, Synonym, Term, Topic)
READ = (*WRITE, Remark, Revision, SitePage, SourceDocument)

VIEWER, TRANSLATOR, EDITOR = gettext_noop("viewer"), gettext_noop("translator"), gettext_noop("editor")
CHIEF_EDITOR, ADMINISTRATOR = gettext_noop("chief editor"), gettext_noop("administrator")


def _on(models, *actions: str) -> set[str]:
    return {f"{action}_{model._meta.model_name}" for model in models for action in actions}


def _topic_rows(*actions: str) -> set[str]:
    return {f"{action}_{name}topic" for name in ("speech", "city", "speaker") for action in actions}


_view = _on(READ, "view") | _topic_rows("view")
_remark = {"add_remark", "change_remark"}
_translate = _view | _remark | {"translate_speech", "add_term", "change_term"}
_edit = (
    _view
    | _remark
    | _on(WRITE, "add", "change")
    | _topic_rows("add", "change", "delete")
    # Importing a paper is adding it.
    | {"delete_paragraph", "submit_speech", "change_sitepage", "add_sourcedocument"}
)
_chief = _edit | _on(WRITE, "delete") | {"translate_speech", "approve_speech", "publish_speech"}

ROLES: dict[str, set[str]] = {
    VIEWER: _view,
    TRANSLATOR: _translate,
    EDITOR: _edit,
    CHIEF_EDITOR: _chief,
    ADMINISTRATOR: {f"{action}_user" for action in ("add", "change", "delete", "view")},
}


def make_roles() -> None:
    """Make the groups equal this table, any number of times."""
    apps = ContentType.objects.filter(app_label__in=["speeches", "auth"])
    permissions = {p.codename: p for p in Permission.objects.filter(content_type__in=apps)}
    for name, codenames in ROLES.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set([permissions[codename] for codename in sorted(codenames)])


def may(user, action: str) -> bool:
    """Whether the user may submit, publish, approve or translate a speech; None is the system itself."""
    return user is None or user.has_perm(f"speeches.{action}_speech")


def groups():
    """The groups that stand for the roles of the table."""
    return Group.objects.filter(name__in=ROLES).order_by("pk")


def with_groups(accounts):
    return accounts.prefetch_related("groups")


def in_group(accounts, group: int):
    return accounts.filter(groups=group)
