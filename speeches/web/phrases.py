"""Words of the templates that are translated by context or number; gettext finds such ones only in Python."""

from collections.abc import Callable

from django.utils.translation import ngettext, pgettext

PHRASES: dict[str, Callable[[], str]] = {
    "after theme": lambda: pgettext("between theme and text", ": "),
    "between names": lambda: pgettext("between names", ", "),
    "compare": lambda: pgettext("cities", "Compare"),
    "name in Chinese": lambda: pgettext("name of a city", "Chinese"),
    "name in English": lambda: pgettext("name of a city", "English"),
    "no city": lambda: pgettext("no city", "none"),
    "show": lambda: pgettext("button of a filter", "Show"),
    "speeches": lambda: pgettext("after a number", "speeches"),
    "translated": lambda: pgettext("state of a speech", "translated"),
}

COUNTED: dict[str, Callable[[int], str]] = {
    "all speeches": lambda number: ngettext("The one speech", "All %(number)s speeches", number),
    "city": lambda number: ngettext("%(number)s city", "%(number)s cities", number),
    "country": lambda number: ngettext("%(number)s country", "%(number)s countries", number),
    "minute": lambda number: ngettext("about %(number)s minute", "about %(number)s minutes", number),
    "more speech": lambda number: ngettext("%(number)s more speech", "%(number)s more speeches", number),
    "organization": lambda number: ngettext("%(number)s organization", "%(number)s organizations", number),
    "speaker": lambda number: ngettext("%(number)s speaker", "%(number)s speakers", number),
    "speech": lambda number: ngettext("%(number)d speech", "%(number)d speeches", number),
    "topic": lambda number: ngettext("%(number)s topic", "%(number)s topics", number),
}


def phrase(name: str) -> str:
    return PHRASES[name]()


def counted(kind: str, number: int) -> str:
    """3 cities."""
    return COUNTED[kind](number) % {"number": number}
