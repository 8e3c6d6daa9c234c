"""The states of a translation."""

import pytest
from django.core.exceptions import PermissionDenied

from speeches import roles
from speeches.changes import recorded
from speeches.models import Paragraph, TranslationState
from speeches.workbench import states
from tests import factories

pytestmark = pytest.mark.django_db


def save(row):
    with recorded():
        row.save()
    return type(row).objects.get(pk=row.pk)


def english(text="Digital transformation.", state=states.TRANSLATED, user=None):
    paragraph = factories.make_speech("數位轉型。").paragraphs.get()
    states.write_english(paragraph, user, state, text=text)
    return save(paragraph)


def test_english_has_a_state_and_a_basis():
    paragraph = english()
    assert paragraph.translation_state == TranslationState.TRANSLATED
    assert paragraph.basis == "數位轉型。"
    assert not paragraph.is_outdated
    assert not paragraph.english_is_public


def test_emptied_english_is_untranslated():
    paragraph = english()
    states.write_english(paragraph, text="")
    paragraph = save(paragraph)
    assert (paragraph.translation_state, paragraph.basis) == (TranslationState.UNTRANSLATED, "")


def test_approved_english_is_public_and_stays_so_when_outdated():
    paragraph = english()
    assert states.approve(paragraph)
    paragraph = save(paragraph)
    assert paragraph.english_is_public
    paragraph.text_zh_hant = "數位轉型與治理。"
    paragraph = save(paragraph)
    assert paragraph.is_outdated
    assert paragraph.english_is_public
    assert list(Paragraph.objects.outdated()) == [paragraph]
    assert not states.approve(paragraph), "outdated English is not approved unseen"


def test_changing_the_chinese_back_makes_it_up_to_date():
    paragraph = english()
    for text, outdated in (("改了。", True), ("數位 轉型。", False), ("數位轉型。", False)):
        paragraph.text_zh_hant = text
        paragraph = save(paragraph)
        assert paragraph.is_outdated == outdated
        assert Paragraph.objects.outdated().exists() == outdated


def test_a_small_team_may_let_translated_count(settings):
    paragraph = english()
    settings.ENGLISH_NEEDS_APPROVAL = False
    assert paragraph.english_is_public


@pytest.mark.parametrize("role", roles.ROLES)
def test_who_may_approve(role):
    user, paragraph = factories.make_user(role), english()
    if "approve_speech" in roles.ROLES[role]:
        assert states.approve(paragraph, user)
    else:
        with pytest.raises(PermissionDenied):
            states.approve(paragraph, user)
        with pytest.raises(PermissionDenied):
            states.write_english(paragraph, user, states.APPROVED, text="x")


def test_headline_and_role_of_a_speech_share_one_state():
    speech = factories.make_speech()
    states.write_english(speech, headline="Five directions", role="Mayor")
    speech = save(speech)
    assert speech.translation_state == TranslationState.TRANSLATED
    speech.role_zh_hant = "副市長"
    assert save(speech).is_outdated
