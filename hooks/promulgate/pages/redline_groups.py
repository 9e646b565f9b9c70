"""Which blocks of a comparison stand in one list or table."""

from collections.abc import Iterator, Sequence

from ..redline.blocks import ROWS, Block
from ..redline.changes import Change

LISTS = ("ul", "ol")


def runs_of(changes: Sequence[Change]) -> Iterator[list[int]]:
    """Part changes into runs that one list or table holds; what stands in none is a run too."""
    run: list[int] = []
    places: dict[str, int] = {}
    last: tuple[tuple[str, ...], str] | None = None
    for at, change in enumerate(changes):
        sides = {"old": change.old[:1], "new": change.new[:1]}
        here = {side: block.place for side, blocks in sides.items() for block in blocks}
        other = any(places.get(side, place) != place for side, place in here.items())
        held = within(change)
        if run and (other or not held[1] or held != last):
            yield run
            run, places = [], {}
        last = held
        run.append(at)
        places |= here
    if run:
        yield run


def within(change: Change) -> tuple[tuple[str, ...], str]:
    """Tell in which lists a block stands, and what holds it itself: a list, a table, nothing."""
    block: Block = change.block
    lists = tuple(tag for tag in block.around if tag in LISTS)
    if block.kind in ROWS or (block.kind == "caption" and "table" in block.around):
        return lists, "table"
    return (lists[:-1], lists[-1]) if block.kind == "li" and lists else (lists, "")
