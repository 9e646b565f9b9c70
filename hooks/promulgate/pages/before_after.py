"""What changed as a table: before and after; or before, in force, announced."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..redline.listed import Op
from .redline_shapes import Item, Mark, Segment
from .redlines import Drawn
from .sentences import sentences

LONG = 280  # signs after which a cell is cut
TELLING = (Op.ADDED, Op.REMOVED, Op.CHANGED, Op.MOVED)


class Row(NamedTuple):
    """A change: its part, its number on the page, and the words of each column.

    None stands for the words of the column before.
    """

    name: str
    no: str
    number: int
    cells: tuple[str | None, ...]


@dataclass
class _Told:
    """What one change says, with the blocks that it touches on either side."""

    part: str
    number: int
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    old: set[int] = field(default_factory=set)
    new: set[int] = field(default_factory=set)


def rows(drawn: Drawn, earlier: Drawn | None = None) -> tuple[Row, ...]:
    """Tell every change of words, with those of an `earlier` comparison where there is one."""
    names = {part: (name, no) for d in (earlier, drawn) if d for part, name, no in _names(d)}
    told = list(_told(drawn.segments))
    if earlier is None:
        cells = [(each, (_cut(each.before), _cut(each.after))) for each in told]
        return tuple(_row(names, each, found) for each, found in cells if found[0] != found[1])
    return tuple(_three(names, list(_told(earlier.segments)), told))


def _three(
    names: dict[str, tuple[str, str]], first: list[_Told], second: list[_Told]
) -> Iterator[Row]:
    left = list(first)
    for each in second:
        met = [
            other
            for other in left
            if other.new & each.old and not set(other.after).isdisjoint(each.before)
        ]
        left = [other for other in left if other not in met]
        before = [words for other in met for words in other.before]
        now = [words for other in met for words in other.after if words not in each.before]
        middle = _cut(each.before + now)
        cells = (_cut(before), middle) if met else (_cut(each.before), None)
        if _cut(each.after) != middle:
            yield _row(names, each, (*cells, _cut(each.after)))
    for other in left:
        if _cut(other.before) != _cut(other.after):
            yield _row(names, other, (_cut(other.before), _cut(other.after), None))._replace(
                number=0
            )


def _row(names: dict[str, tuple[str, str]], told: _Told, cells: tuple[str | None, ...]) -> Row:
    name, no = names.get(told.part, ("", ""))
    return Row(name, no, told.number, cells)


def _names(drawn: Drawn) -> Iterator[tuple[str, str, str]]:
    for segment in drawn.segments:
        for item in segment.items:
            if item.heading:
                yield item.part, item.text, item.no


def _told(segments: Sequence[Segment]) -> Iterator[_Told]:
    """Gather what each change says, in order."""
    found: dict[int, _Told] = {}
    old = new = 0
    for segment in segments:
        for mark, item in segment.marked:
            if mark and item.differs and mark.op in TELLING:
                told = found.setdefault(mark.number, _Told(item.part, mark.number))
                told.old |= set(range(old, old + item.old))
                told.new |= set(range(new, new + item.new))
                _say(told, mark, item)
            old, new = old + item.old, new + item.new
    yield from found.values()


def _say(told: _Told, mark: Mark, item: Item) -> None:
    if mark.departed or (item.heading and mark.op in (Op.ADDED, Op.REMOVED)):
        return  # a part is told by its name
    for cell in item.cells:
        if any(run.sign in "+-" for run in cell):
            kept = [run.stayed for run in cell] if mark.op == Op.MOVED else cell
            for each in sentences(kept):
                if each.changed:
                    told.before += [each.old] if each.old else []
                    told.after += [each.new] if each.new else []


def _cut(words: list[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= LONG else text[:LONG].rsplit(" ", 1)[0] + " …"
