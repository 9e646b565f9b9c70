"""All that pages are made from: the library and its proofs, the languages, the day, the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .. import urls
from ..clock import Moment
from ..editions.render import Edition, EditionKey, RenderedPassage
from ..i18n import Interface, Interfaces
from ..memo import Memo
from ..model.entities import Library, Organization
from ..model.history import Version
from ..sources.paths import JURISDICTIONS


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that was read and checked. `url` is the absolute address, with a final slash.

    `library` is what is public on the day; `preview` holds the drafts too, and is None in a build.
    `gone` are the addresses of texts that are neither: links to them lose their address.
    """

    library: Library
    preview: Library | None
    memory: Memo
    proofs: Mapping[EditionKey, Edition]
    essays: Mapping[str, RenderedPassage]
    interfaces: Interfaces
    moment: Moment
    url: str
    gone: frozenset[str] = frozenset()

    def interface(self, language: str) -> Interface:
        return self.interfaces[language]

    def today(self, organization: Organization) -> date:
        return self.moment.today(organization.fields.organization.timezone)

    def proof(self, organization: Organization, policy: str, version: Version, tag: str) -> Edition:
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
