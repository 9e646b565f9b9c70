"""The words of a redline by the part that they stand in."""

from collections.abc import Callable, Mapping, Sequence

from ..redline.listed import Op
from .before_after import TELLING
from .redline_shapes import Body, Group, Item, Mark, Run, Segment

Taken = Callable[[Mark | None, Item], Item | None]
Place = tuple[int, str]  # the number of a change, 0 outside all of them; and a part


def gathered(segments: Sequence[Segment], take: Taken) -> Mapping[Place, tuple[Group, ...]]:
    """Gather the items that are taken, by change and part; they stand in lists and tables still."""
    found: dict[Place, list[Group]] = {}
    for segment in segments:
        for group in segment.groups:
            kept: dict[Place, list[Item]] = {}
            for body in group.bodies:
                mark = segment.over(group, body)
                number = mark.number if mark else 0
                for item in body.items:
                    if (taken := take(mark, item)) is not None:
                        kept.setdefault((number, item.part), []).append(taken.unlinked)
            for place, items in kept.items():
                found.setdefault(place, []).append(
                    Group(group.container, (), (Body(None, tuple(items)),))
                )
    return {place: tuple(groups) for place, groups in found.items()}


def first(_mark: Mark | None, item: Item) -> Item | None:
    """Take the old text as it stands."""
    if not item.old or item.heading:
        return None
    cells = tuple(tuple(map(_stays, _without(cell, "+"))) for cell in item.cells)
    return item._replace(cells=cells)


def come(mark: Mark | None, item: Item) -> Item | None:
    """Take the new text with its marks; what moved is there as if it had stayed."""
    if not item.new or item.heading:
        return None
    if mark is None or mark.op != Op.MOVED:
        return item
    return item._replace(cells=tuple(tuple(run.stayed for run in cell) for cell in item.cells))


def changed(mark: Mark | None, item: Item) -> Item | None:
    """Take what changes do to words; a part that comes or goes is told by its name."""
    if mark is None or mark.op not in TELLING or not item.differs:
        return None
    if mark.op == Op.MOVED:
        other = any(run.apart for cell in item.cells for run in cell)
        return come(mark, item) if other and not mark.departed else None
    return None if item.heading and mark.op in (Op.ADDED, Op.REMOVED) else item


def _without(cell: Sequence[Run], sign: str) -> Sequence[Run]:
    return [run for run in cell if run.sign != sign]


def _stays(run: Run) -> Run:
    return run._replace(sign="=", apart=False)
