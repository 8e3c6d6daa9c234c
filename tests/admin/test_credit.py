"""Who wrote and approved the English is named if the person agrees, and only the person says so."""

import pytest
from django.contrib.auth.models import User

from speeches import roles
from speeches.changes import recorded
from speeches.models import ContentVersion, Credit, Speech
from speeches.workbench import states
from speeches.workbench.attribution import Attribution, attribution_of
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = "/admin/translation/credit/"


@pytest.fixture
def people():
    return factories.make_user(roles.TRANSLATOR), factories.make_user(roles.CHIEF_EDITOR)


@pytest.fixture
def speech(people):
    """The headline and two of three paragraphs are approved; one is only finished, by somebody else."""
    writer, chief = people
    speech = factories.make_speech("甲。", "乙。", "丙。", headline_zh_hant="標題")
    english = [(speech, {"headline": "H", "role": "Mayor"})] + [(row, {"text": "E"}) for row in speech.paragraphs.all()]
    with recorded():
        for row, texts in english[:-1]:
            states.write_english(row, writer, **texts)
            assert states.approve(row, chief)
            row.save()
        row, texts = english[-1]
        states.write_english(row, factories.make_user(roles.TRANSLATOR, "third"), **texts)
        row.save()
    return speech


def attribution():
    return attribution_of(Speech.objects.readable().get())


def test_nobody_is_named_who_has_not_agreed(speech, people):
    assert attribution() == Attribution((), ())
    factories.make_credit(people[0], "王譯者")
    assert attribution() == Attribution(("王譯者",), ())
    factories.make_credit(people[1], "Ann Chief")
    factories.make_credit(User.objects.get(username="third"), "Third")
    assert attribution() == Attribution(("王譯者",), ("Ann Chief",)), "what is not public names nobody"


def test_it_costs_one_query_or_none(speech, django_assert_num_queries):
    fetched = Speech.objects.readable().get()
    with django_assert_num_queries(1):
        attribution_of(fetched)
    factories.make_speech()
    fetched = Speech.objects.readable().last()
    with django_assert_num_queries(0):
        assert attribution_of(fetched) == Attribution()


def test_who_wrote_most_comes_first(speech, people):
    for user, name in ((people[0], "Most"), (User.objects.get(username="third"), "Few")):
        factories.make_credit(user, name)
    row = speech.paragraphs.in_order()[2]
    with recorded():
        states.approve(row, people[1])
        row.save()
    assert attribution().writers == ("Most", "Few")


def test_each_account_names_itself_and_takes_it_back(as_role):
    client = as_role(roles.TRANSLATOR)
    user = client.get(PAGE).context["user"]
    factories.make_city()
    before = ContentVersion.objects.get().number
    assert client.post(PAGE, {"name": "  王 譯者 ", "agreed": "on", "user": "999"}).status_code == 302
    assert (Credit.objects.get().user, Credit.objects.get().name, Credit.objects.get().agreed) == (
        user,
        "王 譯者",
        True,
    )
    assert ContentVersion.objects.get().number > before, "kept pages would show it later"
    assert client.post(PAGE, {"name": "王 譯者"}).status_code == 302
    assert Credit.objects.names_of([user]) == {}


def test_no_name_no_agreement(as_role):
    client = as_role(roles.TRANSLATOR)
    assert client.post(PAGE, {"name": " ", "agreed": "on"}).status_code == 200
    assert not Credit.objects.exists()


def test_a_name_goes_with_its_account(as_role, speech, people):
    factories.make_credit(people[0])
    before = ContentVersion.objects.get().number
    client = as_role("superuser")
    assert client.post(f"/admin/auth/user/{people[0].pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Credit.objects.exists()
    assert ContentVersion.objects.get().number > before
    assert attribution() == Attribution()
    assert Speech.objects.get().headline_en == "H"
