"""States as short marked words, in lists and forms alike."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _


def badge(kind: str, label: str):
    return format_html('<span class="badge badge-{}">{}</span>', kind, label)


def english_badge(row):
    """The state of one row's English, and whether its Chinese has changed since."""
    badges = [(badge(row.translation_state, row.get_translation_state_display()),)]
    if row.is_outdated:
        badges.append((badge("outdated", _("outdated")),))
    return format_html_join(" ", "{}", badges)
