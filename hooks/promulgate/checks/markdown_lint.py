"""How Markdown is written: what would be shown otherwise than it was meant, or not at all."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..characters import forbidden
from ..editions.markdown import REFERENCE, outside_code
from ..problems import Problem
from ..sources.front_matter import Document
from ..sources.gate import MISLEADS
from .lint_dialects import dialects
from .lint_headings import CONFLICT, heading_advice, heading_problems
from .lint_lists import lists, told

RULER = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
# Signs without a width, which Word and web pages leave at the beginning of a line.
WIDTHLESS = re.compile("^[ \t]*([\u00ad\u200b-\u200f\u2060\ufeff])")
JOINERS = re.compile("[\u2060\ufeff]")


def misread(document: Document, accepted: bool) -> Iterator[Problem]:
    """Find what Markdown would lose or show as something else; advice where it may be meant."""
    lines = outside_code(document.body)
    yield from heading_problems(document)
    yield from dialects(document, accepted)
    yield from _leftovers(document, lines)
    yield from _tables(document, lines, accepted)
    yield from _references(document)
    if not accepted:
        yield from heading_advice(document)
        yield from lists(document, lines)


def _leftovers(document: Document, lines: list[str]) -> Iterator[Problem]:
    """Marks of a merge that was not finished, and signs that nobody sees."""
    for number, line in enumerate(document.body.split("\n")):
        if sign := forbidden(line):
            wrong = f"The hidden character {sign} {MISLEADS}"
            yield Problem(document.body_place(number), wrong, "Remove it.")
    for number, line in enumerate(lines):
        place = document.body_place(number)
        if CONFLICT.match(line):
            fix = "Keep one of them, and remove the lines of marks."
            yield Problem(place, "Two wordings stand here that were never merged.", fix)
        if match := WIDTHLESS.match(line) or JOINERS.search(line):
            sign = f"U+{ord(match[0].strip()[-1]):04X}"
            wrong = f"The hidden character {sign} stands here, and Markdown takes it for a word."
            yield Problem(place, wrong, "Remove it: delete the line, and type it anew.")


def _tables(document: Document, lines: list[str], accepted: bool) -> Iterator[Problem]:
    """Rows with more cells than the table has columns would lose the last ones."""
    columns = 0
    for number, (above, line) in enumerate(pairwise(["", *lines])):
        if "|" in above and "|" in line and RULER.match(line):
            columns = _cells(above)
            before = lines[number - 2].strip() if number >= 2 else ""
            if before and not accepted:
                wrong = "A table begins here right under a paragraph, and would be part of it."
                yield told(document, number - 1, wrong, "Put an empty line above it")
        elif "|" not in line:
            if columns and line.strip() and not line.startswith("#") and not accepted:
                wrong = "This line stands right under a table, and would be its last row."
                yield told(document, number, wrong, "Put an empty line above it")
            columns = 0
        elif columns and (cells := _cells(line)) > columns:
            wrong = f"This row has {cells} cells, and the table {columns} columns."
            fix = "Remove a cell, add a column to the first row, or write '\\|' for a plain sign."
            yield Problem(document.body_place(number), wrong, fix)


def _cells(row: str) -> int:
    return len(re.split(r"(?<!\\)\|", row.strip().strip("|")))


def _references(document: Document) -> Iterator[Problem]:
    """A definition that no link uses vanishes from the page."""
    if "]:" not in document.body:
        return
    lowered = document.body.lower()
    for number, line in enumerate(document.body.splitlines()):
        if "]:" in line and (match := REFERENCE.match(line)):
            label = match[0].strip().partition("]:")[0] + "]"
            if lowered.count(label.lower()) < 2:
                wrong = f"'{label}:' defines a link that the text does not use, and is not shown."
                fix = "Remove it, or begin the line with other words if it is meant to be read."
                yield Problem(document.body_place(number), wrong, fix)
