"""The ledger of a policy: what was published, corrected and withdrawn, one line an event.

Each line is canonical JSON (RFC 8785) and holds the SHA-256 of the line before it, so that no line
can change, move or go without the next one telling. Lines are only ever added, at the end.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Annotated, Literal

import rfc8785
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from .problems import Place, Problem
from .urls import LEDGER

EDITION = r"^[a-z0-9-]+/[a-z0-9-]+/\d{4}-\d\d-\d\d/[A-Za-z0-9-]+$"
RESTORE = (
    "Bring the ledger back as it was published ('git checkout' does); no line is ever edited, "
    "and 'make seal' adds the next."
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(_Strict):
    """What every line holds.

    `number` counts from 1; `previous` is the SHA-256 of the line before, without its line break;
    `edition` is `<organization>/<policy>/<date>/<language>`; `date` is the organization's day.
    """

    number: int = 0
    previous: str | None = None
    date: datetime.date
    edition: Annotated[str, Field(pattern=EDITION)]

    @property
    def effective(self) -> datetime.date:
        return datetime.date.fromisoformat(self.edition.split("/")[2])

    @property
    def language(self) -> str:
        return self.edition.split("/")[3]


class Pin(_Strict):
    """A version of a section as an edition contains it; `owner` is None for a shared one."""

    jurisdiction: str
    owner: str | None = None
    date: datetime.date
    language: str
    sha256: str


class Original(_Strict):
    """The authoritative text that a translation was made from, whole and by heading."""

    sha256: str
    headings: dict[str, str]


class Sealed(Line):
    """An edition is published: its digest, its size in bytes, and what it was assembled from.

    `facts` are by language, then by name; `headings` has the SHA-256 of what follows each, and
    under `text` that of the opening words.
    """

    event: Literal["sealed"] = "sealed"
    title: str
    sha256: str
    size: int
    sections: tuple[Pin, ...]
    facts: dict[str, dict[str, str]]
    headings: dict[str, str]
    authoritative: Original | None = None


class Reading(_Strict):
    """Other words in the place of some: for `words` read `instead`; the digest of the result."""

    words: str
    instead: str
    sha256: str
    size: int


class Corrected(Line):
    """A note is published: what was wrong, what it should say; `reading` where words change."""

    event: Literal["corrected"] = "corrected"
    wrong: str
    right: str
    reading: Reading | None = None


class Withdrawn(Line):
    """The text is replaced by a notice; `reasons` are by language."""

    event: Literal["withdrawn"] = "withdrawn"
    reasons: dict[str, str]


Event = Sealed | Corrected | Withdrawn
_EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="event")])


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the ledger says of one edition, in order."""

    seal: Sealed
    corrections: tuple[Corrected, ...] = ()
    withdrawal: Withdrawn | None = None

    @property
    def readings(self) -> tuple[Reading, ...]:
        """List the corrections that change words, in order."""
        return tuple(c.reading for c in self.corrections if c.reading)

    @property
    def corrected(self) -> tuple[int, ...]:
        """List the numbers of the lines that change words, in order."""
        return tuple(c.number for c in self.corrections if c.reading)

    @property
    def line(self) -> Sealed | Corrected:
        """Take the line that published the text as it reads now."""
        return next((c for c in reversed(self.corrections) if c.reading), self.seal)

    @property
    def digest(self) -> str:
        """Take the SHA-256 of the text as it reads now."""
        return self.readings[-1].sha256 if self.readings else self.seal.sha256


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as it lies on the disk, and what it says of each edition."""

    path: str
    data: bytes = b""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    lines: tuple[Event, ...] = ()


def edition_id(organization: str, policy: str, day: datetime.date, language: str) -> str:
    return f"{organization}/{policy}/{day}/{language}"


def path_of(organization: str, policy: str) -> str:
    return f"docs/{organization}/{policy}/{LEDGER}"


def digest(data: bytes) -> str:
    """Take the SHA-256 in 64 hexadecimal digits."""
    return sha256(data).hexdigest()


def lines_of(data: bytes) -> list[bytes]:
    """List the lines of a ledger; the last one is empty where it ends as it should."""
    return data.split(b"\n")


def append(data: bytes, events: Iterable[Event]) -> bytes:
    """Add a line for each event; the result begins with `data`."""
    *lines, _ = lines_of(data)
    for event in events:
        previous = digest(lines[-1]) if lines else None
        whole = event.model_copy(update={"number": len(lines) + 1, "previous": previous})
        lines.append(rfc8785.dumps(whole.model_dump(mode="json", exclude_none=True)))
    return b"".join(line + b"\n" for line in lines)


def parse(path: str, data: bytes) -> tuple[Ledger, list[Problem]]:
    """Read a ledger and hold its chain; what can be read of a broken one comes out all the same."""
    *lines, rest = lines_of(data)
    problems: list[Problem] = []
    events: list[Event] = []
    if b"\r" in data:
        wrong = "The line endings of the ledger were changed."
        return Ledger(path, data), [Problem(Place(path), wrong, RESTORE)]
    if rest:
        place = Place(path, len(lines) + 1)
        problems.append(Problem(place, "The last line of the ledger is cut off.", RESTORE))
    for number, line in enumerate(lines, start=1):
        try:
            event = _EVENT.validate_json(line)
            datetime.date.fromisoformat(event.edition.split("/")[2])
            events.append(event)
        except ValueError:  # what pydantic raises too
            wrong = "This line is none that a ledger holds."
            problems.append(Problem(Place(path, number), wrong, RESTORE))
    if not problems:
        problems += list(_chain(path, lines, events))[:1]
    entries: dict[str, Entry] = {}
    for number, event in enumerate(events, start=1):
        if untrue := _add(path, entries, event):
            problems.append(Problem(Place(path, number), untrue, RESTORE))
    return Ledger(path, data, entries, tuple(events)), problems


def _chain(path: str, lines: Sequence[bytes], events: Sequence[Event]) -> Iterator[Problem]:
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


def _add(path: str, entries: dict[str, Entry], event: Event) -> str | None:
    """Add an event to what is known of its edition; say what is wrong where it cannot be."""
    name = event.edition
    if not f"docs/{name}".startswith(path.removesuffix(LEDGER)):
        return f"This line is about {name}, which is no edition of this policy."
    entry = entries.get(name)
    if isinstance(event, Sealed):
        if entry:
            return f"This line seals {name} a second time."
        entries[name] = Entry(event)
    elif entry is None or entry.withdrawal:
        state = "is withdrawn already" if entry else "was never sealed"
        return f"This line is about {name}, which {state}."
    elif isinstance(event, Corrected):
        entries[name] = Entry(entry.seal, (*entry.corrections, event))
    else:
        entries[name] = Entry(entry.seal, entry.corrections, event)
    return None
