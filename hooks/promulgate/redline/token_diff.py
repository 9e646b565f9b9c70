"""The words of two blocks compared: pieces that stay, come or go."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import eq

from .clauses import replaced
from .pieces import Line, Piece
from .sequences import Pairs, anchors, filled, matched, numbered, stretches
from .tokens import Cell, Word, plain

LONG = 500  # words of two blocks from which what stands once in each is looked for first
WIDTHS = (5, 1)  # so many in a row, because signs of scripts without spaces repeat; then one


def compare(old: Cell, new: Cell, turned: bool = False, labels: tuple[int, int] = (0, 0)) -> Line:
    """Compare the words of two blocks; if `turned`, as the other way round, with the signs changed.

    So many words at the beginning as `labels` says are numbers, compared by themselves. The work
    is bounded whatever they are.
    """
    was, now = labels
    return *_numbers(old[:was], new[:now]), *_bodies(old[was:], new[now:], turned)


def _numbers(old: Cell, new: Cell) -> Iterator[Piece]:
    if old == new:
        yield from [Piece("=", new, label=True)] if new else []
    elif _same(old, new):
        yield Piece("~", new, old)
    else:
        yield from [Piece("-", old, label=True)] if old else []
        yield from [Piece("+", new, label=True)] if new else []


def _bodies(old: Cell, new: Cell, turned: bool) -> Line:
    start = _agree(old, new)
    end = _agree(reversed(old[start:]), reversed(new[start:]))
    ours, theirs = old[start : len(old) - end], new[start : len(new) - end]
    here, there = numbered(*([_read(word) for word in side] for side in (ours, theirs)))
    if start == 0 and ours and theirs and ours[0].text == theirs[0].text:
        # What a number was put before, or taken from, stands nearer to the beginning.
        here[0] = there[0] = -1  # of its own: the other way round it is the same
    pairs = [(i, j) for j, i in _pairs(there, here)] if turned else _pairs(here, there)
    line = [Piece("=", old[:start])]
    k = 0
    for a, b, c, d in stretches(pairs, len(ours), len(theirs)):
        if a < b or c < d:
            line += _kept(ours[k:a], theirs[c - (a - k) : c])
            line += _changed(ours[a:b], theirs[c:d])
            k = b
    line += _kept(ours[k:], theirs[len(theirs) - (len(ours) - k) :])
    line.append(Piece("=", old[len(old) - end :]))
    return replaced(line)


def _read(word: Word) -> tuple[str, bool] | Word:
    """Take what a reader sees of a word, whatever the marks around it; a picture is its mark."""
    return (word.text, word.space) if word.text else word


def _same(old: Cell, new: Cell) -> bool:
    """Tell whether words read the same: only their marks, or how marks cut them, differ."""
    return "".join(plain(old)) == "".join(plain(new)) and _voids(old) == _voids(new)


def _voids(words: Cell) -> list[str]:
    return [word.marks[-1] for word in words if not word.text]


def _kept(old: Cell, new: Cell) -> Iterator[Piece]:
    """Tell of words that stay which have other marks around them."""
    if old == new:
        yield Piece("=", new)
        return
    at = 0
    while at < len(old):
        end = at + 1
        signs = "=" if old[at] == new[at] else "~"
        while end < len(old) and (old[end] == new[end]) == (signs == "="):
            end += 1
        yield Piece("=", new[at:end]) if signs == "=" else Piece("~", new[at:end], old[at:end])
        at = end


def _changed(old: Cell, new: Cell) -> Iterator[Piece]:
    if old and new and _same(old, new):
        yield Piece("~", new, old)
    else:
        yield from (Piece("-", old), Piece("+", new))


def _agree(old: Iterable[Word], new: Iterable[Word]) -> int:
    """Count the words that are the same from the beginning on."""
    return [*map(eq, old, new), False].index(False)


def _pairs(old: Sequence[int], new: Sequence[int], widths: tuple[int, ...] = WIDTHS) -> Pairs:
    if len(old) + len(new) <= LONG or not widths:
        return matched(old, new)
    sure = anchors(old, new, widths[0])
    return filled(sure, old, new, partial(_pairs, widths=widths[1:]))
