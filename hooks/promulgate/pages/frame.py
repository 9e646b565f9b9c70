"""What stands around every page: who speaks, the menu, the way back, the languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .. import urls
from ..interface import ENGLISH, N_, Language, language_of
from ..model import Organization, Policy
from ..site import Site

# Kinds of policy that the interface can name in every language; others go by their own title.
KINDS = {"privacy": N_("Privacy policy"), "cookies": N_("Cookie policy")}


@dataclass(frozen=True, slots=True)
class Entry:
    """A link; `language` is set where its name is in another language than the page."""

    name: str
    url: str
    language: Language | None = None
    below: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language of the switcher; `missing` where its page shows another language's text."""

    language: Language
    url: str
    current: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """What the organization says on each of its pages."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Speaker:
    """The organization of a page, as its header and menu show it."""

    id: str
    name: str
    language: Language
    url: str
    mark: str
    logo: str | None
    accent: str
    policies: tuple[Entry, ...]
    law: tuple[Entry, ...]
    notice: Notice | None


@dataclass(frozen=True, slots=True)
class Frame:
    """The surroundings of a page.

    `path` are its ancestors, `languages` its own other languages, `about` the site's own pages.
    """

    language: str
    direction: str
    address: str
    speaker: Speaker | None
    path: tuple[Entry, ...] = ()
    languages: tuple[LanguageLink, ...] = ()
    about: tuple[Entry, ...] = ()


def frame(
    site: Site,
    language: str,
    address: str,
    organization: Organization | None = None,
    path: Sequence[Entry] = (),
    languages: Iterable[LanguageLink] = (),
) -> Frame:
    """Build what stands around the page at `address`, for a reader of `language`."""
    interface = site.interface(language)
    return Frame(
        interface.language,
        interface.direction,
        address,
        speaker(site, organization, language) if organization else None,
        tuple(path),
        tuple(languages),
        about(site, interface.language),
    )


def about(site: Site, language: str) -> tuple[Entry, ...]:
    """Link the pages of the site itself, which are in English."""
    spoken = None if language == ENGLISH else language_of(ENGLISH)
    return tuple(
        Entry(text.words.title, f"{name}/", spoken) for name, text in site.library.pages.items()
    )


def speaker(site: Site, organization: Organization, language: str) -> Speaker:
    """Describe the organization for readers of `language`."""
    record = organization.fields.organization
    name = organization.name(language)
    text = organization.text(language)
    notice = text.words.notice or organization.fields.notice
    home = urls.organization(organization.id)
    spoken = text.language if text.words.notice else organization.language
    return Speaker(
        organization.id,
        name,
        language_of(text.language if text.words.organization.name else organization.language),
        urls.localized(home, language, organization.language),
        record.mark or initials(record.name),
        f"{home}{record.logo}" if record.logo else None,
        f"{home}accent.css",
        tuple(_policies(site, organization, language)),
        tuple(_law(site, organization, language)),
        Notice(notice, language_of(spoken)) if notice else None,
    )


def initials(name: str) -> str:
    """Make a mark of at most two letters from a name."""
    return "".join(word[0] for word in name.split() if word[0].isalnum())[:2].upper()


def policy_entry(site: Site, organization: Organization, policy: Policy, language: str) -> Entry:
    """Name a policy and link the text in force."""
    address = urls.policy(organization.id, policy.id)
    url = urls.localized(address, language, organization.language)
    interface = site.interface(language)
    if policy.id in KINDS:
        return Entry(interface.gettext(KINDS[policy.id]), url)
    version = policy.history.in_force(site.today(organization)) or policy.history.versions[0]
    edition = version.editions.get(language) or version.authoritative
    spoken = None if edition.language == language else language_of(edition.language)
    return Entry(edition.words.title, url, spoken)


def history_url(organization: Organization, policy: Policy, language: str) -> str:
    address = urls.history(organization.id, policy.id)
    return urls.localized(address, language, organization.language)


def language_links(
    organization: Organization, address: str, current: str, present: Iterable[str]
) -> tuple[LanguageLink, ...]:
    """Offer each language of the organization, saying where the text is not in it."""
    there = set(present)
    return tuple(
        LanguageLink(
            language_of(tag),
            urls.localized(address, tag, organization.language),
            tag == current,
            tag not in there,
        )
        for tag in organization.languages
    )


def _policies(site: Site, organization: Organization, language: str) -> Iterable[Entry]:
    for policy in ordered(organization):
        entry = policy_entry(site, organization, policy, language)
        below = Entry("", history_url(organization, policy, language))
        yield Entry(entry.name, entry.url, entry.language, (below,))


def ordered(organization: Organization) -> list[Policy]:
    """Put the kinds that everybody has first, then the others by name."""
    kinds = list(KINDS)
    known = [p for p in kinds if p in organization.policies]
    others = sorted(set(organization.policies) - set(kinds))
    return [organization.policies[name] for name in (*known, *others)]


def _law(site: Site, organization: Organization, language: str) -> Iterable[Entry]:
    """Link the sections that the policies in force contain."""
    for policy in ordered(organization):
        version = policy.history.in_force(site.today(organization))
        for name in version.fields.jurisdictions if version else ():
            jurisdiction = site.library.jurisdictions[name]
            text = jurisdiction.text(language)
            address = urls.policy(organization.id, policy.id)
            url = urls.localized(address, language, organization.language)
            spoken = None if text.language == language else language_of(text.language)
            yield Entry(text.words.jurisdiction.name, f"{url}#{name}", spoken)
