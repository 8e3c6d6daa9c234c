"""Summits, sessions, places and papers."""

import pytest
from django.urls import reverse

from speeches import roles
from speeches.models import City, Revision, Session, Summit
from tests import factories
from tests.admin.conftest import form_fields

pytestmark = pytest.mark.django_db


def test_the_year_of_a_summit_and_the_summit_of_a_session_stay(editor):
    session = factories.make_session()
    other = factories.make_summit(2022)
    for thing, crafted in ((session.summit, {"year": "2030"}), (session, {"summit": other.pk})):
        url = reverse(f"admin:speeches_{thing._meta.model_name}_change", args=[thing.pk])
        assert editor.post(url, form_fields(editor, url) | crafted).status_code == 302
    assert Summit.objects.get(pk=session.summit_id).year == 2021
    assert Session.objects.get().summit == session.summit


@pytest.mark.parametrize("slug", ["", "03-24"])
def test_a_second_sitting_of_a_day_needs_an_address_of_its_own(editor, slug):
    session = factories.make_session()
    url = "/admin/speeches/session/add/"
    typed = form_fields(editor, url) | {"summit": session.summit_id, "date": "2021-03-24", "slug": slug}
    response = editor.post(url, typed)
    assert "slug" in response.context["adminform"].form.errors
    assert editor.post(url, typed | {"slug": "03-24-2"}).status_code == 302


def test_an_old_address_of_a_session_is_kept_for_it_within_its_year(editor):
    session = factories.make_session()
    page = reverse("admin:speeches_session_change", args=[session.pk])
    assert editor.post(page, form_fields(editor, page) | {"slug": "opening"}).status_code == 302
    add = "/admin/speeches/session/add/"
    for year, refused in ((2021, True), (2022, False)):
        typed = {"summit": factories.make_summit(year).pk, "date": f"{year}-03-24", "slug": "03-24"}
        response = editor.post(add, form_fields(editor, add) | typed)
        assert (response.status_code == 200) == refused


def test_the_last_day_does_not_come_before_the_first(editor):
    url = "/admin/speeches/summit/add/"
    typed = form_fields(editor, url) | {"year": "2023", "starts_on": "2023-03-28", "ends_on": "2023-03-27"}
    assert "ends_on" in editor.post(url, typed).context["adminform"].form.errors


def test_chinese_is_required_and_english_is_not(editor):
    url = "/admin/speeches/city/add/"
    assert "name_zh_hant" in editor.post(url, {"kind": "city", "name_en": "Erie"}).context["adminform"].form.errors
    assert editor.post(url, {"kind": "city", "name_zh_hant": "伊利市", "country": "US"}).status_code == 302
    city = City.objects.get()
    assert (city.name, city.name_en, city.slug, city.country) == ("伊利市", "", city.key, "US")
    assert editor.post(url, {"kind": "city", "name_zh_hant": "某市", "country": "ZZ"}).status_code == 200


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_english_can_be_emptied_under_both_interfaces(as_role, language):
    client, city = as_role(roles.EDITOR, language), factories.make_city()
    url = reverse("admin:speeches_city_change", args=[city.pk])
    assert client.post(url, form_fields(client, url) | {"name_en": "", "reason": "沒有英文名"}).status_code == 302
    city.refresh_from_db()
    assert (city.name_zh_hant, city.name_en) == ("匹茲堡市", "")
    assert Revision.objects.of(city)[0].reason == "沒有英文名"


def test_a_paper_is_fetched_as_received_by_whom_may_see_it(as_role, client):
    document = factories.make_document()
    url = reverse("admin:speeches_sourcedocument_paper", args=[document.pk])
    assert client.get(url).status_code == 302
    response = as_role(roles.VIEWER).get(url)
    assert b"".join(response.streaming_content) == bytes(document.content)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="paper.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert as_role(roles.ADMINISTRATOR).get(url).status_code == 403
    assert as_role(roles.VIEWER).get(reverse("admin:speeches_sourcedocument_paper", args=[99])).status_code == 404


@pytest.mark.parametrize("place", [("25.03", ""), ("", "121.56"), ("91", "0"), ("0", "181")])
def test_coordinates_are_both_or_neither_and_on_the_globe(editor, place):
    typed = {"kind": "city", "name_zh_hant": "某市", "latitude": place[0], "longitude": place[1]}
    response = editor.post("/admin/speeches/city/add/", typed)
    assert set(response.context["adminform"].form.errors) == {"latitude"}
