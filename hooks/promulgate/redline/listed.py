"""The changes of a text as a reader counts them, each where it can be seen."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from .blocks import HEADINGS
from .changes import Change, Kind
from .pieces import Piece
from .tokens import Cell, plain


class Op(StrEnum):
    """What a change does."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    LINK = "link"
    EMPHASIS = "emphasis"


LONE = {Kind.INSERTED: Op.ADDED, Kind.DELETED: Op.REMOVED}
HREF = re.compile(r' href="([^"]*)"')
ORDER = (Op.CHANGED, Op.RENUMBERED, Op.LINK, Op.EMPHASIS)  # the first that holds is what it is


@dataclass(frozen=True, slots=True)
class Listed:
    """One change: what it does, and what else; `at` are the blocks in which it is shown.

    `origin` are those where something stood that moved; `column` is that of a table.
    """

    op: Op
    also: tuple[Op, ...]
    at: tuple[int, ...]
    origin: tuple[int, ...] = ()
    column: int | None = None


def listed(changes: Sequence[Change]) -> list[Listed]:
    """List changes in the order of the new text; what stands together and is alike is one.

    Blocks that are only renumbered are one with the next such, if nothing else changed between.
    """
    done = [ops(change) for change in changes]
    runs: list[list[int]] = []
    for at, op in enumerate(done):
        if not op:
            continue
        last = runs[-1] if runs else None
        renumbered = last and op == done[last[-1]] == (Op.RENUMBERED,)
        next_ = last and last[-1] == at - 1
        if last and (renumbered or (next_ and _together(changes, last, changes[at]))):
            last.append(at)
        else:
            runs.append([at])
    origins = {changes[run[0]].link: run for run in runs if changes[run[0]].departed}
    found = [*_columns(changes)]
    for run in runs:
        first = changes[run[0]]
        if not first.departed:
            every = tuple(dict.fromkeys(op for at in run for op in done[at]))
            if first.kind in LONE and len(every) > 1:
                every = (Op.CHANGED,)  # something was replaced
            origin = tuple(origins[first.link]) if first.link else ()
            found.append(Listed(every[0], every[1:], tuple(run), origin))
    return sorted(found, key=lambda each: (each.at[0], each.column is None))


def _together(changes: Sequence[Change], run: Sequence[int], change: Change) -> bool:
    """Tell whether a reader takes a block and the run before it as one change."""
    first, before = changes[run[0]], changes[run[-1]]
    if first.link or change.link:
        return (before.link, before.departed) == (change.link, change.departed)
    if not (first.kind in LONE and change.kind in LONE):
        return False
    if change.block.kind in HEADINGS:  # a part is taken with what stands below it
        return first.block.kind in HEADINGS and first.block.kind < change.block.kind
    return before.kind is change.kind or before.block.part == change.block.part


def _columns(changes: Sequence[Change]) -> Iterator[Listed]:
    """List each column that came, went or moved, once for its whole table."""

    def table(at: int) -> tuple[object, ...]:
        block, columns = changes[at].block, changes[at].columns
        return (columns, block.part, block.around) if columns else ()

    for key, group in groupby(range(len(changes)), table):
        rows = tuple(group)
        for number, column in enumerate(changes[rows[0]].columns if key else ()):
            if column.link and column.sign == "+":
                also = (Op.CHANGED,) if _reworded([changes[at] for at in rows], column.link) else ()
                yield Listed(Op.MOVED, also, rows, column=number)
            elif column.sign != "=" and not column.link:
                op = Op.ADDED if column.sign == "+" else Op.REMOVED
                yield Listed(op, (), rows, column=number)


def _reworded(rows: Sequence[Change], link: int) -> bool:
    """Tell whether a column that moved reads otherwise in some row that stayed."""
    for row in rows:
        told = [line for line, own in row.told() if own.link == link]
        said = {"".join(plain([w for piece in line for w in piece.words])) for line in told}
        if row.old and row.new and len(said) > 1:
            return True
    return False


def ops(change: Change) -> tuple[Op, ...]:
    """Tell what became of a block, the most important first; nothing where it only stays."""
    if change.departed:
        return (Op.MOVED,)
    if change.kind in LONE:
        return (LONE[change.kind],)
    within = {*_within(change)}
    moved = (Op.MOVED,) if change.kind is Kind.MOVED else ()
    return (*moved, *(op for op in ORDER if op in within))


def _within(change: Change) -> Iterator[Op]:
    """Tell what became of a block that is in both texts, perhaps in another place."""
    for line, column in change.told():
        if column.sign == "=":
            for piece in line:
                yield from _of(piece)
    (old, *_), new = change.old or change.before, change.block
    if old.number != new.number:
        yield Op.RENUMBERED
    elif old.kind != new.kind or old.around != new.around:
        yield Op.EMPHASIS


def _of(piece: Piece) -> Iterator[Op]:
    if piece.sign in "+-":
        yield Op.RENUMBERED if piece.label else Op.CHANGED
    elif piece.sign == "~":
        if addresses(piece.was) != addresses(piece.words):
            yield Op.LINK
        if forms(piece.was) != forms(piece.words):
            yield Op.EMPHASIS


def addresses(words: Cell) -> tuple[str, ...]:
    """List where the links of some words lead."""
    found = (match[1] for word in words for mark in word.marks if (match := HREF.search(mark)))
    return tuple(dict.fromkeys(found))


def forms(words: Cell) -> tuple[str, ...]:
    """List the marks of some words but for links: `<strong>`, `<em>`, or `<a title="…">`."""
    marks = (HREF.sub("", mark) for word in words for mark in word.marks if word.text)
    return tuple(dict.fromkeys(mark for mark in marks if mark != "<a>"))
