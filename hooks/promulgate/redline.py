"""What changed between two texts: as data, the same for the same two texts.

Blocks are aligned first, words within a pair afterwards. Nothing is left out: all old words and
all new ones are in the answer, so that rejecting every change gives the old text, and accepting the
new one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from .alignment import Pair, align
from .blocks import Block, Cell, Word
from .pieces import Line, Piece, compare, merged

BREAK = Word("¶", True, ("<br>",))  # between blocks that were joined or parted


class Kind(StrEnum):
    """What happened to a block."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of some blocks; `lines` has the pieces of each cell.

    One block answers one, but where a paragraph was parted (two new ones) or joined (two old
    ones); then BREAK stands among the words. A moved block is told twice: `old` where it stood,
    `new` where it stands; `link` is what both have in common.
    """

    kind: Kind
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    lines: tuple[Line, ...]
    link: int = 0

    @property
    def block(self) -> Block:
        """Take the block that a reader sees: the new one, where there is one."""
        return (self.new or self.old)[0]


def redline(old: Sequence[Block], new: Sequence[Block]) -> tuple[Change, ...]:
    """Compare two texts; the other way round, the same changes come out the other way round."""
    if [block.key for block in new] < [block.key for block in old]:
        return tuple(_deleted_first([_inverted(change) for change in _compared(new, old)]))
    return tuple(_compared(old, new))


def _inverted(change: Change) -> Change:
    signs = {"+": "-", "-": "+", "=": "="}
    kinds = {Kind.INSERTED: Kind.DELETED, Kind.DELETED: Kind.INSERTED}
    lines = tuple(
        tuple(merged([(signs[piece.sign], piece.words) for piece in line])) for line in change.lines
    )
    kind = kinds.get(change.kind, change.kind)
    return Change(kind, change.new, change.old, lines, change.link)


def _deleted_first(changes: Sequence[Change]) -> Iterator[Change]:
    """Put what went before what came, wherever nothing else stands between them."""
    for lone, group in groupby(changes, lambda change: not (change.old and change.new)):
        found = list(group)
        yield from sorted(found, key=lambda change: not change.old) if lone else found


def _compared(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Change]:
    groups = _parted(list(align(old, new)), old, new)
    changes = [
        _change(tuple(old[i] for i in before), tuple(new[j] for j in after))
        for before, after in groups
    ]
    return _moved(list(_deleted_first(changes)))


def rejected(changes: Sequence[Change]) -> list[Block]:
    """Give the old text back."""
    return [block for change in changes for block in _blocks(change, change.old, "=-")]


def accepted(changes: Sequence[Change]) -> list[Block]:
    """Give the new text back."""
    return [block for change in changes for block in _blocks(change, change.new, "=+")]


def counted(changes: Sequence[Change], sign: str) -> int:
    """Count words, not signs."""
    return sum(
        word.text[:1].isalnum()
        for change in changes
        for line in change.lines
        for piece in line
        if piece.sign == sign
        for word in piece.words
    )


def _blocks(change: Change, blocks: Sequence[Block], signs: str) -> Iterator[Block]:
    """Put blocks together from the pieces that `signs` keep."""
    if not blocks:
        return
    kept = [tuple(w for p in line if p.sign in signs for w in p.words) for line in change.lines]
    if len(blocks) == 1:
        yield replace(blocks[0], cells=tuple(kept))
        return
    cells: list[list[Word]] = [[]]
    for word in kept[0]:
        if word == BREAK:
            cells.append([])
        else:
            cells[-1].append(word)
    for block, cell in zip(blocks, cells, strict=True):
        yield replace(block, cells=(tuple(cell),))


def _change(old: tuple[Block, ...], new: tuple[Block, ...]) -> Change:
    if not new:
        return Change(Kind.DELETED, old, (), tuple((Piece("-", c),) for c in old[0].cells))
    if not old:
        return Change(Kind.INSERTED, (), new, tuple((Piece("+", c),) for c in new[0].cells))
    if len(old) == len(new) == 1 and old[0].key == new[0].key:
        return Change(Kind.SAME, old, new, tuple((Piece("=", c),) for c in new[0].cells))
    if len(old) == len(new) == 1:
        pairs = zip(old[0].cells, new[0].cells, strict=True)
        return Change(Kind.REWORDED, old, new, tuple(compare(a, b) for a, b in pairs))
    return Change(Kind.REWORDED, old, new, (compare(_joined(old), _joined(new)),))


def _joined(blocks: Sequence[Block]) -> Cell:
    found: list[Word] = []
    for block in blocks:
        found += [*([BREAK] if found else []), *block.cells[0]]
    return tuple(found)


# --- paragraphs that were parted or joined, blocks that moved ---

Group = tuple[tuple[int, ...], tuple[int, ...]]


def _parted(pairs: list[Pair], old: Sequence[Block], new: Sequence[Block]) -> list[Group]:
    """Join to a pair the lone block beside it that holds the rest of its words."""
    groups: list[Group] = []
    at = 0
    singles = [(() if i is None else (i,), () if j is None else (j,)) for i, j in pairs]
    while at < len(singles):
        here = singles[at]
        following = singles[at + 1] if at + 1 < len(singles) else ((), ())
        whole = (here[0] + following[0], here[1] + following[1])
        if _belong(whole, old, new):
            groups.append(whole)
            at += 2
        else:
            groups.append(here)
            at += 1
    return groups


def _belong(whole: Group, old: Sequence[Block], new: Sequence[Block]) -> bool:
    """Tell whether two neighbours, one of which is alone, are one paragraph parted or joined."""
    if sorted(map(len, whole)) != [1, 2]:
        return False
    blocks = [old[i] for i in whole[0]], [new[j] for j in whole[1]]
    if len({(b.kind, b.around) for side in blocks for b in side}) != 1:
        return False
    if blocks[0][0].kind not in ("p", "li"):
        return False
    one, two = sorted(blocks, key=len)
    bag = Counter(w.text for w in one[0].words)
    parts = [Counter(w.text for w in block.words) for block in two]
    rest = bag - parts[0], bag - parts[1]
    # Most words of each part must be words of the whole that the other part does not use up.
    return all(
        (part & left).total() >= 0.7 * part.total()
        for part, left in zip(parts, reversed(rest), strict=True)
    )


def _moved(changes: Sequence[Change]) -> Iterator[Change]:
    """Find blocks that went in one place and came in another."""
    gone: dict[object, list[int]] = {}
    for at, change in enumerate(changes):
        if change.kind is Kind.DELETED:
            gone.setdefault(change.old[0].key, []).append(at)
    links: dict[int, int] = {}
    number = 0
    for at, change in enumerate(changes):
        if change.kind is Kind.INSERTED and (places := gone.get(change.new[0].key)):
            number += 1
            links[at] = links[places.pop(0)] = number
    for at, change in enumerate(changes):
        if at in links:
            change = Change(Kind.MOVED, change.old, change.new, change.lines, links[at])
        yield change
