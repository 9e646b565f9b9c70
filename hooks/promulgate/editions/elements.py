"""Where the blocks of clean HTML stand, so that something can be put beside them.

Texts are taken apart as redlines do it, so that blocks have the same places in both; there only
their words are kept, here only where they stand.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from ..redline.blocks import BLOCKS, HEADINGS, VOID

# In HTML that nh3 has written, every attribute has its value between double quotes, every element
# is closed, and words hold no '<'.
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
LISTS = frozenset({"ul", "ol", "table"})


class Element(NamedTuple):
    """A block: its words lie from `start` to `end`; attributes of its element go to `attributes`.

    That is None where an earlier block has them.
    """

    attributes: int | None
    start: int
    end: int


class Paragraph(NamedTuple):
    """What a reader takes as one paragraph: an element at the top, or a lead-in with its list."""

    start: int
    end: int
    heading: bool
    blocks: tuple[Element, ...]


@lru_cache(maxsize=256)  # a text stands on several pages
def paragraphs(html: str) -> tuple[Paragraph, ...]:
    """Cut clean HTML into paragraphs; together they are all of it."""
    return tuple(_joined(html, list(_paragraphs(html))))


def _joined(html: str, found: list[tuple[str, Paragraph]]) -> Iterator[Paragraph]:
    """Take a lead-in and the list after it as one, and what stands between with what follows."""
    end = 0
    at = 0
    while at < len(found):
        tag, here = found[at]
        if tag == "p" and at + 1 < len(found) and found[at + 1][0] in LISTS:
            _, list_ = found[at := at + 1]
            here = Paragraph(here.start, list_.end, False, here.blocks + list_.blocks)
        last = len(html) if at + 1 == len(found) else here.end
        yield here._replace(start=end, end=last)
        end, at = last, at + 1


def _paragraphs(html: str) -> Iterator[tuple[str, Paragraph]]:
    """Find the elements at the top with the blocks in each."""
    stack: list[tuple[str, int]] = []  # elements that are open, and where their attributes go
    blocks: list[Element] = []
    begun = top = last = 0
    words = row = False
    used: set[int] = set()

    def block(start: int, end: int) -> None:
        place = stack[-1][1] if stack else None
        blocks.append(Element(None if place in used else place, start, end))
        used.update([place] if place is not None else [])

    for found in TAG.finditer(html):
        closing, tag = found.groups()
        words = words or _is_word(html[last : found.start()])
        last = found.end()
        if tag not in BLOCKS:
            words = words or tag in VOID
            continue
        inside = row
        if words and not inside:
            block(begun, found.start())
        if not (closing or tag == "hr"):
            if not stack:
                top = found.start()
            stack.append((tag, found.end() - 1))
        elif tag == "hr":
            blocks.append(Element(found.end() - 1, last, last))
        else:
            if tag == "tr":
                block(begun, found.start())
            stack.pop()
        if tag == "tr":
            row = not closing
        if tag == "tr" or not inside:
            words, begun = False, last
        if not stack:
            yield tag, Paragraph(top, last, tag in HEADINGS, tuple(blocks))
            blocks = []


def _is_word(text: str) -> bool:
    return bool(unescape(text).strip() if "&" in text else text.strip())
