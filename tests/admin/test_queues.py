"""What waits for translators: the figures are those of SQL, the links lead to the very text, the cost is the same."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse

from speeches import roles
from speeches.admin.findings import KINDS, WORDS
from speeches.changes import recorded
from speeches.models import City, Paragraph, Speech
from speeches.workbench import states
from speeches.workbench.quality import Code
from tests import factories
from tests.admin.conftest import make_role

pytestmark = pytest.mark.django_db

PAGE = "/admin/translation/"
NAMES = "/admin/translation/names/"
FINDINGS = "/admin/translation/findings/"


@pytest.fixture
def translator(as_role):
    return as_role(roles.TRANSLATOR)


def give_english(row, state=states.TRANSLATED, user=None, text="English."):
    with recorded(user):
        english = {"text": text} if isinstance(row, Paragraph) else {"headline": text, "role": "Mayor"}
        states.write_english(row, user, **english)
        row.translation_state = state
        row.save()


def fill(user, times=1):
    """Two sessions of two years, paragraphs in all states, one outdated; comments, names and topics without English."""
    for _ in range(times):
        for day in (datetime.date(2021, 3, 23), datetime.date(2021, 3, 24), datetime.date(2019, 3, 23)):
            for _number in range(2):
                factories.make_speech(*(f"{place}。" for place in "甲乙丙丁戊"), session=factories.make_session(day))
        rows = list(Paragraph.objects.in_order().without_english()[:12])
        kinds = [states.APPROVED] * 4 + [states.TRANSLATED] * 5 + [states.DRAFT] * 3
        for row, state in zip(rows, kinds, strict=True):
            give_english(row, state, user)
        with recorded():
            for row in (rows[0], rows[-1]):
                row.text_zh_hant += "改。"
                row.save()
        factories.make_remark(rows[0].speech, rows[0].key, user=user)
        factories.make_remark(rows[1].speech, rows[1].key, finding="spaces||", digest="d")
        give_english(rows[0].speech, states.APPROVED)
        factories.make_topic()
        factories.make_organization()


def sql(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


FROM = "SELECT COUNT(*) FROM speeches_paragraph p JOIN speeches_speech s ON s.id = p.speech_id WHERE "
OUTDATED = "p.translation_state <> 'untranslated' AND p.basis_digest <> p.chinese_digest"
RECOUNTED = {
    "missing": "p.translation_state = 'untranslated'",
    "drafts": "p.translation_state = 'draft'",
    "outdated": OUTDATED,
    "review": "p.translation_state = 'translated' AND p.basis_digest = p.chinese_digest",
    "mine": "p.written_by_id = {user}",
}


def numbers(response) -> dict[str, int]:
    return {queue.name: count for queue, count, _query, _chosen in response.context["queues"]}


@pytest.mark.parametrize(("query", "where"), [("", ""), ("?year=2021", " AND s.year = 2021")])
def test_figures_equal_sql(translator, query, where):
    user = translator.get(PAGE).context["user"]
    fill(user)
    response = translator.get(PAGE + query)
    found = numbers(response)
    for name, condition in RECOUNTED.items():
        assert found[name] == sql(FROM + condition.format(user=user.pk) + where) > 0, name
    assert found["comments"] == 1
    unfinished = "s.translation_state <> 'approved' OR s.basis_digest <> s.chinese_digest"
    assert found["heads"] == sql(f"SELECT COUNT(*) FROM speeches_speech s WHERE ({unfinished}){where}") > 0
    nameless = [
        sql(f"SELECT COUNT(*) FROM speeches_{kind} WHERE name_en = ''")
        for kind in ("city", "organization", "speaker", "topic")
    ]
    assert response.context["nameless"] == sum(nameless) > 0


def test_progress_equals_sql(translator):
    fill(None)
    for row, segments in translator.get(f"{PAGE}?year=2021").context["sessions"]:
        for segment in segments:
            condition = f"s.session_id = {row['session']} AND p.translation_state = '{segment.kind}'"
            assert segment.count == sql(FROM + condition)
        assert row["outdated"] == sql(f"{FROM} s.session_id = {row['session']} AND {OUTDATED}")


def test_session_and_city_narrow_all_queues(translator):
    fill(None)
    speech = Speech.objects.in_year(2021).first()
    for query in (f"session={speech.session_id}", f"year=2021&city={speech.city_id}"):
        for name in RECOUNTED:
            context = translator.get(f"{PAGE}?queue={name}&{query}").context
            assert all(line.speech.session_id == speech.session_id for line in context["lines"])
            assert context["page"].paginator.count == numbers_of(context, name)
    assert {line.speech.pk for line in context["lines"]} <= {speech.pk}
    assert speech.city in translator.get(f"{PAGE}?year=2021").context["cities"]
    assert set(translator.get(f"{PAGE}?year=2019").context["cities"]) == set(City.objects.filter(speeches__year=2019))


def numbers_of(context, name):
    return next(count for queue, count, _query, _chosen in context["queues"] if queue.name == name)


@pytest.mark.parametrize("name", ["missing", "drafts", "outdated", "review", "heads", "comments"])
def test_what_waited_longest_comes_first_and_leads_to_its_text(translator, name):
    fill(None)
    lines = translator.get(f"{PAGE}?queue={name}").context["lines"]
    assert lines
    assert [line.since for line in lines] == sorted(line.since for line in lines)
    url, key = lines[0].url.split("#p-")
    assert key in {row.key for row in translator.get(url).context["rows"]}


def test_mine_is_what_i_wrote_last(translator):
    user = translator.get(PAGE).context["user"]
    fill(user)
    lines = translator.get(f"{PAGE}?queue=mine").context["lines"]
    assert [line.since for line in lines] == sorted((line.since for line in lines), reverse=True)
    translator.force_login(make_role(roles.TRANSLATOR))
    assert numbers(translator.get(PAGE))["mine"] == 0


def test_pages_hold_all_and_none_twice(translator):
    factories.make_speech(*(f"第{number}段。" for number in range(95)))
    excerpts = []
    for page in (1, 2, 3):
        excerpts += [line.excerpt for line in translator.get(f"{PAGE}?queue=missing&page={page}").context["lines"]]
    assert len(excerpts) == len(set(excerpts)) == 95


def test_a_site_without_anything_has_queues(translator):
    for query in ("", "?queue=none&year=abc&session=0&city=99999999999&page=x", "?year=1999", "?queue=\0"):
        assert translator.get(PAGE + query).status_code == 200
    for page in (NAMES, FINDINGS, f"{FINDINGS}?session=9"):
        assert translator.get(page).status_code == 200


def test_the_other_screens_of_translators_are_one_click_away(translator):
    page = translator.get(PAGE).content.decode()
    for name in ("translation_files", "concordance", "credit", "translation_names", "translation_findings"):
        assert f'href="{reverse(name)}"' in page


@pytest.mark.parametrize("query", ["", "?queue=comments", "?queue=heads&year=2021", "?queue=outdated"])
def test_it_costs_the_same_at_any_size(translator, django_assert_max_num_queries, query):
    fill(None)
    with django_assert_max_num_queries(10) as few:
        translator.get(PAGE + query)
    fill(None, 2)
    with django_assert_max_num_queries(10) as many:
        translator.get(PAGE + query)
    assert len(few) == len(many)


class TestNames:
    def form(self, client, thing):
        form = next(form for _kind, _what, one, form in client.get(NAMES).context["lines"] if one == thing)
        hidden = {form[name].html_name: form[name].value() for name in ("shown_version", "shown_values")}
        return {"kind": thing._meta.model_name, "name": thing.key} | hidden

    def test_each_kind_gets_its_english(self, translator):
        things = [
            factories.make_topic("交通"),
            factories.make_city("甲市", ""),
            factories.make_speaker("王大明", ""),
            factories.make_organization("乙處"),
        ]
        assert [one for _kind, _what, one, _form in translator.get(NAMES).context["lines"]] == things
        for thing in things:
            typed = self.form(translator, thing) | {
                f"{thing.key}-name_en": f"English {thing.pk}",
                f"{thing.key}-name_zh_hant": "改",
                "name_zh_hant": "改",
            }
            assert translator.post(NAMES, typed).status_code == 302
            now = type(thing).objects.get(pk=thing.pk)
            assert (now.name_en, now.name_zh_hant, now.slug) == (f"English {thing.pk}", thing.name_zh_hant, thing.slug)
            assert type(thing).objects.mentioning(f"english {thing.pk}").get() == thing
        assert translator.get(NAMES).context["lines"] == []

    def test_two_people_on_one_name_see_both(self, translator):
        city = factories.make_city("甲市", "")
        typed = self.form(translator, city) | {f"{city.key}-name_en": "Mine"}
        with recorded():
            city.name_en = "Theirs"
            city.save()
        response = translator.post(NAMES, typed)
        assert response.status_code == 200
        assert "Theirs" in response.content.decode()
        assert City.objects.get().name_en == "Theirs"

    def test_only_one_is_shown_where_one_is_asked_for(self, translator):
        city = factories.make_city("甲市", "")
        factories.make_city("乙市", "")
        assert [one for _, _, one, _ in translator.get(f"{NAMES}?name={city.key}").context["lines"]] == [city]

    def test_many_are_shown_in_pages(self, translator, django_assert_max_num_queries):
        for number in range(25):
            factories.make_city(f"第{number}市", "")
        with django_assert_max_num_queries(10):
            assert len(translator.get(NAMES).context["lines"]) == 20
        assert len(translator.get(f"{NAMES}?page=2").context["lines"]) == 5

    @pytest.mark.parametrize("typed", [{}, {"kind": "user", "name": "x"}, {"kind": "city", "name": "x"}])
    def test_what_is_no_name_is_refused(self, translator, typed):
        assert translator.post(NAMES, typed).status_code == 400

    @pytest.mark.parametrize("role", [roles.VIEWER, roles.EDITOR])
    def test_who_may_not_translate_names_nothing(self, as_role, role):
        city = factories.make_city("甲市", "")
        client = as_role(role)
        typed = {"kind": "city", "name": city.key, f"{city.key}-name_en": "A", f"{city.key}-shown_version": 1}
        assert client.post(NAMES, typed).status_code == 403
        assert City.objects.get().name_en == ""


class TestFindings:
    def test_the_report_is_of_the_texts_as_they_are(self, translator):
        speech = factories.make_speech("全市三萬盞路燈改為節能燈具。", "乙。")
        row = speech.paragraphs.in_order()[0]
        give_english(row, text="The city replaced 40,000 street lamps with energy-saving ones.")
        context = translator.get(f"{FINDINGS}?session={speech.session_id}").context
        ((found, (line,)),) = context["speeches"]
        assert found == speech
        assert line.url.endswith(f"#p-{row.key}")
        assert context["count"] == len(line.doubts) > 0
        give_english(row, text="The city replaced 30,000 street lamps with energy-saving ones.")
        assert translator.get(f"{FINDINGS}?session={speech.session_id}").context["speeches"] == []

    def test_of_all_sessions_each_has_its_line_with_the_kinds_counted(self, translator):
        lamps = factories.make_speech("三萬盞路燈。", "兩萬輛公車。", session=factories.make_session())
        schools = factories.make_speech("五所學校。", session=factories.make_session(datetime.date(2019, 3, 23)))
        for row in [*lamps.paragraphs.all(), *schools.paragraphs.all()]:
            give_english(row, text="Street lamps , and buses")
        lines = translator.get(FINDINGS).context["counted"]
        assert [line.session for line in lines] == [lamps.session, schools.session]
        for line, times in zip(lines, (2, 1), strict=True):
            speeches = translator.get(f"{FINDINGS}?session={line.session.pk}").context["speeches"]
            codes = [doubt.code for _speech, texts in speeches for text in texts for doubt in text.doubts]
            assert {"number-missing", "spaces"} <= set(codes)
            assert line.count == len(codes) == sum(count for _kind, count in line.kinds)
            assert {count for _kind, count in line.kinds} == {times}

    def test_every_kind_has_its_words(self):
        assert set(KINDS) == set(WORDS) == set(Code)

    def test_sessions_stand_on_pages_and_none_twice(self, translator):
        for day in range(1, 16):
            factories.make_session(datetime.date(2021, 3, day))
        found = [
            line.session for page in (1, 2) for line in translator.get(f"{FINDINGS}?page={page}").context["counted"]
        ]
        assert len(found) == len(set(found)) == 15

    @pytest.mark.parametrize("narrowed", [False, True])
    def test_it_costs_the_same_for_many(self, translator, django_assert_max_num_queries, narrowed):
        fill(None)
        query = f"?session={Speech.objects.first().session_id}" if narrowed else ""
        with django_assert_max_num_queries(10) as few:
            translator.get(FINDINGS + query)
        fill(None, 2)
        with django_assert_max_num_queries(10) as many:
            translator.get(FINDINGS + query)
        assert len(few) == len(many)
