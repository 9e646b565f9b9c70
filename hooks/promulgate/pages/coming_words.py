"""What an announced version will change in the text in force, by the blocks of that text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..redline.listed import Op
from .before_after import TELLING
from .redline_shapes import Body, Group, Item, Mark, Segment
from .sentences import read, sentences

Range = tuple[int, int]


@dataclass
class Coming:
    """What becomes of a block: its sentences that change, and the change as it is drawn.

    Sentences are bounds in signs without white space; `number` is that of the change.
    """

    number: int
    sentences: list[Range] = field(default_factory=list)
    drawn: list[Group] = field(default_factory=list)


class _Placed(NamedTuple):
    """An item of a redline, at the block of the old text that it belongs to."""

    at: int
    mark: Mark
    group: Group
    item: Item


def coming(segments: Sequence[Segment]) -> Mapping[int, Coming]:
    """Tell for each block of the old text that changes, or after which something comes, what."""
    found: dict[int, Coming] = {}
    for at, mark, group, item in _at_home(list(_placed(segments))):
        here = found.setdefault(at, Coming(mark.number))
        here.sentences += _changed(item) if mark.op != Op.ADDED else ()
        here.drawn.append(Group(group.container, (), (Body(None, (item.unlinked,)),)))
    return found


def _placed(segments: Sequence[Segment]) -> Iterator[_Placed]:
    old = 0
    for segment in segments:
        for group in segment.groups:
            for body in group.bodies:
                mark = segment.over(group, body)
                for item in body.items:
                    at = old if item.old else max(0, old - 1)
                    old += item.old
                    if mark and item.differs and mark.op in TELLING:
                        yield _Placed(at, mark, group, item)


def _at_home(found: Sequence[_Placed]) -> Iterator[_Placed]:
    """Put what moves, and reads otherwise then, where it stands now; what only moves is no news."""
    homes: defaultdict[int, list[int]] = defaultdict(list)
    for each in found:
        if each.mark.departed:
            homes[each.mark.number].append(each.at)
    for each in found:
        if each.mark.op != Op.MOVED:
            yield each
        elif not each.mark.departed and homes[each.mark.number]:
            at = homes[each.mark.number].pop(0)
            if any(run.apart for cell in each.item.cells for run in cell):
                kept = tuple(tuple(run.stayed for run in cell) for cell in each.item.cells)
                yield each._replace(at=at, item=each.item._replace(cells=kept))


def _changed(item: Item) -> Iterator[Range]:
    """Bound the sentences that change, in the words of the old block."""
    start = 0
    for cell in item.cells:
        for each in sentences(cell):
            if each.changed and each.start < each.end:
                yield start + each.start, start + each.end
        start += sum(len("".join(read(run).split())) for run in cell if run.sign != "+")
