"""A policy in time: its texts, its versions, and which of them was in force on which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from ..clock import Moment
from ..ledger.events import ANCHOR_RULE, Entry, Withdrawn
from ..problems import Place
from ..sources.front_matter import Document
from ..sources.schema import VersionFields, VersionWords

W = TypeVar("W", covariant=True)


class Status(StrEnum):
    """What a version is on a given day; derived from seals and dates, never typed."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    IN_FORCE = "in-force"
    ARCHIVED = "archived"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"

    @property
    def stands(self) -> bool:
        """Tell whether the undated address shows a text that is so."""
        return self in (Status.IN_FORCE, Status.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Text(Generic[W]):
    """A source file in one language, with its validated front matter.

    `entry` is what the ledger says of an edition; None for a draft, and for what is no edition.
    """

    language: str
    document: Document
    words: W
    entry: Entry | None = None

    @property
    def place(self) -> Place:
        return self.document.place()


@dataclass(frozen=True, slots=True)
class Version:
    """A policy as adopted for one effective date.

    `editions` are by language; `entry` is what the ledger says of the authoritative one, None for
    a draft. `restated` is a version that its organization has not published here itself.
    """

    language: str
    fields: VersionFields
    editions: Mapping[str, Text[VersionFields | VersionWords]]
    entry: Entry | None = None
    restated: bool = False

    @property
    def archived(self) -> bool:
        """Tell whether it is known from a record alone: since when it applied, or still does.

        Its text states no day from which it applies, or it was told in other words from a copy.
        """
        return self.restated or self.fields.effective_basis != "stated"

    @property
    def date(self) -> date:
        return self.fields.effective

    @property
    def authoritative(self) -> Text[VersionFields | VersionWords]:
        return self.editions[self.language]

    @property
    def draft(self) -> bool:
        """Tell whether it is not published: its authoritative text is not sealed."""
        return self.entry is None

    @property
    def anchor_rule(self) -> int:
        """Name the rule by which anchors are made of words, in every language and section.

        It is that of the authoritative text's seal, whatever is sealed later; a draft has the
        newest.
        """
        entry = self.authoritative.entry
        return (entry.seal.anchor_rule or 1) if entry else ANCHOR_RULE

    @property
    def zone(self) -> str | None:
        """Name the time zone in which it takes effect, where its seal holds it."""
        return self.entry.seal.zone if self.entry else None

    @property
    def withdrawal(self) -> Withdrawn | None:
        return self.entry.withdrawal if self.entry else None

    @property
    def retracted(self) -> bool:
        """Tell whether it was withdrawn before it took effect, and so never does."""
        return self.withdrawal is not None and self.withdrawal.date <= self.date


@dataclass(frozen=True, slots=True)
class History:
    """A policy's versions, oldest first: which was in force on which day."""

    versions: tuple[Version, ...]

    @property
    def adopted(self) -> tuple[Version, ...]:
        """List the versions that took effect or will."""
        return tuple(v for v in self.versions if not v.draft and not v.retracted)

    def today(self, moment: Moment, zone: str) -> date:
        """Tell which day it is for this policy; `zone` counts where no seal holds another.

        Each version takes effect at midnight in the zone of its seal, wherever the organization is
        by now: none that has is still to come on the answer, and none that has not is in force.
        """
        dated = [(v.date, v.zone or zone) for v in self.adopted]
        begun = [day for day, place in dated if day <= moment.today(place)]
        coming = [(day, place) for day, place in dated if day > moment.today(place)]
        today = moment.today(coming[0][1] if coming else dated[-1][1] if dated else zone)
        today = max([today, *begun])
        return min([today, *(day - timedelta(days=1) for day, _ in coming)])

    def standing(self, day: date) -> Version | None:
        """Find the version that the undated address shows on `day`: in force, or withdrawn since.

        None before the first took effect.
        """
        return next((v for v in reversed(self.adopted) if v.date <= day), None)

    def in_force(self, day: date) -> Version | None:
        """Find the version in force on `day`; None before the first, and after a withdrawal.

        A withdrawal brings no earlier version back: only a new one fills its place.
        """
        found = self.standing(day)
        gone = found.withdrawal if found else None
        return None if gone and gone.date <= day else found

    def status(self, version: Version, day: date) -> Status:
        """Tell what `version` is on `day`; one that was withdrawn is so on every day."""
        if version.draft:
            return Status.DRAFT
        if version.withdrawal:
            return Status.WITHDRAWN
        if version.date > day:
            return Status.ANNOUNCED
        if version is not self.in_force(day):
            return Status.SUPERSEDED
        return Status.ARCHIVED if version.archived else Status.IN_FORCE

    def find(self, day: date) -> Version | None:
        """Find the version of this date."""
        return next((version for version in self.versions if version.date == day), None)

    def number(self, version: Version) -> int:
        """Count from the oldest, which is 1."""
        return self.versions.index(version) + 1

    def predecessor(self, version: Version) -> Version | None:
        return next((v for v in reversed(self.adopted) if v.date < version.date), None)

    def successor(self, version: Version) -> Version | None:
        return next((v for v in self.adopted if v.date > version.date), None)

    def last_day(self, version: Version) -> date | None:
        """Tell the last day on which `version` applies; None while it lasts, or never began."""
        after, gone = self.successor(version), version.withdrawal
        if version.draft or version.retracted:
            return None
        ends = [day for day in (after and after.date, gone and gone.date) if day]
        return min(ends) - timedelta(days=1) if ends else None


@dataclass(frozen=True, slots=True)
class Policy:
    """The lasting promise, timeless; `id` is its folder, such as `privacy`."""

    id: str
    history: History
