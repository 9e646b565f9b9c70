"""The words of the design as values: who speaks, what was said, from which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from .frontmatter import Document
from .problems import Place
from .schema import (
    JurisdictionFields,
    JurisdictionWords,
    OrganizationFields,
    OrganizationWords,
    PageFields,
    SectionFields,
    SectionWords,
    VersionFields,
    VersionWords,
)

W = TypeVar("W", covariant=True)


class Status(StrEnum):
    """What a version is on a given day; derived, never typed."""

    ANNOUNCED = "announced"
    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Text(Generic[W]):
    """A source file in one language, with its validated front matter."""

    language: str
    document: Document
    words: W

    @property
    def place(self) -> Place:
        return self.document.place()


@dataclass(frozen=True, slots=True)
class Version:
    """A policy as adopted for one effective date; `editions` are by language."""

    language: str
    fields: VersionFields
    editions: Mapping[str, Text[VersionFields | VersionWords]]

    @property
    def date(self) -> date:
        return self.fields.effective

    @property
    def authoritative(self) -> Text[VersionFields | VersionWords]:
        return self.editions[self.language]


@dataclass(frozen=True, slots=True)
class History:
    """A policy's versions, oldest first: which was in force on which day."""

    versions: tuple[Version, ...]

    def in_force(self, day: date) -> Version | None:
        """Find the version in force on `day`; None before the first took effect."""
        return next((v for v in reversed(self.versions) if v.date <= day), None)

    def status(self, version: Version, day: date) -> Status:
        """Tell what `version` is on `day`."""
        if version.date > day:
            return Status.ANNOUNCED
        return Status.IN_FORCE if version is self.in_force(day) else Status.SUPERSEDED

    def number(self, version: Version) -> int:
        """Count from the oldest, which is 1."""
        return self.versions.index(version) + 1

    def predecessor(self, version: Version) -> Version | None:
        return self.versions[at - 1] if (at := self.versions.index(version)) else None

    def successor(self, version: Version) -> Version | None:
        after = self.versions[self.versions.index(version) + 1 :]
        return after[0] if after else None

    def last_day(self, version: Version) -> date | None:
        """Tell the last day on which `version` applies; None while nothing follows it."""
        after = self.successor(version)
        return after.date - timedelta(days=1) if after else None


@dataclass(frozen=True, slots=True)
class Policy:
    """The lasting promise, timeless; `id` is its folder, such as `privacy`."""

    id: str
    history: History


@dataclass(frozen=True, slots=True)
class Section:
    """One dated version of the part that a jurisdiction adds.

    `owner` is the organization whose own wording this is; None where all share it.
    """

    jurisdiction: str
    owner: str | None
    language: str
    fields: SectionFields
    texts: Mapping[str, Text[SectionFields | SectionWords]]

    @property
    def date(self) -> date:
        return self.fields.effective

    def text(self, language: str) -> Text[SectionFields | SectionWords]:
        """Take the text in `language`, or the authoritative one."""
        return self.texts.get(language) or self.texts[self.language]


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A law that asks policies to say more; `sections` are the shared ones, oldest first."""

    id: str
    fields: JurisdictionFields
    texts: Mapping[str, Text[JurisdictionFields | JurisdictionWords]]
    sections: tuple[Section, ...]

    def text(self, language: str) -> Text[JurisdictionFields | JurisdictionWords]:
        """Take the text in `language`, or the authoritative one."""
        return self.texts.get(language) or self.texts[self.fields.jurisdiction.language]


@dataclass(frozen=True, slots=True)
class Organization:
    """Who speaks, with its policies and its own wording of sections (oldest first)."""

    id: str
    fields: OrganizationFields
    texts: Mapping[str, Text[OrganizationFields | OrganizationWords]]
    policies: Mapping[str, Policy]
    sections: Mapping[str, tuple[Section, ...]]

    @property
    def language(self) -> str:
        return self.fields.organization.language

    @property
    def languages(self) -> list[str]:
        """List the languages it publishes in, the governing one first."""
        named = self.fields.organization.languages
        return [self.language, *(tag for tag in named if tag != self.language)]

    def text(self, language: str) -> Text[OrganizationFields | OrganizationWords]:
        """Take the text in `language`, or the authoritative one."""
        return self.texts.get(language) or self.texts[self.language]

    def name(self, language: str) -> str:
        """Name the organization in `language`."""
        return self.text(language).words.organization.name or self.fields.organization.name


@dataclass(frozen=True, slots=True)
class Library:
    """Everything read.

    `files` are the paths that are published as they are. `unread` are those of sources in which
    something is wrong already, so that what hangs on them is not told as wrong too.
    """

    home: Text[PageFields]
    pages: Mapping[str, Text[PageFields]]
    organizations: Mapping[str, Organization]
    jurisdictions: Mapping[str, Jurisdiction]
    files: frozenset[str]
    unread: frozenset[str]

    def has_unread(self, path: str) -> bool:
        """Tell whether a source at `path`, or in that folder, could not be read."""
        return any(f"{source}/".startswith((f"{path}/", f"{path}.")) for source in self.unread)

    @property
    def sections(self) -> list[Section]:
        """List every version of every section, shared and own."""
        shared = [j.sections for j in self.jurisdictions.values()]
        own = [s for o in self.organizations.values() for s in o.sections.values()]
        return [section for sections in (*shared, *own) for section in sections]

    def section(self, organization: Organization, jurisdiction: str, day: date) -> Section | None:
        """Find the section in force on `day`; the organization's own wording wins."""
        shared = self.jurisdictions[jurisdiction].sections
        for sections in (organization.sections.get(jurisdiction, ()), shared):
            if found := next((s for s in reversed(sections) if s.date <= day), None):
                return found
        return None
