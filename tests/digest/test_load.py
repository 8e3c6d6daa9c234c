"""The real paper becomes speeches; the same paper again changes nothing; a failure leaves nothing."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from speeches.changes import recorded
from speeches.digest import load, written
from speeches.digest.load import import_paper
from speeches.digest.parse import parse_text
from speeches.history.restoring import restore
from speeches.models import (
    City,
    ContentVersion,
    Organization,
    Paragraph,
    Revision,
    Session,
    SourceDocument,
    Speaker,
    Speech,
    SpeechState,
)
from speeches.workbench import states
from tests import factories

pytestmark = pytest.mark.django_db
PAPER = Path(__file__).parents[2] / "fixtures" / "2021-03-24.txt"
REAL = PAPER.read_bytes()


def run(content=REAL, **options):
    return import_paper(content, "2021-03-24.txt", **options)


def counts(report):
    return tuple(report.outcomes[name] for name in ("created", "updated", "unchanged", "conflict"))


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Speech, Paragraph, City, Organization, Speaker, SourceDocument, Revision, ContentVersion)
    ]


def corrected(*replacements):
    content = REAL.decode()
    for old, new in replacements:
        assert content.count(old) == 1
        content = content.replace(old, new)
    return content.encode()


def test_the_real_paper_becomes_seventeen_speeches():
    report = run(publish=True)
    assert counts(report) == (17, 0, 0, 0)
    assert Speech.objects.public().count() == 17
    assert City.objects.count() == 14
    assert Organization.objects.count() == 2
    assert set(City.objects.values_list("country", flat=True)) == {"TW", "PY", "BZ", "CA", "US", "CO", "NZ", "UY"}
    assert Session.objects.get().date == date(2021, 3, 24)
    document = SourceDocument.objects.get()
    assert bytes(document.content) == REAL
    assert set(Speech.objects.values_list("document", flat=True)) == {document.pk}


def test_what_is_stored_is_what_was_parsed_text_by_text():
    report = run()
    for row in report.digest.speeches:
        kept = Speech.objects.get(number=row.number).to_record()
        assert [(p.kind, p.label, p.text) for p in kept.paragraphs] == [
            (p.kind, p.label, p.text) for p in row.paragraphs
        ]
        for name in ("country", "city", "organization", "role", "honorific", "speaker"):
            assert getattr(kept, name) == getattr(row, name)


def test_the_same_paper_again_writes_nothing():
    run(publish=True)
    before = everything()
    assert counts(run(publish=True)) == (0, 0, 17, 0)
    assert everything() == before


def test_the_same_paper_again_writes_nothing_after_an_editor_corrected():
    run()
    paragraph = Paragraph.objects.filter(speech__number=13).first()
    with recorded():
        paragraph.text_zh_hant = "編輯改過的文字。"
        paragraph.save()
        Paragraph.objects.filter(speech__number=12).first().delete()
    before = everything()
    assert counts(run()) == (0, 0, 17, 0)
    assert everything() == before


def test_a_corrected_paper_updates_only_what_it_changed():
    run()
    paragraphs = {p.pk: (p.key, p.text) for p in Paragraph.objects.all()}
    changed = Paragraph.objects.get(speech__number=13, position=2)
    with recorded():
        states.write_english(changed, text="Rebuild America.")
        changed.save()
    versions = dict(Paragraph.objects.values_list("pk", "version"))
    report = run(corrected(("新政府重建美國計畫", "新政府的重建美國計畫")))
    assert counts(report) == (0, 1, 16, 0)
    now = Paragraph.objects.get(pk=changed.pk)
    assert now.text_zh_hant.startswith("新政府的重建美國計畫")
    assert (now.key, now.text_en, now.translation_state) == (changed.key, "Rebuild America.", "translated")
    assert now.is_outdated
    others = Paragraph.objects.exclude(pk=changed.pk)
    assert {p.pk: (p.key, p.text) for p in others} == {pk: row for pk, row in paragraphs.items() if pk != changed.pk}
    assert dict(others.values_list("pk", "version")) == {pk: v for pk, v in versions.items() if pk != changed.pk}
    assert SourceDocument.objects.count() == 2
    assert counts(run(corrected(("新政府重建美國計畫", "新政府的重建美國計畫")))) == (0, 0, 17, 0)


def test_a_conflict_is_reported_and_left_alone():
    run()
    paragraph = Paragraph.objects.get(speech__number=13, position=2)
    with recorded():
        paragraph.text_zh_hant = "編輯改過的文字。"
        paragraph.save()
    paper = corrected(("新政府重建美國計畫", "新政府的重建美國計畫"), ("打造智慧運輸平台", "打造智慧的運輸平台"))
    for updated in (1, 0):
        report = run(paper)
        assert counts(report) == (0, updated, 16, 1)
        assert [problem.row for problem in report.problems] == [13]
    assert Paragraph.objects.get(pk=paragraph.pk).text_zh_hant == "編輯改過的文字。"
    assert Paragraph.objects.get(speech__number=13, position=3).text_zh_hant.startswith("打造智慧的運輸平台")


def test_an_inserted_point_keeps_order_and_keys():
    run()
    keys = list(Paragraph.objects.filter(speech__number=13).in_order().values_list("key", flat=True))
    paper = corrected(
        ("3. 規劃分散式能源", "3. 推動遠距辦公。 4. 發展綠能。 5. 規劃分散式能源"),
        ("4. 與私部門", "6. 與私部門"),
        ("5. 連網城市", "7. 連網城市"),
    )
    assert counts(run(paper)) == (0, 1, 16, 0)
    now = list(Paragraph.objects.filter(speech__number=13).in_order().values_list("key", "text_zh_hant", "position"))
    assert [key for key, _text, _position in now if key in keys] == keys
    assert [text for _key, text, _position in now[3:5]] == ["推動遠距辦公。", "發展綠能。"]
    assert [position for _key, _text, position in now] == list(range(1, len(keys) + 3))
    assert counts(run(paper)) == (0, 0, 17, 0)


def test_a_new_row_is_added_and_a_missing_one_kept():
    run()
    report = run(corrected(("\n17\t", "\n18\t")))
    assert counts(report) == (1, 0, 16, 0)
    assert Speech.objects.count() == 18
    assert any(problem.row == 17 for problem in report.problems)


def test_speakers_cities_and_organizations_are_found_again():
    run()
    other = (
        REAL.decode().replace("2021 首長高峰會(3/24)", "2022 首長高峰會(3/22)").replace("臺北市 市長", "台北市 市長")
    )
    assert counts(run(other.encode(), publish=True)) == (17, 0, 0, 0)
    assert (City.objects.count(), Organization.objects.count(), Speaker.objects.count()) == (14, 2, 17)
    assert Speech.objects.filter(speaker__name_zh_hant="柯文哲").count() == 2


def test_a_namesake_from_another_country_is_another_person():
    run()
    other = (
        REAL.decode().replace("2021 首長高峰會(3/24)", "2022 首長高峰會(3/22)").replace("美國特倫頓市", "澳洲特倫頓市")
    )
    report = run(other.encode())
    assert Speaker.objects.filter(name_zh_hant="W. Reed Gusciora").count() == 2
    assert any("W. Reed Gusciora" in problem.say() for problem in report.problems)


def test_a_dry_run_writes_nothing_and_says_what_would_be():
    before = everything()
    assert counts(run(dry_run=True, publish=True)) == (17, 0, 0, 0)
    assert everything() == before
    run()
    before = everything()
    assert counts(run(corrected(("新政府重建美國計畫", "新政府的重建美國計畫")), dry_run=True)) == (0, 1, 16, 0)
    assert everything() == before


def test_a_failure_leaves_nothing_behind(monkeypatch):
    before = everything()

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Paragraph.objects, "bulk_create", fail)
    monkeypatch.setattr("speeches.models.version.GuardedQuerySet.bulk_create", fail)
    with pytest.raises(RuntimeError):
        run()
    assert everything() == before


def test_publishing_touches_only_what_this_import_created():
    run()
    assert Speech.objects.filter(state=SpeechState.DRAFT).count() == 17
    run(publish=True)
    assert not Speech.objects.public().exists()


def test_an_import_is_one_revision_a_speech_with_its_reason():
    run(user=factories.make_user(is_superuser=True))
    revisions = Revision.objects.filter(kind="speech")
    assert revisions.count() == 17
    assert set(revisions.values_list("reason", flat=True)) == {"import 2021-03-24.txt"}
    assert revisions.first().user is not None


def test_the_command_prints_one_json_object(capsys):
    call_command("import_digest", str(PAPER), "--dry-run", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert (printed["summit"], printed["date"], printed["created"]) == (2021, "2021-03-24", 17)
    assert printed["document"]["encoding"] == "utf-8"
    erie = printed["speeches"][7]
    assert {name: erie[name] for name in erie if name not in {"paragraphs", "problems"}} == {
        "number": 8,
        "country": "US",
        "city": "伊利市",
        "organization": "",
        "role": "市長",
        "honorific": "Mr.",
        "speaker": "Joseph V. Schember",
    }
    assert set(erie["paragraphs"][0]) == {"kind", "label", "text"}
    assert not Speech.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\x89PNG", b"<!DOCTYPE html><html></html>", "姓名\t電話\n王\t1\n".encode()]
)
def test_the_command_refuses_in_one_sentence(tmp_path, content):
    (tmp_path / "paper.txt").write_bytes(content)
    with pytest.raises(CommandError) as refused:
        call_command("import_digest", str(tmp_path / "paper.txt"))
    assert refused.value.returncode == 1
    assert "\n" not in str(refused.value)
    assert not Speech.objects.exists()


def test_the_command_says_what_it_did_in_sentences(capsys):
    call_command("import_digest", str(PAPER), "--publish")
    assert "17" in capsys.readouterr().out
    with pytest.raises(CommandError) as refused:
        call_command("import_digest", "no-such-paper.txt")
    assert refused.value.returncode == 2


def test_readers_are_told_what_a_corrected_paper_changed_in_a_public_speech():
    import_paper(REAL, "paper.txt", publish=True)
    corrected = REAL.decode().replace("規劃分散式能源", "規劃更新的分散式能源").encode()
    import_paper(corrected, "corrected.txt")
    told = {r.label for r in Revision.objects.of_kind("speech").exclude(correction_zh_hant="")}
    assert told == {str(Speech.objects.get(number=13))}
    note = Revision.objects.of(Speech.objects.get(number=13)).corrections().get()
    assert note.correction_zh_hant
    assert note.correction_en


def test_what_an_import_doubted_is_kept_with_its_paper():
    import_paper(REAL, "paper.txt")
    paper = REAL.decode().replace("規劃分散式能源，城市自給自足打造全新基礎建設。", "").encode()
    report = import_paper(paper, "doubtful.txt")
    document = SourceDocument.objects.get(name="doubtful.txt")
    assert [problem["row"] for problem in document.problems] == [problem.row for problem in report.problems]
    assert document.problems
    version = ContentVersion.objects.get().number
    import_paper(paper, "doubtful.txt")
    assert ContentVersion.objects.get().number == version


def test_a_speech_that_was_deleted_and_brought_back_is_imported_as_if_it_had_never_been_away():
    import_paper(REAL, "paper.txt")
    speech = Speech.objects.get(number=13)
    with recorded():
        speech.delete()
    restore(Revision.objects.of(speech).first())
    assert import_paper(REAL, "paper.txt").outcomes == {"unchanged": 17}
    corrected = REAL.decode().replace("規劃分散式能源", "規劃更新的分散式能源").encode()
    assert import_paper(corrected, "corrected.txt").outcomes == {"unchanged": 16, "updated": 1}


def test_a_speech_that_was_moved_to_another_session_is_not_made_again():
    import_paper(REAL, "paper.txt")
    speech = Speech.objects.get(number=13)
    with recorded():
        speech.session, speech.number = factories.make_session(date(2021, 3, 23)), 1
        speech.save()
    assert import_paper(REAL, "paper.txt").outcomes == {"unchanged": 17}
    corrected = REAL.decode().replace("規劃分散式能源", "規劃更新的分散式能源").encode()
    assert import_paper(corrected, "corrected.txt").outcomes == {"unchanged": 16, "updated": 1}
    assert Speech.objects.count() == 17
    assert Speech.objects.mentioning("更新的分散式能源").get().pk == speech.pk


def test_the_paper_goes_to_the_session_that_is_named():
    run()
    report = run(REAL.replace("今日".encode(), "本日".encode()), session="下午場")
    assert counts(report) == (17, 0, 0, 0)
    sessions = Session.objects.order_by("slug")
    assert [(one.slug, one.name_zh_hant, one.speeches.count()) for one in sessions] == [
        ("03-24", "", 17),
        ("03-24-2", "下午場", 17),
    ]
    assert counts(run(REAL.replace("今日".encode(), "本日".encode()))) == (0, 0, 17, 0), "these bytes are known"
    assert counts(run()) == (0, 0, 17, 0)


def test_a_row_that_was_written_here_is_known_though_it_cannot_be_read():
    """A body that looks like none leaves nobody to load; what the row says is here all the same."""
    speech = factories.make_speech("甲。", number=1)
    with recorded():
        speech.city, speech.organization = None, factories.make_organization("甲", "")
        speech.speaker, speech.role_zh_hant = factories.make_speaker("乙"), ""
        speech.save()
    row = written.who(speech.to_record())
    paper = f"2021 首長高峰會(3/24)談話內容摘要\n\n編號\t城市首長或代表\t內容摘要\n1\t{row}\t甲。\n".encode()
    assert not load.is_loadable(parse_text(paper).speeches[0])
    report = run(paper)
    assert (counts(report), report.problems) == ((0, 0, 1, 0), [])
