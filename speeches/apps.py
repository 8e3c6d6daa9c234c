from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpeechesConfig(AppConfig):
    name = "speeches"
    verbose_name = _("Proceedings")

    def ready(self):
        from . import checks  # noqa: F401, PLC0415 - registers the system checks
