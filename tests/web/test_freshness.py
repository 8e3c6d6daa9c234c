"""A page that the browser has is not sent twice, and never one change too long."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from speeches.changes import recorded
from speeches.models import ContentVersion


@pytest.fixture
def ask(client):
    def ask(path, tag=""):
        return client.get(path, headers={"if-none-match": tag} if tag else {})

    return ask


def test_nothing_new(ask, addresses):
    for address in addresses:
        response = ask(f"/en/{address}")
        tag = response.headers["ETag"]
        with CaptureQueriesContext(connection) as queries:
            again = ask(f"/en/{address}", f'"other", W/{tag}')
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
        assert again.headers["Cache-Control"] == "max-age=0, must-revalidate"
        assert not again.cookies
        assert len(queries) <= 2


def test_tags_differ_by_page_and_language(ask, addresses):
    tags = [ask(f"/{language}/{a}").headers["ETag"] for language in ("zh-hant", "en") for a in addresses]
    assert len(set(tags)) == len(tags)


def test_a_save_changes_every_tag(ask, site):
    tag = ask("/en/cities/").headers["ETag"]
    with recorded(reason="typing error"):
        site["whole"].city.name_en = "Steel City"
        site["whole"].city.save()
    response = ask("/en/cities/", tag)
    assert response.status_code == 200
    assert "Steel City" in response.content.decode()


def test_a_restored_backup_is_no_old_page(ask, site):
    """After it the number comes again, with other texts; the time of the change does not."""
    tag = ask("/en/").headers["ETag"]
    with recorded(reason="typing error"):
        site["whole"].city.save()
    ContentVersion.objects.update(number=F("number") - 1)
    assert ask("/en/", tag).status_code == 200


def test_a_due_publication_changes_every_tag(ask, make, site, monkeypatch):
    make.speech(9, texts=("到期談話",), at=timezone.now() + timedelta(hours=1))
    tag = ask("/zh-hant/").headers["ETag"]
    assert ask("/zh-hant/", tag).status_code == 304
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    response = ask("/zh-hant/", tag)
    assert response.status_code == 200
    assert "到期談話" in response.content.decode()


@pytest.mark.parametrize("name", ["PUBLISHER_NAME", "CONTACT_EMAIL"])
def test_a_setting_changes_the_tag(ask, site, settings, name):
    settings.DEBUG = True  # otherwise settings are read once
    tag = ask("/en/").headers["ETag"]
    assert ask("/en/", tag).status_code == 304
    setattr(settings, name, "office@example.org")
    assert ask("/en/", tag).status_code == 200


def test_what_is_gone_is_not_fresh(ask, site):
    path = f"/en/speeches/2021/{site['none'].slug}/"
    tag = ask(path).headers["ETag"]
    with recorded(reason="renamed"):
        site["none"].slug = "elsewhere"
        site["none"].save()
    response = ask(path, tag)
    assert response.status_code == 301
    assert "ETag" not in response.headers
