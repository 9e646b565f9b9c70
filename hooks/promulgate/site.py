"""All that pages are made from: the library and its proofs, the languages, the day, the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import urls
from .history import Version
from .interface import Interface, Interfaces
from .layout import JURISDICTIONS
from .memory import Memory
from .model import Library, Organization
from .moment import Moment
from .proof import Key, Leaf, Proof


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that was read and checked. `url` is the absolute address, with a final slash.

    `library` is what is public on the day; `preview` holds the drafts too, and is None in a build.
    `gone` are the addresses of texts that are neither: links to them lose their address.
    """

    library: Library
    preview: Library | None
    memory: Memory
    proofs: Mapping[Key, Proof]
    essays: Mapping[str, Leaf]
    interfaces: Interfaces
    moment: Moment
    url: str
    gone: frozenset[str] = frozenset()

    def interface(self, language: str) -> Interface:
        return self.interfaces[language]

    def today(self, organization: Organization) -> date:
        return self.moment.today(organization.fields.organization.timezone)

    def proof(self, organization: Organization, policy: str, version: Version, tag: str) -> Proof:
        return self.proofs[organization.id, policy, version.date, tag]

    def variant(self, address: str, language: str) -> str:
        """Find the page at `address` in `language`; the governing one where it has none."""
        match address.split("/"):
            case [top, name, ""] if top == JURISDICTIONS:
                jurisdiction = self.library.jurisdictions[name]
                governing = jurisdiction.fields.jurisdiction.language
                offered = list(jurisdiction.texts)
            case [name, *_, ""] if organization := self.library.organizations.get(name):
                governing, offered = organization.language, organization.languages
            case _:
                return address
        return urls.localized(address, language if language in offered else governing, governing)


@dataclass(frozen=True, slots=True)
class Page:
    """What goes where: an address, and what its template is given.

    `language` is the one that the interface speaks on it. `canonical` is the address that search
    engines should keep; they skip a page that is not `indexed`, and the search of the site one that
    is not `searchable`. `alternates` are the same page by language; `updated` is when its words
    last changed.
    """

    address: str
    template: str
    language: str
    title: str
    view: Any
    canonical: str
    indexed: bool = True
    searchable: bool = True
    alternates: Mapping[str, str] | None = None
    updated: date | None = None
