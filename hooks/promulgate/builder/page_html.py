"""Pages and files as bytes: printed, or taken as they were printed from the same before."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, BinaryIO, NamedTuple

from pydantic_core import from_json, to_json

from ..memo import Known, digest_of
from ..pages.context import Site
from ..pages.page import Page
from ..pages.search import Found
from ..pages.search import found as found_on
from ..pages.sitemap import Listing, listing
from ..problems import Problem
from .fingerprint import Fingerprint

Filed = tuple[dict[str, str], tuple[Listing, ...], tuple[Found, ...]]


class Printed(NamedTuple):
    """A page as it goes to the reader, and what the search finds on it."""

    html: bytes
    entries: tuple[Mapping[str, Any], ...]


class UnprintableError(Exception):
    """A template cannot be filled."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


Press = Callable[[Page, Site], Printed]


@dataclass(frozen=True, slots=True)
class Before:
    """What was kept of a part: its contents, and the memory of the core."""

    contents: Callable[[str], "Content | None"] = lambda _digest: None
    memory: Known = field(default_factory=dict[str, bytes])
    close: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A content that lies on the disk, from `begin` on, `size` bytes."""

    stream: BinaryIO
    begin: int
    size: int
    digest: str

    def __len__(self) -> int:
        return self.size

    def read(self) -> bytes:
        """Read it; raise DamagedError where it is not what its digest says."""
        data = os.pread(self.stream.fileno(), self.size, self.begin)
        if sha256(data).hexdigest() != self.digest:
            raise DamagedError(self.digest)
        return data


class DamagedError(Exception):
    """Something that was kept is not what it was."""


Content = bytes | memoryview | Stretch


def read(content: Content) -> bytes:
    return content.read() if isinstance(content, Stretch) else bytes(content)


class Printing:
    """Prints the pages of a site; what is printed stands in `contents`, by digest."""

    def __init__(self, site: Site, looks: Fingerprint, press: Press, before: Before) -> None:
        self.site, self.looks, self.press, self.before = site, looks, press, before
        self.contents: dict[str, Content] = {}
        self.done = 0

    def all(
        self, pages: Mapping[str, Page], files: Mapping[str, bytes], names: set[str], of: int
    ) -> Filed:
        """Print pages and take in files; say where each is, what is listed and what is found.

        What the memory is asked for is noted in `names`; `of` is the number of all pages.
        """
        filed: dict[str, str] = {}
        found: list[Found] = []
        with self.site.memory.noting(names):
            for page in pages.values():
                digest, entries = self._printed(page)
                self.done += 1
                self.site.memory.tell("Pages", self.done, of)
                filed[f"{page.address}index.html"] = digest
                if it := found_on(page, entries) if page.searchable else None:
                    found.append(it)
        listings = tuple(filter(None, map(listing, pages.values())))
        return filed | self.keep(files), listings, tuple(found)

    def keep(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """Take in files, and give their digests."""
        filed = {path: sha256(data).hexdigest() for path, data in files.items()}
        self.contents |= {digest: files[path] for path, digest in filed.items()}
        return filed

    def content(self, digest: str) -> Content:
        """Take in what was printed now or before."""
        data = self._known(digest)
        assert data is not None
        return data

    def read(self, digest: str) -> bytes:
        """Read what was printed now or before."""
        return read(self.content(digest))

    def _known(self, digest: str) -> Content | None:
        """Take in what was printed now or before, be it empty; None where nothing was."""
        if (data := self.contents.get(digest)) is None:
            data = self.before.contents(digest)
        if data is not None:
            self.contents[digest] = data
        return data

    def _printed(self, page: Page) -> tuple[str, list[Mapping[str, Any]]]:
        """Print a page, or take what was printed from the same."""
        memory = self.site.memory
        name = f"page {digest_of(self.looks.of(page, self.site), page)}"
        if known := memory.find(name):
            digest, entries = from_json(bytes(known))
            if self._known(digest) is not None:
                return digest, entries
        printed = self.press(page, self.site)
        digest = sha256(printed.html).hexdigest()
        self.contents[digest] = printed.html
        memory.keep(name, to_json((digest, printed.entries)))
        return digest, list(printed.entries)
