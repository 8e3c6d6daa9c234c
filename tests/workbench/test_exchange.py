"""Texts go out and English comes in: nothing else, nothing twice, and nothing over somebody's work."""

import re
from contextlib import suppress
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage import xliff as toolkit

from speeches import archives, roles
from speeches.changes import plain, recorded
from speeches.models import ContentVersion, Paragraph, Revision, Speech
from speeches.records import Refusal
from speeches.workbench import exchange, sheet, xliff
from speeches.workbench.exchange import Outcome
from speeches.workbench.states import APPROVED, DRAFT, TRANSLATED, UNTRANSLATED, write_english
from speeches.workbench.unit import Unit
from tests import factories

TEXTS = ("五大未來方向：", "5G：午夜測試 <智慧> 巴士 & 機器人。", "＝連網城市。")
DANGEROUS = "=1+1 & “quotes” <b>\n\n- a second paragraph\t"


@pytest.fixture
def speech(db):
    speech = factories.make_speech(*TEXTS, headline_zh_hant="五大方向", state="published")
    with recorded(reason="translated"):
        first, second, _third = speech.paragraphs.in_order()
        write_english(first, state=APPROVED, text="Five major directions for the future:")
        first.save()
        write_english(second, state=DRAFT, text=DANGEROUS)
        second.save()
        write_english(speech, state=TRANSLATED, headline="Five directions", role="Mayor")
        speech.save()
    return Speech.objects.get()


def out(form="xlf", **wanted) -> bytes:
    return exchange.write(Speech.objects.all(), form, **wanted)


def units(data: bytes) -> list[Unit]:
    return exchange.read(data)


def with_target(data: bytes, part: str, english: str, state: str = "") -> bytes:
    """The file as an independent program writes it: another English for one text."""
    if data.startswith(b"PK"):
        book = openpyxl.load_workbook(BytesIO(data))
        for row in book.active.iter_rows(min_row=2):
            if row[0].value.split(".")[1] == part:
                row[3].value = english
                row[4].value = state or row[4].value
        file = BytesIO()
        book.save(file)
        return file.getvalue()
    store = toolkit.xlifffile.parsestring(data)
    for unit in store.units:
        if unit.getid().rpartition("\x04")[2].split(".")[1] == part:
            unit.target = english
            if state:
                unit.xmlelement.find(unit.namespaced("target")).set("state", state)
    return bytes(store)


def everything():
    return ContentVersion.objects.get().number, Revision.objects.count(), plain(Speech.objects.get().as_record())


def outcomes(changes) -> list[Outcome]:
    return [change.outcome for change in changes]


def third() -> Paragraph:
    return Paragraph.objects.in_order()[2]


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_an_untouched_file_changes_nothing(speech, form):
    before, data = everything(), out(form)
    assert set(outcomes(exchange.compare(data))) == {Outcome.UNCHANGED}
    assert set(outcomes(exchange.take(data))) == {Outcome.UNCHANGED}
    assert everything() == before
    if form == "xlf":
        resaved = bytes(toolkit.xlifffile.parsestring(data))
        assert set(outcomes(exchange.take(resaved))) == {Outcome.UNCHANGED}
        assert everything() == before


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_new_english_comes_in_and_is_translated(speech, form):
    paragraph = third()
    data = with_target(out(form), paragraph.key, "A connected city.\n\n“Second.”")
    (change,) = [change for change in exchange.compare(data) if change.outcome != Outcome.UNCHANGED]
    assert (change.outcome, change.before, change.after) == (Outcome.NEW, "", "A connected city.\n\n“Second.”")
    assert third().text_en == ""
    user = factories.make_user(roles.TRANSLATOR)
    exchange.take(data, user, "came by mail")
    paragraph = third()
    assert (paragraph.text_en, paragraph.translation_state) == ("A connected city.\n\n“Second.”", TRANSLATED)
    assert not paragraph.is_outdated
    revision = Revision.objects.of(speech).order_by("-number")[0]
    assert (revision.user, revision.reason) == (user, "came by mail")
    again = everything()
    assert set(outcomes(exchange.take(data, user))) == {Outcome.UNCHANGED}
    assert everything() == again


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_a_draft_stays_one_until_the_file_says_that_it_is_finished(speech, form):
    second = Paragraph.objects.in_order()[1]
    unfinished = {"xlf": "needs-translation", "xlsx": "draft"}[form]
    exchange.take(with_target(out(form), second.key, "Better, but not finished.", unfinished))
    second.refresh_from_db()
    assert (second.text_en, second.translation_state) == ("Better, but not finished.", DRAFT)
    data = with_target(out(form), second.key, "Better, but not finished.", "translated")
    assert outcomes(exchange.take(data)).count(Outcome.FINISHED) == 1
    second.refresh_from_db()
    assert second.translation_state == TRANSLATED


def test_headline_and_role_are_one_row_with_one_state(speech):
    data = with_target(with_target(out(), "headline", "Five ways"), "role", "The Mayor")
    exchange.take(data)
    speech = Speech.objects.get()
    assert (speech.headline_en, speech.role_en, speech.translation_state) == ("Five ways", "The Mayor", TRANSLATED)


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_what_cannot_be_taken_is_listed_and_left_alone(speech, form):
    """Each fault beside a change that is taken."""
    first, second, last = Paragraph.objects.in_order()
    data = out(form)
    for key, english in ((first.key, "Mine."), (second.key, "Yours."), (last.key, "Good.")):
        data = with_target(data, key, english)
    with recorded(reason="meanwhile"):
        write_english(first, state=TRANSLATED, text="Somebody else’s.")
        first.save()
        second.text_zh_hant += "改了。"
        second.save()
    found = {change.part: change.outcome for change in exchange.take(data)}
    assert found == {
        "headline": Outcome.UNCHANGED,
        "role": Outcome.UNCHANGED,
        first.key: Outcome.STALE,
        second.key: Outcome.STALE,
        last.key: Outcome.NEW,
    }
    assert [p.text_en for p in Paragraph.objects.in_order()] == ["Somebody else’s.", DANGEROUS, "Good."]


FAULTS = [
    (lambda text: text.replace("連網城市", "連網鄉村"), Outcome.TAMPERED),
    (lambda text: re.sub(r'id="(\w{8})\.', 'id="zzzzzzzz.', text), Outcome.UNKNOWN),
    (lambda text: re.sub(r'id="\w+\.', 'id="', text), Outcome.UNKNOWN),
    (lambda text: text.replace('target-language="en"', 'target-language="fr"'), Outcome.FOREIGN),
    (lambda text: text.replace('source-language="zh-TW"', 'source-language="ja"'), Outcome.FOREIGN),
    (lambda text: text.replace("<target", '<target xml:lang="de"'), Outcome.FOREIGN),
    (lambda text: text.replace("A connected city.", "連網城市可連結 AI。"), Outcome.FOREIGN),
    (lambda text: text.replace("A connected city.", "A \u202econnected city."), Outcome.BROKEN),
    (lambda text: text.replace("A connected city.", "  "), Outcome.UNCHANGED),
]


@pytest.mark.parametrize(("spoil", "outcome"), FAULTS)
def test_a_spoilt_unit_writes_nothing(speech, spoil, outcome):
    data = with_target(exchange.write(Speech.objects.all(), "xlf", [UNTRANSLATED]), third().key, "A connected city.")
    before = everything()
    assert outcomes(exchange.take(spoil(data.decode()).encode())) == [outcome]
    assert everything() == before


def test_english_is_never_emptied_by_a_file(speech):
    first = Paragraph.objects.in_order()[0]
    data = out().replace(b"Five major directions for the future:", b"")
    assert [c.part for c in exchange.take(data) if c.outcome == Outcome.EMPTIED] == [first.key]
    first.refresh_from_db()
    assert first.text_en


def test_two_texts_for_one_are_none(speech):
    data = with_target(out(), third().key, "One.").decode()
    (unit,) = re.findall(rf"<trans-unit id=\"\w+\.{third().key}.*?</trans-unit>", data, re.DOTALL)
    before = everything()
    assert Outcome.TWICE in outcomes(exchange.take(data.replace(unit, unit + unit.replace("One.", "Two.")).encode()))
    assert everything() == before
    assert outcomes(exchange.take(data.replace(unit, unit + unit).encode())).count(Outcome.NEW) == 1


def test_only_some_texts_go_out(speech):
    assert [unit.source for unit in units(out(states=[UNTRANSLATED]))] == [TEXTS[2]]
    assert [unit.source for unit in units(out(states=[DRAFT, UNTRANSLATED]))] == [TEXTS[1], TEXTS[2]]
    with pytest.raises(Refusal, match="no text"):
        out(outdated=True)
    with recorded():
        first = Paragraph.objects.in_order()[0]
        first.text_zh_hant = "六大未來方向："
        first.save()
    assert [unit.source for unit in units(out(outdated=True))] == ["六大未來方向："]
    assert [unit.source for unit in units(out(outdated=True, states=[UNTRANSLATED]))] == ["六大未來方向：", TEXTS[2]]


# ---- The wall ----


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_a_file_writes_english_and_nothing_else(speech, form):
    """However it is edited: no Chinese character, no state of publishing, no other column."""
    before = everything()[2]
    data = out(form)
    for part in ("headline", "role", *Paragraph.objects.in_order().values_list("key", flat=True)):
        data = with_target(data, part, f"English of {part}.")
    if form == "xlf":
        data = data.replace(b'approved="no"', b'approved="yes" state="withdrawn" translate="no"')
    translator = factories.make_user(roles.TRANSLATOR)
    assert len([c for c in exchange.take(data, translator) if c.outcome.is_taken]) == 5
    after = everything()[2]
    assert [p["text"] for p in after["paragraphs"]] == [p["text"] for p in before["paragraphs"]]
    for record in (before, after):
        assert {p["english"]["state"] for p in record["paragraphs"]} <= {
            "approved",
            "draft",
            "translated",
            UNTRANSLATED,
        }
        for paragraph in record["paragraphs"]:
            del paragraph["english"]
        del record["kept"]["english"]
    assert after == before


def test_a_translator_approves_nothing_by_file_and_others_write_nothing(speech):
    data = with_target(out(), third().key, "A connected city.", "final")
    before = everything()
    with pytest.raises(PermissionDenied):
        exchange.take(data, factories.make_user(roles.TRANSLATOR), approve=True)
    for role in (roles.VIEWER, roles.EDITOR, None):
        with pytest.raises(PermissionDenied):
            exchange.take(data, factories.make_user(role))
    assert everything() == before
    exchange.take(data, factories.make_user(roles.TRANSLATOR))
    assert third().translation_state == TRANSLATED


def test_who_may_approve_takes_a_reviewed_file_as_approved_but_not_as_their_own(speech, settings):
    chief, data = factories.make_user(roles.CHIEF_EDITOR), with_target(out(), third().key, "A connected city.")
    settings.FOUR_EYES = True
    with pytest.raises(PermissionDenied):
        exchange.take(data, chief, approve=True)
    assert third().translation_state == UNTRANSLATED
    settings.FOUR_EYES = False
    exchange.take(data, chief, approve=True)
    assert third().translation_state == APPROVED


def test_the_system_itself_may_approve(speech):
    exchange.take(with_target(out(), third().key, "A connected city."), approve=True)
    assert third().translation_state == APPROVED
    exchange.take(with_target(out(), "headline", "Five ways"), approve=True)
    assert Speech.objects.get().translation_state == APPROVED


def test_a_save_of_the_same_moment_is_not_written_over(speech, monkeypatch):
    data, compared = with_target(out(), third().key, "A connected city."), exchange.compared

    def compared_late(units):
        changes = compared(units)
        Paragraph.objects.filter(pk=third().pk).update(version=99)
        return changes

    monkeypatch.setattr(exchange, "compared", compared_late)
    with pytest.raises(Refusal, match="same moment"):
        exchange.take(data)
    assert third().text_en == ""


# ---- The formats ----


def test_translate_toolkit_reads_what_goes_out(speech):
    store = toolkit.xlifffile.parsestring(out())
    found = [(unit.source, unit.target or "", unit.isapproved()) for unit in store.units]
    assert found[0][:2] == ("五大方向", "Five directions")
    assert found[2:] == [
        (TEXTS[0], "Five major directions for the future:", True),
        (TEXTS[1], DANGEROUS, False),
        (TEXTS[2], "", False),
    ]
    assert (store.sourcelanguage, store.targetlanguage) == ("zh-TW", "en")


def test_no_cell_is_a_formula_and_each_comes_back_equal(speech):
    rows = list(openpyxl.load_workbook(BytesIO(out("xlsx"))).active.iter_rows(min_row=2))
    assert all(
        cell.data_type in {"s", "n"} and not str(cell.value or "").startswith(("=", "+", "-", "@"))
        for r in rows
        for cell in r
    )
    assert [unit.target for unit in units(out("xlsx"))][3] == DANGEROUS
    assert [unit.source for unit in units(out("xlsx"))][4] == TEXTS[2]


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t=+-@'＝_x"), max_size=60)


@settings(max_examples=40)
@given(source=PRINTABLE, target=PRINTABLE)
def test_whatever_stands_in_a_text_comes_back(source, target):
    source, target = (re.sub("[\ufffe\uffff]", "", string) for string in (source, target))
    one = Unit("speechky.prgrf.0123456789abcdef", source, target, "translated")
    for found in (xliff.read(xliff.write([one]).encode()), sheet.read(sheet.write([one]))):
        assert [(unit.source, unit.target) for unit in found] == [(source, target)]


HOSTILE = [
    b"",
    b"no xml",
    b"<xliff version='1.2'>",
    b"<html/>",
    b"<xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:2.0'/>",
    b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><xliff version='1.2'>&a;</xliff>",
    b"<!DOCTYPE xliff SYSTEM 'file:///etc/passwd'><xliff version='1.2'/>",
    "<!DOCTYPE x><xliff version='1.2'/>".encode("utf-16"),
    b"<xliff version='1.2'>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</xliff>",
    b"PK",
    b"PK\x03\x04" + b"\x00" * 100,
    b" " * (archives.UPLOAD + 1),
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_file_of_ours_is_refused_in_a_sentence(data):
    with pytest.raises(Refusal):
        exchange.read(data)


def test_a_workbook_without_the_table_or_with_a_doctype_is_refused():
    book, file = openpyxl.Workbook(), BytesIO()
    book.active.append(["id", "english"])
    book.save(file)
    with pytest.raises(Refusal, match="headings"):
        exchange.read(file.getvalue())


@settings(max_examples=40)
@given(st.integers(0, 6000), st.binary(max_size=30))
def test_a_damaged_workbook_is_refused_or_read(place, noise):
    data = sheet.write([Unit("speechky.prgrf.0123456789abcdef", "甲。", "A.", "draft")])
    spoilt = data[:place] + noise + data[place + len(noise) :]
    with suppress(Refusal):
        assert all(unit.id for unit in exchange.read(spoilt))
