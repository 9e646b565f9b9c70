"""A page: an address, and what its template is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """What goes where: an address, and what its template is given.

    `language` is the one that the interface speaks on it. `canonical` is the address that search
    engines should keep; they skip a page that is not `indexed`, and the search of the site one that
    is not `searchable`. `alternates` are the same page by language; `updated` is when its words
    last changed.
    """

    address: str
    template: str
    language: str
    title: str
    view: Any
    canonical: str
    indexed: bool = True
    searchable: bool = True
    alternates: Mapping[str, str] | None = None
    updated: date | None = None

    @property
    def folder(self) -> str:
        """Take the address of what its links start from."""
        return self.address[: self.address.rfind("/") + 1]

    @property
    def path(self) -> str:
        """Take the path of its file: an address that is no folder is that of a file."""
        return self.address if self.address != self.folder else f"{self.address}index.html"
