"""The changes between two texts as a page draws them: numbered, in their lists and tables."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from ..i18n import Language, language_of
from ..redline.blocks import HEADINGS
from ..redline.changes import BREAK, Change, Kind
from ..redline.tokens import Cell, html
from .markup import Html

OPS = {Kind.INSERTED: "added", Kind.DELETED: "removed", Kind.MOVED: "moved"}


class Run(NamedTuple):
    """Words that stay (`=`), come (`+`) or go (`-`), as HTML; `space` stands before them."""

    sign: str
    html: Html
    space: bool


class Item(NamedTuple):
    """A block as it is drawn; `was` is the number that an item had in the old text."""

    tag: str
    cells: tuple[tuple[Run, ...], ...]
    kind: Kind
    lang: Language | None
    number: int | None
    was: int | None


class Group(NamedTuple):
    """Items that stand in one list or table; `container` is empty for others."""

    container: str
    items: tuple[Item, ...]


class Segment(NamedTuple):
    """A stretch that is unchanged (`same`), or a change with its number."""

    op: str
    number: int
    groups: tuple[Group, ...]
    words: int


class ChangedPart(NamedTuple):
    """A part of the text in which something changed; `law` names the jurisdiction that words it."""

    op: str
    name: str
    number: int
    law: str


def segments(changes: Sequence[Change], language: str, old: str, new: str) -> Iterator[Segment]:
    """Join neighbours; what stands in a list or table with a change is shown with it.

    Links within the text lead to the pages at `old` and `new`, which have what they name.
    """
    touched = {place for change in changes if differs(change) for place in _places(change)}

    def part(change: Change) -> tuple[bool, str]:
        shown = differs(change) or not touched.isdisjoint(_places(change))
        return shown, change.block.part if shown else ""

    number = 0
    pages = {"-": old, "+": new, "=": new}
    for (shown, _), group in groupby(changes, part):
        found = list(group)
        number += shown
        words = sum(len(cell) for c in found for block in c.new or c.old for cell in block.cells)
        op = _op(found) if shown else "same"
        yield Segment(op, number, tuple(_groups(found, language, pages)), words)


def _places(change: Change) -> Iterator[tuple[object, ...]]:
    """Tell in which list or table of which text the blocks of a change stand."""
    for side, blocks in (("old", change.old), ("new", change.new)):
        for block in blocks:
            if block.around:
                yield side, block.part, block.around, block.place


def differs(change: Change) -> bool:
    renumbered = change.kind is Kind.SAME and change.old[0].number != change.new[0].number
    return change.kind is not Kind.SAME or renumbered


def _op(changes: Sequence[Change]) -> str:
    kinds = {change.kind for change in changes if differs(change)}
    return OPS.get(kinds.pop(), "changed") if len(kinds) == 1 else "changed"


def _groups(changes: Sequence[Change], language: str, pages: Mapping[str, str]) -> Iterator[Group]:
    container, place = "", 0
    items: list[Item] = []
    for change in changes:
        block = change.block
        around = next((t for t in reversed(block.around) if t in ("ul", "ol", "table")), "")
        other = around != container or (change.new and place and block.place != place)
        if items and (other or not around):
            yield Group(container, tuple(items))
            items = []
        container, place = around, block.place if change.new else place
        items.append(_item(change, language, pages))
    if items:
        yield Group(container, tuple(items))


def _item(change: Change, language: str, pages: Mapping[str, str]) -> Item:
    block, was = change.block, change.old[0].number if change.old else None
    foreign = language_of(block.lang) if block.lang and block.lang != language else None
    tag = block.kind
    if tag in HEADINGS:
        tag = f"h{min(int(tag[1]) + 1, 6)}"  # the text stands under a heading of the page
    return Item(
        tag,
        tuple(_cells(change, pages)),
        change.kind,
        foreign,
        block.number,
        was if change.new and was != block.number else None,
    )


def _cells(change: Change, pages: Mapping[str, str]) -> Iterator[tuple[Run, ...]]:
    """Write the pieces of each cell; a block that stays or goes as it is was written before."""
    if change.kind is Kind.REWORDED:
        for line in change.lines:
            yield tuple([_run(p.sign, _joined(p.words), p.words, pages) for p in line])
        return
    for (piece,), written in zip(change.lines, change.block.html, strict=True):
        yield (_run(piece.sign, written, piece.words, pages),)


def _run(sign: str, written: str, found: Cell, pages: Mapping[str, str]) -> Run:
    linked = written.lstrip().replace(' href="#', f' href="{pages[sign]}#')
    return Run(sign, Markup(linked), bool(found) and found[0].space)


def _joined(found: Cell) -> str:
    """Write words; between blocks that were joined or parted, a break stands."""
    groups = groupby(found, lambda word: word == BREAK)
    return "<br>".join(html(tuple(group)) for at, group in groups if not at)
