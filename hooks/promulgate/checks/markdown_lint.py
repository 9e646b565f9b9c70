"""How Markdown is written: what would be shown otherwise than it was meant, or not at all."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..characters import forbidden
from ..editions.markdown import REFERENCE, outside_code
from ..problems import Problem, advise
from ..sources.front_matter import Document
from ..sources.gate import MISLEADS
from .lint_dialects import dialects
from .lint_headings import LAYOUT, heading_advice, heading_problems

RULER = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
ITEM = re.compile(r"^( *)([-*+]|\d{1,9}\.)[ \t]+\S")
# What other programs number and mark with, and Markdown takes for words.
OWN_SIGN = re.compile(
    r"[ \t]{0,3}([•●◦▪‣·–—■□➢✓]|\([0-9a-zA-Z]{1,4}\)|[a-zA-Z]{1,2}\)|[a-zA-Z]\.|"
    r"[ivxlIVXL]{1,5}[.)]|\d{1,3}(?:\.\d{1,3}){1,4}\.?|\d{1,3}\)|§+ ?\d{1,4}\.?)[ \t]+\S"
)
CONFLICT = re.compile(r"(<{7}|>{7}) ")
# Signs without a width, which Word and web pages leave at the beginning of a line.
WIDTHLESS = re.compile("^[ \t]*([\u00ad\u200b-\u200f\u2060\ufeff])")
JOINERS = re.compile("[\u2060\ufeff]")
CODE_INDENT = re.compile(r"(?: {4}|\t)[ \t]*\S")


def misread(document: Document, accepted: bool) -> Iterator[Problem]:
    """Find what Markdown would lose or show as something else; advice where it may be meant."""
    lines = outside_code(document.body)
    yield from heading_problems(document)
    yield from dialects(document, accepted)
    yield from _leftovers(document, lines)
    yield from _tables(document, lines)
    yield from _references(document)
    if not accepted:
        yield from heading_advice(document)
        yield from _blocks(document, lines)


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


def _tables(document: Document, lines: list[str]) -> Iterator[Problem]:
    """A row with more cells than the table has columns would lose the last ones."""
    columns = 0
    for number, (above, line) in enumerate(pairwise(["", *lines])):
        if "|" in above and "|" in line and RULER.match(line):
            columns = _cells(above)
        elif "|" not in line:
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


def _blocks(document: Document, lines: list[str]) -> Iterator[Problem]:
    base: int | None = None  # how far the first item of the list at hand is indented
    for number, (above, line) in enumerate(pairwise(["", *lines])):
        before = lines[number - 2].strip() if number >= 2 else ""
        item = ITEM.match(line)
        if base is None and not above.strip() and CODE_INDENT.match(line):
            wrong = "This line is indented by four blanks, and would be shown as code."
            yield _told(document, number, wrong, "Remove the blanks at its beginning")
        elif item and base is not None and (len(item[1]) - base) % 4:
            wrong = f"This item is indented by {len(item[1])} spaces, and would not stand below."
            fix = "Indent it by four spaces for each level"
            yield _told(document, number, wrong, fix)
        elif item and base is None and not item[1] and _prose(above):
            wrong = "A list begins here right under a paragraph, and would be part of it."
            yield _told(document, number, wrong, "Put an empty line above it")
        elif above.strip() and (match := OWN_SIGN.match(line)):
            wrong = f"What begins with '{match[1]}' makes no list, and runs on in one paragraph."
            fix = "Put an empty line above it, so that it stands for itself with its own sign"
            yield _told(document, number, wrong, fix)
        elif "|" in line and "|" in above and before and RULER.match(line):
            wrong = "A table begins here right under a paragraph, and would be part of it."
            yield _told(document, number - 1, wrong, "Put an empty line above it")
        if item and base is None and len(item[1]) < 4 and not _prose(above):
            base = len(item[1])
        elif line.startswith("#") or _begins(above, line):
            base = None


def _begins(above: str, line: str) -> bool:
    """Tell whether a paragraph begins that is part of no list."""
    return not above.strip() and line[:1] not in ("", " ", "\t") and not ITEM.match(line)


def _prose(above: str) -> bool:
    """Tell whether a line is one of a paragraph, which a list below it would be part of."""
    return bool(above.strip()) and not above.startswith(("#", " ", "\t")) and not ITEM.match(above)


def _told(document: Document, number: int, wrong: str, fix: str) -> Problem:
    return advise(document.body_place(number), wrong, f"{fix}, {LAYOUT}.")
