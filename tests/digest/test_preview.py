"""What an import would do is said before it is done, and nothing is written."""

from pathlib import Path

import pytest

from speeches.changes import recorded
from speeches.digest.compare import Outcome
from speeches.digest.load import import_paper
from speeches.digest.preview import preview
from speeches.models import City, ContentVersion, Speech, Topic
from speeches.records import Refusal
from tests import factories

pytestmark = pytest.mark.django_db
PAPER = Path(__file__).parents[2] / "fixtures" / "2021-03-24.txt"
REAL = PAPER.read_bytes()


def test_everybody_is_new_at_first():
    seen = preview(REAL, PAPER.name)
    assert {entry.outcome for entry in seen.entries} == {Outcome.CREATED}
    assert not seen.is_known
    assert seen.entries[7].city.pk is None
    assert (seen.entries[7].city.name_zh_hant, seen.entries[7].city.country) == ("伊利市", "US")
    assert not ContentVersion.objects.exists()
    assert not City.objects.exists()


def test_the_known_are_found_and_topics_suggested():
    city, speaker = factories.make_city("伊利市", "Erie"), factories.make_speaker("Joseph V. Schember")
    with recorded():
        for name, synonyms in (("遠距工作", "遠距\nZOOM"), ("健康", "衛生局"), ("主題", "OO")):
            Topic(name_zh_hant=name, synonyms=synonyms).save()
    seen = preview(REAL, PAPER.name)
    entry = seen.entries[7]
    assert (entry.city, entry.speaker) == (city, speaker)
    assert [topic.name_zh_hant for topic in entry.topics] == ["遠距工作"]
    assert [topic.name_zh_hant for topic in seen.entries[1].topics] == ["健康"]


def test_three_versions_of_what_differs():
    import_paper(REAL, PAPER.name)
    with recorded():
        paragraph = Speech.objects.get(number=5).paragraphs.get()
        was, paragraph.text_zh_hant = paragraph.text_zh_hant, "編者改了。"
        paragraph.save()
    before = ContentVersion.objects.get().number
    content = REAL.decode().replace("24 小時監控", "全天監控").replace("Mr. Mike Hurley", "Ms. Mike Hurley").encode()
    seen = preview(content, "corrected.txt")
    outcomes = {entry.row.number: entry.outcome for entry in seen.entries if entry.outcome != Outcome.UNCHANGED}
    assert outcomes == {5: Outcome.CONFLICT, 7: Outcome.UPDATED}
    conflict = seen.entries[4]
    assert list(conflict.changes()) == [(was, "編者改了。", was.replace("24 小時監控", "全天監控"))]
    assert conflict.problems
    assert seen.entries[6].comparison.fields == ["honorific"]
    assert list(seen.entries[6].changes()) == []
    assert ContentVersion.objects.get().number == before
    assert preview(REAL, PAPER.name).is_known


def test_a_row_that_nobody_can_be_found_for():
    content = REAL.decode().replace("加拿大蘭里市 市長 Ms. Val van den Broek", "蘭里").encode()
    entry = preview(content, PAPER.name).entries[9]
    assert not entry.loadable
    assert entry.problems


def test_no_digest():
    with pytest.raises(Refusal):
        preview(b"hello", "hello.txt")
