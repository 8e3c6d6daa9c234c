"""A wrong set-up is said at start, with the cure."""

from django.conf import settings
from django.core import checks
from django.db import connection

from . import LANGUAGES


@checks.register
def languages(app_configs, **kwargs):
    if tuple(code for code, _name in settings.LANGUAGES) != LANGUAGES or LANGUAGES[0] != settings.LANGUAGE_CODE:
        return [
            checks.Error(
                "LANGUAGES must be zh-hant and en, with LANGUAGE_CODE zh-hant.",
                hint="The original column of every translated field is the Chinese one.",
                id="speeches.E001",
            )
        ]
    return []


@checks.register(deploy=True)
def publisher(app_configs, **kwargs):
    if settings.HTTPS and not settings.PUBLISHER_NAME:
        return [
            checks.Info(
                "PUBLISHER_NAME is empty: the site will say that it is nobody's official site.",
                hint="Set PUBLISHER_NAME to the office that publishes it.",
                id="speeches.I001",
            )
        ]
    return []


@checks.register(deploy=True)
def database(app_configs, **kwargs):
    if connection.vendor not in {"sqlite", "postgresql"}:
        return [checks.Error("Only SQLite and PostgreSQL are supported.", hint="See DATABASE_URL.", id="speeches.E002")]
    return []
