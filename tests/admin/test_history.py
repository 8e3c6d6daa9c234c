"""The pages of histories: who may look and restore, what is shown; nobody restores over what he has not seen."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speeches import publishing, roles
from speeches.changes import recorded
from speeches.history.comparison import compare
from speeches.history.kinds import KINDS, existing, newest
from speeches.models import Paragraph, Revision, Speech, SpeechState
from speeches.workbench import states
from tests import factories
from tests.admin.conftest import ROLES, Fields, form_fields
from tests.test_every_write import EDIT, MAKE

pytestmark = pytest.mark.django_db
LANGUAGES = ["zh-hant", "en"]
LOOKERS = {roles.VIEWER, roles.TRANSLATOR, roles.EDITOR, roles.CHIEF_EDITOR, "superuser"}


def may(role, codename):
    return role == "superuser" or codename in roles.ROLES[role]


def address(thing, page="thing", *args):
    return reverse(f"admin:speeches_revision_{page}", args=[type(thing)._meta.model_name, thing.key, *args])


def last(thing):
    return newest(type(thing)._meta.model_name, thing.key)


def write(thing, **columns):
    with recorded(reason="written by somebody"):
        thing = existing(type(thing)._meta.model_name, thing.key)
        for name, value in columns.items():
            setattr(thing, name, value)
        thing.save()


def delete(thing):
    with recorded(reason="deleted by somebody"):
        type(thing).objects.get(key=thing.key).delete()


@pytest.fixture
def speech():
    """A speech that was changed once."""
    speech = factories.make_speech(
        "甲段原文。", "乙段。", headline_zh_hant="舊標題", topics=[factories.make_topic("交通")]
    )
    with recorded(reason="all of it"):
        first, second = speech.paragraphs.in_order()
        first.text_zh_hant = "甲段新文。"
        states.write_english(first, text="First.")
        first.save()
        second.delete()
        Paragraph(speech=speech, position=1, text_zh_hant="丙段。").save()
        speech.headline_zh_hant = "新標題"
        speech.save()
        speech.topics.clear()
    return speech


class TestDoors:
    """Each role and each method, of things that are there and of deleted ones."""

    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_each_kind(self, as_role, role, kind):
        client, thing = as_role(role), MAKE[kind]()
        write(thing, **dict([EDIT[kind]]))
        self.walk(client, thing, role in LOOKERS, may(role, f"change_{kind}"))

    @pytest.mark.parametrize("role", ROLES)
    def test_what_is_deleted(self, as_role, role):
        client, city = as_role(role), factories.make_city()
        write(city, name_en="Other")
        delete(city)
        self.walk(client, city, role in LOOKERS, may(role, "delete_city"))

    def walk(self, client, thing, may_look, may_restore):
        compare_url = address(thing, "compare") + "?old=1&new=2"
        restore_url = address(thing, "restore", 1)
        found = {
            "history": client.get(address(thing)).status_code,
            "compare": client.get(compare_url).status_code,
            "revision": client.get(reverse("admin:speeches_revision_change", args=[last(thing).pk])).status_code,
            "restore": client.get(restore_url).status_code,
            "history post": client.post(address(thing)).status_code,
            "compare post": client.post(compare_url).status_code,
        }
        look, restore = (200 if may_look else 403), (200 if may_restore else 403)
        assert found == {
            "history": look,
            "compare": look,
            "revision": look,
            "restore": restore,
            "history post": 405,
            "compare post": 405,
        }
        before = Revision.objects.count()
        sent = client.post(restore_url, {"seen": last(thing).number, "reason": "back"})
        assert sent.status_code == (302 if may_restore else 403)
        assert Revision.objects.count() == before + may_restore
        history = client.get(address(thing)).content.decode() if may_look else ""
        assert ("/restore/" in history) == may_restore

    def test_nobody_without_an_account(self, client, speech):
        for url in (address(speech), address(speech, "compare") + "?old=1&new=2", address(speech, "restore", 1)):
            assert client.get(url).headers["Location"].startswith("/admin/login/")
            before = Revision.objects.count()
            client.post(url, {"seen": last(speech).number})
            assert Revision.objects.count() == before

    def test_without_a_token_nothing_is_restored(self, speech):
        client = Client(enforce_csrf_checks=True)
        client.force_login(factories.make_user(roles.CHIEF_EDITOR))
        before = Revision.objects.count()
        assert client.post(address(speech, "restore", 1), {"seen": last(speech).number}).status_code == 403
        assert Revision.objects.count() == before

    def test_who_may_look_at_revisions_but_not_at_cities(self, client):
        city, user = factories.make_city(), factories.make_user()
        user.user_permissions.add(*self.permissions("view_revision", "view_speech"))
        client.force_login(user)
        assert client.get(address(city)).status_code == 403
        assert client.get(reverse("admin:speeches_revision_change", args=[last(city).pk])).status_code == 403
        assert client.get(address(factories.make_speech())).status_code == 200

    @staticmethod
    def permissions(*codenames):
        return Speech._meta.apps.get_model("auth", "Permission").objects.filter(codename__in=codenames)

    @pytest.mark.parametrize(
        "url",
        [
            "of/nothing/abcdefgh/",
            "of/user/abcdefgh/",
            "of/city/abcdefgh/",
            "of/city/abcdefgh/1/restore/",
            "of/city/{key}/9/restore/",
            "of/city/{key}/compare/",
            "of/city/{key}/compare/?old=1",
            "of/city/{key}/compare/?old=1&new=x",
            "of/city/{key}/compare/?old=1&new=99999999999999999999",
            "of/city/{key}/compare/?old=1&new=\0",
        ],
    )
    def test_what_there_is_not(self, chief, url):
        url = "/admin/speeches/revision/" + url.format(key=factories.make_city().key)
        assert chief.get(url).status_code == 404


class TestHistory:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_button_of_each_record_leads_there(self, as_role, speech, language):
        client = as_role(roles.VIEWER, language)
        for thing in (speech, speech.city, speech.speaker, speech.session):
            button = reverse(f"admin:speeches_{thing._meta.model_name}_history", args=[thing.pk])
            assert button in client.get(button.replace("history", "change")).content.decode()
            page = client.get(button, follow=True)
            assert page.redirect_chain == [(address(thing), 302)]
            assert page["Content-Language"] == language

    def test_each_revision_says_what_who_and_why(self, as_role, speech):
        html = as_role(roles.EDITOR, "en").get(address(speech)).content.decode()
        assert "Headline (Chinese)" in html
        assert "3 paragraphs" in html
        assert "all of it" in html
        assert html.count('name="old"') == html.count('name="new"') == Revision.objects.of(speech).count()

    def test_a_history_has_pages_and_as_many_queries_on_each(self, chief):
        city = factories.make_city()
        write(city, name_en="0")
        queries = self.queries(chief, address(city))
        for number in range(69):
            write(city, name_en=f"City {number}")
        assert self.queries(chief, address(city)) == queries
        assert queries <= 8
        page = chief.get(address(city) + "?page=3")
        assert len(page.context["lines"]) == 11
        # The first line of a page is compared with the last of the next.
        assert all(line.changes for line in chief.get(address(city) + "?page=2").context["lines"])
        assert chief.get(address(city) + "?page=99").context["page"].number == 3
        assert chief.get(address(city) + "?page=x").context["page"].number == 1

    def queries(self, client, url) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as count:
            assert client.get(url).status_code == 200
        return len(count)

    def test_the_log_of_django_is_not_written(self, admin_client):
        topic = factories.make_topic()
        url = reverse("admin:speeches_topic_change", args=[topic.pk])
        admin_client.post(url, form_fields(admin_client, url) | {"name_zh_hant": "改"})
        admin_client.post(reverse("admin:speeches_topic_delete", args=[topic.pk]), {"post": "yes"})
        assert last(topic).deleted
        assert not LogEntry.objects.exists()

    def test_what_is_deleted_is_found_in_the_list(self, as_role):
        city, back = factories.make_city("甲市"), factories.make_city("乙市")
        for thing in (city, back):
            delete(thing)
        client = as_role(roles.CHIEF_EDITOR)
        client.post(address(back, "restore", 2), {"seen": 2})
        deleted = reverse("admin:speeches_revision_changelist") + "?deleted=gone&kind=city"
        html = client.get(deleted).content.decode()
        assert address(city, "restore", 2) in html
        assert back.key not in html
        assert deleted.replace("&", "&amp;") in client.get(reverse("admin:speeches_city_changelist")).content.decode()
        assert address(city, "restore", 2) not in as_role(roles.EDITOR).get(deleted).content.decode()

    def test_a_revision_shows_what_it_was(self, as_role, speech):
        first = Revision.objects.about("speech", speech.key).last()
        html = (
            as_role(roles.VIEWER)
            .get(reverse("admin:speeches_revision_change", args=[first.pk]))
            .content.decode()
            .partition("<pre")[0]
        )
        assert "甲段原文。" in html
        assert "交通" in html
        assert "<ins>" not in html

    @pytest.mark.parametrize("query", ["", "?deleted=gone", "?kind=sitepage", "?q=市"])
    def test_the_list_of_revisions(self, chief, speech, query):
        assert chief.get(reverse("admin:speeches_revision_changelist") + query).status_code == 200


class TestCompare:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_by_character(self, as_role, speech, language):
        number = last(speech).number
        client = as_role(roles.TRANSLATOR, language)
        html = client.get(address(speech, "compare") + f"?old=1&new={number}").content.decode()
        assert html.count("<del>") >= 3
        assert "甲段<del>" in html
        assert "甲段原文" not in html
        records = Revision.objects.about("speech", speech.key).last().record, last(speech).record
        for pair in compare("speech", *records).paragraphs:
            assert f"compared-{pair.status}" in html
        same = client.get(address(speech, "compare") + f"?new=1&old={number}").content.decode()
        assert same.count("<ins>") == html.count("<ins>"), "the older is the first, however they were chosen"

    def test_as_many_queries_for_a_long_speech_as_for_a_short_one(self, chief):
        counts = []
        for length in (2, 60):
            speech = factories.make_speech(*["一段。"] * length)
            write(speech, headline_zh_hant="改")
            with CaptureQueriesContext(connection) as count:
                assert chief.get(address(speech, "compare") + "?old=1&new=2").status_code == 200
            counts.append(len(count))
        assert counts[0] == counts[1] <= 12

    def test_text_is_text(self, chief):
        city = factories.make_city("<script>甲")
        write(city, name_zh_hant="<script>乙")
        html = chief.get(address(city, "compare") + "?old=1&new=2").content.decode()
        assert "<script>甲" not in html
        assert "&lt;script&gt;" in html


class TestRestore:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_speech_is_restored_and_says_so(self, as_role, speech, language):
        client = as_role(roles.CHIEF_EDITOR, language)
        url, first = address(speech, "restore", 1), Revision.objects.about("speech", speech.key).last()
        fields = form_fields(client, url)
        assert fields["seen"] == str(last(speech).number)
        done = client.post(url, fields | {"reason": "一時手誤"}, follow=True)
        assert done.redirect_chain == [(address(speech), 302)]
        assert last(speech).record == first.record
        assert "一時手誤" in done.content.decode()
        assert 'class="success"' in done.content.decode()

    def test_what_would_change_is_shown_first(self, chief, speech):
        html = chief.get(address(speech, "restore", 1)).content.decode()
        assert "compared-added" in html
        assert "compared-removed" in html
        assert "舊" in html

    def test_nobody_restores_over_what_he_has_not_seen(self, editor, speech):
        url = address(speech, "restore", 1)
        fields = form_fields(editor, url) | {"reason": "打好的原因"}
        write(speech, headline_zh_hant="別人剛改的標題")
        before = Revision.objects.count()
        page = editor.post(url, fields)
        html = page.content.decode()
        assert page.status_code == 200
        assert "errornote" in html or "errorlist" in html
        assert "打好的原因" in html
        assert "別人剛改的" in html
        assert Revision.objects.count() == before
        # Who has seen it may.
        again = form_fields_of(html)
        assert editor.post(url, again).status_code == 302
        assert Speech.objects.get(key=speech.key).headline_zh_hant == "舊標題"

    def test_a_refusal_is_said_and_nothing_is_written(self, chief):
        speech = factories.make_speech(number=5)
        delete(speech)
        factories.make_speech(number=5)
        before = Revision.objects.count()
        page = chief.post(address(speech, "restore", 2), {"seen": 2})
        assert page.status_code == 200
        assert 'class="error"' in page.content.decode()
        assert Revision.objects.count() == before

    @pytest.mark.parametrize(
        "junk", [{}, {"seen": "x"}, {"seen": "1", "reason": "\0"}, {"seen": "2", "reason": "x" * 300}]
    )
    def test_junk_restores_nothing(self, chief, junk):
        city = factories.make_city()
        write(city, name_en="Other")
        before = Revision.objects.count()
        assert chief.post(address(city, "restore", 1), junk).status_code == 200
        assert Revision.objects.count() == before

    def test_a_deleted_speech_is_brought_back(self, chief, speech):
        gone = last(speech).record
        delete(speech)
        assert "/restore/" in chief.get(address(speech)).content.decode()
        chief.post(address(speech, "restore", last(speech).number), form_fields(chief, address(speech, "restore", 3)))
        assert last(speech).record == gone
        assert not last(speech).deleted

    def test_the_publishing_state_is_asked_of_whom_it_concerns(self, as_role):
        speech = factories.make_speech()
        publishing.move(speech, SpeechState.PUBLISHED)
        write(speech, headline_zh_hant="改")
        url = address(speech, "restore", 1)
        editor = as_role(roles.EDITOR)
        assert 'type="checkbox" name="with_state"' not in editor.get(url).content.decode()
        sent = {"seen": 3, "small_correction": "1", "with_state": "on"}
        editor.post(url, sent)
        assert Speech.objects.get(key=speech.key).state == SpeechState.PUBLISHED
        chief = as_role(roles.CHIEF_EDITOR)
        assert 'type="checkbox" name="with_state"' in chief.get(url).content.decode()
        chief.post(url, sent | {"seen": 4})
        assert Speech.objects.get(key=speech.key).state == SpeechState.DRAFT

    def test_readers_are_told_of_a_change_to_a_published_text(self, editor):
        speech = factories.make_speech(state=SpeechState.PUBLISHED, headline_zh_hant="舊")
        write(speech, headline_zh_hant="新")
        url = address(speech, "restore", 2)
        fields = form_fields(editor, url)
        assert {"correction_zh_hant", "correction_en"} <= set(fields)
        before = Revision.objects.count()
        assert editor.post(url, fields).status_code == 200
        assert Revision.objects.count() == before, "a note is asked for"
        editor.post(url, fields | {"correction_zh_hant": "更正標題", "correction_en": "Headline corrected"})
        (told,) = Revision.objects.of(speech).corrections()
        assert (told.correction_zh_hant, told.correction_en) == ("更正標題", "Headline corrected")


def form_fields_of(html: str) -> dict:
    return {name: value for name, value in Fields(html).values.items() if name not in {"language", "next"}}
