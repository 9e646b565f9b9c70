"""What stands around every page: who speaks, the menu, the way back, the languages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from .. import urls
from ..i18n import ENGLISH, Day, Language, language_of
from .context import Site
from .reader import NamedLink, Reader

IN_A_ROW, LETTERS = 4, 33  # languages, and letters of their names, that fit beside each other
ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"


class LanguageLink(NamedTuple):
    """One language of the switcher; `missing` where its page shows another language's text."""

    language: Language
    url: str
    current: bool
    missing: bool


class Notice(NamedTuple):
    """What the organization says on each of its pages, and since when: sealed texts say it not."""

    text: str
    language: Language
    since: Day | None = None


class FeedLink(NamedTuple):
    """A feed, as the head of a page announces it."""

    type: str
    name: str
    url: str


class Place(NamedTuple):
    """Where a reader may live, and the policies that have sections for who lives there.

    Each link opens its policy with those sections, named after `?for=`, and the others folded.
    """

    name: str
    language: Language | None
    policies: tuple[NamedLink, ...]


class Speaker(NamedTuple):
    """The organization of a page, as its header and menu show it.

    `feeds` are its own, and those of the policy at hand; `search` is the page that finds its texts.
    """

    id: str
    name: str
    language: Language
    url: str
    mark: str
    logo: str | None
    icon: str
    accent: str
    search: str
    feed: str
    feeds: tuple[FeedLink, ...]
    policies: tuple[NamedLink, ...]
    places: tuple[Place, ...]
    notice: Notice | None


class Chrome(NamedTuple):
    """The surroundings of a page.

    `path` are its ancestors, `languages` its own other languages, `about` the site's own pages,
    `home` that of all organizations in the reader's language.
    """

    language: str
    direction: str
    address: str
    speaker: Speaker | None
    path: tuple[NamedLink, ...] = ()
    languages: tuple[LanguageLink, ...] = ()
    about: tuple[NamedLink, ...] = ()
    home: str = ""

    @property
    def language_row(self) -> tuple[tuple[LanguageLink, ...], tuple[LanguageLink, ...]]:
        """Share the languages out: those that stand in a row, and those that stand behind it."""
        if len(self.languages) < 2:
            return (), ()
        present = [link for link in self.languages if link.current or not link.missing]
        first = sorted(present, key=lambda link: not link.current)[:IN_A_ROW]
        while sum(len(link.language.name) for link in first) > LETTERS and len(first) > 1:
            first.pop()
        row = tuple(link for link in present if link in first)
        return row, tuple(link for link in self.languages if link not in row)


def frame(
    site: Site, language: str, address: str, languages: Iterable[LanguageLink] = ()
) -> Chrome:
    """Build what stands around a page of the site itself, for a reader of `language`."""
    interface = site.interface(language)
    return Chrome(
        interface.language,
        interface.direction,
        address,
        None,
        languages=tuple(languages),
        about=about(site, interface.language),
        home=site.variant("", interface.language),
    )


def framed(
    point: Reader, plain: str, present: Iterable[str], path: Sequence[NamedLink] = ()
) -> Chrome:
    """Build what stands around a page of an organization.

    `plain` is its address in the governing language; `present` are the languages that it is
    written in.
    """
    bare = frame(
        point.site, point.language, point.url(plain), language_links(point, plain, present)
    )
    return bare._replace(speaker=speaker(point, plain), path=tuple(path))


def about(site: Site, language: str) -> tuple[NamedLink, ...]:
    """Link the pages of the site itself, in the reader's language where they are in it."""
    links = []
    for name in site.library.pages:
        texts = site.library.own_texts(name)
        own = texts.get(language) or texts[ENGLISH]
        spoken = None if own.language == language else language_of(own.language)
        address = urls.localized(f"{name}/", own.language, ENGLISH)
        links.append(NamedLink(own.words.title, address, spoken))
    return tuple(links)


def speaker(point: Reader, plain: str = "") -> Speaker:
    """Describe the organization for its readers; on the page at `plain`, with the feeds of it."""
    organization = point.organization
    record, governing = organization.fields.organization, organization.language
    text = organization.text(point.language)
    since = organization.fields.notice_since
    dated = point.interface.day(since) if since else None
    notice = text.words.notice or organization.fields.notice
    spoken = text.language if text.words.notice else governing
    home = urls.organization(organization.id)
    return Speaker(
        organization.id,
        organization.name(point.language),
        language_of(text.language if text.words.organization.name else governing),
        point.url(home),
        record.mark or initials(record.name),
        f"{home}{record.logo}" if record.logo else None,
        f"{home}{record.logo}" if record.logo else f"{home}{urls.MARK}",
        f"{home}accent.css",
        point.url(urls.search(organization.id)),
        f"{point.url(home)}{urls.FEED}",
        tuple(_feeds(point, plain)),
        tuple(_policies(point)),
        tuple(_places(point)),
        Notice(notice, language_of(spoken), dated) if notice else None,
    )


def initials(name: str) -> str:
    """Make a mark of at most two letters from a name."""
    return "".join(word[0] for word in name.split() if word[0].isalnum())[:2].upper()


def language_links(point: Reader, plain: str, present: Iterable[str]) -> tuple[LanguageLink, ...]:
    """Offer each language of the organization, saying where the text is not in it."""
    there = set(present)
    return tuple(
        LanguageLink(language_of(tag), url, tag == point.language, tag not in there)
        for tag, url in point.alternates(plain).items()
    )


def _feeds(point: Reader, plain: str) -> Iterable[FeedLink]:
    organization = point.organization
    homes = {organization.name(point.language): urls.organization(organization.id)}
    for policy in point.policies():
        home = urls.policy(organization.id, policy.id)
        if plain.startswith(home):
            homes[f"{organization.name(point.language)}: {point.entry(policy).name}"] = home
    for name, home in homes.items():
        yield FeedLink(ATOM, name, f"{point.url(home)}{urls.FEED}")
        yield FeedLink(JSON_FEED, name, f"{point.url(home)}{urls.JSON_FEED}")


def _policies(point: Reader) -> Iterable[NamedLink]:
    for policy in point.policies():
        yield replace(point.entry(policy), below=(NamedLink("", point.history_url(policy)),))


def _places(point: Reader) -> Iterable[Place]:
    """Gather the sections that the policies in force contain by the places that they are for.

    What stands in brackets after the name of a place tells its laws apart: `California (CCPA)`.
    """
    names: dict[str, Language | None] = {}
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    entries = {policy.id: point.entry(policy) for policy in point.policies()}
    for policy in point.policies():
        version = policy.history.in_force(point.today_of(policy))
        if version is None or version.withdrawal:
            continue
        for section in point.site.library.contained(point.organization, version):
            text = point.site.library.jurisdictions[section.jurisdiction].text(point.language)
            name = text.words.jurisdiction.name.partition(" (")[0]
            names.setdefault(name, point.foreign(text.language))
            found[name][policy.id].append(section.jurisdiction)
    for name, policies in found.items():
        links = tuple(
            replace(entries[policy], url=f"{entries[policy].url}?for={','.join(ids)}#{ids[0]}")
            for policy, ids in policies.items()
        )
        yield Place(name, names[name], links)
