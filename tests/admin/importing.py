"""What the tests of the import screen share: a paper is sent, seen, and confirmed, as a browser does it."""

from pathlib import Path

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from speeches.changes import recorded
from speeches.models import Speech
from tests.admin.conftest import form_fields

PAPER = Path(__file__).parents[2] / "fixtures" / "2021-03-24.txt"
REAL = PAPER.read_bytes()
SCREEN = "/admin/import/"


def send(client, content=REAL, name=PAPER.name):
    return client.post(SCREEN, {"paper": SimpleUploadedFile(name, content)})


def preview_of(client, content=REAL, name=PAPER.name) -> str:
    """The address of the preview of this paper."""
    response = send(client, content, name)
    assert response.status_code == 302, response.context["form"].errors
    return response.url


def shown(client, address) -> dict:
    """What a browser would send of the preview as it is shown; nothing is decided on conflicts."""
    return {name: value for name, value in form_fields(client, address).items() if not name.endswith("-side")}


def confirm(client, address, **typed):
    return client.post(address, shown(client, address) | {"do": "import"} | typed)


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def changed(*replacements) -> bytes:
    text = REAL.decode()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def line(response, number: int):
    return next(one for one in response.context["lines"] if one.number == number)


# A correction that a paper could make.
SMALL = ("24 小時監控", "全天監控")


def edit(number=5, text="編者改了。") -> Speech:
    speech = Speech.objects.get(number=number)
    with recorded(reason="edited"):
        paragraph = speech.paragraphs.get()
        paragraph.text_zh_hant = text
        paragraph.save()
    return speech
