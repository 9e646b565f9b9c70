"""A comparison as a Word file with tracked changes: accepting all gives the new text, rejecting all
the old one.
"""

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

from ..redline.blocks import HEADINGS, Block
from ..redline.changes import Change
from .redline_groups import runs_of
from .word_lines import Told, told
from .word_parts import Writer

STILL = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same texts, whenever they are written


class About(NamedTuple):
    """What the file says of itself: its heading, who changed the text, when, in which language."""

    title: str
    author: str
    day: date
    language: str
    rtl: bool


def word_file(about: About, changes: Sequence[Change]) -> bytes:
    """Write the changes of a text as tracked changes, moves included."""
    from docx import Document  # few sites ask for it

    document: Any = Document()
    writer = Writer(document, about.author, about.day, about.language, about.rtl)
    writer.head(about.title)
    lines = list(told(changes))
    for run in runs_of(changes):
        rows = [at for at in run if lines[at].rows]
        for at in run:
            if at not in rows and changes[at].block.kind != "hr":
                _paragraph(writer, changes[at], lines[at])
        if rows:
            _table(writer, changes, lines, rows)
    writer.end()
    saved = BytesIO()
    document.save(saved)
    return _stilled(saved)


def _paragraph(writer: Writer, change: Change, here: Told) -> None:
    block = change.block
    for part in here.paragraphs:
        writer.paragraph(_style(block), part, here.moved, _depth(block))


def _table(
    writer: Writer, changes: Sequence[Change], lines: Sequence[Told], rows: Sequence[int]
) -> None:
    """Write rows as one table; a row of other cells than it had goes and comes as a whole."""
    table = writer.table(max(len(changes[at].block.cells) for at in rows))
    for at in rows:
        for mark, group in groupby(lines[at].rows, key=lambda row: row[0]):
            for _, cells in group:
                writer.row(table, mark, cells, changes[at].block.kind == "th")


def _style(block: Block) -> str:
    if block.kind in HEADINGS:
        return f"Heading {min(int(block.kind[1]), 9)}"
    if block.kind == "li":
        return "List Paragraph" if block.number is not None else "List Bullet"
    return {"blockquote": "Quote", "caption": "Caption"}.get(block.kind, "Normal")


def _depth(block: Block) -> int:
    """Count the lists that a block stands in."""
    return sum(tag in ("ul", "ol") for tag in block.around)


def _stilled(saved: BytesIO) -> bytes:
    """Write the archive again without the time of day."""
    found = BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, STILL), old.read(name), zipfile.ZIP_DEFLATED)
    return found.getvalue()
