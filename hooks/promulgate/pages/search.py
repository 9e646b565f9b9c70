"""The search: a page of every part of the texts that stand, which a script narrows down.

The page is its own index. An organization's has the words of its texts in the reader's language,
that of all organizations the names of their parts.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .. import urls
from ..i18n import ENGLISH, N_, Day, Language
from ..model.entities import Organization
from ..redline.blocks import HEADINGS
from ..redline.tokens import plain
from .chrome import Chrome, frame, framed
from .context import Site
from .diff_input import blocks_of
from .edition_view import EditionView
from .page import Page
from .policy import PolicyView
from .reader import NamedLink, Reader

TITLE = N_("Search")


class FoundPart(NamedTuple):
    """A part of a text: its heading, and its words up to the next one; `main` is no part of one."""

    anchor: str
    number: str
    title: str
    words: str
    main: bool = True


class FoundText(NamedTuple):
    """A text that stands; `language`, with its `spoken` name, is set if it is not the reader's."""

    policy: NamedLink
    since: Day
    archived: bool
    language: Language | None
    spoken: str
    parts: tuple[FoundPart, ...]


class FoundOrganization(NamedTuple):
    """The texts of an organization, without their words, and the page that has those."""

    name: str
    search: str
    texts: tuple[FoundText, ...]


class SearchView(NamedTuple):
    """Every part of the texts that stand, of one organization or of all."""

    frame: Chrome
    title: str
    language: str
    organizations: tuple[FoundOrganization, ...]


def pages(site: Site, organization: Organization, made: Mapping[str, Page]) -> Iterator[Page]:
    """Make the search of an organization in each of its languages, from `made` pages of texts."""
    plain = urls.search(organization.id)
    for tag in organization.languages:
        point = Reader(site, organization, tag)
        interface, address = point.interface, point.url(plain)
        found = FoundOrganization(organization.name(tag), "", tuple(_texts(point, made)))
        chrome = framed(point, plain, organization.languages)
        title = interface.gettext(TITLE)
        view = SearchView(chrome, title, interface.name_of(tag), (found,))
        yield _page(address, interface.language, title, view)


def together(site: Site, found: Iterable[FoundOrganization]) -> Page:
    """Make the search of all organizations, in English like all of the site's own."""
    interface = site.interface(ENGLISH)
    title = interface.gettext(TITLE)
    listed = tuple(sorted(found, key=lambda each: each.name.casefold()))
    view = SearchView(frame(site, ENGLISH, urls.SEARCH), title, interface.name_of(ENGLISH), listed)
    return _page(urls.SEARCH, ENGLISH, title, view)


def listed(organization: Organization, made: Mapping[str, Page]) -> FoundOrganization:
    """Say what the search of all organizations finds of one, from the `made` pages of its own."""
    home = urls.search(organization.id)
    view: SearchView = made[home].view
    texts = tuple(
        text._replace(parts=tuple(part._replace(words="") for part in text.parts if part.main))
        for text in view.organizations[0].texts
    )
    return FoundOrganization(view.organizations[0].name, home, texts)


def _page(address: str, language: str, title: str, view: SearchView) -> Page:
    return Page(
        address,
        "search.html",
        language,
        title,
        view,
        canonical=address,
        indexed=False,
        searchable=False,
    )


def _texts(point: Reader, made: Mapping[str, Page]) -> Iterator[FoundText]:
    for policy in point.policies():
        page = made[point.policy_url(policy)]
        view: PolicyView = page.view
        if page.searchable and view.record and view.reading:
            spoken = view.reading.language
            yield FoundText(
                point.entry(policy),
                view.record.since,
                view.record.archived,
                spoken if view.missing else None,
                point.interface.name_of(spoken.tag),
                tuple(_parts(point.site, view.title, view.reading)),
            )


def _parts(site: Site, title: str, reading: EditionView) -> Iterator[FoundPart]:
    """Take a text apart at its headings; what stands before the first goes by the text's name."""
    part, said = FoundPart("", "", title, ""), list[str]()
    main = {item.anchor for item in reading.contents}
    for block in blocks_of(reading, site.interface(reading.language.tag)):
        if block.kind in HEADINGS and block.id:
            if said or part.anchor:
                yield part._replace(words=" ".join(said))
            number = reading.numbers.get(block.id, "")
            part, said = FoundPart(block.id, number, block.text.strip(), "", block.id in main), []
        elif block.kind != "th" or block.place >= 0:  # the columns of a register are no words of it
            said.append(" · ".join("".join(plain(cell)).strip() for cell in block.cells))
    yield part._replace(words=" ".join(said))
