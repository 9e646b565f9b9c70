"""Which block of a new text answers which block of an old one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise, repeat

from .blocks import HEADINGS, ROWS, Block
from .sequences import Pairs, anchors, filled, matched, numbered, stretches

ALIKE = 0.45  # share of words in common from which two blocks are one that was reworded
SURE = 0.7  # the same, where few of the words were looked at
RARE = 6  # a word that stands in more blocks of a stretch than this says little about any
CROWD = 100  # blocks among which single words are seldom rare
TELLING = 8  # rare words that tell a block in a crowd
CANDIDATES = 4  # blocks that are looked at for each

NOTHING = Block("", ())  # shares no word with any

Pair = tuple[int | None, int | None]
Texts = list[list[str]]
Features = Callable[[Texts, Texts], Iterable[Sequence[Iterable[object]]]]


def align(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Pair blocks in order; one that has no counterpart stands alone.

    Equal blocks come first, then headings that keep their address, then blocks that have most of
    their words in common.
    """
    pairs = _equal(old, new)
    ours, theirs = _unmoved(pairs, old, new)
    for alike in (_surely, _likely):
        pairs = filled(pairs, ours, theirs, alike)
    found: list[Pair] = []
    for a, b, c, d in stretches(pairs, len(old), len(new)):
        found += [(i, None) for i in range(a, b)]
        found += [(None, j) for j in range(c, d)]
        if b < len(old) and d < len(new):
            found.append((b, d))
    return found


def _equal(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    here, there = numbered(*([block.alike for block in side] for side in (old, new)))
    return filled(anchors(here, there), here, there, matched)


def _unmoved(pairs: Pairs, *sides: Sequence[Block]) -> list[list[Block]]:
    """Empty what stands elsewhere in the same words: it moved, and nothing else became of it."""
    left = [
        {side[at].alike for at in set(range(len(side))) - {pair[n] for pair in pairs}}
        for n, side in enumerate(sides)
    ]
    both = left[0] & left[1]
    return [[NOTHING if block.alike in both else block for block in side] for side in sides]


def _surely(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    """In a crowd, pair what is much alike: a few rare words are enough to find it."""
    return _best(list(_candidates(old, new, _rarest, SURE))) if len(new) > CROWD else []


def _likely(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    features = _following if len(new) > CROWD else _words
    return _best(list(_candidates(old, new, features, ALIKE)))


def _candidates(
    old: Sequence[Block], new: Sequence[Block], features: Features, least: float
) -> Iterator[tuple[int, int, float]]:
    """Yield pairs that may belong together, with the number of words that they share."""
    here, there = _texts(old), _texts(new)
    ours, theirs = features(here, there)
    wanted = set(chain.from_iterable(ours))
    holding: defaultdict[object, list[int]] = defaultdict(list)
    for j, found in enumerate(theirs):
        for feature in wanted.intersection(found):
            holding[feature].append(j)
    headings = {block.id: j for j, block in enumerate(new) if block.id}
    for i, block in enumerate(old):
        if block.id and (same := headings.get(block.id)) is not None:
            yield i, same, 1000.0
            continue
        holders = [holding[feature] for feature in dict.fromkeys(ours[i]) if feature in holding]
        rare = [js for js in holders if len(js) <= RARE]
        if not rare:
            continue
        votes = Counter(chain.from_iterable(rare))
        most = sorted(votes, key=votes.__getitem__, reverse=True)[:CANDIDATES]
        bag = Counter(here[i])
        for j in most:
            if not comparable(block, new[j]) or 3 * votes[j] < votes[most[0]]:
                continue
            enough = least * (len(here[i]) + len(there[j])) / 2
            if min(len(here[i]), len(there[j])) < enough:
                continue
            common = _common(bag, Counter(there[j]))
            if common >= enough:
                yield i, j, float(common)


def _texts(blocks: Sequence[Block]) -> list[list[str]]:
    return [[word.text for cell in block.cells for word in cell] for block in blocks]


def _words(*sides: Texts) -> Iterator[Texts]:
    """Tell blocks by their words."""
    yield from sides


def _following(*sides: Texts) -> Iterator[list[tuple[tuple[str, str], ...]]]:
    """Tell blocks by which words follow which."""
    for side in sides:
        yield [tuple(pairwise([*texts, ""])) for texts in side]


def _rarest(*sides: Texts) -> Iterator[list[tuple[tuple[int, int], ...]]]:
    """Tell blocks by the rarest of the words that both texts have, by twos."""
    ours, theirs = (Counter(chain.from_iterable(side)) for side in sides)
    both = sorted(ours.keys() & theirs.keys(), key=lambda text: (ours[text] + theirs[text], text))
    ranks = {text: rank for rank, text in enumerate(both)}
    for side in sides:
        found = (sorted(map(ranks.get, texts, repeat(len(ranks))))[:TELLING] for texts in side)
        yield [tuple(pairwise(rarest)) if len(rarest) == TELLING else () for rarest in found]


def _common(ours: Counter[str], theirs: Counter[str]) -> int:
    """Count the words that two blocks share: the total of `ours & theirs`, in half the time."""
    return sum(
        [n if n < theirs[text] else theirs[text] for text, n in ours.items() if text in theirs]
    )


def likeliest(
    old: Sequence[Block], new: Sequence[Block], least: float
) -> Iterator[tuple[int, int]]:
    """Pair what is most alike, in whatever order it stands."""
    if not old or not new:
        return
    features = _following if len(new) > CROWD else _words
    found = sorted(_candidates(old, new, features, least), key=lambda c: (-c[2], c[0], c[1]))
    ours: set[int] = set()
    theirs: set[int] = set()
    for i, j, _ in found:
        if i not in ours and j not in theirs:
            ours.add(i)
            theirs.add(j)
            yield i, j


def comparable(old: Block, new: Block) -> bool:
    """Tell whether one block can have become the other: a row stays a row, of as many cells."""
    if old.kind in ROWS or new.kind in ROWS:
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
    kept = []
    k = max(range(len(candidates)), key=lambda k: best[k][0], default=-1)
    while k >= 0:
        kept.append(candidates[k][:2])
        k = best[k][1]
    return kept[::-1]
