"""What changed between two texts: as data, the same for the same two texts.

Blocks are aligned first, words within a pair afterwards. Nothing is left out: all old words and
all new ones are in the answer, so that rejecting every change gives the old text, and accepting the
new one.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from .blocks import Block
from .changes import BREAK, Change, Kind
from .columns import narrowed, spread
from .moves import Group, cells, moved, parted
from .pieces import Line, Piece
from .token_diff import compare
from .tokens import Cell, Word


def redline(old: Sequence[Block], new: Sequence[Block]) -> tuple[Change, ...]:
    """Compare two texts; the other way round, the same changes come out the other way round."""
    turned = [block.key for block in new] < [block.key for block in old]
    ours, theirs, layouts = narrowed(old, new, turned)
    groups = parted(theirs, ours) if turned else parted(ours, theirs)
    changes = [
        spread(_change(group[::-1] if turned else group, turned), layouts)
        for group in groups
        if any(group)
    ]
    return tuple(moved(list(_deleted_first(changes)), turned))


def _deleted_first(changes: Sequence[Change]) -> Iterator[Change]:
    """Put what went before what came, wherever nothing else stands between them."""
    for lone, group in groupby(changes, lambda change: not (change.old and change.new)):
        found = list(group)
        yield from sorted(found, key=lambda change: not change.old) if lone else found


def _change(group: Group, turned: bool) -> Change:
    old, new = group
    if not new:
        return Change(Kind.DELETED, old, (), _alone("-", old[0]))
    if not old:
        return Change(Kind.INSERTED, (), new, _alone("+", new[0]))
    if len(old) == len(new) == 1 and old[0].key == new[0].key:
        return Change(Kind.SAME, old, new, _alone("=", new[0]))
    if len(old) == len(new) == 1:
        return Change(Kind.REWORDED, old, new, cells(old[0], new[0], turned))
    labels = old[0].label, new[0].label
    return Change(Kind.REWORDED, old, new, (compare(_joined(old), _joined(new), turned, labels),))


def _alone(sign: str, block: Block) -> tuple[Line, ...]:
    return tuple([(Piece(sign, cell),) for cell in block.cells])


def _joined(blocks: Sequence[Block]) -> Cell:
    found: list[Word] = []
    for block in blocks:
        found += [*([BREAK] if found else []), *block.cells[0]]
    return tuple(found)
