"""Paragraphs that were parted or joined, and blocks that moved."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence

from .align import align
from .blocks import Block
from .changes import Change, Kind

REST = 0.7  # share of the words of a part that must be those that the other part does not use up


Group = tuple[tuple[Block, ...], tuple[Block, ...]]


def _parted(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Group]:
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


def _moved(changes: Sequence[Change]) -> Iterator[Change]:
    """Find blocks that went in one place and came in another."""
    gone: defaultdict[object, deque[int]] = defaultdict(deque)
    for at, change in enumerate(changes):
        if change.kind is Kind.DELETED:
            gone[change.old[0].key].append(at)
    links: dict[int, int] = {}
    for at, change in enumerate(changes):
        if change.kind is Kind.INSERTED and (places := gone.get(change.new[0].key)):
            links[at] = links[places.popleft()] = len(links) // 2 + 1
    for at, change in enumerate(changes):
        if at in links:
            change = Change(Kind.MOVED, change.old, change.new, change.lines, links[at])
        yield change
