"""The changes between two texts as a page draws them: numbered, in their lists and tables."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from ..i18n import language_of
from ..redline.blocks import HEADINGS
from ..redline.changes import BREAK, Change, Kind
from ..redline.listed import Listed, Op, ops
from ..redline.pieces import Line, Piece, counted_words
from ..redline.summary import number_of
from ..redline.tokens import Cell, html
from .redline_groups import runs_of, within
from .redline_notes import Note, of_block, of_piece
from .redline_shapes import Body, Drawing, Group, Item, Mark, Run, Segment, Ways


def segments(
    changes: Sequence[Change], found: Sequence[Listed], drawing: Drawing
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
        groups = tuple(_groups(changes, run, own, told, drawing))
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
    drawing: Drawing,
) -> Iterator[Group]:
    for found in runs_of([changes[at] for at in run]):
        outer, container = within(changes[run[found[0]]])
        bodies = []
        for mark, rows in groupby([run[n] for n in found], marks.get):
            bodies.append(Body(mark, tuple([_item(changes[at], drawing) for at in rows])))
        yield Group(container, outer, tuple(bodies), columns)


def _item(change: Change, drawing: Drawing) -> Item:
    block = change.block
    foreign = language_of(block.lang) if block.lang and block.lang != drawing.language else None
    tag, no, was = block.kind, "", ""
    if tag in HEADINGS:
        tag = f"h{min(int(tag[1]) + 1, 6)}"  # the text stands under a heading of the page
        no, was = _numbers(change, drawing)
    return Item(
        tag,
        tuple(_cells(change, drawing.ways)),
        bool(ops(change) or change.columns),
        foreign,
        block.number,
        tuple(of_block(change)),
        len(change.old),
        len(change.new),
        block.part,
        no,
        was,
    )


def _numbers(change: Change, drawing: Drawing) -> tuple[str, str]:
    """Tell the number of a part, and what it was; of one that is gone, what it was."""
    before = drawing.before.get((*change.old, *change.before, change.block)[0].id, "")
    if not change.new:
        return before, ""
    after = drawing.after.get(change.block.id, "")
    kept = bool(change.old or change.before)
    return after, before if kept and before != after else ""


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
