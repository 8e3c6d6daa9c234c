"""CSV and JSON: every text comes back, and no cell is a formula."""

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.cells import DANGEROUS
from speeches.output.writers.table import PIECE, as_csv, as_json


def read_csv(pieces):
    text = "".join(pieces)
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_cells_of_each_kind():
    rows = [("甲,乙", 1, -2.5, True, None, ("a", "b")), ('"引號"\n第二行', 0, 0.0, False, None, ())]
    assert read_csv(as_csv("abcdef", rows)) == [
        list("abcdef"),
        ["甲,乙", "1", "-2.5", "true", "", "a|b"],
        ['"引號"\n第二行', "0", "0.0", "false", "", ""],
    ]
    found = json.loads("".join(as_json("abcdef", rows)))
    assert found[0] == {"a": "甲,乙", "b": 1, "c": -2.5, "d": True, "e": None, "f": ["a", "b"]}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "\na", "'a", "＝1", "＋1", "－1", "＠a"])
def test_a_text_is_never_a_formula(text):
    assert read_csv(as_csv(["a"], [(text,)]))[1] == ["'" + text]
    assert read_csv(as_csv(["a"], [((text, "b"),)]))[1] == [f"'{text}|b"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_every_text_comes_back(texts):
    rows = read_csv(as_csv(["a", "b"], [(text, 1) for text in texts]))[1:]
    assert not any(row[0].startswith(tuple(set(DANGEROUS) - {"'"})) for row in rows)
    assert [row[0].removeprefix("'") for row in rows] == texts
    assert [row["a"] for row in json.loads("".join(as_json(["a"], [(text,) for text in texts])))] == texts


@pytest.mark.parametrize("write", [as_csv, as_json])
def test_many_rows_are_written_in_pieces(write):
    pieces = list(write(["a"], (("長" * 1000,) for _ in range(500))))
    assert 5 < len(pieces) < 20
    assert max(map(len, pieces)) < PIECE + 2000


def test_lines_end_as_the_standard_says():
    assert "".join(as_csv(["a", "b"], [(1, 2)])) == "\ufeffa,b\r\n1,2\r\n"
    assert json.loads("".join(as_json(["a"], []))) == []
