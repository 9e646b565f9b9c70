"""The changes between two texts as a page draws them: numbered, in their lists and tables."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from ..i18n import Language, language_of
from ..redline.blocks import HEADINGS
from ..redline.changes import BREAK, Change, Kind
from ..redline.listed import Listed, Op, ops
from ..redline.pieces import Line, Piece, counted_words
from ..redline.summary import number_of
from ..redline.tokens import Cell, html
from .markup import Html
from .redline_groups import runs_of, within
from .redline_notes import Note, of_block, of_piece


class Run(NamedTuple):
    """Words that stay (`=`), come (`+`) or go (`-`), as HTML; `space` stands before them.

    In what moved, `apart` are those that were not in it before, or are no more.
    """

    sign: str
    html: Html
    space: bool
    notes: tuple[Note, ...] = ()
    apart: bool = False


class Item(NamedTuple):
    """A block as it is drawn; `notes` tell what no word of it tells."""

    tag: str
    cells: tuple[tuple[Run, ...], ...]
    differs: bool
    lang: Language | None
    number: int | None
    notes: tuple[Note, ...]


class Mark(NamedTuple):
    """A change as it is listed: what it does, and what else; `departed` is where it stood.

    `moved` tells that there is such a place.
    """

    op: str
    also: tuple[str, ...]
    number: int
    departed: bool = False
    moved: bool = False
    notes: tuple[Note, ...] = ()


class Body(NamedTuple):
    """Rows of a table that are a change, or none; all items of a list."""

    mark: Mark | None
    items: tuple[Item, ...]


class Group(NamedTuple):
    """Items that stand in one list or table; `container` is empty for others.

    It stands within the lists `outer`. Columns that changed are told by `marks`.
    """

    container: str
    outer: tuple[str, ...]
    bodies: tuple[Body, ...]
    marks: tuple[Mark, ...] = ()


class Segment(NamedTuple):
    """A stretch that is unchanged, or a change; `words` are those that a reader reads in it."""

    mark: Mark | None
    groups: tuple[Group, ...]
    words: int

    @property
    def op(self) -> str:
        return self.mark.op if self.mark else "same"


class Ways(NamedTuple):
    """Where links lead: within the text to the page of either side; others from the page `at`."""

    old: str
    new: str
    at: str


def segments(
    changes: Sequence[Change], found: Sequence[Listed], language: str, ways: Ways
) -> Iterator[Segment]:
    """Cut a text into its changes and what stands between them.

    A table in which something changed is one stretch, whose rows are changes.
    """
    marks, columns = _marks(changes, found)
    tables = {
        at: run[0]
        for run in runs_of(changes)
        if within(changes[run[0]])[1] == "table"
        and (run[0] in columns or len({marks.get(at) for at in run}) > 1)
        for at in run
    }

    def stretch(at: int) -> object:
        return ("table", tables[at]) if at in tables else marks.get(at)

    for key, group in groupby(range(len(changes)), stretch):
        run = list(group)
        mark = key if isinstance(key, Mark) else None
        own = {at: marks.get(at) for at in run} if run[0] in tables else {}
        told = columns.get(run[0], ()) if run[0] in tables else ()
        groups = tuple(_groups(changes, run, own, told, language, ways))
        words = sum(
            counted_words(cell)
            for at in run
            for block in changes[at].new or changes[at].old
            for cell in block.cells
        )
        yield Segment(mark, groups, words)


def _marks(
    changes: Sequence[Change], found: Sequence[Listed]
) -> tuple[dict[int, Mark], dict[int, tuple[Mark, ...]]]:
    """Give each block that is part of a change its mark, and the first row of tables theirs."""
    marks: dict[int, Mark] = {}
    columns: dict[int, tuple[Mark, ...]] = {}
    for number, each in enumerate(found, start=1):
        notes: tuple[Note, ...] = ()
        if each.op is Op.RENUMBERED:
            ends = changes[each.at[0]], changes[each.at[-1]]
            old = dict.fromkeys(number_of(change.old[0]) for change in ends)
            new = dict.fromkeys(number_of(change.new[0]) for change in ends)
            notes = (Note("number", tuple(old), tuple(new)),)
        mark = Mark(each.op, each.also, number, moved=bool(each.origin), notes=notes)
        if each.column is not None:
            columns[each.at[0]] = (*columns.get(each.at[0], ()), mark)
            continue
        marks |= dict.fromkeys(range(each.at[0], each.at[-1] + 1), mark)
        marks |= dict.fromkeys(each.origin, mark._replace(departed=True))
    return marks, columns


def _groups(
    changes: Sequence[Change],
    run: Sequence[int],
    marks: Mapping[int, Mark | None],
    columns: tuple[Mark, ...],
    language: str,
    ways: Ways,
) -> Iterator[Group]:
    for found in runs_of([changes[at] for at in run]):
        outer, container = within(changes[run[found[0]]])
        bodies = []
        for mark, rows in groupby([run[n] for n in found], marks.get):
            bodies.append(Body(mark, tuple([_item(changes[at], language, ways) for at in rows])))
        yield Group(container, outer, tuple(bodies), columns)


def _item(change: Change, language: str, ways: Ways) -> Item:
    block = change.block
    foreign = language_of(block.lang) if block.lang and block.lang != language else None
    tag = block.kind
    if tag in HEADINGS:
        tag = f"h{min(int(tag[1]) + 1, 6)}"  # the text stands under a heading of the page
    cells, differs = tuple(_cells(change, ways)), bool(ops(change) or change.columns)
    return Item(tag, cells, differs, foreign, block.number, tuple(of_block(change)))


def _cells(change: Change, ways: Ways) -> Iterator[tuple[Run, ...]]:
    """Write the pieces of each cell; a block that stays or goes as it is was written before."""
    if change.kind is Kind.REWORDED or change.columns or change.inner:
        lines = change.inner or change.lines
        for line in lines:
            yield tuple(_runs(line, bool(change.inner), ways))
        return
    for (piece,), written in zip(change.lines, change.block.html, strict=True):
        yield (_run(piece.sign, written, piece.words, ways),)


def _runs(line: Line, moved: bool, ways: Ways) -> Iterator[Run]:
    """Write pieces; where something stands that moved, all its words came."""
    for piece in (piece for piece in line if piece.words):
        sign = "+" if moved and piece.sign in "=~" else piece.sign
        run = _run(sign, _joined(piece.words), piece.words, ways)
        yield run._replace(notes=_notes(piece, ways), apart=moved and piece.sign in "+-")


def _notes(piece: Piece, ways: Ways) -> tuple[Note, ...]:
    return tuple(of_piece(piece, ways.at)) if piece.sign == "~" else ()


def _run(sign: str, written: str, found: Cell, ways: Ways) -> Run:
    page = ways.old if sign == "-" else ways.new
    linked = written.lstrip().replace(' href="#', f' href="{page}#')
    return Run(sign, Markup(linked), bool(found) and found[0].space)


def _joined(found: Cell) -> str:
    """Write words; between blocks that were joined or parted, a break stands."""
    groups = groupby(found, lambda word: word == BREAK)
    return "<br>".join(html(tuple(group)) for at, group in groups if not at)
