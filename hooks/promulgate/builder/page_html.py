"""Pages as bytes: rendered, or taken as they were rendered from the same before."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple, Protocol

from ..editions.render import Tell
from ..memo import digest_of
from ..pages.context import Site
from ..pages.page import Page
from ..pages.sitemap import Listing, listing
from ..problems import Problem
from .cache import Cache
from .fingerprint import Fingerprint


class UnfillableError(Exception):
    """A template cannot be filled."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class PageRenderer(Protocol):
    """Fills the template of a page; raises UnfillableError where that cannot be done."""

    def render(self, page: Page, site: Site) -> bytes: ...

    def compile(self) -> None:
        """Do what all processes would do again, before they are forked."""


class RenderedPages(NamedTuple):
    """The digest of each page by the path of its file, and what is listed.

    `contents` are the pages that were not in the cache, by digest.
    """

    files: Mapping[str, str]
    listings: tuple[Listing, ...]
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
    for done, page in enumerate(pages.values(), 1):
        name = f"page {digest_of(looks.of(page, site), page)}"
        known = site.memo.find(name)
        digest: str = json.loads(known) if known is not None else ""
        if digest not in contents and not (digest and cache.has(digest)):
            html = renderer.render(page, site)
            digest = sha256(html).hexdigest()
            contents[digest] = html
            site.memo.keep(name, json.dumps(digest).encode())
        files[page.path] = digest
        tell("Pages", done, len(pages))
    listings = tuple(filter(None, map(listing, pages.values())))
    return RenderedPages(files, listings, contents)
