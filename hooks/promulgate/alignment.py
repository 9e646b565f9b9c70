"""Which block of a new text answers which block of an old one."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from .blocks import HEADINGS, Block

ALIKE = 0.45  # share of words in common from which two blocks are one that was reworded
RARE = 6  # a word that stands in more blocks of a stretch than this says little about any
CROWD = 100  # blocks among which single words are seldom rare
CANDIDATES = 4  # blocks that are looked at for each

Pair = tuple[int | None, int | None]


def align(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Pair blocks in order; one that has no counterpart stands alone.

    Equal blocks come first, then headings that keep their address, then blocks that have most of
    their words in common.
    """
    pairs: list[Pair] = []
    for a, b, c, d in _stretches(_equal(old, new), len(old), len(new)):
        within = _within(old[a:b], new[c:d])
        pairs += [(None if i is None else a + i, None if j is None else c + j) for i, j in within]
        if b < len(old) and d < len(new):
            pairs.append((b, d))
    return pairs


def _equal(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    ids: dict[object, int] = {}
    here = [ids.setdefault(block.key, len(ids)) for block in old]
    there = [ids.setdefault(block.key, len(ids)) for block in new]
    # What stands once in each is sure; what repeats is matched around it.
    ours, theirs = _once(here), _once(there)
    found = _ascending([(i, theirs[key]) for key, i in ours.items() if key in theirs])
    pairs: list[tuple[int, int]] = []
    for a, b, c, d in _stretches(found, len(here), len(there)):
        if (b - a) * (d - c) <= 250_000:
            matcher = SequenceMatcher(None, here[a:b], there[c:d], autojunk=False)
            for block in matcher.get_matching_blocks():
                pairs += [(a + block.a + k, c + block.b + k) for k in range(block.size)]
        if b < len(here) and d < len(there):
            pairs.append((b, d))
    return pairs


def _once(keys: list[int]) -> dict[int, int]:
    """List what stands in one place only, with that place."""
    times = Counter(keys)
    return {key: at for at, key in enumerate(keys) if times[key] == 1}


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
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


def _stretches(
    pairs: Sequence[tuple[int, int]], old: int, new: int
) -> Iterator[tuple[int, int, int, int]]:
    """Yield what lies before each pair, and after the last, as bounds on both sides."""
    a = c = 0
    for i, j in pairs:
        yield a, i, c, j
        a, c = i + 1, j + 1
    yield a, old, c, new


def _within(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Pair what is alike between two equal blocks."""
    if not old or not new:
        return [*((i, None) for i in range(len(old))), *((None, j) for j in range(len(new)))]
    found = _best(list(_candidates(old, new)))
    pairs: list[Pair] = []
    for a, b, c, d in _stretches(found, len(old), len(new)):
        pairs += [(i, None) for i in range(a, b)]
        pairs += [(None, j) for j in range(c, d)]
        if b < len(old) and d < len(new):
            pairs.append((b, d))
    return pairs


def _candidates(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs that may belong together, with the number of words that they share."""
    bags = [Counter(word.text for word in block.words) for block in new]
    holding: dict[object, list[int]] = defaultdict(list)
    crowd = len(new) > CROWD
    for j, block in enumerate(new):
        for feature in _features(block, crowd):
            holding[feature].append(j)
    headings = {block.id: j for j, block in enumerate(new) if block.id}
    for i, block in enumerate(old):
        if block.id and (same := headings.get(block.id)) is not None:
            yield i, same, 1000.0
            continue
        bag = Counter(word.text for word in block.words)
        votes: Counter[int] = Counter()
        for feature in _features(block, crowd):
            holders = holding.get(feature, ())
            if len(holders) <= RARE or len(new) <= RARE:
                votes.update(holders)
        most = votes.most_common(CANDIDATES)
        for j, number in most:
            if not comparable(block, new[j]) or 3 * number < most[0][1]:
                continue
            common = (bag & bags[j]).total()
            if 2 * common >= ALIKE * (bag.total() + bags[j].total()):
                yield i, j, float(common)


def _features(block: Block, crowd: bool) -> set[object]:
    """Give what tells a block from others: its words, or in a crowd, which words follow which."""
    texts = [word.text for word in block.words]
    return set(pairwise(texts)) if crowd and len(texts) > 1 else set(texts)


def comparable(old: Block, new: Block) -> bool:
    """Tell whether one block can have become the other: a row stays a row, of as many cells."""
    rows = {"tr", "th"}
    if old.kind in rows or new.kind in rows:
        return old.kind == new.kind and len(old.cells) == len(new.cells)
    return (old.kind in HEADINGS) == (new.kind in HEADINGS)


def _best(candidates: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Choose the pairs that run forward on both sides and share the most words."""
    best: list[tuple[float, int]] = []  # for each candidate: the sum up to it, the one before
    # A Fenwick tree over the new blocks holds the best sum that ends at or before each.
    size = max((j for _, j, _ in candidates), default=0) + 2
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    order = sorted(range(len(candidates)), key=lambda k: (candidates[k][0], -candidates[k][1]))
    best = [(0.0, -1)] * len(candidates)
    for k in order:
        _, j, weight = candidates[k]
        top, at = (0.0, -1), j
        while at > 0:
            top = max(top, tree[at])
            at -= at & -at
        best[k] = (top[0] + weight, top[1])
        at = j + 1
        while at <= size:
            tree[at] = max(tree[at], (best[k][0], k))
            at += at & -at
    chain = []
    k = max(range(len(candidates)), key=lambda k: best[k][0], default=-1)
    while k >= 0:
        chain.append(candidates[k][:2])
        k = best[k][1]
    return chain[::-1]
