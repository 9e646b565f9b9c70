"""How Markdown is written: what would be shown otherwise than it was meant, or not at all."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..editions.markdown import REFERENCE, outside_code
from ..problems import Problem, advise
from ..sources.front_matter import Document

RULER = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
ITEM = re.compile(r"^( *)([-*+]|\d{1,2}\.)[ \t]+\S")
BRACKET_ITEM = re.compile(r"^\d{1,2}\)[ \t]+\S")
# Private use, controls, and marks that turn the order of letters round (Unicode UAX #9).
HIDDEN = re.compile("[\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\ufff9-\ufffb]")
CONFLICT = re.compile(r"(<{7}|>{7}) ")
STRAY_ANCHOR = re.compile(r"\{:?[ \t]*#(?![\w-]+[ \t]*\}[ \t]*#*[ \t]*$)")
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")


def misread(document: Document, accepted: bool) -> Iterator[Problem]:
    """Find what Markdown would lose or show as something else; advice where it may be meant."""
    lines = outside_code(document.body)
    yield from _characters(document)
    yield from _leftovers(document, lines)
    yield from _tables(document, lines)
    yield from _references(document)
    if not accepted:
        yield from _blocks(document, lines)


def _characters(document: Document) -> Iterator[Problem]:
    if match := HIDDEN.search(document.body):
        wrong = (
            f"The hidden character U+{ord(match[0]):04X} would make this read otherwise than it "
            "is written."
        )
        yield Problem(document.find(match[0]), wrong, "Remove it.")
    if match := FOOTNOTE.search(document.body):
        wrong = f"'{match[0]}' would be a footnote, and texts here have none."
        yield Problem(document.find(match[0]), wrong, "Write its words where they belong.")


def _leftovers(document: Document, lines: list[str]) -> Iterator[Problem]:
    """Marks of a merge that was not finished, and addresses that Markdown cannot read."""
    for number, line in enumerate(lines):
        if CONFLICT.match(line):
            wrong = "Two wordings stand here that were never merged."
            yield Problem(
                document.body_place(number),
                wrong,
                "Keep one of them, and remove the lines of marks.",
            )
        elif line.startswith("#") and STRAY_ANCHOR.search(line):
            wrong = "The address of this heading cannot be read."
            fix = "Write one word in braces: {#word}, of letters, digits and hyphens."
            yield Problem(document.body_place(number), wrong, fix)


def _tables(document: Document, lines: list[str]) -> Iterator[Problem]:
    """A row with more cells than the table has columns would lose the last ones."""
    columns = 0
    for number, (above, line) in enumerate(pairwise(["", *lines])):
        if "|" in above and RULER.match(line) and "|" in line:
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
    for match in REFERENCE.finditer(document.body):
        label = match[0].strip().partition("]:")[0] + "]"
        if document.body.lower().count(label.lower()) < 2:
            wrong = f"'{label}:' defines a link that the text does not use, and is not shown."
            fix = "Remove it, or begin the line with other words if it is meant to be read."
            yield Problem(document.find(label + ":"), wrong, fix)


def _blocks(document: Document, lines: list[str]) -> Iterator[Problem]:
    for number, (above, line) in enumerate(pairwise(["", *lines])):
        before = lines[number - 2].strip() if number >= 2 else ""
        for wrong, fix in _block(before, above, line):
            fix = f"{fix}, or accept it with 'accepts: [layout]'."
            yield advise(document.body_place(number), wrong, fix)


def _block(before: str, above: str, line: str) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a line below `above`, and below the line `before` that."""
    item = ITEM.match(line)
    plain = above.strip() and not ITEM.match(above) and not above.startswith((" ", "\t"))
    if item and not item[1] and plain and not above.startswith("#"):
        wrong = "A list begins here right under a paragraph, and would be part of it."
        yield wrong, "Put an empty line above it"
    elif item and item[1] and len(item[1]) % 4:
        wrong = f"This item is indented by {len(item[1])} spaces, and would not stand below."
        yield wrong, "Indent it by four spaces for each level"
    elif BRACKET_ITEM.match(line):
        wrong = "A number with a bracket makes no list, and would run on in one paragraph."
        yield wrong, "Write '1.' instead of '1)'"
    elif RULER.match(line) and "|" in line and "|" in above and before:
        wrong = "A table begins here right under a paragraph, and would be part of it."
        yield wrong, "Put an empty line above it"
