"""Which columns have a Chinese and an English value; the names of file and classes are modeltranslation's.

Slugs and keys are never registered: one Latin address serves both languages.
"""

from modeltranslation.translator import TranslationOptions, register

from .models import City, Organization, Paragraph, Session, SitePage, Speaker, Speech, Summit, Topic


def options(model):
    return type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": model.translated_fields})


for model in (City, Organization, Paragraph, Session, SitePage, Speaker, Speech, Summit, Topic):
    register(model)(options(model))
