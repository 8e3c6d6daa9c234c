"""manage.py export_digest: what it writes, and what it says where it cannot."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from speeches.digest.load import import_paper
from speeches.digest.parse import parse
from speeches.digest.readers import file
from speeches.models import SourceDocument, SpeechState
from tests import factories

pytestmark = pytest.mark.django_db
OFFICE = Path(__file__).parents[1] / "digest" / "papers" / "office"


def export(*arguments):
    call_command("export_digest", *map(str, arguments), verbosity=0)


def test_all_speeches_or_the_public_ones(tmp_path):
    public, draft = factories.make_speech(state=SpeechState.PUBLISHED), factories.make_speech()
    for options, wanted in (((), {public.number, draft.number}), (("--public",), {public.number})):
        export("2021/03-24", tmp_path / "digest.csv", *options)
        assert {speech.number for speech in parse(file.read((tmp_path / "digest.csv").read_bytes())).speeches} == wanted


@pytest.mark.parametrize(
    ("session", "name", "code"),
    [("2021/03-25", "a.docx", 2), ("x/y", "a.docx", 2), ("2021/03-24", "a.doc", 2), ("2021/03-24", "none/a.csv", 2)],
)
def test_what_cannot_be(tmp_path, session, name, code):
    factories.make_session()
    with pytest.raises(CommandError) as caught:
        export(session, tmp_path / name)
    assert caught.value.returncode == code


@pytest.mark.parametrize("form", ["docx", "odt", "ods", "xlsx", "pdf"])
def test_import_takes_documents_and_keeps_them_byte_for_byte(form):
    content = (OFFICE / f"real.{form}").read_bytes()
    assert import_paper(content, f"real.{form}").outcomes == {"created": 17}
    document = SourceDocument.objects.get()
    assert (bytes(document.content), document.name) == (content, f"real.{form}")
    assert import_paper(content, f"real.{form}").outcomes == {"unchanged": 17}
