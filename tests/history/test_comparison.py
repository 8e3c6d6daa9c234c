"""What differs between two records, in words, paragraph by paragraph."""

import copy

import pytest
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from speeches.history.columns import label
from speeches.history.comparison import compare, rising, summary
from speeches.history.kinds import KINDS
from speeches.models.version import Kept
from tests import factories
from tests.history.changing import changed, deleted, last, spoil
from tests.test_every_write import MAKE

pytestmark = pytest.mark.django_db


def concrete(model):
    """The models with a table among these and all that derive from them."""
    for derived in model.__subclasses__():
        yield from [] if derived._meta.abstract else [derived]
        yield from concrete(derived)


def test_the_kinds_are_all_that_is_kept():
    assert set(KINDS.values()) == set(concrete(Kept))


def test_every_column_of_every_record_has_a_label():
    for name in sorted({*KINDS} - {"sitepage"}):
        comparison = compare(name, {}, last(MAKE[name]()).record)
        assert comparison.fields
        assert all(field.label != field.name for field in comparison.fields), name


class TestComparison:
    def test_field_by_field_in_words(self, rich):
        old = last(rich)
        spoil(rich)
        found = {field.name: field for field in compare("speech", old.record, last(rich).record).fields}
        assert (found["speaker"].old, found["speaker"].new) == ("William Peduto", "別人")
        assert (found["city"].new, found["organization"].new) == ("臺北市", "")
        assert "2022-03-24" in found["session"].new
        assert found["document"].old == "paper.txt"
        assert found["topics"].old in {"交通、能源", "能源、交通"}
        assert found["headline_en"].lang == "en"
        assert (found["headline_zh_hant"].lang, found["headline_zh_hant"].by_character) == ("zh-Hant-TW", True)
        assert not found["state"].by_character
        assert found["publish_at"].old.startswith(str(timezone.localtime(rich.publish_at).date()))
        with override("zh-hant"):
            assert compare("speech", old.record, last(rich).record).fields[0].label == "場次"

    def test_what_is_deleted_has_its_last_name(self, rich):
        record = deleted(rich).record
        deleted(rich.speaker)
        found = {field.name: field.new for field in compare("speech", {}, record).fields}
        assert found["speaker"].startswith("William Peduto")
        assert found["speaker"] != "William Peduto"

    def test_two_of_one_name_are_told_apart(self):
        speech = factories.make_speech(speaker=factories.make_speaker("陳"))
        old = last(speech)
        new = changed(speech, speaker=factories.make_speaker("陳"))
        field = next(field for field in compare("speech", old.record, new.record).fields if field.name == "speaker")
        assert field.old != field.new

    def test_other_kinds(self):
        city = factories.make_city(latitude=0.0, longitude=1.5)
        old = last(city)
        new = changed(city, kind="county", country="TW", latitude=None, longitude=None)
        found = {field.name: field for field in compare("city", old.record, new.record).changed_fields}
        assert set(found) == {"kind", "country", "latitude", "longitude"}
        with override("zh-hant"):
            changed_now = compare("city", old.record, new.record).changed_fields
        assert {(field.label, field.old, field.new) for field in changed_now if field.name == "kind"} == {
            ("種類", "城市", "縣／郡")
        }
        assert label("city", "name_zh_hant") != label("city", "name_en")

    def test_paragraphs(self, rich):
        old = last(rich)
        one, two, three = (p.key for p in rich.paragraphs.in_order())
        spoil(rich)
        pairs = {p.key: p for p in compare("speech", old.record, last(rich).record).paragraphs}
        # As few as possible have moved.
        assert (pairs[one].status, pairs[one].moved) == ("changed", False)
        assert (pairs[two].status, pairs[three].status) == ("removed", "moved")
        assert sum(pair.status == "added" for pair in pairs.values()) == 1

    def test_the_order_is_the_new_one_and_what_is_gone_stands_where_it_stood(self):
        old, new = spoken("abcdef"), spoken("bxeda")
        pairs = compare("speech", old, new).paragraphs
        assert [(pair.key, pair.status) for pair in pairs] == [
            ("b", "unchanged"),
            ("c", "removed"),
            ("x", "added"),
            ("e", "moved"),
            ("f", "removed"),
            ("d", "unchanged"),
            ("a", "moved"),
        ]

    def test_joined_and_parted_paragraphs_are_one_pair(self):
        two, one = spoken("ab"), spoken("a", former={"a": ["b"]})
        one["paragraphs"][0]["text"] = "段a段b"
        (pair,) = compare("speech", two, one).paragraphs
        assert (pair.status, pair.old, pair.new) == ("joined", (1, 2), (1,))
        assert not pair.fields[0].changed
        (pair,) = compare("speech", one, two).paragraphs
        assert (pair.status, pair.old, pair.new) == ("parted", (1,), (1, 2))

    def test_nothing_differs(self, rich):
        assert not compare("speech", last(rich).record, last(rich).record).differs

    def test_a_record_from_before_a_column_existed(self, rich):
        record = copy.deepcopy(last(rich).record)
        for paragraph in record["paragraphs"]:
            del paragraph["former_keys"]
        assert not compare("speech", record, last(rich).record).differs

    def test_the_summary(self, rich):
        old = last(rich)
        new = changed(rich, headline_zh_hant="新標題")
        assert summary("speech", old.record, new.record) == [
            label("speech", "headline_zh_hant"),
            label("speech", "translation_state"),  # its English is outdated now
        ]
        spoil(rich)
        assert len(summary("speech", new.record, last(rich).record)) > 8

    @pytest.mark.parametrize("count", [2, 40])
    def test_queries_do_not_grow_with_the_paragraphs(self, django_assert_num_queries, count):
        speech = factories.make_speech(*["一段。"] * count, topics=[factories.make_topic() for _ in range(count)])
        old = last(speech).record
        with django_assert_num_queries(4):  # sessions, speakers, cities, topics
            compare("speech", old, old)


def spoken(keys, former=None):
    """The record of a speech with these paragraphs, as far as comparison looks."""
    english = {"text": [""], "state": "untranslated", "basis": ""}
    names = ("session", "speaker", "city", "organization", "headline", "state", "publish_at", "slug")
    return {
        "number": 1,
        "honorific": "",
        "role": "",
        "kept": {
            **dict.fromkeys(names, ""),
            "topics": [],
            "document": None,
            "english": english | {"text": ["", ""]},
        },
        "paragraphs": [
            {
                "key": key,
                "text": f"段{key}",
                "kind": "lead",
                "former_keys": (former or {}).get(key, []),
                "english": english,
            }
            for key in keys
        ],
    }


@given(st.permutations(range(12)))
def test_the_longest_rising_run(numbers):
    run = [numbers[index] for index in rising(numbers)]
    assert run == sorted(run)
    longest = [1] * len(numbers)
    for index, number in enumerate(numbers):
        longest[index] += max((longest[i] for i in range(index) if numbers[i] < number), default=0)
    assert len(run) == max(longest)
