"""How a speech is passed on: by plain links; nothing of another site is loaded, and none learns of a reader."""

from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from . import wording
from .addresses import short_url


def sharing(speech) -> tuple[tuple[str, str], ...]:
    """Where it can be passed on, with the address that does so."""
    title, url = wording.plain_title(speech), short_url(speech)
    return (
        # RFC 6068: a blank is %20, never +.
        (_("E-mail"), "mailto:?" + urlencode({"subject": title, "body": f"{title}\r\n{url}"}, quote_via=quote)),
        ("LINE", "https://social-plugins.line.me/lineit/share?" + urlencode({"url": url})),
        ("Facebook", "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": url})),
        ("X", "https://x.com/intent/post?" + urlencode({"text": title, "url": url})),
    )
