"""The ledger of a policy: what was published, corrected and withdrawn, one line an event.

Each line is canonical JSON (RFC 8785) and holds the SHA-256 of the line before it, so that no line
can change, move or go without the next one telling. Lines are only ever added, at the end.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..problems import Place, Problem
from ..urls import LEDGER
from .apart import by_digest, read_line, words_path
from .events import (
    RESTORE,
    Corrected,
    Entry,
    LedgerEvent,
    Sealed,
    digest,
    lines_of,
)
from .moves import NO_MOVES, Moves


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as it lies on the disk, and what it says of each edition."""

    path: str
    data: bytes = b""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    lines: tuple[LedgerEvent, ...] = ()


def parse(
    path: str, data: bytes, words: bytes | None = None, moves: Moves = NO_MOVES
) -> tuple[Ledger, list[Problem]]:
    """Read a ledger and hold its chain; what can be read of a broken one comes out all the same.

    `words` are those that stand apart, None where only the chain is asked for. Lines of before a
    move come out as if they were of now.
    """
    said = by_digest(words or b"")
    *lines, rest = lines_of(data)
    problems: list[Problem] = []
    events: list[LedgerEvent] = []
    if b"\r" in data:
        wrong = "The line endings of the ledger were changed."
        return Ledger(path, data), [Problem(Place(path), wrong, RESTORE)]
    if rest:
        place = Place(path, len(lines) + 1)
        problems.append(Problem(place, "The last line of the ledger is cut off.", RESTORE))
    for number, line in enumerate(lines, start=1):
        try:
            event = read_line(line, said)
            datetime.date.fromisoformat(event.edition.split("/")[2])
            events.append(event)
        except ValueError:  # what pydantic raises too
            wrong = "This line is none that a ledger holds."
            problems.append(Problem(Place(path, number), wrong, RESTORE))
    if not problems:
        problems += list(_chain(path, lines, events))[:1]
    entries: dict[str, Entry] = {}
    written = [event.edition for event in events]
    events = [_of_now(event, moves) for event in events]
    if events and not _within(path, events[0].edition):
        return Ledger(path, data), [*problems, _renamed_folder(path, written[0])]
    for number, (event, named) in enumerate(zip(events, written, strict=True), start=1):
        if untrue := _add(path, entries, event, named):
            problems.append(Problem(Place(path, number), untrue, RESTORE))
    if words is not None and not problems:
        problems += _apart(path, words, entries, events)
    return Ledger(path, data, entries, tuple(events)), problems


def _apart(
    path: str, words: bytes, entries: Mapping[str, Entry], events: Sequence[LedgerEvent]
) -> Iterator[Problem]:
    """Find words that are gone though their text stands, and words that must be gone."""
    file = words_path(path)
    living = {e.words: e for e in events if e.words and not entries[e.edition].withdrawal}
    found = [digest(line) for line in lines_of(words)[:-1]]
    for name, event in living.items():
        if name not in found:
            wrong = f"The words of line {event.number} of the ledger are gone, or were changed."
            fix = f"Bring them back as they were: 'git checkout {file}'."
            yield Problem(Place(file, min(event.number, len(found) + 1)), wrong, fix)
    for number, name in enumerate(found, start=1):
        if name not in living:
            wrong = "This line holds words of no text that is published, or of one withdrawn since."
            yield Problem(Place(file, number), wrong, "Remove the line.")


def _chain(path: str, lines: Sequence[bytes], events: Sequence[LedgerEvent]) -> Iterator[Problem]:
    """Find where lines do not follow from each other."""
    numbers = [event.number for event in events]
    for at, event in enumerate(events):
        place = Place(path, at + 1)
        if event.number != at + 1:
            if sorted(numbers) == list(range(1, len(events) + 1)):
                other = numbers.index(at + 1) + 1
                wrong = f"Lines {at + 1} and {other} of the ledger stand in each other's place."
            else:
                wrong = f"Line {at + 1} of the ledger is gone: number {event.number} stands here."
            yield Problem(place, wrong, RESTORE)
        if event.previous != (digest(lines[at - 1]) if at else None):
            wrong = f"Line {at} of the ledger was changed after line {at + 1} was written below it."
            yield Problem(Place(path, max(at, 1)), wrong, RESTORE)
        if at and event.date < events[at - 1].date:
            wrong = f"This line is of {event.date}, and the one above it of {events[at - 1].date}."
            yield Problem(place, wrong, RESTORE)


def _within(path: str, edition: str) -> bool:
    return f"docs/{edition}".startswith(path.removesuffix(LEDGER))


def _of_now(event: LedgerEvent, moves: Moves) -> LedgerEvent:
    """Call what a line is about as it is called now."""
    now = moves.current(event.edition)
    return event if now == event.edition else event.model_copy(update={"edition": now})


def _renamed_folder(path: str, edition: str) -> Problem:
    """Tell of a folder that was renamed without leaving answers at its old addresses."""
    old, new = "/".join(edition.split("/")[:2]), path.removeprefix("docs/").rpartition("/")[0]
    if old.split("/")[1] == new.split("/")[1]:
        old, new = old.split("/")[0], new.split("/")[0]
    wrong = f"This ledger is that of {old}, and its folder is named {new} now."
    fix = (
        f"Rename it back to docs/{old}, or say that it moved: 'promulgate move {old} {new}' leaves "
        "answers at its old addresses."
    )
    return Problem(Place(path), wrong, fix)


def _add(path: str, entries: dict[str, Entry], event: LedgerEvent, named: str) -> str | None:
    """Add an event to what is known of its edition, which was once `named` otherwise.

    Say what is wrong where it cannot be.
    """
    name = event.edition
    if not _within(path, name):
        return f"This line is about {name}, which is no edition of this policy."
    entry = entries.get(name)
    if isinstance(event, Sealed):
        if entry:
            return f"This line seals {name} a second time."
        moved = "" if named == name else "/".join(named.split("/")[:2])
        entries[name] = Entry(event, sealed_as=moved)
    elif entry is None or entry.withdrawal:
        state = "is withdrawn already" if entry else "was never sealed"
        return f"This line is about {name}, which {state}."
    elif isinstance(event, Corrected):
        entries[name] = replace(entry, corrections=(*entry.corrections, event))
    else:
        entries[name] = entry.withdrawn(event)
    return None
