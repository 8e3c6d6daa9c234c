"""Three ways: as last imported, in the paper now, as kept now."""

from dataclasses import replace

from speeches.digest.compare import Change, Outcome, compare, recall, remember
from speeches.records import Kind, Paragraph, Speech

OLD = Speech(
    number=3,
    country="CA",
    organization="加拿大駐台北貿易辦事處",
    role="代表",
    honorific="Mr.",
    speaker="Jordan Reeves",
    paragraphs=(
        Paragraph("提到兩個部分：", Kind.LEAD, key="aaaaa"),
        Paragraph("交通：發展架空列車。", Kind.POINT, "交通", key="bbbbb"),
        Paragraph("能源：提升再生能源。", Kind.POINT, "能源", key="ccccc"),
    ),
)


def without_keys(speech):
    return replace(speech, paragraphs=tuple(replace(p, key="") for p in speech.paragraphs))


def with_text(speech, number, text):
    paragraphs = list(speech.paragraphs)
    paragraphs[number] = replace(paragraphs[number], text=text)
    return replace(speech, paragraphs=tuple(paragraphs))


PAPER = without_keys(OLD)


def test_new():
    assert compare(PAPER, None, None).outcome is Outcome.CREATED


def test_the_same_paper_again_changes_nothing():
    assert compare(PAPER, OLD, OLD).outcome is Outcome.UNCHANGED


def test_the_same_paper_again_changes_nothing_after_an_editor_corrected():
    edited = replace(with_text(OLD, 1, "交通：發展捷運。"), role="執行處長", speaker="Jordan T. Reeves")
    result = compare(PAPER, edited, OLD)
    assert result.outcome is Outcome.UNCHANGED
    assert result.base == OLD


def test_changed_only_in_the_paper_is_updated_with_its_key():
    result = compare(with_text(PAPER, 1, "交通：發展高架列車。"), OLD, OLD)
    assert result.outcome is Outcome.UPDATED
    assert result.changes == [Change(replace(PAPER.paragraphs[1], text="交通：發展高架列車。"), key="bbbbb")]
    assert [p.key for p in result.base.paragraphs] == ["aaaaa", "bbbbb", "ccccc"]
    assert result.base.paragraphs[1].text == "交通：發展高架列車。"


def test_changed_on_both_sides_is_a_conflict_and_left_alone_and_said_again():
    paper, edited = with_text(PAPER, 1, "交通：發展高架列車。"), with_text(OLD, 1, "交通：發展捷運。")
    result = compare(paper, edited, OLD)
    assert result.outcome is Outcome.CONFLICT
    assert result.changes == []
    assert len(result.conflicts) == 1
    assert compare(paper, edited, result.base).outcome is Outcome.CONFLICT


def test_changed_on_both_sides_to_the_same_is_agreement():
    paper = with_text(PAPER, 1, "交通：發展捷運。")
    result = compare(paper, with_text(OLD, 1, "交通：發展捷運。"), OLD)
    assert result.outcome is Outcome.UNCHANGED


def test_a_conflict_in_one_paragraph_does_not_stop_another():
    paper = with_text(with_text(PAPER, 1, "交通：發展高架列車。"), 2, "能源：提升綠能。")
    result = compare(paper, with_text(OLD, 1, "交通：發展捷運。"), OLD)
    assert [change.key for change in result.changes] == ["ccccc"]
    assert len(result.conflicts) == 1


def test_an_inserted_paragraph_stands_behind_the_one_before_it():
    new = Paragraph("水：建置資料中心。", Kind.POINT, "水")
    result = compare(replace(PAPER, paragraphs=(*PAPER.paragraphs[:2], new, PAPER.paragraphs[2])), OLD, OLD)
    assert result.changes == [Change(new, after="bbbbb")]


def test_a_paragraph_gone_from_the_paper_is_reported_and_kept():
    result = compare(replace(PAPER, paragraphs=PAPER.paragraphs[:2]), OLD, OLD)
    assert result.outcome is Outcome.UNCHANGED
    assert len(result.gone) == 1
    assert result.base == OLD


def test_a_paragraph_that_an_editor_deleted_does_not_come_back():
    edited = replace(OLD, paragraphs=OLD.paragraphs[:2])
    assert compare(PAPER, edited, OLD).outcome is Outcome.UNCHANGED


def test_corrected_role_and_body():
    result = compare(replace(PAPER, role="處長"), OLD, OLD)
    assert result.fields == ["role"]
    result = compare(replace(PAPER, organization="加拿大駐台北辦事處"), OLD, OLD)
    assert result.fields == ["country", "city", "organization"]
    edited = replace(OLD, speaker="Jordan Reaves")
    result = compare(replace(PAPER, speaker="J. Reeves"), edited, OLD)
    assert (result.outcome, result.fields) == (Outcome.CONFLICT, [])


def test_spelling_of_names_is_no_change():
    assert compare(replace(PAPER, organization="加拿大駐臺北貿易辦事處"), OLD, OLD).outcome is Outcome.UNCHANGED


def test_typed_by_hand():
    assert compare(PAPER, OLD, None).outcome is Outcome.UNCHANGED
    assert compare(PAPER, with_text(OLD, 0, "別的。"), None).outcome is Outcome.CONFLICT


def test_the_row_is_remembered_and_recalled():
    assert recall(remember(OLD)) == OLD
    assert recall(None) is None


def test_a_paper_that_was_made_here_of_what_was_imported_changes_nothing():
    """Typed numbers that were read as text are read as points once they stand in a paper of ours."""
    leads = (Paragraph("（一）發展列車。", key="aaaaa"), Paragraph("（二）提升能源。", key="bbbbb"))
    base = replace(OLD, paragraphs=leads)
    paper = replace(PAPER, paragraphs=(Paragraph("發展列車。", Kind.POINT), Paragraph("提升能源。", Kind.POINT)))
    assert compare(paper, replace(base, role="顧問"), base).outcome is Outcome.UNCHANGED
