"""What programs read of a policy in time: the fields of `versions.json`, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..model.history import Status

GOVERNING = "governing"  # the provenance of an authoritative text


@dataclass(frozen=True, slots=True)
class EditionItem:
    """A version in one language.

    `provenance` is `governing`, `person` or `machine`: whose words they are. `awaiting` are the
    parts that are not translated yet. `sha256` and `ledger` (the number of a line) are those of the
    text as it reads now, at `text`; `published` is the day of its seal.
    """

    language: str
    provenance: str
    awaiting: tuple[str, ...]
    title: str
    summary: str | None
    url: str
    text: str
    sha256: str
    ledger: int
    published: date


@dataclass(frozen=True, slots=True)
class CorrectionItem:
    """A note on an edition: for what is `wrong`, read what is `right`.

    Where words changed, `before` is the text as it read until then, and `before_sha256` its digest.
    """

    language: str
    date: date
    ledger: int
    wrong: str
    right: str
    before: str | None
    before_sha256: str | None


@dataclass(frozen=True, slots=True)
class WithdrawalItem:
    """Since when a version is withdrawn, and why, by language."""

    date: date
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SectionItem:
    """The part that a law adds; `wording` is the organization whose own it is, null if shared."""

    jurisdiction: str
    version: date
    wording: str | None


@dataclass(frozen=True, slots=True)
class CompareItem:
    """Pages that compare a version with the one before, and with the one in force."""

    previous: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class VersionItem:
    """A version, in force from `effective` up to and without `until`.

    The instants are when these days begin for the organization, in UTC. One that is `archived` is
    known from a record alone, and later changes are not known here: no instant is known either, and
    the day stands in its place. The end is null while none is known, and where it never took
    effect. `published` is the day of the seal, `announced` and `updated` are what the text says.
    `basis` tells what `effective` rests on: `stated`, `last-updated` or `first-archived`. `change`
    is `none`, `editorial`, `clarification` or `material`; `because` is `practice`, `wording` or
    `law`.
    """

    version: date
    status: Status
    effective: date
    until: date | None
    effective_instant: str
    until_instant: str | None
    basis: str
    published: date
    announced: date | None
    updated: date | None
    change: str | None
    because: str | None
    title: str
    summary: str | None
    url: str
    editions: tuple[EditionItem, ...]
    sections: tuple[SectionItem, ...]
    compare: CompareItem
    corrections: tuple[CorrectionItem, ...]
    withdrawal: WithdrawalItem | None


@dataclass(frozen=True, slots=True)
class Floor:
    """The oldest version that is known; before one that states no date there may be others."""

    effective: date
    earlier_text_may_exist: bool


@dataclass(frozen=True, slots=True)
class VersionsFile:
    """A policy in time, newest first; all addresses are absolute.

    Statuses are those of the day `as_of` in `timezone`, and change on the day `next_change` as far
    as is known.
    """

    organization: str
    policy: str
    title: str
    language: str
    timezone: str
    as_of: date
    next_change: date | None
    url: str
    history: str
    ledger: str
    floor: Floor
    versions: tuple[VersionItem, ...]
