"""How does a reader say that something is wrong? By a letter that names the speech and the very paragraph."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from . import wording
from .addresses import short_url, url


class Report:
    """Under which addresses errors of one speech are reported: those of letters, or else the contact page's."""

    def __init__(self, speech):
        self.speech_url = short_url(speech)
        self.subject = _("Error in speech %(number)d of %(year)d: %(name)s") % {
            "number": speech.number,
            "year": speech.year,
            "name": wording.sign(speech).text,
        }

    @property
    def url(self) -> str:
        return self.about(self.speech_url)

    def of_paragraph(self, paragraph) -> str:
        return self.about(f"{self.speech_url}#p-{paragraph.key}")

    def about(self, place: str) -> str:
        if not settings.CONTACT_EMAIL:
            return url("contact")
        # RFC 6068: a blank is %20, never +.
        letter = urlencode({"subject": self.subject, "body": f"{place}\r\n"}, quote_via=quote)
        return f"mailto:{quote(settings.CONTACT_EMAIL, safe='@')}?{letter}"
