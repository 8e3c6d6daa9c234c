"""Preview: the very page that readers would see, for whoever may see speeches in the admin, and for nobody else."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from speeches import roles
from speeches.models import SpeechState
from speeches.publishing import move
from tests import factories

pytestmark = pytest.mark.django_db

LANGUAGES = ["zh-hant", "en"]
TAIPEI = ZoneInfo("Asia/Taipei")


def previews(key):
    return [f"/{language}/preview/{key}/{page}" for language in LANGUAGES for page in ("", "parallel/")]


@pytest.fixture
def draft(make):
    """Between two public speeches on the same topic, with another draft beside it."""
    topic = ("數位轉型", "digital transformation")
    for number in (1, 4):
        make.speech(number, city=(f"城市{number}市", f"City {number}"), topics=[topic])
    make.speech(3, city=("隱藏市", "Hidden"), public=False)
    return make.speech(2, public=False, english=("Five directions:",), topics=[topic])


@pytest.fixture
def colleague(client):
    client.force_login(factories.make_user(roles.VIEWER))
    return client


def main(response, language, speech):
    """What stands between <main> and </main>, its links to itself as on the public page.

    Without the banner of the one, and without what only the other can have: files, and addresses to cite and share.
    """
    html = re.search("<main.*</main>", response.content.decode(), re.DOTALL)[0]
    html = re.sub('<aside class="notice preview".*?</aside>', "", html, flags=re.DOTALL)
    html = re.sub('<div class="keep">.*?</div>\\s*</div>|<a class="one".*?</a>', "", html, flags=re.DOTALL)
    html = re.sub('<nav class="tools".*?</script>', "", html, flags=re.DOTALL)
    html = re.sub(rf"/(zh-hant|en)/preview/{speech.key}/", rf"/\1/speeches/2021/{speech.slug}/", html)
    return "\n".join(filter(None, html.splitlines()))


@pytest.mark.parametrize("role", [*roles.ROLES, None])
def test_it_opens_for_whom_the_table_of_roles_says(client, draft, role):
    client.force_login(factories.make_user(role))
    expected = 200 if role and "view_speech" in roles.ROLES[role] else 403
    assert {client.get(path).status_code for path in previews(draft.key)} == {expected}
    assert {client.get(path).status_code for path in previews("nobody")} == {404 if expected == 200 else 403}


def test_strangers_are_sent_to_the_login(client, draft):
    for key in (draft.key, "nobody"):
        for path in previews(key):
            response = client.get(path)
            assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={path}")
            assert response["Cache-Control"] == "private, no-store"


def test_an_account_that_is_no_staff_or_was_closed_is_none(client, draft):
    reader = User.objects.create_user("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_speech"))
    client.force_login(reader)
    assert client.get(previews(draft.key)[0]).status_code == 403
    closed = factories.make_user(roles.CHIEF_EDITOR)
    client.force_login(closed)
    User.objects.update(is_active=False)
    assert client.get(previews(draft.key)[0]).status_code == 302


def test_it_only_reads(colleague, draft):
    for path in previews(draft.key):
        assert colleague.post(path).status_code == 405
        assert colleague.head(path).status_code == 200


@pytest.mark.parametrize("state", ["draft", "public"])
def test_nobody_keeps_or_indexes_it(colleague, read, draft, state):
    if state == "public":
        move(draft, SpeechState.PUBLISHED)
    for path in previews(draft.key):
        page = read(path)
        assert page.response["Cache-Control"] == "private, no-store"
        assert page.response["X-Robots-Tag"] == "noindex"
        assert "ETag" not in page.response
        assert page.all("meta", name="robots", content="noindex")
        assert (page.link("canonical"), page.hreflangs()) == ([], {})
        for tag in ("*", colleague.get("/en/").headers["ETag"]):
            assert colleague.get(path, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["", "parallel/"])
def test_it_is_what_readers_will_see(colleague, client, draft, language, page):
    path = f"/{language}/preview/{draft.key}/{page}"
    before = colleague.get(path)
    move(draft, SpeechState.PUBLISHED, at=timezone.now() - timedelta(minutes=1))
    public = client.get(f"/{language}/speeches/2021/{draft.slug}/{page}")
    assert public.status_code == 200
    expected = main(public, language, draft)
    assert "五大未來方向" in expected or "Five directions" in expected
    assert main(before, language, draft) == expected
    assert main(colleague.get(path), language, draft) == expected


def test_neighbours_are_public_ones(read, colleague, draft):
    page = read(f"/en/preview/{draft.key}/")
    assert page.all("a", rel="prev")[0]["href"] == "/en/speeches/2021/city-1-william-peduto/"
    assert page.all("a", rel="next")[0]["href"] == "/en/speeches/2021/city-4-william-peduto/"


def test_the_banner_leads_on(read, colleague, draft):
    page, parallel = read(f"/en/preview/{draft.key}/"), read(f"/en/preview/{draft.key}/parallel/")
    edit = f"/admin/speeches/speech/{draft.pk}/change/"
    assert {f"/zh-hant/preview/{draft.key}/", f"/en/preview/{draft.key}/parallel/", edit} <= set(page.links)
    assert {f"/zh-hant/preview/{draft.key}/parallel/", f"/en/preview/{draft.key}/", edit} <= set(parallel.links)
    assert colleague.get(edit).status_code == 200


def test_the_banner_says_whether_it_is_public(read, colleague, draft):
    path = f"/en/preview/{draft.key}/"
    address = f"/en/speeches/2021/{draft.slug}/"
    assert "Preview: not public (draft)." in read(path).text()
    move(draft, SpeechState.PUBLISHED, at=datetime(2999, 3, 24, 1, 30, tzinfo=TAIPEI))
    assert "Preview: public from 24 March 2999, 01:30." in read(path).text()
    assert address not in read(path).links
    move(draft, SpeechState.DRAFT)
    move(draft, SpeechState.PUBLISHED)
    page = read(path)
    assert "Preview: this speech is public." in page.text()
    assert f"/en/speeches/2021/{draft.slug}/" in page.links
    move(draft, SpeechState.WITHDRAWN)
    assert "Preview: not public (withdrawn)." in read(path).text()
