"""Lists: each line as far in as its level asks, four blanks for each."""

import re
from typing import NamedTuple

from ..editions.commonmark import misplaced, tokens, with_brackets
from ..editions.markdown import LEVEL, to_html

MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}\.)[ \t]+")


class Item(NamedTuple):
    """An item of a list: its lines, how deep it is, and where its words begin on the first."""

    start: int
    end: int
    depth: int
    column: int


def mend_levels(body: str) -> str:
    """Indent what is written in lists as CommonMark reads it; the same where nothing is gained."""
    lines = body.split("\n")
    items = list(_items(body, lines))
    if not items:
        return body
    mended = "\n".join(_indented(number, line, items) for number, line in enumerate(lines))
    same = _shape(body) == _shape(mended) and misplaced(mended, to_html(mended)) is None
    return mended if same and mended != body else body


def _items(body: str, lines: list[str]) -> list[Item]:
    found, depth = [], 0
    for token in tokens(with_brackets(body)):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "list_item_open" and token.map:
            start, end = token.map
            if match := MARKER.match(lines[start].expandtabs(LEVEL)):
                found.append(Item(start, end, depth, match.end()))
    return found


def _indented(number: int, line: str, items: list[Item]) -> str:
    """Write a line as far in as the innermost item that it stands in asks."""
    within = [item for item in items if item.start <= number < item.end]
    if not line.strip() or not within:
        return line
    written = line.expandtabs(LEVEL) if "\t" in line[: len(line) - len(line.lstrip())] else line
    words = written.lstrip(" ")
    indent = len(written) - len(words)
    item = within[-1]
    if item.start == number:
        wanted = LEVEL * (item.depth - 1)
        return line if indent // LEVEL == item.depth - 1 else " " * wanted + words
    if indent < item.column:
        return line  # a paragraph that goes on without its blanks
    wanted = LEVEL * item.depth + indent - item.column
    return (
        line
        if indent == wanted or LEVEL * item.depth <= indent < LEVEL * (item.depth + 1)
        else " " * wanted + words
    )


def _shape(body: str) -> list[tuple[str, int, str]]:
    """List what CommonMark makes of a text, without where it stands."""
    return [(token.type, token.level, token.content) for token in tokens(with_brackets(body))]
