"""The pages of the site itself: the home page of all organizations, and pages such as About.

They are in English, and in each language that they are translated into.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from .. import urls
from ..i18n import ENGLISH, language_of
from .chrome import Chrome, LanguageLink, frame
from .context import Site
from .edition_view import shown
from .markup import Html
from .organization import EVENTS, OrganizationCard, PolicyEvent
from .page import Page
from .reader import NamedLink


class HomeView(NamedTuple):
    """All organizations, the laws that add sections, and what happened lately to whose policies."""

    frame: Chrome
    title: str
    intro: Html
    organizations: tuple[OrganizationCard, ...]
    law: tuple[NamedLink, ...]
    events: tuple[tuple[str, PolicyEvent], ...]


class PageView(NamedTuple):
    """A page of the site itself."""

    frame: Chrome
    title: str
    intro: Html


def home(site: Site, listed: Sequence[Mapping[str, OrganizationCard]]) -> Iterator[Page]:
    """Make the page of all organizations in its languages."""
    for tag, page in _pages(site, ""):
        found = [each.get(tag) or each[ENGLISH] for each in listed]
        found.sort(key=lambda card: card.speaker.name.casefold())
        events = [(each.speaker.name, event) for each in found for event in each.events]
        events.sort(key=lambda told: told[1].day.iso, reverse=True)
        law = tuple(
            NamedLink(law.text(tag).words.title, site.variant(urls.jurisdiction(law.id), tag))
            for law in site.library.jurisdictions.values()
        )
        own: PageView = page.view
        latest = tuple(events[:EVENTS])
        view = HomeView(own.frame, own.title, own.intro, tuple(found), law, latest)
        yield replace(page, template="home.html", view=view)


def own_pages(site: Site) -> Iterator[Page]:
    """Make the pages of the site itself, such as `docs/about.md`."""
    for name in site.library.pages:
        for _, page in _pages(site, name):
            yield page


def _pages(site: Site, name: str) -> Iterator[tuple[str, Page]]:
    """Make a page in each language that it is written in."""
    plain = f"{name}/" if name else ""
    texts = site.library.own_texts(name)
    addresses = {tag: urls.localized(plain, tag, ENGLISH) for tag in texts}
    for tag, text in texts.items():
        links = [
            LanguageLink(language_of(other), address, other == tag, missing=False)
            for other, address in addresses.items()
        ]
        around = frame(site, tag, addresses[tag], links if len(links) > 1 else ())
        html = shown(site, site.essay(text.document.path).html, addresses[tag], tag)
        view = PageView(around, text.words.title, html)
        yield (
            tag,
            Page(
                addresses[tag],
                "page.html",
                site.interface(tag).language,
                text.words.title,
                view,
                canonical=addresses[tag],
                alternates=addresses if len(addresses) > 1 else None,
            ),
        )
