"""What changed between two texts: as data, the same for the same two texts.

Blocks are aligned first, words within a pair afterwards. Nothing is left out: all old words and
all new ones are in the answer, so that rejecting every change gives the old text, and accepting the
new one.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from .alignment import align
from .blocks import Block
from .pieces import Line, Piece, compare
from .words import Cell, Word

BREAK = Word("¶", True, ("<br>",))  # between blocks that were joined or parted
REST = 0.7  # share of the words of a part that must be those that the other part does not use up


class Kind(StrEnum):
    """What happened to a block."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"
    REWORDED = "reworded"
    MOVED = "moved"


class Change(NamedTuple):
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
    turned = [block.key for block in new] < [block.key for block in old]
    groups = _parted(new, old) if turned else _parted(old, new)
    changes = [
        _change(*(group[::-1] if turned else group), turned) for group in groups if any(group)
    ]
    return tuple(_moved(list(_deleted_first(changes))))


def _deleted_first(changes: Sequence[Change]) -> Iterator[Change]:
    """Put what went before what came, wherever nothing else stands between them."""
    for lone, group in groupby(changes, lambda change: not (change.old and change.new)):
        found = list(group)
        yield from sorted(found, key=lambda change: not change.old) if lone else found


def rejected(changes: Sequence[Change]) -> list[Block]:
    """Give the old text back."""
    return [block for change in changes for block in _blocks(change, change.old, "=-")]


def accepted(changes: Sequence[Change]) -> list[Block]:
    """Give the new text back."""
    return [block for change in changes for block in _blocks(change, change.new, "=+")]


def counted(changes: Sequence[Change]) -> Counter[str]:
    """Count words, not signs, by what became of them: `=`, `+`, `-`."""
    found: Counter[str] = Counter()
    for change in changes:
        for line in change.lines:
            for piece in line:
                found[piece.sign] += sum([word.text[:1].isalnum() for word in piece.words])
    return found


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


def _change(old: tuple[Block, ...], new: tuple[Block, ...], turned: bool) -> Change:
    if not new:
        return Change(Kind.DELETED, old, (), _alone("-", old[0]))
    if not old:
        return Change(Kind.INSERTED, (), new, _alone("+", new[0]))
    if len(old) == len(new) == 1 and old[0].key == new[0].key:
        return Change(Kind.SAME, old, new, _alone("=", new[0]))
    if len(old) == len(new) == 1:
        pairs = zip(old[0].cells, new[0].cells, strict=True)
        return Change(Kind.REWORDED, old, new, tuple(compare(a, b, turned) for a, b in pairs))
    return Change(Kind.REWORDED, old, new, (compare(_joined(old), _joined(new), turned),))


def _alone(sign: str, block: Block) -> tuple[Line, ...]:
    return tuple([(Piece(sign, cell),) for cell in block.cells])


def _joined(blocks: Sequence[Block]) -> Cell:
    found: list[Word] = []
    for block in blocks:
        found += [*([BREAK] if found else []), *block.cells[0]]
    return tuple(found)


# --- paragraphs that were parted or joined, blocks that moved ---

Group = tuple[tuple[Block, ...], tuple[Block, ...]]


def _parted(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Group]:
    """Join to a pair the lone block beside it that holds the rest of its words."""
    here: Group = (), ()
    for i, j in align(old, new):
        following = () if i is None else (old[i],), () if j is None else (new[j],)
        whole = here[0] + following[0], here[1] + following[1]
        if _belong(whole):
            here = whole  # which nothing more can belong to
        else:
            yield here
            here = following
    yield here


def _belong(whole: Group) -> bool:
    """Tell whether two neighbours, one of which is alone, are one paragraph parted or joined."""
    if {len(whole[0]), len(whole[1])} != {1, 2}:
        return False
    if len({(block.kind, block.around) for side in whole for block in side}) != 1:
        return False
    if whole[0][0].kind not in ("p", "li"):
        return False
    one, first, second = (
        [w.text for w in b.words] for side in sorted(whole, key=len) for b in side
    )
    if len(one) < REST * (len(first) + len(second)):
        return False
    bag, *parts = map(Counter, (one, first, second))
    rest = bag - parts[0], bag - parts[1]
    return all(
        (part & left).total() >= REST * part.total()
        for part, left in zip(parts, reversed(rest), strict=True)
    )


def _moved(changes: Sequence[Change]) -> Iterator[Change]:
    """Find blocks that went in one place and came in another."""
    gone: defaultdict[object, deque[int]] = defaultdict(deque)
    for at, change in enumerate(changes):
        if change.kind is Kind.DELETED:
            gone[change.old[0].key].append(at)
    links: dict[int, int] = {}
    for at, change in enumerate(changes):
        if change.kind is Kind.INSERTED and (places := gone.get(change.new[0].key)):
            links[at] = links[places.popleft()] = len(links) // 2 + 1
    for at, change in enumerate(changes):
        if at in links:
            change = Change(Kind.MOVED, change.old, change.new, change.lines, links[at])
        yield change
