"""Putting marks into clean HTML without touching a word: attributes, and spans around words."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .elements import Element

PIECE = re.compile(r"<[^>]*>|&[^;\s]+;|\s+|[^<&\s]+")


class Insertion(NamedTuple):
    """Something that is put into HTML at a place."""

    at: int
    html: str


def inserted(html: str, start: int, end: int, insertions: Sequence[Insertion]) -> str:
    """Write a stretch of HTML with what is inserted into it."""
    found: list[str] = []
    for at, put in sorted(insertions, key=lambda each: each.at):
        found += [html[start:at], put]
        start = at
    return "".join([*found, html[start:end]])


def spans(
    html: str, element: Element, ranges: Sequence[tuple[int, int]], name: str
) -> Iterator[Insertion]:
    """Put spans of a class around ranges of a block, counted in signs without white space."""
    left = sorted(ranges)
    count, open_ = 0, False
    last = element.start
    for piece in PIECE.finditer(html, element.start, element.end):
        text = piece[0]
        if text[0] == "<":
            if open_:  # a span never crosses an element
                yield Insertion(last, "</span>")
                open_ = False
            continue
        if text.isspace():
            continue
        size = 1 if text[0] == "&" else len(text)
        while left and left[0][1] <= count:
            left.pop(0)
        inside = bool(left) and left[0][0] < count + size
        if inside and not open_:
            start = piece.start() + max(0, left[0][0] - count) if size > 1 else piece.start()
            yield Insertion(start, f'<span class="{name}">')
            open_ = True
        last = piece.end()
        if open_ and left and left[0][1] <= count + size:
            stop = piece.start() + left[0][1] - count if size > 1 else piece.end()
            yield Insertion(stop, "</span>")
            open_ = False
            left.pop(0)
        count += size
    if open_:
        yield Insertion(last, "</span>")
