"""All that pages are made from: what is public, the languages of the interface, the address."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from .. import urls
from ..editions.publication import Publication
from ..editions.render import Edition, EditionKey, RenderedPassage
from ..i18n import ENGLISH, Interface, Interfaces
from ..memo import Memo
from ..model.entities import Library, Organization
from ..model.history import Policy, Version
from ..sources.paths import JURISDICTIONS
from .domains import Domains


@dataclass(frozen=True, slots=True)
class Site:
    """What is published, where, and in which words.

    `memo` knows redlines that were made before.
    """

    publication: Publication
    interfaces: Interfaces
    domains: Domains
    memo: Memo

    @property
    def library(self) -> Library:
        """Take what the public sees; whatever lists texts takes them from here."""
        return self.publication.library

    @property
    def preview(self) -> Library | None:
        """Take what editors see, drafts included; None in a build."""
        return self.publication.preview

    @property
    def hidden(self) -> frozenset[str]:
        """Take the addresses of what is not shown: links to them lose their address."""
        return self.publication.hidden

    @property
    def url(self) -> str:
        """Take the absolute address of what is built, with a final slash."""
        return self.domains.here

    def absolute(self, address: str) -> str:
        """Say where an address answers, for whoever is elsewhere."""
        return self.domains.absolute(address)

    def interface(self, language: str) -> Interface:
        return self.interfaces[language]

    def today(self, organization: Organization, policy: Policy | None = None) -> date:
        """Tell which day it is for an organization, and for a policy of it by its seals."""
        moment, zone = self.publication.moment, organization.fields.organization.timezone
        return policy.history.today(moment, zone) if policy else moment.today(zone)

    def day(self, zone: str) -> date:
        """Tell which day it is in a time zone."""
        return self.publication.moment.today(zone)

    def edition(
        self, organization: Organization, policy: str, version: Version, tag: str
    ) -> Edition:
        key = EditionKey(organization.id, policy, version.date, tag)
        return self.publication.editions.texts[key]

    def essay(self, path: str) -> RenderedPassage:
        """Take a text that is no edition, by the path of its source."""
        return self.publication.editions.essays[path]

    def languages_of(self, name: str) -> Collection[str]:
        """List the languages of a page of the site itself; the home page is ''."""
        return self.library.own_texts(name).keys()

    def variant(self, address: str, language: str) -> str:
        """Find the page at `address` in `language`; the governing one where it has none."""
        match address.split("/"):
            case [top, name, ""] if top == JURISDICTIONS:
                jurisdiction = self.library.jurisdictions[name]
                governing = jurisdiction.fields.jurisdiction.language
                offered = list(jurisdiction.texts)
            case [name, *_, ""] if organization := self.library.organizations.get(name):
                governing, offered = organization.language, organization.languages
            case [""] if address == "":
                governing, offered = ENGLISH, list(self.languages_of(""))
            case [name, ""] if name in self.library.pages:
                governing, offered = ENGLISH, list(self.languages_of(name))
            case _:
                return address
        return urls.localized(address, language if language in offered else governing, governing)
