"""The glossary on its screens: as a file out and in, who does not follow a term, and a word in both languages."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from speeches import roles
from speeches.changes import recorded
from speeches.models import ContentVersion, Revision, SpeechState, Term
from speeches.workbench import states
from tests import factories
from tests.admin.conftest import form_fields

pytestmark = pytest.mark.django_db

FILE = "/admin/speeches/term/file/"
EXPORT = f"{FILE}export/"
WORDS = "/admin/translation/words/"


@pytest.fixture
def translator(as_role):
    return as_role(roles.TRANSLATOR)


@pytest.fixture
def term():
    return factories.make_term("防疫", "epidemic prevention")


def send(client, data: bytes):
    return client.post(FILE, {"file": SimpleUploadedFile("terms.csv", data)})


def agree(client, shown, **more):
    return client.post(FILE, {"content": shown.context["content"], "shown": shown.context["shown"], **more})


def approved(chinese: str, english: str, **more):
    speech = factories.make_speech(chinese, state=SpeechState.PUBLISHED, **more)
    row = speech.paragraphs.get()
    with recorded(reason="translated"):
        states.write_english(row, state=states.APPROVED, text=english)
        row.save()
    return row


class TestTheFile:
    def test_untouched_it_changes_nothing(self, translator, term):
        out = translator.get(EXPORT)
        assert out["Content-Disposition"] == 'attachment; filename="glossary.csv"'
        shown = send(translator, out.content).context
        assert (shown["taken"], shown["refused"], shown["unchanged"], shown["unknown"]) == ([], [], 1, [])

    def test_what_is_shown_first_is_then_taken_in_one_change(self, translator, term):
        data = "chinese,english,french,status\n防疫,pandemic prevention,x,press\n新常態,New Normal,,\n,nothing,,\n"
        before = ContentVersion.objects.get().number
        shown = send(translator, data.encode())
        changed, new = shown.context["taken"]
        assert [(one.before, one.after) for one in changed.columns] == [
            ("epidemic prevention", "pandemic prevention"),
            (Term.Status.PROPOSAL.label, Term.Status.PRESS.label),
        ]
        assert (new.row.line, new.row.is_new) == (3, True)
        assert [line.row.line for line in shown.context["refused"]] == [4]
        assert shown.context["refused"][0].row.problem in shown.content.decode()
        assert shown.context["unknown"] == ["french"]
        assert "<ins>" in shown.content.decode()
        assert ContentVersion.objects.get().number == before, "a dry run writes nothing"
        assert agree(translator, shown, reason="meeting of May").status_code == 302
        assert ContentVersion.objects.get().number == before + 1
        assert {term.english for term in Term.objects.all()} == {"pandemic prevention", "New Normal"}
        user = translator.get(FILE).context["user"]
        assert {(one.user, one.reason) for one in Revision.objects.all()[:2]} == {(user, "meeting of May")}

    def test_who_does_not_follow_what_was_changed_is_said(self, translator, term):
        shown = send(translator, "chinese,english\n防疫,pandemic prevention\n新詞,new word\n".encode())
        page = translator.get(agree(translator, shown).url).content.decode()
        assert re.findall(r"term/(\d+)/disagreement/", page) == [str(term.pk)]

    def test_where_somebody_was_faster_nothing_is_taken_and_all_is_shown_anew(self, translator, term):
        shown = send(translator, "chinese,english\n防疫,pandemic prevention\n新詞,new word\n".encode())
        with recorded(reason="meanwhile"):
            term.english = "prevention of epidemics"
            term.save()
        again = agree(translator, shown)
        assert again.status_code == 200
        assert list(again.context["messages"])
        assert again.context["taken"][0].columns[0].before == "prevention of epidemics"
        assert {one.english for one in Term.objects.all()} == {"prevention of epidemics"}
        assert agree(translator, again).status_code == 302
        assert {one.english for one in Term.objects.all()} == {"pandemic prevention", "new word"}

    @pytest.mark.parametrize(
        "data",
        [b"", b"hello", b"PK\x03\x04", b"\x00" * 100, bytes(range(256)), b"\xff\xfeh\x00i", b"x" * 1_500_001],
        ids=["empty", "text", "archive", "nothing", "binary", "utf-16", "huge"],
    )
    def test_what_is_no_glossary_is_refused_in_a_sentence(self, translator, data):
        response = send(translator, data)
        assert response.status_code == 200
        assert "content" not in response.context
        assert len(list(response.context["messages"])) == 1

    def test_crafted_answers_write_nothing(self, translator, term):
        assert translator.post(FILE, {"content": "no base64!"}).status_code == 400
        shown = send(translator, "chinese,english\n新詞,new word\n".encode())
        for crafted in ("", "x" * 32):
            assert translator.post(FILE, {"content": shown.context["content"], "shown": crafted}).status_code == 200
        assert Term.objects.count() == 1

    def test_who_may_not_write_terms_may_not_by_file(self, as_role, term):
        client = as_role(roles.VIEWER)
        assert client.get(EXPORT).status_code == 200
        assert send(client, "chinese,english\n新詞,new word\n".encode()).status_code == 403
        assert client.post(FILE, {"content": "eA=="}).status_code == 403
        assert Term.objects.count() == 1
        assert FILE not in client.get("/admin/speeches/term/").content.decode()


class TestWhoDisagrees:
    def address(self, term):
        return f"/admin/speeches/term/{term.pk}/disagreement/"

    def test_those_that_hold_the_chinese_and_not_the_english(self, translator, term):
        row = approved("本市的防疫工作。", "The city’s work against the epidemic.")
        approved("防疫工作。", "Work in epidemic prevention.")
        (line,) = translator.get(self.address(term)).context["lines"]
        assert line.paragraph == row
        assert row.key in {one.key for one in translator.get(line.url).context["rows"]}
        assert translator.get(self.address(factories.make_term("里", "borough"))).context["lines"] == []
        assert translator.get("/admin/speeches/term/999/disagreement/").status_code == 404

    def test_they_stand_on_pages_at_the_same_cost(self, translator, term, django_assert_max_num_queries):
        for number in range(25):
            approved(f"第{number}項防疫。", "Against it.")
        found = []
        for page in (1, 2):
            with django_assert_max_num_queries(10):
                found += [
                    line.paragraph.pk for line in translator.get(f"{self.address(term)}?page={page}").context["lines"]
                ]
        assert len(found) == len(set(found)) == 25

    def test_a_save_of_the_term_says_how_many(self, translator, term):
        approved("本市的防疫工作。", "Epidemic prevention of the city.")
        url = f"/admin/speeches/term/{term.pk}/change/"
        assert self.address(term) in translator.get(url).content.decode()
        for english, is_said in (("epidemic prevention work", True), ("epidemic prevention", False)):
            fields = form_fields(translator, url) | {"english": english}
            page = translator.post(url, fields, follow=True).content.decode()
            assert (self.address(term) in page) == is_said
        fields = form_fields(translator, url) | {"english": "work", "note": "a note"}
        assert self.address(term) in translator.post(url, fields, follow=True).content.decode()
        fields = form_fields(translator, url) | {"note": "another note"}
        assert self.address(term) not in translator.post(url, fields, follow=True).content.decode()


class TestAWord:
    def test_both_texts_are_shown_with_the_word_marked(self, translator):
        row = approved("本市的防疫工作。", "Epidemic <prevention>.")
        response = translator.get(f"{WORDS}?q=防疫")
        (line,) = response.context["lines"]
        assert line.url.endswith(f"#p-{row.key}")
        page = response.content.decode()
        assert "本市的<mark>防疫</mark>工作。" in page
        assert "Epidemic &lt;prevention&gt;." in page

    @pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=nothing", f"?q={'x' * 3000}"])
    def test_nothing_is_no_error(self, translator, query):
        response = translator.get(WORDS + query)
        assert response.status_code == 200
        assert response.context["lines"] == []
