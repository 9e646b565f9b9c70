"""The words of two blocks compared: pieces that stay, come or go."""

from collections.abc import Iterable, Sequence
from functools import partial
from operator import eq
from typing import NamedTuple

from .sequences import Pairs, anchors, filled, matched, numbered, stretches
from .tokens import Cell, Word

LONG = 500  # words of two blocks from which what stands once in each is looked for first
WIDTHS = (5, 1)  # so many in a row, because signs of scripts without spaces repeat; then one


class Piece(NamedTuple):
    """Words that stay (`=`), come (`+`) or go (`-`)."""

    sign: str
    words: Cell


Line = tuple[Piece, ...]


def compare(old: Cell, new: Cell, turned: bool = False) -> Line:
    """Compare the words of two blocks; if `turned`, as the other way round, with the signs changed.

    The work is bounded whatever they are.
    """
    start = _agree(old, new)
    end = _agree(reversed(old[start:]), reversed(new[start:]))
    ours, theirs = old[start : len(old) - end], new[start : len(new) - end]
    here, there = numbered(ours, theirs)
    pairs = [(i, j) for j, i in _pairs(there, here)] if turned else _pairs(here, there)
    line: list[Piece] = []
    kept = 0
    for a, b, c, d in stretches(pairs, len(ours), len(theirs)):
        if a < b or c < d:
            same = Piece("=", old[kept : start + a])
            line += [same, Piece("-", ours[a:b]), Piece("+", theirs[c:d])]
            kept = start + b
    line.append(Piece("=", old[kept:]))
    return tuple(piece for piece in line if piece.words)


def _agree(old: Iterable[Word], new: Iterable[Word]) -> int:
    """Count the words that are the same from the beginning on."""
    return [*map(eq, old, new), False].index(False)


def _pairs(old: Sequence[int], new: Sequence[int], widths: tuple[int, ...] = WIDTHS) -> Pairs:
    if len(old) + len(new) <= LONG or not widths:
        return matched(old, new)
    sure = anchors(old, new, widths[0])
    return filled(sure, old, new, partial(_pairs, widths=widths[1:]))
