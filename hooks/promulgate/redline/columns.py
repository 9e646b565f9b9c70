"""Columns that came, went or moved in a table: found first, and rows compared without them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from .align import align
from .blocks import ROWS, Block
from .changes import Change, Column, Kind
from .pieces import Line, Piece
from .sequences import ascending
from .tokens import Cell

LIKE = 0.5  # share of cells in common from which a column is the same, though its head is not
MOST = 400  # pairs of columns that are looked at


class Layout(NamedTuple):
    """A row as it was written, and the columns of both texts."""

    block: Block
    columns: tuple[Column, ...]


Table = list[int]  # where its rows stand


def narrowed(
    old: Sequence[Block], new: Sequence[Block], turned: bool
) -> tuple[list[Block], list[Block], dict[int, Layout]]:
    """Take columns that did not stay out of rows; the layouts are by the identity of such rows."""
    ours, theirs = list(old), list(new)
    layouts: dict[int, Layout] = {}
    first, second = (new, old) if turned else (old, new)
    for rows, others in _pairs(first, second):
        gists = [first[at].gist for at in rows], [second[at].gist for at in others]
        columns = _columns(_kept(*gists), len(gists[0][0]), len(gists[1][0]))
        here, there = (others, rows) if turned else (rows, others)
        columns = tuple(_inverted(columns)) if turned else columns
        if all(column.sign == "=" for column in columns):  # or none is known again
            continue
        for sign, table, blocks in (("-", here, ours), ("+", there, theirs)):
            own = [column for column in columns if column.sign in "=" + sign]
            for at in table:
                block = blocks[at]
                cells = [c for c, col in zip(block.cells, own, strict=True) if col.sign == "="]
                blocks[at] = replace(block, cells=tuple(cells))
                layouts[id(blocks[at])] = Layout(block, columns)
    return ours, theirs, layouts


def _inverted(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Tell of the columns the other way round."""
    for same, group in groupby(columns, lambda column: column.sign == "="):
        found = [
            column._replace(sign={"+": "-", "-": "+"}.get(column.sign, "=")) for column in group
        ]
        yield from found if same else sorted(found, key=lambda column: column.sign == "+")


def spread(change: Change, layouts: dict[int, Layout]) -> Change:
    """Put the columns back that were taken out of the rows of a change."""
    known = layouts.get(id(change.block))
    if known is None:
        return change
    old, new = (
        tuple([layouts[id(block)].block for block in side]) for side in (change.old, change.new)
    )
    lines: list[Line] = []
    core, mine, theirs = iter(change.lines), _cells(old), _cells(new)
    for column in known.columns:
        gone = next(mine, ()) if column.sign in "=-" else ()
        come = next(theirs, ()) if column.sign in "=+" else ()
        own = Piece("-", gone) if column.sign == "-" else Piece("+", come)
        lines.append(next(core) if column.sign == "=" else (own,) if own.words else ())
    kind = Kind.REWORDED if change.kind is Kind.SAME else change.kind
    return change._replace(kind=kind, old=old, new=new, lines=tuple(lines), columns=known.columns)


def _cells(side: tuple[Block, ...]) -> Iterator[Cell]:
    return iter(side[0].cells if side else ())


def _tables(blocks: Sequence[Block]) -> list[Table]:
    """Find tables of two columns or more whose rows have as many cells each."""
    found: list[Table] = []
    rows = [at for at, block in enumerate(blocks) if block.kind in ROWS]
    for _, group in groupby(rows, lambda at: (blocks[at].part, blocks[at].place)):
        table = list(group)
        if len({len(blocks[at].cells) for at in table}) == 1 and len(blocks[table[0]].cells) > 1:
            found.append(table)
    return found


def _pairs(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[Table, Table]]:
    """Pair tables that share most of their words, where their first rows differ."""
    ours, theirs = _tables(old), _tables(new)
    heads = [[blocks[t[0]].gist for t in found] for blocks, found in ((old, ours), (new, theirs))]
    if heads[0] == heads[1]:
        return
    sides = (
        [Block("table", (tuple([w for at in t for w in blocks[at].words]),)) for t in found]
        for blocks, found in ((old, ours), (new, theirs))
    )
    for i, j in align(*sides):
        if i is not None and j is not None and heads[0][i] != heads[1][j]:
            yield ours[i], theirs[j]


def _kept(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Tell which column is which: by its head, else by what stands in it."""
    ours, theirs = ([*zip(*rows, strict=True)] for rows in (old, new))
    if len(ours) * len(theirs) > MOST:
        return []
    scores = []
    for i, mine in enumerate(ours):
        for j, other in enumerate(theirs):
            common = (Counter(filter(None, mine[1:])) & Counter(filter(None, other[1:]))).total()
            share = common / max(len(mine) - 1, len(other) - 1, 1)
            same = bool(mine[0]) and mine[0] == other[0]
            if same or share >= LIKE:
                scores.append((-2 * same - share, abs(i - j), i, j))
    found: dict[int, int] = {}
    for _, _, i, j in sorted(scores):
        if i not in found and j not in found.values():
            found[i] = j
    if len(ours) == len(theirs):  # a column whose place was kept was reworded
        for at in range(len(ours)):
            if at not in found and at not in found.values():
                found[at] = at
    return sorted(found.items())


def _columns(kept: list[tuple[int, int]], old: int, new: int) -> tuple[Column, ...]:
    """Put the columns of both texts in one order; those that went stand before those that came."""
    if not kept:
        return (Column("="),) * old if old == new else ()
    stay = ascending(kept)
    moved = [pair for pair in kept if pair not in stay]
    gone = {i: number for number, (i, _) in enumerate(moved, start=1)}
    come = {j: number for number, (_, j) in enumerate(moved, start=1)}
    found: list[Column] = []
    a = c = 0
    for b, d in [*stay, (old, new)]:
        found += [Column("-", gone.get(i, 0)) for i in range(a, b)]
        found += [Column("+", come.get(j, 0)) for j in range(c, d)]
        found += [Column("=")] * (b < old)
        a, c = b + 1, d + 1
    return tuple(found)
