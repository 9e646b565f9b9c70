"""The changes of a text as plain data, for programs and terminals."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypedDict

from .blocks import Block
from .changes import Change
from .listed import Listed, Op, addresses, listed
from .pieces import Line
from .tokens import Cell, plain

MARKS = {"<strong>": "**", "<b>": "**", "<em>": "*", "<i>": "*", "<code>": "`"}


class Summary(TypedDict):
    """A change: what it does, under which heading, what stood there and what stands there now.

    That is the text of its blocks; of a link its address, of emphasis the words with their marks
    in Markdown, of what is only renumbered the numbers.
    """

    op: str
    part: str
    old: str
    new: str


def summaries(changes: Sequence[Change]) -> list[Summary]:
    """List what changed."""
    names = {block.id: block.text for c in changes for block in (*c.old, *c.new) if block.id}
    return [_summary(changes, each, names) for each in listed(changes)]


def _summary(changes: Sequence[Change], each: Listed, names: dict[str, str]) -> Summary:
    found = [changes[at] for at in each.at]
    sides: tuple[Iterator[str], Iterator[str]]
    if each.column is not None:
        sides = _column(found, each.column, "-"), _column(found, each.column, "+")
    elif each.op is Op.RENUMBERED:
        sides = (number_of(c.old[0]) for c in found), (number_of(c.new[0]) for c in found)
    elif each.op is Op.LINK:
        sides = _told(found, True, False), _told(found, True, True)
    elif each.op is Op.EMPHASIS:
        sides = _told(found, False, False), _told(found, False, True)
    else:
        sides = (
            (block.text for c in found for block in c.old or c.before),
            (block.text for c in found for block in c.new),
        )
    comma = ", " if each.op in (Op.RENUMBERED, Op.LINK) else "\n"
    old, new = (comma.join(filter(None, side)) for side in sides)
    return {"op": each.op.value, "part": names.get(found[0].block.part, ""), "old": old, "new": new}


def _column(rows: Sequence[Change], column: int, sign: str) -> Iterator[str]:
    """Read a column downwards; one that moved is told as it was and as it is."""
    link = rows[0].columns[column].link
    for row in rows:
        for line, own in zip(row.lines, row.columns, strict=True):
            here = own is row.columns[column] if not link else own.link == link
            if here and own.sign == sign:
                yield _text(_side(line, sign == "+"))


def number_of(block: Block) -> str:
    """Write the number of a block: that which is written there, or that of its list."""
    written = _text(block.cells[0][: block.label]) if block.label else ""
    return written or (f"{block.number}." if block.number is not None else "")


def _told(found: Sequence[Change], linked: bool, now: bool) -> Iterator[str]:
    """Tell the addresses, or the marks, of what has others now."""
    for change in found:
        pieces = [piece for line in change.lines for piece in line if piece.sign == "~"]
        for piece in pieces:
            words = piece.words if now else piece.was
            if linked:
                yield from addresses(words)
            else:
                yield _marked(words)
        if not pieces and not linked:
            yield (change.new if now else change.old)[0].text


def _marked(words: Cell) -> str:
    """Write words with their emphasis as Markdown has it."""
    found = ""
    for marks, group in groupby(words, lambda word: word.marks):
        text = "".join(plain(group))
        signs = [MARKS.get(mark, "") for mark in marks]
        space = " " if text.startswith(" ") else ""
        found += f"{space}{''.join(signs)}{text.lstrip()}{''.join(reversed(signs))}"
    return found.strip()


def _side(line: Line, now: bool) -> Cell:
    return tuple([word for piece in line for word in (piece.new if now else piece.old)])


def _text(words: Cell) -> str:
    return "".join(plain(words)).strip()
