"""The two commands of translators' files: out, edited, in, and told what was left alone."""

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from speeches import roles
from speeches.models import Paragraph, Revision, Speech
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def speech():
    return factories.make_speech("五大未來方向：", "連網城市。")


@pytest.fixture
def run(capsys):
    def run(*arguments) -> str:
        with override("en"):
            call_command(*map(str, arguments))
        return capsys.readouterr().out

    return run


def english() -> list[str]:
    return [paragraph.text_en for paragraph in Paragraph.objects.in_order()]


def test_out_edited_and_in_again(speech, run, tmp_path):
    file = tmp_path / "english.xlf"
    assert "3" in run("export_translations", file)
    text = file.read_text()
    key = Paragraph.objects.in_order()[0].key
    start = text.index("</source>", text.index(f".{key}.")) + len("</source>")
    file.write_text(f"{text[:start]}<target>Five directions:</target>{text[start:]}".replace("連網城市", "連網鄉村"))
    before = Revision.objects.count()
    said = run("import_translations", file, "--dry-run")
    assert "1 new English" in said
    assert "the Chinese in the file is not what went out" in said
    assert (english(), Revision.objects.count()) == (["", ""], before)
    translator = factories.make_user(roles.TRANSLATOR, "lee")
    run("import_translations", file, "--user", "lee")
    assert english() == ["Five directions:", ""]
    revision = Revision.objects.of(speech).order_by("-number")[0]
    assert (revision.user, revision.reason) == (translator, "English of english.xlf")


def test_only_some_texts_go_out(speech, run, tmp_path):
    other = factories.make_speech("另一篇。")
    day = speech.session.date
    for arguments, count in (
        (("--session", day), 5),
        (("--speech", other.key), 2),
        (("--speech", other.key, "--speech", speech.key, "--state", "untranslated"), 5),
    ):
        assert f": {count} " in run("export_translations", tmp_path / "some.xlsx", *arguments)


def test_each_fault_is_one_sentence(speech, run, tmp_path):
    file = tmp_path / "english.xlf"
    file.write_text("no XLIFF")
    faults = [
        ("import_translations", file),
        ("import_translations", tmp_path / "nowhere.xlf"),
        ("import_translations", file, "--user", "nobody"),
        ("export_translations", tmp_path / "english.doc"),
        ("export_translations", tmp_path / "none.xlf", "--state", "approved"),
        ("export_translations", tmp_path / "nowhere" / "english.xlf"),
    ]
    for fault in faults:
        with pytest.raises(CommandError) as error:
            run(*fault)
        assert "\n" not in str(error.value)
    run("export_translations", file)
    factories.make_user(roles.VIEWER, "viewer")
    with pytest.raises(CommandError):
        run("import_translations", file, "--user", "viewer")
    assert Speech.objects.get().translation_state == "untranslated"
