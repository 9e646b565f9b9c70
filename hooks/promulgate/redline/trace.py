"""Where the words of each block of a new text come from: from an old block, or from a change."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from .changes import BREAK, Change
from .listed import Listed

Trace = tuple[int, ...]  # old blocks with the same words, by their places; or minus a change


def traced(changes: Sequence[Change], found: Sequence[Listed]) -> Iterator[Trace]:
    """Tell for each block of the new text which blocks of the old one read the same.

    A block that reads otherwise has the number of its change, counted from 1, as a negative one.
    Numbers, links and emphasis are no words; a block that moved, was parted or joined keeps its
    own.
    """
    numbers = _numbers(found)
    moved = _departed(changes)
    old = 0
    for at, change in enumerate(changes):
        here = tuple(range(old, old + len(change.old)))
        old += len(change.old)
        if not change.new:
            continue
        if change.before:
            here = (moved[change.link].pop(0),)
        for same in _same(change):
            yield here if same and here else (-numbers.get(at, 0),)


def renamed(changes: Sequence[Change]) -> Iterator[tuple[str, str]]:
    """List headings that have another address now: the new one, and the old one."""
    for change in changes:
        for new, old in zip(change.new, change.old or change.before, strict=False):
            if new.id and old.id and new.id != old.id:
                yield new.id, old.id


def _numbers(found: Sequence[Listed]) -> dict[int, int]:
    """Number each block by the first change that lists it."""
    numbers: dict[int, int] = {}
    for number, each in enumerate(found, start=1):
        for at in each.at:
            numbers.setdefault(at, number)
    return numbers


def _departed(changes: Sequence[Change]) -> dict[int, list[int]]:
    """List where blocks stood that moved, by what they have in common with where they stand."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    old = 0
    for change in changes:
        if change.departed:
            found[change.link].append(old)
        old += len(change.old)
    return found


def _same(change: Change) -> Iterator[bool]:
    """Tell for each new block of a change whether no word of it came, and none went."""
    if not (change.old or change.before) or any(own.sign != "=" for own in change.columns):
        yield from [False] * len(change.new)
        return
    same = [True] * len(change.new)
    at = 0
    for line in change.inner or change.lines:
        for piece in line:
            words = piece.words
            if piece.sign == "+" and BREAK in words:
                rest = [word for word in words if word != BREAK]
                if rest:
                    same[at] = False
                at = min(at + words.count(BREAK), len(same) - 1)
                if rest and words[-1] != BREAK:
                    same[at] = False
            elif piece.sign in "+-" and not piece.label and set(words) != {BREAK}:
                same[at] = False
    yield from same
