"""Files to keep hold the texts character by character: what is written is read again by other means."""

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from speeches.output.writers.document import Block, Document, markdown, plain
from speeches.records import Kind
from tests.digest.golden import PAPERS, golden

FACTS = (("Speaker", "William Peduto"), ("Permanent link", "https://speeches.example.org/s/k3y9_wx-yz"))


def document(speech: dict) -> Document:
    blocks, number = [], 0
    for paragraph in speech["paragraphs"]:
        number = number + 1 if paragraph["kind"] == "point" else 0
        blocks.append(Block(paragraph["text"], Kind(paragraph["kind"]), number or None))
    return Document(speech["speaker"], FACTS, tuple(blocks), "A digest.")


def read_markdown(text: str) -> tuple[str, list[tuple[str, str]], list[tuple[str, str]]]:
    """Title, facts (the first list), and the blocks as kind and text, as CommonMark has them."""
    tokens = MarkdownIt("commonmark").parse(text)
    title, facts, blocks, around = "", [], [], []
    for token in tokens:
        if token.nesting == 1:
            around.append(token.type)
        elif token.nesting == -1:
            around.pop()
        elif token.type == "inline":
            read = "".join(
                "\n" if child.type in {"hardbreak", "softbreak"} else child.content for child in token.children
            )
            assert {child.type for child in token.children} <= {"text", "text_special", "hardbreak"}, token.content
            if "bullet_list_open" in around:
                facts.append(read)
            elif around == ["heading_open"] and not title:
                title = read
            elif "blockquote_open" not in around:
                kind = "heading" if "heading_open" in around else "point" if "ordered_list_open" in around else "lead"
                blocks.append((kind, read))
        else:
            raise AssertionError(f"{token.type} in a file of plain texts")
    return title, facts, blocks


def read_plain(text: str, found: Document) -> list[str]:
    _head, *blocks = text.removesuffix("\n").split("\n\n")
    return [
        block.removeprefix(f"{known.number}. ") if known.number else block
        for block, known in zip(blocks, found.blocks, strict=True)
    ]


@pytest.mark.parametrize("name", PAPERS)
def test_not_one_character_of_a_paper_is_lost(name):
    for speech in json.loads(golden(name).read_text(encoding="utf-8"))["speeches"]:
        found = document(speech)
        texts = [(p["kind"], p["text"]) for p in speech["paragraphs"]]
        title, facts, blocks = read_markdown(markdown(found))
        assert (title, blocks) == (speech["speaker"], texts)
        assert facts == [f"{name}: {value}" for name, value in FACTS]
        assert read_plain(plain(found), found) == [text for _kind, text in texts]


def test_points_carry_their_numbers():
    blocks = (
        Block("一：", number=None),
        Block("甲", Kind.POINT, 1),
        Block("乙", Kind.POINT, 2),
        Block("尾", Kind.HEADING),
    )
    found = Document("題", (("講者", "柯文哲"),), blocks, "註。", colon="：")
    assert plain(found) == "題\n講者：柯文哲\n註。\n\n一：\n\n1. 甲\n\n2. 乙\n\n尾\n"
    assert markdown(found) == "# 題\n\n- 講者：柯文哲\n\n> 註。\n\n一：\n\n1. 甲\n\n2. 乙\n\n## 尾\n"


LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)


@given(st.lists(LINE.map(lambda text: re.sub(r"\s+", " ", text).strip()).filter(bool), min_size=1, max_size=3))
@example(["# no heading"])
@example(["1. no list"])
@example(["2021. A year", "- no list", "+ none", "> no quotation"])
@example(["*no* _emphasis_ `code` <b>tag</b> &amp; [link](http://a) ![x](y) https://a.b \\"])
@example(["---", "***", "==="])
@example(["one\\", "~~~"])
@example(["| a | b |"])
def test_no_text_is_markup(lines):
    text = "\n".join(lines)
    for kind, number in ((Kind.LEAD, None), (Kind.POINT, 12), (Kind.HEADING, None)):
        if kind == Kind.HEADING and "\n" in text:
            continue
        found = Document("t", FACTS, (Block("x"), Block(text, kind, number)))
        assert read_markdown(markdown(found))[2] == [("lead", "x"), (kind.value, text)]
