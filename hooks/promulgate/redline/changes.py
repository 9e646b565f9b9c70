"""What became of the blocks of a text, as data."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from .blocks import Block
from .pieces import Line, counted_words
from .tokens import Word

BREAK = Word("¶", True, ("<br>",))  # between blocks that were joined or parted


class Kind(StrEnum):
    """What happened to a block."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"
    REWORDED = "reworded"
    MOVED = "moved"


class Column(NamedTuple):
    """A column of a table that stays (`=`), comes (`+`) or goes (`-`).

    One that moves does both; `link` is what its two places have in common.
    """

    sign: str
    link: int = 0


class Change(NamedTuple):
    """What became of some blocks; `lines` has the pieces of each cell.

    One block answers one, but where a paragraph was parted (two new ones) or joined (two old
    ones); then BREAK stands among the words.

    A moved block is told twice: `old` where it stood, `new` where it stands; `link` is what both
    have in common. Where it stands, `before` is the block as it was, and `inner` has the pieces of
    each cell as if it had stayed.

    `columns` are those of a table in which some came, went or moved: both texts' together, each
    with its line.
    """

    kind: Kind
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    lines: tuple[Line, ...]
    link: int = 0
    before: tuple[Block, ...] = ()
    inner: tuple[Line, ...] = ()
    columns: tuple[Column, ...] = ()

    @property
    def block(self) -> Block:
        """Take the block that a reader sees: the new one, where there is one."""
        return (self.new or self.old)[0]

    def told(self) -> Iterator[tuple[Line, Column]]:
        """Give the pieces of each cell as a reader is told of them, with its column."""
        lines = self.inner or self.lines
        return zip(lines, self.columns or (Column("="),) * len(lines), strict=True)

    @property
    def departed(self) -> bool:
        """Tell whether this is where a block stood that stands elsewhere now."""
        return self.kind is Kind.MOVED and not self.new


def rejected(changes: Sequence[Change]) -> list[Block]:
    """Give the old text back."""
    return [block for change in changes for block in _blocks(change, change.old, "-")]


def accepted(changes: Sequence[Change]) -> list[Block]:
    """Give the new text back."""
    return [block for change in changes for block in _blocks(change, change.new, "+")]


def counted(changes: Sequence[Change]) -> Counter[str]:
    """Count words, not signs, by what became of them: `=`, `+`, `-`, and `>` for what moved.

    Numbers at the beginning of a block are no words.
    """
    found: Counter[str] = Counter()
    for change in changes:
        if change.departed:
            continue  # counted where it stands now
        if change.kind in (Kind.SAME, Kind.INSERTED, Kind.DELETED):
            sign = {Kind.INSERTED: "+", Kind.DELETED: "-"}.get(change.kind, "=")
            number = change.block.cells[0][: change.block.label] if change.block.label else ()
            found[sign] -= counted_words(number)
        moved, both = change.kind is Kind.MOVED, bool(change.old and change.new)
        for line, column in change.told():
            if both and column.link and column.sign == "-":
                continue
            away = moved or (both and column.link)
            for piece in line:
                sign = "=" if piece.sign == "~" or (both and column.link) else piece.sign
                if not piece.label:
                    found[">" if away and sign == "=" else sign] += counted_words(piece.words)
    return found


def _blocks(change: Change, blocks: Sequence[Block], sign: str) -> Iterator[Block]:
    """Put blocks together from what was in the old text (`-`), or is in the new one (`+`)."""
    if not blocks:
        return
    columns = change.columns or (Column("="),) * len(change.lines)
    kept = [
        tuple([word for piece in line for word in (piece.old if sign == "-" else piece.new)])
        for line, column in zip(change.lines, columns, strict=True)
        if column.sign in "=" + sign
    ]
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
