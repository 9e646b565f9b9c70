"""Where a reader stands: before one organization, in one language, on the day of the build."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .. import urls
from ..i18n import N_, Interface, Language, language_of
from ..model.entities import Organization
from ..model.history import Policy, Text, Version
from ..sources.schema import VersionFields, VersionWords
from .context import Site

# Kinds of policy that the interface can name in every language; others go by their own title.
KINDS = {"privacy": N_("Privacy policy"), "cookies": N_("Cookie policy")}


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link; `language` is set where its name is in another language than the page."""

    name: str
    url: str
    language: Language | None = None
    below: tuple["NamedLink", ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """An organization as readers of `language` see it.

    `words` is the language of the interface where it is not theirs: the home page of all
    organizations is in English.
    """

    site: Site
    organization: Organization
    language: str
    words: str | None = None

    @property
    def interface(self) -> Interface:
        return self.site.interface(self.words or self.language)

    @property
    def today(self) -> date:
        return self.site.today(self.organization)

    def today_of(self, policy: Policy) -> date:
        """Tell which day it is for a policy, whose seals hold its time zone."""
        return self.site.today(self.organization, policy)

    def url(self, plain: str) -> str:
        """Take the address of a page in the governing language; give this language's."""
        return urls.localized(plain, self.language, self.organization.language)

    def alternates(self, plain: str) -> Mapping[str, str]:
        """List the addresses of a page in every language of the organization."""
        governing = self.organization.language
        return {tag: urls.localized(plain, tag, governing) for tag in self.organization.languages}

    def policy_url(self, policy: Policy) -> str:
        return self.url(urls.policy(self.organization.id, policy.id))

    def history_url(self, policy: Policy) -> str:
        return self.url(urls.history(self.organization.id, policy.id))

    def version_url(self, policy: Policy, version: Version) -> str:
        return self.url(urls.version(self.organization.id, policy.id, version.date))

    def edition(self, version: Version) -> Text[VersionFields | VersionWords]:
        """Take the edition that is shown: in this language, or else the authoritative one."""
        return version.editions.get(self.language) or version.authoritative

    def foreign(self, language: str) -> Language | None:
        """Describe a language that is not the reader's; None for the reader's own."""
        return None if language == self.language else language_of(language)

    def languages_of(self, version: Version) -> tuple[Language, ...]:
        """List the languages in which a version exists, in the organization's order."""
        listed = self.organization.languages
        return tuple(language_of(tag) for tag in listed if tag in version.editions)

    def policies(self) -> list[Policy]:
        """Put those that the record names first, then what everybody has, then others by name."""
        found = self.organization.policies
        order = [*self.organization.fields.organization.policies, *KINDS, *sorted(found)]
        return [found[name] for name in dict.fromkeys(order) if name in found]

    def entry(self, policy: Policy) -> NamedLink:
        """Name a policy and link the text in force."""
        if policy.id in KINDS:
            return NamedLink(self.interface.gettext(KINDS[policy.id]), self.policy_url(policy))
        version = policy.history.in_force(self.today_of(policy)) or policy.history.versions[0]
        edition = self.edition(version)
        return NamedLink(
            edition.words.title, self.policy_url(policy), self.foreign(edition.language)
        )
