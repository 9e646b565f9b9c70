"""The changes of a text as a word processor tracks them: paragraphs and rows, word by word."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..redline.blocks import ROWS, Block
from ..redline.changes import BREAK, Change, Kind
from ..redline.pieces import Piece
from ..redline.tokens import Cell, words

# What became of words or of the end of a paragraph: it stays, came, went, came or went by a move.
STAY, CAME, WENT, HERE, AWAY = "=", "+", "-", ">", "<"

Words = tuple[tuple[str, Cell], ...]


class Tracked(NamedTuple):
    """A paragraph: what became of its words, and of its end (which joins it to the next)."""

    words: Words
    end: str = STAY


class Told(NamedTuple):
    """What is written for a change: paragraphs, or rows of cells; `moved` names a move."""

    paragraphs: tuple[Tracked, ...] = ()
    rows: tuple[tuple[str, tuple[Words, ...]], ...] = ()
    moved: str = ""


def told(changes: Sequence[Change]) -> Iterator[Told]:
    """Tell each change so that taking all of them, or none, gives the new text, or the old one."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    arrived: defaultdict[int, deque[Change]] = defaultdict(deque)
    for at, change in enumerate(changes):
        if change.departed:
            places[change.link].append(at)
        elif change.kind is Kind.MOVED:
            arrived[change.link].append(change)
    orders = {at: n for found in places.values() for n, at in enumerate(found)}
    seen: defaultdict[int, int] = defaultdict(int)
    for at, change in enumerate(changes):
        if change.block.kind in ROWS:
            yield Told(rows=tuple(_rows(change)))
        elif change.departed:
            name = f"move{change.link}-{orders[at]}"
            yield _gone(change, arrived[change.link].popleft(), name)
        elif change.kind is Kind.MOVED:
            name = f"move{change.link}-{seen[change.link]}"
            seen[change.link] += 1
            yield _here(change, name)
        else:
            yield Told(tuple(_paragraphs(change)))


def _gone(change: Change, arrival: Change, name: str) -> Told:
    """Tell where something stood: its words moved away, or are no more."""
    kept = [(AWAY if p.sign in "=~" else WENT, p.old) for p in arrival.inner[0] if p.old]
    return Told((Tracked((*_number(change.old[0], AWAY), *kept), AWAY),), moved=name)


def _here(change: Change, name: str) -> Told:
    kept = [(HERE if p.sign in "=~" else CAME, p.new) for p in change.inner[0] if p.new]
    return Told((Tracked((*_number(change.new[0], HERE), *kept), HERE),), moved=name)


def _paragraphs(change: Change) -> Iterator[Tracked]:
    """Part words where a paragraph ends in either text."""
    whole = {Kind.INSERTED: CAME, Kind.DELETED: WENT}.get(change.kind, STAY)
    now: list[tuple[str, Cell]] = [*_numbers(change, whole)]
    for piece in change.lines[0]:
        sign = STAY if piece.sign == "~" else piece.sign
        start = 0
        for at, word in enumerate(piece.words):
            if word == BREAK:
                now += [(sign, piece.words[start:at])]
                yield Tracked(tuple(now), sign)
                now, start = [], at + 1
        now.append((sign, piece.words[start:]))
    yield Tracked(tuple(now), whole)


def _numbers(change: Change, sign: str) -> Iterator[tuple[str, Cell]]:
    """Write the number of an item, which no word of it tells."""
    old, new = (side[0] if side else None for side in (change.old, change.new))
    if old and new and old.number != new.number:
        yield from _number(old, WENT)
        yield from _number(new, CAME)
    else:
        yield from _number(change.block, sign)


def _number(block: Block, sign: str) -> Iterator[tuple[str, Cell]]:
    if block.number is not None:
        yield sign, tuple(words(f"{block.number}."))


def _rows(change: Change) -> Iterator[tuple[str, tuple[Words, ...]]]:
    """Tell a row; one whose columns changed, or that moved, goes and comes as a whole."""
    if change.old and change.new and not change.columns:
        yield STAY, tuple(tuple(map(_signed, line)) for line in change.lines)
        return
    for side, sign in ((change.old, WENT), (change.new, CAME)):
        for block in side:
            yield sign, tuple(((sign, cell),) for cell in block.cells)


def _signed(piece: Piece) -> tuple[str, Cell]:
    return STAY if piece.sign == "~" else piece.sign, piece.words
