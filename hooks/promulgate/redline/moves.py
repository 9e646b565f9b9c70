"""Paragraphs that were parted or joined, and blocks that moved."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from .align import align, likeliest
from .blocks import Block
from .changes import Change, Kind
from .pieces import Line
from .token_diff import compare

REST = 0.7  # share of the words of a part that must be those that the other part does not use up
MOVED = 0.7  # share of words in common from which a block moved and was reworded
LEAST = 5  # words of a block that can be known again elsewhere although it was reworded


Group = tuple[tuple[Block, ...], tuple[Block, ...]]


def parted(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Group]:
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


def moved(changes: Sequence[Change], turned: bool) -> Iterator[Change]:
    """Find blocks that went in one place and came in another, perhaps with other words.

    Neighbours that moved together are told as one.
    """
    lone = [(at, change.kind) for at, change in enumerate(changes) if not change.columns]
    gone = [at for at, kind in lone if kind is Kind.DELETED]
    came = [at for at, kind in lone if kind is Kind.INSERTED]
    places = _places(changes, gone, came, turned)
    links: dict[int, int] = {}
    number = 0
    for at in sorted(places):
        number += places.get(at - 1) != places[at] - 1
        links[at] = links[places[at]] = number
    for at, change in enumerate(changes):
        if at not in links:
            yield change
        elif at in places:
            before = changes[places[at]].old
            inner = cells(before[0], change.new[0], turned)
            yield change._replace(kind=Kind.MOVED, link=links[at], before=before, inner=inner)
        else:
            yield change._replace(kind=Kind.MOVED, link=links[at])


def cells(old: Block, new: Block, turned: bool) -> tuple[Line, ...]:
    """Compare the cells of two blocks, and the numbers at their beginnings apart."""
    labels = [(old.label, new.label), *[(0, 0)] * (len(new.cells) - 1)]
    pairs = zip(old.cells, new.cells, labels, strict=True)
    return tuple([compare(a, b, turned, label) for a, b, label in pairs])


def _places(
    changes: Sequence[Change], gone: Sequence[int], came: Sequence[int], turned: bool
) -> Mapping[int, int]:
    """Tell for what moved, by where it stands, where it stood."""
    found: dict[int, int] = {}
    waiting: defaultdict[object, deque[int]] = defaultdict(deque)
    for at in gone:
        waiting[changes[at].old[0].alike].append(at)
    for at in came:
        if places := waiting.get(changes[at].new[0].alike):
            found[at] = places.popleft()
    taken = set(found.values())
    left = [at for at in gone if at not in taken and _known(changes[at].block)]
    fresh = [at for at in came if at not in found and _known(changes[at].block)]
    sides = [changes[at].old[0] for at in left], [changes[at].new[0] for at in fresh]
    if turned:
        found |= {fresh[i]: left[j] for i, j in likeliest(*sides[::-1], MOVED)}
    else:
        found |= {fresh[j]: left[i] for i, j in likeliest(*sides, MOVED)}
    return found


def _known(block: Block) -> bool:
    return bool(block.id) or len(block.words) >= LEAST
