"""What became of the blocks of a text, as data."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from .blocks import Block
from .token_diff import Line
from .tokens import Word

BREAK = Word("¶", True, ("<br>",))  # between blocks that were joined or parted


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
