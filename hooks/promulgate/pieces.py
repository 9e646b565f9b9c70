"""The words of two blocks compared: pieces that stay, come or go."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .blocks import Cell, Word

WORK = 400_000  # pairs of equal words that one comparison may look at; beyond, it is coarser


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stay (`=`), come (`+`) or go (`-`)."""

    sign: str
    words: Cell


Line = tuple[Piece, ...]


def compare(old: Cell, new: Cell) -> Line:
    """Compare the words of two blocks; the work is bounded whatever they are."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = _middle(old[start : len(old) - end], new[start : len(new) - end])
    same = (("=", old[:start]), *middle, ("=", old[len(old) - end :]))
    return tuple(merged(same))


def _middle(old: Cell, new: Cell) -> list[tuple[str, Cell]]:
    there = Counter(new)
    if sum(there[word] for word in old) > WORK:
        return [("-", old), ("+", new)]
    found: list[tuple[str, Cell]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for sign, a, b, c, d in matcher.get_opcodes():
        found += [("=", old[a:b])] if sign == "equal" else [("-", old[a:b]), ("+", new[c:d])]
    return found


def merged(found: Sequence[tuple[str, Cell]]) -> Iterator[Piece]:
    """Join neighbours of one sign; between words that stay, what goes stands before what comes."""
    gone: list[Word] = []
    come: list[Word] = []
    kept: list[Word] = []

    def changed() -> Iterator[Piece]:
        if gone:
            yield Piece("-", tuple(gone))
        if come:
            yield Piece("+", tuple(come))
        gone.clear()
        come.clear()

    for sign, words in found:
        if sign == "=" and words:
            yield from changed()
            kept += words
        elif words:
            if kept:
                yield Piece("=", tuple(kept))
                kept = []
            (gone if sign == "-" else come).extend(words)
    yield from changed()
    if kept:
        yield Piece("=", tuple(kept))
