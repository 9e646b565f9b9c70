"""Pages as bytes: rendered, or taken as they were rendered from the same before."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

from pydantic_core import from_json, to_json

from ..editions.render import Tell
from ..memo import digest_of
from ..pages.context import Site
from ..pages.page import Page
from ..pages.search import Found
from ..pages.search import found as found_on
from ..pages.sitemap import Listing, listing
from ..problems import Problem
from .cache import Cache
from .fingerprint import Fingerprint


class RenderedPage(NamedTuple):
    """A page as it goes to the reader, and what the search finds on it."""

    html: bytes
    entries: tuple[Mapping[str, Any], ...]


class UnfillableError(Exception):
    """A template cannot be filled."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class PageRenderer(Protocol):
    """Fills the template of a page; raises UnfillableError where that cannot be done."""

    def render(self, page: Page, site: Site) -> RenderedPage: ...

    def compile(self) -> None:
        """Do what all processes would do again, before they are forked."""


class RenderedPages(NamedTuple):
    """The digest of each page by the path of its file, what is listed and what is found.

    `contents` are the pages that were not in the cache, by digest.
    """

    files: Mapping[str, str]
    listings: tuple[Listing, ...]
    found: tuple[Found, ...]
    contents: Mapping[str, bytes]


def render_pages(
    pages: Mapping[str, Page],
    site: Site,
    renderer: PageRenderer,
    looks: Fingerprint,
    cache: Cache,
    tell: Tell,
) -> RenderedPages:
    """Render pages; one that was rendered from the same view and templates is taken as it is."""
    files: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    found: list[Found] = []
    for done, page in enumerate(pages.values(), 1):
        name = f"page {digest_of(looks.of(page, site), page)}"
        digest, entries = "", list[Mapping[str, Any]]()
        if (known := site.memo.find(name)) is not None:
            digest, entries = from_json(known)
        if digest not in contents and not (digest and cache.has(digest)):
            rendered = renderer.render(page, site)
            digest, entries = sha256(rendered.html).hexdigest(), list(rendered.entries)
            contents[digest] = rendered.html
            site.memo.keep(name, to_json((digest, entries)))
        files[page.path] = digest
        if page.searchable and (it := found_on(page, entries)):
            found.append(it)
        tell("Pages", done, len(pages))
    listings = tuple(filter(None, map(listing, pages.values())))
    return RenderedPages(files, listings, tuple(found), contents)
