"""What a ledger records: the sealing, correction and withdrawal of editions, one line each."""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from ..urls import LEDGER

ANCHOR_RULE = 2  # by which anchors are made of words since; see `editions.markdown.slug`
EDITION = r"^[a-z0-9-]+/[a-z0-9-]+/\d{4}-\d\d-\d\d/[A-Za-z0-9-]+$"


RESTORE = (
    "Bring the ledger back as it was published ('git checkout' does); no line is ever edited, "
    "and 'make seal' adds the next."
)


def _known(zone: str) -> str:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError) as error:
        raise ValueError(zone) from error
    return zone


class _Strict(BaseModel):
    # Validators are built when they are needed: few questions read a ledger.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Line(_Strict):
    """What every line holds.

    `number` counts from 1; `previous` is the SHA-256 of the line before, without its line break;
    `edition` is `<organization>/<policy>/<date>/<language>`; `date` is the organization's day.
    `written` is that on which an import was written, whose `date` is an earlier one. `words` is the
    SHA-256 of the line that has its words and facts apart; see `apart`.
    """

    number: int = 0
    previous: str | None = None
    date: datetime.date
    written: datetime.date | None = None
    words: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
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
    headings: dict[str, str] = Field(default_factory=dict)


class Sealed(Line):
    """An edition is published: its digest, its size in bytes, and what it was assembled from.

    `facts` are by language, then by name; `headings` has the SHA-256 of what follows each, and
    under `text` that of the opening words. `anchor_rule` is the one by which anchors were made of
    words, where it is not the first. `zone` is the time zone in which a version takes effect; lines
    of before 2026-11-28 have none, and their organization's counts.
    """

    event: Literal["sealed"] = "sealed"
    title: str = ""
    sha256: str
    size: int
    sections: tuple[Pin, ...]
    facts: dict[str, dict[str, str]] = Field(default_factory=dict)
    headings: dict[str, str] = Field(default_factory=dict)
    authoritative: Original | None = None
    zone: Annotated[str, AfterValidator(_known)] | None = None
    anchor_rule: Literal[2] | None = None


class Reading(_Strict):
    """Other words in the place of some: for `words` read `instead`; the digest of the result."""

    words: str = ""
    instead: str = ""
    sha256: str
    size: int


class Corrected(Line):
    """A note is published: what was wrong, what it should say; `reading` where words change."""

    event: Literal["corrected"] = "corrected"
    wrong: str = ""
    right: str = ""
    reading: Reading | None = None


class Withdrawn(Line):
    """The text is replaced by a notice; `reasons` are by language."""

    event: Literal["withdrawn"] = "withdrawn"
    reasons: dict[str, str]


LedgerEvent = Sealed | Corrected | Withdrawn


@lru_cache
def _adapter() -> TypeAdapter[LedgerEvent]:
    return TypeAdapter(Annotated[LedgerEvent, Field(discriminator="event")])


def read_event(line: bytes) -> LedgerEvent:
    """Read a line of a ledger; raise ValueError where it is none."""
    return _adapter().validate_json(line)


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the ledger says of one edition, in order.

    `sealed_as` is what its policy (`mpro/privacy`) was called then, where it has moved since.
    """

    seal: Sealed
    corrections: tuple[Corrected, ...] = ()
    withdrawal: Withdrawn | None = None
    sealed_as: str = ""

    @property
    def owner(self) -> str:
        """Name the organization as it was called when this was sealed; empty where it still is."""
        return self.sealed_as.split("/")[0]

    def withdrawn(self, line: Withdrawn) -> "Entry":
        """Keep of a withdrawn text what its addresses need: nothing that it said, or that was said.

        A title that its seal holds for ever goes on naming the place where it stood.
        """
        seal = self.seal.model_copy(update={"facts": {}, "headings": {}})
        readings = (c for c in self.corrections if c.reading)
        return Entry(seal, tuple(map(_silent, readings)), line, self.sealed_as)

    @property
    def notes(self) -> tuple[Corrected, ...]:
        """List the corrections that are told: none where the text is withdrawn."""
        return () if self.withdrawal else self.corrections

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


def _silent(note: Corrected) -> Corrected:
    reading = note.reading and note.reading.model_copy(update={"words": "", "instead": ""})
    return note.model_copy(update={"wrong": "", "right": "", "reading": reading})


def another_day(restore: str, seal: Sealed) -> str:
    """Say how a version gets another day than it was published for, after `restore`."""
    version = seal.edition.rpartition("/")[0]
    return (
        f"{restore} If another day is meant, then withdraw it ('make withdraw VERSION={version} "
        'REASON="…"\'), write the text into a new file named by that day, and seal that.'
    )


def edition_id(organization: str, policy: str, day: datetime.date, language: str) -> str:
    """Name an edition as ledgers and commands do: `mpro/privacy/2021-01-15/en`."""
    return f"{organization}/{policy}/{day}/{language}"


def source_in(folder: str, seal: Sealed) -> str:
    """Find the source of an edition in the folder of its ledger, by its path from the project."""
    tail = f".{seal.language}" if seal.authoritative else ""
    return f"{folder}/{seal.effective}{tail}.md"


def path_of(organization: str, policy: str) -> str:
    """Find the ledger of a policy, by its path from the project."""
    return f"docs/{organization}/{policy}/{LEDGER}"


def digest(data: bytes) -> str:
    """Take the SHA-256 in 64 hexadecimal digits."""
    return sha256(data).hexdigest()


def lines_of(data: bytes) -> list[bytes]:
    """List the lines of a ledger; the last one is empty where it ends as it should."""
    return data.split(b"\n")
