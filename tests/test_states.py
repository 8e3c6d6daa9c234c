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


def test_nobody_approves_what_he_or_she_wrote(settings):
    chief, other = (factories.make_user(roles.CHIEF_EDITOR) for _ in range(2))
    paragraph = english(user=chief)
    assert not states.approve(paragraph, chief)
    assert paragraph.translation_state == states.TRANSLATED
    with pytest.raises(PermissionDenied):
        states.write_english(english(), chief, states.APPROVED, text="At once.")
    assert states.approve(paragraph, other)
    paragraph = save(paragraph)
    assert (paragraph.written_by, paragraph.approved_by) == (chief, other)
    settings.FOUR_EYES = False
    assert states.approve(english(user=chief), chief)


def test_another_hand_makes_it_another_ones():
    first, second = (factories.make_user(roles.CHIEF_EDITOR) for _ in range(2))
    paragraph = english(user=first)
    states.write_english(paragraph, second, text="Digital change.")
    assert not states.approve(paragraph, second)
    assert states.approve(paragraph, first)


def outdated(writer=None, approver=None):
    paragraph = english(user=writer)
    if approver:
        assert states.approve(paragraph, approver)
    paragraph.text_zh_hant = "數位轉型與治理。"
    return save(paragraph)


@pytest.mark.parametrize("role", [roles.TRANSLATOR, roles.CHIEF_EDITOR])
def test_still_right_keeps_the_writer_and_what_readers_have(role):
    writer, approver, user = (factories.make_user(one) for one in (roles.TRANSLATOR, roles.CHIEF_EDITOR, role))
    paragraph = outdated(writer, approver)
    states.keep(paragraph, user, states.DRAFT)
    paragraph = save(paragraph)
    assert (paragraph.translation_state, paragraph.is_outdated) == (states.APPROVED, False)
    assert (paragraph.basis, paragraph.written_by) == ("數位轉型與治理。", writer)
    assert paragraph.approved_by == (user if role == roles.CHIEF_EDITOR else approver)


def test_still_right_of_ones_own_does_not_approve_it():
    chief, other = factories.make_user(roles.CHIEF_EDITOR), factories.make_user(roles.CHIEF_EDITOR)
    paragraph = outdated(chief, other)
    states.keep(paragraph, chief)
    assert (paragraph.translation_state, paragraph.approved_by) == (states.APPROVED, other)


def test_finishing_a_draft_finishes_it_and_lowers_nothing():
    paragraph = english(state=states.DRAFT)
    states.keep(paragraph, None, states.DRAFT)
    assert paragraph.translation_state == states.DRAFT
    states.keep(paragraph)
    assert paragraph.translation_state == states.TRANSLATED
    states.approve(paragraph)
    states.keep(paragraph)
    assert paragraph.translation_state == states.APPROVED
    states.reopen(paragraph)
    assert (paragraph.translation_state, paragraph.approved_by) == (states.DRAFT, None)


def test_without_english_there_is_nothing_to_keep():
    paragraph = factories.make_speech("數位轉型。").paragraphs.get()
    states.keep(paragraph)
    states.reopen(paragraph)
    assert save(paragraph).translation_state == states.UNTRANSLATED


def test_what_an_account_wrote_stays_when_the_account_goes():
    user = factories.make_user(roles.TRANSLATOR)
    paragraph = english(user=user)
    user.delete()
    paragraph = Paragraph.objects.get(pk=paragraph.pk)
    assert (paragraph.written_by, paragraph.text_en) == (None, "Digital transformation.")


def test_a_restoration_brings_the_writer_back_and_approves_nobodys_own():
    writer, chief = factories.make_user(roles.TRANSLATOR), factories.make_user(roles.CHIEF_EDITOR)
    paragraph = english(user=writer)
    states.approve(paragraph, chief)
    then = save(paragraph).english_now()
    paragraph = save(paragraph_with(paragraph, "Something else.", chief))
    states.restore(paragraph, then, chief)
    assert (paragraph.translation_state, paragraph.written_by, paragraph.approved_by) == ("approved", writer, chief)
    paragraph = save(paragraph_with(paragraph, "Something else.", chief))
    states.restore(paragraph, then, writer)
    assert (paragraph.translation_state, paragraph.written_by, paragraph.approved_by) == ("translated", writer, None)


def paragraph_with(paragraph, text, user):
    paragraph.refresh_from_db()
    states.write_english(paragraph, user, text=text)
    return paragraph
