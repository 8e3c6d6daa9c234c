"""The translators' desk: one text at a time is saved, by whom it may be, and nothing typed is lost."""

import pytest
from django.urls import reverse

from speeches import roles
from speeches.changes import recorded
from speeches.models import Paragraph, Remark, Revision, Speech
from speeches.models.remark import HEADLINE
from speeches.workbench import states
from tests import factories
from tests.admin.conftest import make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def speech():
    return factories.make_speech("甲。", "乙。", "丙。", headline_zh_hant="標題", city=factories.make_city())


@pytest.fixture
def url(speech):
    return reverse("desk", args=[speech.pk])


@pytest.fixture
def translator(as_role):
    return as_role(roles.TRANSLATOR)


def paragraph(speech, position=1) -> Paragraph:
    return speech.paragraphs.in_order()[position - 1]


def write(row, user=None, **english):
    with recorded(user):
        states.write_english(row, user, **english)
        row.save()
    return type(row).objects.get(pk=row.pk)


def change(row, user=None, **columns):
    with recorded(user):
        for column, value in columns.items():
            setattr(row, column, value)
        row.save()


def rows(response) -> dict:
    return {row.key: row for row in response.context["rows"]}


def fields(client, url, key) -> dict:
    """What the browser sends for one text as it is shown."""
    form = rows(client.get(url))[key].form
    return {"row": key} | {form[name].html_name: form[name].value() or "" for name in form.fields}


def send(client, url, key, deed="finish", follow=False, **changes):
    typed = {f"{key}-{name}": value for name, value in changes.items()}
    return client.post(url, fields(client, url, key) | typed | {"do": deed}, follow=follow)


def test_it_shows_the_whole_speech_and_what_is_without_english(translator, speech, url):
    change(speech.speaker, name_en="")
    response = translator.get(url)
    shown = rows(response)
    assert list(shown) == [HEADLINE, *(row.key for row in speech.paragraphs.in_order())]
    html = response.content.decode()
    for chinese in ("標題", "市長", "甲。", "乙。", "丙。", speech.city.name_zh_hant):
        assert chinese in html
    assert f"?name={speech.speaker.key}" in html
    assert f"?name={speech.city.key}" not in html


@pytest.mark.parametrize(("deed", "state"), [("draft", "draft"), ("finish", "translated")])
def test_one_text_is_saved_and_the_next_one_comes(translator, speech, url, deed, state):
    first, second = paragraph(speech, 1), paragraph(speech, 2)
    response = send(translator, url, first.key, deed, text_en="A.")
    assert response.url == f"{url}?at={second.key}#p-{second.key}"
    first = paragraph(speech)
    assert (first.text_en, first.translation_state, first.basis) == ("A.", state, "甲。")
    assert first.written_by.username in Revision.objects.of(speech).first().user.username
    assert paragraph(speech, 2).version == second.version, "a translator's save touches one row"


def test_headline_and_role_are_saved_together(translator, speech, url):
    send(translator, url, HEADLINE, headline_en="A headline", role_en="Mayor")
    now = Speech.objects.get()
    assert (now.headline_en, now.role_en, now.translation_state) == ("A headline", "Mayor", "translated")


def test_what_is_done_is_passed_over_and_the_last_one_stays(translator, speech, url):
    write(paragraph(speech, 2), text="B.")
    assert send(translator, url, paragraph(speech, 1).key, text_en="A.").url.endswith(paragraph(speech, 3).key)
    assert send(translator, url, paragraph(speech, 3).key, text_en="C.").url.endswith(paragraph(speech, 3).key)


def test_several_paragraphs_of_english_are_kept_as_they_are(translator, speech, url):
    key = paragraph(speech).key
    send(translator, url, key, text_en="One.\r\n\r\nTwo.\r\nThree.")
    assert paragraph(speech).text_en == "One.\n\nTwo.\nThree."
    assert fields(translator, url, key)[f"{key}-text_en"] == "One.\n\nTwo.\nThree."
    send(translator, url, key, text_en="One.\n\nTwo.\n\nThree.")
    assert paragraph(speech).text_en == "One.\n\nTwo.\n\nThree."


def test_who_may_approve_does_so_and_goes_on_to_what_waits(chief, speech, url):
    for position in (1, 3):
        write(paragraph(speech, position), factories.make_user(roles.TRANSLATOR), text="E.")
    write(paragraph(speech, 2), text="B.")
    states_before = paragraph(speech, 2).translation_state
    response = send(chief, url, paragraph(speech, 1).key, "approve")
    assert response.url.endswith(paragraph(speech, 2).key)
    assert [row.translation_state for row in speech.paragraphs.in_order()] == ["approved", states_before, "translated"]


def test_nobody_approves_the_own_even_by_a_crafted_request(chief, speech, url, settings):
    key = paragraph(speech).key
    send(chief, url, key, text_en="A.")
    assert rows(chief.get(url))[key].is_own
    assert b'value="approve"' not in chief.get(url).content.split(f'id="p-{key}"'.encode())[1].split(b"</form>")[0]
    send(chief, url, key, "approve")
    assert paragraph(speech).translation_state == states.TRANSLATED
    send(chief, url, key, "approve", text_en="B.")
    assert (paragraph(speech).text_en, paragraph(speech).translation_state) == ("B.", states.TRANSLATED)
    settings.FOUR_EYES = False
    send(chief, url, key, "approve")
    assert paragraph(speech).translation_state == states.APPROVED


def test_outdated_english_shows_what_changed_and_one_click_says_that_it_is_still_right(translator, speech, url):
    writer = factories.make_user(roles.TRANSLATOR)
    write(paragraph(speech), writer, text="A.")
    change(paragraph(speech), text_zh_hant="甲乙。")
    key = paragraph(speech).key
    html = translator.get(url).content.decode()
    assert "<ins>" in html
    assert "A.</textarea>" in html
    before = Revision.objects.of(speech).count()
    send(translator, url, key, "keep")
    now = paragraph(speech)
    assert (now.is_outdated, now.basis, now.text_en, now.written_by) == (False, "甲乙。", "A.", writer)
    last = Revision.objects.of(speech).first()
    assert (Revision.objects.of(speech).count(), last.user) == (before + 1, translator.get(url).context["user"])
    assert last.reason


def test_outdated_english_is_not_approved_unseen(chief, speech, url):
    write(paragraph(speech), text="A.")
    change(paragraph(speech), text_zh_hant="甲乙。")
    send(chief, url, paragraph(speech).key, "approve")
    assert paragraph(speech).translation_state == states.TRANSLATED


def test_two_people_on_one_text_see_both_and_lose_nothing(translator, speech, url):
    key = paragraph(speech).key
    form = fields(translator, url, key) | {f"{key}-text_en": "Mine.", "do": "finish"}
    write(paragraph(speech), text="Theirs.")
    before = Revision.objects.count()
    response = translator.post(url, form)
    assert response.status_code == 200
    html = response.content.decode()
    assert "Mine.</textarea>" in html
    assert "Theirs." in html
    assert f'name="take-{key}-text_en"' in html
    assert (paragraph(speech).text_en, Revision.objects.count()) == ("Theirs.", before)
    again = rows(response)[key].form
    seen = {again[name].html_name: again[name].value() for name in again.fields}
    assert translator.post(url, form | seen | {f"{key}-text_en": "Mine."}).status_code == 302
    assert paragraph(speech).text_en == "Mine."


def test_the_others_text_can_be_taken(translator, speech, url):
    key = paragraph(speech).key
    form = fields(translator, url, key) | {f"{key}-text_en": "Mine.", "do": "finish"}
    write(paragraph(speech), text="Theirs.")
    assert translator.post(url, form | {f"take-{key}-text_en": "1"}).status_code == 302
    assert paragraph(speech).text_en == "Theirs."


def test_chinese_that_changed_under_the_translators_hands_is_read_first(translator, speech, url):
    key = paragraph(speech).key
    form = fields(translator, url, key) | {f"{key}-text_en": "A.", "do": "finish"}
    change(paragraph(speech), text_zh_hant="甲改。")
    response = translator.post(url, form)
    assert response.status_code == 200
    assert "A.</textarea>" in response.content.decode()
    assert paragraph(speech).text_en == ""
    again = rows(response)[key].form
    seen = {again[name].html_name: again[name].value() for name in again.fields}
    assert translator.post(url, form | seen).status_code == 302
    assert (paragraph(speech).text_en, paragraph(speech).basis) == ("A.", "甲改。")


@pytest.mark.parametrize("deed", ["approve", "keep"])
def test_nobody_judges_a_text_that_was_not_shown(chief, speech, url, deed):
    key = write(paragraph(speech), text="A.").key
    form = fields(chief, url, key) | {"do": deed}
    write(paragraph(speech), text="Quite another.")
    assert chief.post(url, form).status_code == 200
    assert paragraph(speech).translation_state == states.TRANSLATED


def test_a_paragraph_that_was_deleted_meanwhile_gives_the_text_back(translator, speech, url):
    key = paragraph(speech).key
    form = fields(translator, url, key) | {f"{key}-text_en": "Mine.", "do": "finish"}
    with recorded():
        paragraph(speech).delete()
    response = translator.post(url, form)
    assert response.status_code == 410
    assert "Mine." in response.content.decode()


@pytest.mark.parametrize("request_of", [{}, {"row": HEADLINE}, {"row": HEADLINE, "do": "publish"}])
def test_what_no_page_sends_is_refused(translator, url, request_of):
    assert translator.post(url, request_of).status_code == 400


@pytest.mark.parametrize("role", [roles.VIEWER, roles.EDITOR])
def test_who_may_not_translate_reads_only(as_role, speech, url, role):
    client = as_role(role)
    response = client.get(url)
    assert response.status_code == 200
    assert b'-text_en"' not in response.content
    assert b'name="do"' not in response.content
    key = paragraph(speech).key
    typed = {"row": key, "do": "finish", f"{key}-text_en": "x", f"{key}-shown_version": 1}
    assert client.post(url, typed).status_code == 403
    assert paragraph(speech).text_en == ""


def test_the_glossary_says_its_longest_words_in_any_spelling(translator, speech, url):
    whole = factories.make_term("智慧城市", "smart city")
    factories.make_term("城市", "city")
    factories.make_term("身份識別", "identification")
    change(paragraph(speech), text_zh_hant="智慧城市的身分識別與智慧城市。")
    hints = rows(translator.get(url))[paragraph(speech).key].hints
    assert [term.english for term in hints] == ["smart city", "identification"]
    assert whole in hints


def test_an_earlier_translation_is_offered_and_taken_as_a_draft(translator, speech, url):
    text = "本市自二零一九年起推動淨零碳排，公共運輸占比已達百分之六十二。"
    earlier = factories.make_speech(text)
    write(paragraph(earlier), text="Net zero since 2019; public transport has 62 %.")
    change(paragraph(speech), text_zh_hant=text)
    key = paragraph(speech).key
    response = translator.get(url)
    (match,) = rows(response)[key].matches
    assert (match.percent, match.english) == (100, "Net zero since 2019; public transport has 62 %.")
    assert reverse("desk", args=[earlier.pk]) in response.content.decode()
    send(translator, url, key, "draft", text_en=match.english)
    assert (paragraph(speech).text_en, paragraph(speech).translation_state) == (match.english, "draft")


def test_the_very_same_chinese_fills_what_has_no_english_and_nothing_else(as_role, speech, url):
    earlier = factories.make_speech("甲。", "乙。")
    for position, english in ((1, "A."), (2, "B.")):
        write(paragraph(earlier, position), text=english)
    write(paragraph(speech, 2), text="Mine.")
    editor = as_role(roles.EDITOR)
    assert b'value="fill"' not in editor.get(url).content
    assert editor.post(url, {"do": "fill"}).status_code == 403
    translator = as_role(roles.TRANSLATOR)
    assert translator.get(url).context["fillable"] == 1
    assert translator.post(url, {"do": "fill"}).url == url
    found = [(row.text_en, row.translation_state) for row in speech.paragraphs.in_order()]
    assert found == [("A.", "draft"), ("Mine.", "translated"), ("", "untranslated")]
    assert paragraph(speech).written_by.username == translator.get(url).context["user"].username
    assert b'value="fill"' not in translator.get(url).content


@pytest.fixture
def doubted(speech):
    """A paragraph whose English has another number than its Chinese."""
    row = paragraph(speech)
    change(row, text_zh_hant="全市三萬盞路燈改為節能燈具。")
    return write(row, text="The city replaced 40,000 street lamps with energy-saving ones.")


def test_a_finding_is_dismissed_with_a_reason_and_comes_back_with_the_text(translator, speech, url, doubted):
    doubts = rows(translator.get(url))[doubted.key].doubts
    assert doubts
    remark, digest = reverse("desk_remark", args=[speech.pk]), rows(translator.get(url))[doubted.key].digest
    for doubt in doubts:
        judged = {"row": doubted.key, "finding": doubt.name, "digest": digest}
        translator.post(remark, judged)
        assert len(rows(translator.get(url))[doubted.key].doubts) == len(doubts), "no reason, no dismissal"
    for doubt in doubts:
        for _twice in range(2):
            translator.post(remark, judged | {"finding": doubt.name, "text": "Checked with the office."})
    row = rows(translator.get(url))[doubted.key]
    assert (row.doubts, [one for one, _why in row.dismissed]) == ([], doubts)
    assert Remark.objects.count() == len(doubts)
    write(paragraph(speech), text="The city replaced 50,000 street lamps with energy-saving ones.")
    assert rows(translator.get(url))[doubted.key].doubts


def test_a_dismissal_is_of_what_was_seen_and_can_be_taken_back(translator, speech, url, doubted):
    row = rows(translator.get(url))[doubted.key]
    judged = {"row": doubted.key, "finding": row.doubts[0].name, "digest": row.digest, "text": "Right."}
    write(paragraph(speech), text="The city replaced 50,000 street lamps with energy-saving ones.")
    translator.post(reverse("desk_remark", args=[speech.pk]), judged)
    assert not Remark.objects.exists()
    judged["digest"] = rows(translator.get(url))[doubted.key].digest
    translator.post(reverse("desk_remark", args=[speech.pk]), judged)
    close = reverse("desk_close_remark", args=[speech.pk])
    for _twice in range(2):
        translator.post(close, {"remark": Remark.objects.get().pk})
        assert not Remark.objects.get().is_open
    assert rows(translator.get(url))[doubted.key].dismissed == []


def test_text_that_nobody_could_read_is_refused(translator, speech, url):
    key = paragraph(speech).key
    response = send(translator, url, key, text_en="Bell \a rings.")
    assert response.status_code == 200
    assert paragraph(speech).text_en == ""


def test_comments_are_open_until_somebody_closes_them(as_role, speech, url):
    key = paragraph(speech, 2).key
    for role in (roles.TRANSLATOR, roles.EDITOR):
        client = as_role(role)
        said = client.post(reverse("desk_remark", args=[speech.pk]), {"row": key, "text": f"{role}？\0"})
        assert said.url.endswith(f"#p-{key}")
    comments = rows(client.get(url))[key].comments
    assert [comment.text for comment in comments] == ["translator？", "editor？"]
    close = reverse("desk_close_remark", args=[speech.pk])
    client.post(close, {"remark": comments[0].pk})
    first = Remark.objects.get(pk=comments[0].pk)
    assert (first.is_open, first.closed_by) == (False, client.get(url).context["user"])
    assert rows(client.get(url))[key].open_comments == 1
    client.post(close, {"remark": first.pk})
    assert Remark.objects.get(pk=first.pk).is_open


def test_a_comment_of_another_speech_is_not_closed_here(translator, speech):
    remark = factories.make_remark()
    for pk in (remark.pk, "", "abc", 0):
        assert translator.post(reverse("desk_close_remark", args=[speech.pk]), {"remark": pk}).status_code == 400
    assert translator.post(reverse("desk_remark", args=[speech.pk]), {"row": "none", "text": "x"}).status_code == 400
    assert Remark.objects.get().is_open


def test_comments_stay_with_what_was_joined_deleted_and_restored(translator, editor, speech, url):
    first, second = paragraph(speech, 1), paragraph(speech, 2)
    factories.make_remark(speech, second.key, "乙？")
    change(first, former_keys=[second.key])
    with recorded():
        second.delete()
    assert [comment.text for comment in rows(as_translator(translator).get(url))[first.key].comments] == ["乙？"]


def as_translator(client):
    client.force_login(make_role(roles.TRANSLATOR))
    return client


def test_a_speech_that_is_not_there_is_404(translator):
    assert translator.get(reverse("desk", args=[999])).status_code == 404


def test_what_was_typed_while_the_login_ended_is_kept(client, speech, url):
    response = client.post(url, {"row": paragraph(speech).key, "do": "finish", "x-text_en": "Mine."})
    assert response.status_code == 403
    assert "Mine." in response.content.decode()


@pytest.mark.parametrize("role", [roles.TRANSLATOR, roles.CHIEF_EDITOR, "superuser"])
def test_ten_queries_whatever_the_length(as_role, role, django_assert_max_num_queries):
    speech = factories.make_speech(*(f"第{number}段，共三萬盞。" for number in range(60)))
    for row in speech.paragraphs.in_order()[:30]:
        write(row, factories.make_user(roles.TRANSLATOR), text="30,000 lamps.")
        factories.make_remark(speech, row.key, user=factories.make_user())
    factories.make_term()
    client = as_role(role)
    with django_assert_max_num_queries(10):
        assert client.get(reverse("desk", args=[speech.pk])).status_code == 200
