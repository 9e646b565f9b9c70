"""What stands around every page: who speaks, the menu, the way back, the languages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from .. import urls
from ..i18n import ENGLISH, Day, Language, language_of
from .context import Site
from .reader import NamedLink, Reader


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


class Speaker(NamedTuple):
    """The organization of a page, as its header and menu show it."""

    id: str
    name: str
    language: Language
    url: str
    mark: str
    logo: str | None
    accent: str
    feed: str
    policies: tuple[NamedLink, ...]
    law: tuple[NamedLink, ...]
    notice: Notice | None


class Chrome(NamedTuple):
    """The surroundings of a page.

    `path` are its ancestors, `languages` its own other languages, `about` the site's own pages.
    """

    language: str
    direction: str
    address: str
    speaker: Speaker | None
    path: tuple[NamedLink, ...] = ()
    languages: tuple[LanguageLink, ...] = ()
    about: tuple[NamedLink, ...] = ()


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
    return bare._replace(speaker=speaker(point), path=tuple(path))


def about(site: Site, language: str) -> tuple[NamedLink, ...]:
    """Link the pages of the site itself, which are in English."""
    spoken = None if language == ENGLISH else language_of(ENGLISH)
    return tuple(
        NamedLink(text.words.title, f"{name}/", spoken) for name, text in site.library.pages.items()
    )


def speaker(point: Reader) -> Speaker:
    """Describe the organization for its readers."""
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
        f"{home}accent.css",
        f"{point.url(home)}{urls.FEED}",
        tuple(_policies(point)),
        tuple(_law(point)),
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


def _policies(point: Reader) -> Iterable[NamedLink]:
    for policy in point.policies():
        yield replace(point.entry(policy), below=(NamedLink("", point.history_url(policy)),))


def _law(point: Reader) -> Iterable[NamedLink]:
    """Link the sections that the policies in force contain."""
    for policy in point.policies():
        version = policy.history.in_force(point.today_of(policy))
        if version is None or version.withdrawal:
            continue
        for section in point.site.library.contained(point.organization, version):
            name = section.jurisdiction
            text = point.site.library.jurisdictions[name].text(point.language)
            url = f"{point.policy_url(policy)}#{name}"
            yield NamedLink(text.words.jurisdiction.name, url, point.foreign(text.language))
