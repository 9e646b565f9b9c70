"""The words of the design as values: who speaks, under which laws, and everything that was read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..ledger.chain import Ledger
from ..ledger.events import Pin
from ..ledger.moves import NO_MOVES, Moves
from ..sources.front_matter import Document
from ..sources.schema import (
    OrganizationFields,
    OrganizationWords,
    PageFields,
    PageWords,
    RetiredFields,
)
from ..sources.schema_law import JurisdictionFields, JurisdictionWords, SectionFields, SectionWords
from .history import Policy, Text, Version


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
class Retired:
    """An organization that publishes nothing here any more, since `day`: its notice.

    `addresses` are those of the site at which it stands, without a leading slash.
    """

    id: str
    day: date
    text: Text[RetiredFields]
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything read.

    `ledgers` are by path. `files` are the paths that are published as they are, `sources` all
    others. `unread` are those of sources in which something is wrong already, so that what hangs
    on them is not told as wrong too. `apart` are those whose words are in no text because of it.
    `moves` says what folders were called before. `translated` are pages of the site by name,
    then by language; the home page is `index`.
    """

    home: Text[PageFields]
    pages: Mapping[str, Text[PageFields]]
    organizations: Mapping[str, Organization]
    jurisdictions: Mapping[str, Jurisdiction]
    ledgers: Mapping[str, Ledger]
    files: frozenset[str]
    sources: frozenset[str]
    unread: frozenset[str]
    apart: Mapping[str, Document] = field(default_factory=dict)
    moves: Moves = NO_MOVES
    retired: tuple[Retired, ...] = ()
    translated: Mapping[str, Mapping[str, Text[PageWords]]] = field(default_factory=dict)

    def own_texts(self, name: str) -> Mapping[str, Text[Any]]:
        """List a page of the site itself in its languages, English first; the home page is ''."""
        own = self.pages[name] if name else self.home
        return {own.language: own, **self.translated.get(name or "index", {})}

    @property
    def site_texts(self) -> list[Text[Any]]:
        """List all that the site says itself, in every language."""
        return [text for name in ("", *self.pages) for text in self.own_texts(name).values()]

    def has_unread(self, path: str) -> bool:
        """Tell whether a source at `path`, or in that folder, could not be read."""
        return any(f"{source}/".startswith((f"{path}/", f"{path}.")) for source in self.unread)

    @property
    def sections(self) -> list[Section]:
        """List every version of every section, shared and own."""
        shared = [j.sections for j in self.jurisdictions.values()]
        own = [s for o in self.organizations.values() for s in o.sections.values()]
        return [section for sections in (*shared, *own) for section in sections]

    def find(self, organization: str, policy: str, day: date) -> tuple[Organization, Version]:
        """Find a version with its organization; raise KeyError where there is none."""
        found = self.organizations[organization]
        version = found.policies[policy].history.find(day)
        if version is None:
            raise KeyError(day)
        return found, version

    def pinned(self, pin: Pin) -> Section | None:
        """Find the version of a section that a seal names."""
        if pin.owner:
            owner = self.organizations.get(self.moves.current(pin.owner))
            known = owner.sections.get(pin.jurisdiction, ()) if owner else ()
        else:
            law = self.jurisdictions.get(pin.jurisdiction)
            known = law.sections if law else ()
        return next((s for s in known if s.date == pin.date), None)

    def contained(self, organization: Organization, version: Version) -> Iterator[Section]:
        """List the sections of a version: those that its seal names, else those of its date."""
        if version.entry:
            yield from filter(None, map(self.pinned, version.entry.seal.sections))
            return
        for name in dict.fromkeys(version.fields.jurisdictions):
            if name in self.jurisdictions and (
                section := self.section(organization, name, version.date)
            ):
                yield section

    def section(self, organization: Organization, jurisdiction: str, day: date) -> Section | None:
        """Find the section in force on `day`; the organization's own wording wins."""
        shared = self.jurisdictions[jurisdiction].sections
        for sections in (organization.sections.get(jurisdiction, ()), shared):
            if found := next((s for s in reversed(sections) if s.date <= day), None):
                return found
        return None
