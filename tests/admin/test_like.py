"""“Add another like this”: what the next one probably shares, and nothing that the user may not see."""

import datetime

import pytest
from django.urls import reverse

from speeches import roles
from speeches.models import Speech
from tests import factories
from tests.admin.conftest import ROLES, form_fields

pytestmark = pytest.mark.django_db

MAKE = {
    "speech": lambda: factories.make_speech(topics=[factories.make_topic("交通")], headline_zh_hant="標題"),
    "city": lambda: factories.make_city("加州", "California", "US", kind="state"),
    "organization": lambda: factories.make_organization(country="CA"),
    "speaker": lambda: factories.make_speaker("某人"),
}


def url(kind, view, *args):
    return reverse(f"admin:speeches_{kind}_{view}", args=args)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", MAKE)
def test_who_may_add_is_offered_it(as_role, kind, role):
    client, thing = as_role(role), MAKE[kind]()
    codenames = {f"add_{kind}", f"view_{kind}"}
    allowed = role == "superuser" or codenames <= roles.ROLES[role]
    like = f"{url(kind, 'add')}?like={thing.pk}"
    assert (like in client.get(url(kind, "change", thing.pk)).content.decode()) == allowed
    assert (client.get(like).status_code == 200) == allowed


def test_another_speech_is_the_next_of_its_session(editor):
    office = factories.make_organization()
    topics = [factories.make_topic("交通"), factories.make_topic("環境")]
    city, session = factories.make_city(), factories.make_session()
    speech = factories.make_speech(
        number=3, session=session, city=city, organization=office, topics=topics, headline_zh_hant="標題"
    )
    factories.make_speech(number=7, session=session)
    factories.make_speech(number=90, session=factories.make_session(datetime.date(2022, 3, 22)))
    add = f"{url('speech', 'add')}?like={speech.pk}"
    fields = form_fields(editor, add)
    assert fields["number"] == "8"
    assert [fields[name] for name in ("session", "city", "organization")] == [
        str(thing.pk) for thing in (session, city, office)
    ]
    assert set(fields["topics"]) == {str(topic.pk) for topic in topics}
    assert (fields["speaker"], fields["headline_zh_hant"], fields["slug"]) == ("", "", "")
    typed = {"speaker": factories.make_speaker().pk, "paragraphs-0-text_zh_hant": "甲。"}
    assert editor.post(add, fields | typed).status_code == 302
    made = Speech.objects.get(number=8)
    assert (made.session, made.city, made.organization) == (session, city, office)
    assert set(made.topics.all()) == set(topics)


def test_another_place_has_its_country_and_kind(editor):
    city, office = MAKE["city"](), MAKE["organization"]()
    fields = form_fields(editor, f"{url('city', 'add')}?like={city.pk}")
    assert (fields["country"], fields["kind"], fields["name_zh_hant"], fields["name_en"]) == ("US", "state", "", "")
    fields = form_fields(editor, f"{url('organization', 'add')}?like={office.pk}")
    assert (fields["country"], fields["name_zh_hant"]) == ("CA", "")


@pytest.mark.parametrize("like", ["", "0", "x", "-1", "9" * 30, "987654"])
@pytest.mark.parametrize("kind", MAKE)
def test_like_nothing_is_an_empty_form(editor, kind, like):
    assert form_fields(editor, f"{url(kind, 'add')}?like={like}") == form_fields(editor, url(kind, "add"))
