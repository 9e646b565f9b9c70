"""What two sequences have in common, in order: found in bounded work, whatever they hold."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import TypeVar

EFFORT = 50  # comparisons for each element of both; beyond, what is left is taken as different

T = TypeVar("T")
Pairs = list[tuple[int, int]]


def numbered(*sides: Iterable[Hashable]) -> list[list[int]]:
    """Give equal things one number, so that each is hashed once and compared quickly."""
    numbers: dict[object, int] = {}
    return [[numbers.setdefault(thing, len(numbers)) for thing in side] for side in sides]


def matched(old: Sequence[int], new: Sequence[int]) -> Pairs:
    """Pair what is equal, the longest runs first."""
    if set(old).isdisjoint(new):
        return []
    runs = _Bounded(old, new).get_matching_blocks()
    return [(a + k, b + k) for a, b, size in runs for k in range(size)]


def anchors(old: Sequence[int], new: Sequence[int], width: int = 1) -> Pairs:
    """Pair what stands once in each, which is sure: so many in a row as `width` says."""
    rows = (zip(*(side[at:] for at in range(width)), strict=False) for side in (old, new))
    ours, theirs = map(_once, numbered(*rows))
    return ascending([(i, theirs[key]) for key, i in ours.items() if key in theirs])


def filled(
    pairs: Pairs,
    old: Sequence[T],
    new: Sequence[T],
    match: Callable[[Sequence[T], Sequence[T]], Pairs],
) -> Pairs:
    """Add to pairs those that are found between them."""
    found: Pairs = []
    for a, b, c, d in stretches(pairs, len(old), len(new)):
        if a < b and c < d:
            found += [(a + i, c + j) for i, j in match(old[a:b], new[c:d])]
        if b < len(old) and d < len(new):
            found.append((b, d))
    return found


def stretches(pairs: Pairs, old: int, new: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield what lies before each pair, and after the last, as bounds on both sides."""
    a = c = 0
    for i, j in pairs:
        yield a, i, c, j
        a, c = i + 1, j + 1
    yield a, old, c, new


class _Bounded(SequenceMatcher[int]):
    """Finds no more matches once the work that it may do is done."""

    def __init__(self, old: Sequence[int], new: Sequence[int]) -> None:
        super().__init__(None, old, new, autojunk=False)
        times = Counter(new)
        self.until = list(accumulate((1 + times[key] for key in old), initial=0))
        self.left = EFFORT * (len(old) + len(new))

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        self.left -= self.until[-1 if ahi is None else ahi] - self.until[alo]
        if self.left < 0:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def _once(keys: Sequence[int]) -> dict[int, int]:
    """List what stands in one place only, with that place."""
    times = Counter(keys)
    return {key: at for at, key in enumerate(keys) if times[key] == 1}


def ascending(pairs: Pairs) -> Pairs:
    """Keep the most pairs that run forward on both sides (patience sorting)."""
    pairs = sorted(pairs)
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for at, (_, second) in enumerate(pairs):
        pile = bisect_right(ends, second)
        before.append(tops[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(second)
            tops.append(at)
        else:
            ends[pile], tops[pile] = second, at
    chain = []
    at = tops[-1] if tops else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]
