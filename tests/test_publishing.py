"""The state table, by every role, and what is public."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from speeches import publishing, roles
from speeches.changes import recorded
from speeches.models import OldSlug, Revision, Speech, SpeechState
from tests import factories

pytestmark = pytest.mark.django_db
DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = SpeechState


@pytest.mark.parametrize("state", SpeechState)
@pytest.mark.parametrize("to", SpeechState)
@pytest.mark.parametrize("role", roles.ROLES)
def test_the_state_table_by_role(state, to, role):
    speech = factories.make_speech(state=state)
    user = factories.make_user(role)
    permission = publishing.MOVES.get((state, to))
    allowed = permission and f"{permission}_speech" in roles.ROLES[role]
    assert publishing.may_move(user, speech, to) == bool(allowed)
    if allowed:
        publishing.move(speech, to, user)
        assert Revision.objects.of(speech).first().user == user
    else:
        with pytest.raises(PermissionDenied if permission else publishing.ImpossibleMove):
            publishing.move(speech, to, user)
    assert Speech.objects.get(pk=speech.pk).state == (to if allowed else state)


def test_who_may_publish():
    assert {role for role, may in roles.ROLES.items() if "publish_speech" in may} == {roles.CHIEF_EDITOR}
    assert {role for role, may in roles.ROLES.items() if "approve_speech" in may} == {roles.CHIEF_EDITOR}


def test_public_is_published_and_due():
    now = timezone.now()
    due = factories.make_speech(state=PUBLISHED, at=now - timedelta(seconds=1))
    later = factories.make_speech(state=PUBLISHED, at=now + timedelta(hours=1))
    for state in (DRAFT, IN_REVIEW, WITHDRAWN):
        factories.make_speech(state=state)
    assert list(Speech.objects.public()) == [due]
    assert set(Speech.objects.public(at=now + timedelta(hours=2))) == {due, later}
    assert due.is_public()
    assert not later.is_public()


def test_addresses_are_named_at_first_publication_and_never_again():
    speech = factories.make_speech(
        city=factories.make_city("麥德林市", "Medellín", "CO"), speaker=factories.make_speaker("Daniel Quintero Calle")
    )
    assert speech.slug == speech.key
    publishing.move(speech, PUBLISHED)
    assert speech.slug == "medellin-co-daniel-quintero-calle"
    assert speech.city.slug == "medellin-co"
    with recorded():
        speech.city.name_en = "Medellin City"
        speech.city.save()
    publishing.move(speech, WITHDRAWN)
    publishing.move(speech, PUBLISHED)
    assert (speech.slug, speech.city.slug) == ("medellin-co-daniel-quintero-calle", "medellin-co")


def test_speeches_of_one_city_read_together_are_published_one_after_the_other():
    city, speaker = factories.make_city(), factories.make_speaker()
    for _ in range(2):
        factories.make_speech(city=city, speaker=speaker)
    for speech in list(Speech.objects.complete()):
        publishing.move(speech, PUBLISHED)
    slugs = set(Speech.objects.values_list("slug", flat=True))
    assert slugs == {"pittsburgh-us-william-peduto", "pittsburgh-us-william-peduto-2"}


def test_without_english_names_the_key_stays_the_address():
    speech = factories.make_speech(city=factories.make_city("匹茲堡市", ""))
    publishing.move(speech, PUBLISHED)
    assert speech.slug == speech.key
    assert speech.city.slug == speech.city.key


def test_what_was_published_without_english_names_gets_its_address_late():
    city, speaker = factories.make_city(english=""), factories.make_speaker()
    for state in (PUBLISHED, PUBLISHED, DRAFT):
        factories.make_speech(city=city, speaker=speaker, state=state)
    with recorded():
        city.name_en = "Pittsburgh"
        city.save()
    for _ in range(2):
        with recorded():
            publishing.name_late(list(Speech.objects.complete().order_by("pk")))
    first, second, draft = Speech.objects.order_by("pk")
    assert (first.slug, second.slug) == ("pittsburgh-us-william-peduto", "pittsburgh-us-william-peduto-2")
    assert draft.slug == draft.key
    assert OldSlug.objects.at("speech", first.key, first.year).get().key == first.key


def test_two_places_of_one_name_get_two_addresses():
    one, other = (factories.make_city(name, "Langley", "CA") for name in ("蘭里市", "蘭里鎮"))
    for city in (one, other):
        publishing.move(factories.make_speech(city=city), PUBLISHED)
    assert {one.slug, other.slug} <= {"langley-ca", "langley-ca-2", one.key}
    slugs = set(type(one).objects.filter(pk__in=[one.pk, other.pk]).values_list("slug", flat=True))
    assert slugs == {"langley-ca", "langley-ca-2"}


def test_roles_are_made_any_number_of_times():
    roles.make_roles()
    roles.make_roles()
    user = factories.make_user(roles.TRANSLATOR)
    assert user.has_perm("speeches.translate_speech")
    assert not user.has_perm("speeches.change_speech")
    assert not user.has_perm("speeches.change_paragraph")
