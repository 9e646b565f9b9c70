"""Lists: items that would run on, or stand elsewhere than they are written."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..editions.commonmark import misplaced, tokens, with_brackets
from ..editions.markdown import LEVEL, to_html
from ..problems import Problem, advise, count
from ..sources.front_matter import Document
from .lint_headings import LAYOUT

ITEM = re.compile(r"^( *)([-*+]|\d{1,9}\.)[ \t]+\S")
# What other programs number and mark with, and Markdown takes for words (decisions/0054).
OWN_SIGN = re.compile(
    r"([•●◦▪‣·–—■□➢✓]|\([0-9a-zA-Z]{1,4}\)|[a-zA-Z]{1,2}\)|[a-zA-Z]\.|"
    r"[ivxlIVXL]{1,5}[.)]|\d{1,3}(?:\.\d{1,3}){1,4}\.?|\d{1,3}\)|§+ ?\d{1,4}\.?)[ \t]+\S"
)
CODE_INDENT = re.compile(r"(?: {4}|\t)[ \t]*\S")


def lists(document: Document, lines: list[str]) -> Iterator[Problem]:
    """Find what makes no list, and what would not stand in the item that it is written under."""
    found = [*_blocks(document, lines), *_nested(document, lines)]
    yield from found
    at = None if found else misplaced(document.body, to_html(document.body))
    if at is not None:
        wrong = "This line would stand on another level of a list than it is written on."
        fix = "Put empty lines before and after each list, and indent by four for each level"
        yield told(document, at, wrong, fix)


def _blocks(document: Document, lines: list[str]) -> Iterator[Problem]:
    """Find lists that begin where no list can."""
    listed = False
    for number, (above, line) in enumerate(pairwise(["", *lines])):
        item = ITEM.match(line)
        if not listed and not above.strip() and CODE_INDENT.match(line):
            wrong = "This line is indented by four blanks, and would be shown as code."
            yield told(document, number, wrong, "Remove the blanks at its beginning")
        elif item and not listed and not item[1] and _prose(above):
            wrong = "A list begins here right under a paragraph, and would be part of it."
            yield told(document, number, wrong, "Put an empty line above it")
        elif item and listed and below_words(lines, number):
            wrong = "An item begins here right under a paragraph of the one above, and would be "
            wrong += "part of it."
            yield told(document, number, wrong, "Put an empty line above it")
        if item and not listed and len(item[1]) < LEVEL and not _prose(above):
            listed = True
        elif line.startswith("#") or _begins(above, line):
            listed = False


def _nested(document: Document, lines: list[str]) -> Iterator[Problem]:
    """Find lines of a paragraph that bear a sign of their own, and what is below no item."""
    depth = 0
    for token in tokens(with_brackets(document.body)):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if not token.map or token.map[0] >= len(lines):
            continue
        start, end = token.map
        indent = len(lines[start]) - len(lines[start].lstrip(" "))
        if token.type == "list_item_open" and indent // LEVEL != depth - 1:
            wrong = f"This item is indented by {count(indent, 'blank')}, and would stand elsewhere."
            fix = f"Indent it by {LEVEL * (depth - 1)}: four for each level"
            yield told(document, start, wrong, fix)
        elif token.type == "paragraph_open":
            for number in range(start + 1, min(end, len(lines))):
                if match := OWN_SIGN.match(lines[number].lstrip(" \t>")):
                    wrong = f"What begins with '{match[1]}' makes no list, and runs on in one "
                    wrong += "paragraph."
                    fix = "Put an empty line above it, so that it stands for itself with its own "
                    yield told(document, number, wrong, f"{fix}sign")
            bare = not ITEM.match(lines[start]) and not lines[start].lstrip().startswith(">")
            above = lines[start - 1].strip() if start else ""
            if depth and bare and not above and indent < LEVEL * depth:
                wrong = f"This line is indented by {count(indent, 'blank')}, and would not stand "
                wrong += "in the item above."
                yield told(document, start, wrong, f"Indent it by {LEVEL * depth}")


def below_words(lines: list[str], number: int) -> bool:
    """Tell whether an item stands right under a further paragraph of another, deeper in."""
    if not lines[number - 1].strip():
        return False
    for at in range(number - 1, 0, -1):
        if ITEM.match(lines[at]):
            return False
        if not lines[at - 1].strip():
            return _indent(lines[at]) > _indent(lines[number])
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _begins(above: str, line: str) -> bool:
    """Tell whether a paragraph begins that is part of no list."""
    return not above.strip() and line[:1] not in ("", " ", "\t") and not ITEM.match(line)


def _prose(above: str) -> bool:
    """Tell whether a line is one of a paragraph, which a list below it would be part of."""
    return bool(above.strip()) and not above.startswith(("#", " ", "\t")) and not ITEM.match(above)


def told(document: Document, number: int, wrong: str, fix: str) -> Problem:
    """Advise on the layout of a line of the body; lines count from 0."""
    return advise(document.body_place(number), wrong, f"{fix}, {LAYOUT}.")
