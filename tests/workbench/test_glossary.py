"""The glossary as CSV: an untouched file changes nothing, an edited one is shown before it is taken."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils.translation import override

from speeches import roles
from speeches.changes import recorded
from speeches.models import ContentVersion, Revision, Term
from speeches.records import Refusal
from speeches.workbench import glossary
from speeches.workbench.states import APPROVED, TRANSLATED, write_english
from tests import factories

pytestmark = pytest.mark.django_db

HEADER = "chinese,english,variants,status,source,note\n"


@pytest.fixture
def terms():
    with recorded(reason="made for a test"):
        Term(chinese="數位轉型", english="digital transformation", status="official", source="=1+1, a page").save()
        Term(
            chinese="臺北通", english="Taipei PASS", variants="台北通 APP\n北市通", note="“quoted”, with, commas"
        ).save()
        Term(chinese="防疫", english="epidemic prevention").save()
        Term(chinese="科技防疫", english="technology-enabled epidemic prevention").save()


@pytest.fixture
def published(client):
    """The file as anybody gets it."""
    return lambda: client.get("/data/terms.csv").getvalue()


def everything():
    return ContentVersion.objects.get().number, Revision.objects.count()


def taken(rows) -> list[str]:
    return [row.term.chinese for row in rows if row.is_taken]


def test_an_untouched_file_changes_nothing(terms, published):
    before = everything()
    rows = glossary.take(published())
    assert len(rows) == 4
    assert [(row.problem, row.before, row.after) for row in rows] == [("", {}, {})] * 4
    assert everything() == before


class TestStamps:
    """Our own file tells what was edited in it from what was changed here meanwhile."""

    def change_here(self, chinese, english):
        with recorded(reason="meanwhile"):
            term = Term.objects.get(chinese=chinese)
            term.english = english
            term.save()

    def test_untouched_it_changes_nothing(self, terms):
        with recorded(reason="as people write"):
            Term(chinese="里", english="borough", note="two\nlines,  wide", source="'quoted'").save()
        before = everything()
        rows = glossary.take(glossary.write())
        assert [(row.problem, row.after) for row in rows] == [("", {})] * 5
        assert everything() == before

    def test_what_was_changed_here_alone_is_not_undone(self, terms):
        file = glossary.write()
        self.change_here("防疫", "pandemic prevention")
        assert taken(glossary.take(file)) == []
        assert Term.objects.get(chinese="防疫").english == "pandemic prevention"

    def test_what_both_have_changed_is_left_alone_and_said(self, terms):
        file = glossary.write().decode("utf-8-sig").replace(",epidemic prevention,", ",prevention of epidemics,")
        self.change_here("防疫", "pandemic prevention")
        (row,) = [row for row in glossary.take(file.encode()) if row.problem]
        assert (row.term.chinese, row.after) == ("防疫", {"english": "prevention of epidemics"})
        assert Term.objects.get(chinese="防疫").english == "pandemic prevention"

    def test_what_the_file_alone_has_changed_is_taken(self, terms):
        file = glossary.write().decode("utf-8-sig").replace("Taipei PASS", "TaipeiPASS")
        assert taken(glossary.take(file.encode())) == ["臺北通"]

    def test_a_cell_is_never_a_formula_and_comes_back_equal(self, terms):
        file = glossary.write()
        assert b"\"'=1+1" in file
        glossary.take(file.replace(b"a page", b"another page"))
        assert Term.objects.get(chinese="數位轉型").source == "=1+1, another page"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_files_of_any_spreadsheet_are_read(encoding, separator):
    content = separator.join(["chinese", "english"]) + "\r\n" + separator.join(["新常態", "New Normal"]) + "\r\n"
    assert taken(glossary.take(content.encode(encoding))) == ["新常態"]


def test_columns_that_mean_nothing_here_are_named(terms):
    assert glossary.read(b"Key,Chinese,English,French,stamp\n").unknown == ["french"]


def test_what_somebody_agreed_to_is_what_is_taken(terms):
    data = f"{HEADER}防疫,pandemic prevention\n".encode()
    shown = glossary.state_of(glossary.compare(data))
    with recorded(reason="meanwhile"):
        Term.objects.get(chinese="防疫").delete()
    with pytest.raises(Refusal):
        glossary.take(data, shown=shown)
    assert not Term.objects.filter(chinese="防疫").exists()


def test_an_edited_file_changes_and_adds_and_deletes_nothing(terms, published):
    edited = published().decode("utf-8-sig").replace("Taipei PASS", "TaipeiPASS").splitlines()
    edited = [line for line in edited if "科技防疫" not in line] + [
        ",新常態,New Normal,新常態勢|新日常,press,a newspaper,"
    ]
    data = "\r\n".join(edited).encode()
    rows = glossary.compare(data)
    assert sorted(taken(rows)) == ["新常態", "臺北通"]
    (changed,) = [row for row in rows if row.is_taken and not row.is_new]
    assert (changed.before, changed.after) == ({"english": "Taipei PASS"}, {"english": "TaipeiPASS"})
    assert not Term.objects.filter(chinese="新常態").exists()
    user = factories.make_user(roles.TRANSLATOR)
    glossary.take(data, user, "reviewed")
    new = Term.objects.get(chinese="新常態")
    assert (new.english, new.variants, new.status) == ("New Normal", "新常態勢\n新日常", "press")
    assert Term.objects.get(chinese="臺北通").english == "TaipeiPASS"
    assert Term.objects.count() == 5
    assert (Revision.objects.first().user, Revision.objects.first().reason) == (user, "reviewed")


def test_a_term_is_found_by_its_word_where_it_has_no_key(terms):
    rows = glossary.take(f"{HEADER}台北通,TaipeiPASS\n".encode("cp950"))
    assert taken(rows) == ["台北通"]
    assert Term.objects.get(english="TaipeiPASS").variants == "台北通 APP\n北市通"


@pytest.mark.parametrize(
    "line",
    [
        "防疫,,,,,",
        ",epidemic prevention,,,,",
        f"{'防' * 101},too long,,,,",
        "新詞,new word,,hearsay,,",
        "新詞,new word\0,,,,",
        "新詞,new word,,,,\u202e",
        "數位轉型,one,,,,\n數位轉型,two,,,,",
    ],
)
def test_a_line_that_cannot_be_is_left_alone_and_said(terms, line):
    rows = glossary.take(f"{HEADER}{line}\n新常態,New Normal,,,,\n".encode())
    assert [bool(row.problem) for row in rows][-2:] == [True, False]
    assert Term.objects.filter(english="New Normal").exists()
    assert Term.objects.filter(english__in=["", "too long", "new word", "two"]).count() == 0


def test_a_key_of_nothing_and_a_name_of_another_are_left_alone(terms):
    key = Term.objects.get(chinese="防疫").key
    lines = f"key,{HEADER}zzzzzzzz,新詞,new word,,,,\n{key},數位轉型,epidemic prevention,,,,\n"
    assert all(row.problem for row in glossary.take(lines.encode()))
    assert Term.objects.get(key=key).chinese == "防疫"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2\n",
        b"\xff\xfe\x00",
        b'chinese,english\n"open',
        b"x" * 21_000_000,
        b"PK\x03\x04\x14\x00",
        bytes(range(256)),
        b"chinese,english\n" + b"x" * 30_000,
    ],
)
def test_what_is_no_glossary_is_refused(data):
    with pytest.raises(Refusal):
        glossary.compare(data)


def test_who_may_not_write_terms_may_not_by_file(terms):
    before = everything()
    with pytest.raises(PermissionDenied):
        glossary.take(f"{HEADER}新常態,New Normal,,,,\n".encode(), factories.make_user(roles.VIEWER))
    assert everything() == before


def english(chinese, text, state=APPROVED):
    paragraph = factories.make_speech(chinese).paragraphs.get()
    with recorded(reason="translated"):
        write_english(paragraph, state=state, text=text)
        paragraph.save()
    return paragraph


def test_approved_texts_that_do_not_follow_a_term_are_listed(terms):
    term = Term.objects.get(chinese="防疫")
    other = english("本市的防疫工作。", "The city’s work against the epidemic.")
    english("防疫工作。", "Work in epidemic prevention.")
    english("以科技防疫。", "With technology.")  # the longer term counts
    english("防疫。", "Against it.", TRANSLATED)
    assert glossary.disagreeing(term) == [other]
    platform = english("推廣台北通ＡＰＰ。", "It promotes TaipeiPASS.")
    assert glossary.disagreeing(Term.objects.get(chinese="臺北通")) == [platform]


def test_the_command_tells_what_changes_and_who_disagrees(terms, tmp_path, capsys):
    paragraph = english("推動防疫。", "It promotes epidemic prevention.")
    file = tmp_path / "terms.csv"
    file.write_text(f"{HEADER}防疫,pandemic prevention,,,,\n新詞,,,,,\n")
    with override("en"):
        call_command("import_glossary", file, "--dry-run")
        assert Term.objects.get(chinese="防疫").english == "epidemic prevention"
        call_command("import_glossary", file)
    said = capsys.readouterr().out
    assert said.count("epidemic prevention → pandemic prevention") == 2
    assert said.count(paragraph.key) == 2
    assert said.count("Row 3:") == 2
    assert Term.objects.get(chinese="防疫").english == "pandemic prevention"
