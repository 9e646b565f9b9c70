"""Paragraphs of clean HTML: the same blocks as redlines know, and marks that touch no word."""

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PROJECT, cases
from promulgate.editions.elements import Paragraph, paragraphs
from promulgate.editions.markdown import clean, to_html
from promulgate.editions.marking import inserted, spans
from promulgate.redline.blocks import blocks

TAGS = re.compile(r"<[^>]*>")
DEEP = "1. a\n\n    b\n\n    - c\n\n        d\n\n2. e\n\n> q\n>\n> r\n\n---\n\n    code\n"
TABLE = "Lead:\n\n| a | b |\n|---|---|\n| ![x](y.png) | c & d |\n"


def markup(source: str) -> str:
    return clean(to_html(source), lambda address: address)


def words(html: str) -> str:
    return "".join(unescape(TAGS.sub("", html)).split())


def hold(html: str) -> None:
    found = paragraphs(html)
    assert "".join(html[each.start : each.end] for each in found) == html
    elements = [element for each in found for element in each.blocks]
    known = blocks(html)
    assert len(elements) == len(known)
    for element, block in zip(elements, known, strict=True):
        text = block.text.replace("⏎", "") if block.kind == "pre" else block.text
        assert words(html[element.start : element.end]) == "".join(text.split())


@pytest.mark.parametrize("source", [DEEP, TABLE, "Lead\n\n- a\n- b\n", ""])
def test_blocks_are_those_of_redlines(source: str) -> None:
    hold(markup(source))


@pytest.mark.parametrize("case", [*cases("changes"), *cases("redlines")])
def test_the_same_holds_for_the_cases(case: dict[str, Any]) -> None:
    hold(markup(case["new"]))


@pytest.mark.samples
def test_the_same_holds_for_policies() -> None:
    for file in (PROJECT / "docs").rglob("20*.md"):
        hold(markup(file.read_text("utf-8").split("---", 2)[-1]))


def test_a_lead_in_and_its_list_are_one_paragraph() -> None:
    html = markup("Lead:\n\n- a\n- b\n\nNext.\n\n## Head\n\nWords.\n")
    found: tuple[Paragraph, ...] = paragraphs(html)
    assert [len(each.blocks) for each in found] == [3, 1, 1, 1]
    assert [each.heading for each in found] == [False, False, True, False]


@given(st.data())
def test_spans_hold_exactly_what_was_asked_for(data: st.DataObject) -> None:
    source = "One **two** [three](x) R&D <b> four. Five *six* seven & eight."
    html = markup(source)
    element = paragraphs(html)[0].blocks[0]
    text = words(html)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    put = list(spans(html, element, [(start, end)], "x"))
    made = inserted(html, 0, len(html), put)
    assert made.replace('<span class="x">', "").replace("</span>", "") == html
    inside = "".join(re.findall(r'<span class="x">(.*?)</span>', made))
    assert words(inside) == text[start:end]
    assert not re.search(r'<span class="x">[^<]*</(?!span)', made), "a span crosses no element"
