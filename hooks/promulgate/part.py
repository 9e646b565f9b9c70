"""A part of the site, finished: what an organization publishes, or what all of them share.

A part holds everything that others must know of it, so that the whole is put together from parts
wherever and whenever each was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .pages.standpoint import Entry
from .problems import Problem
from .search import Found
from .site import Page


class Listing(NamedTuple):
    """A page that search engines may keep, with the same page in other languages."""

    canonical: str
    updated: str | None
    alternates: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """What one organization publishes; with an empty `name`, what all share.

    `key` is the digest of all that it was made from but the day; `days` are those on which it was
    made, by time zone. `files` has the SHA-256 of each file by its
    path below the site. `kept` are sources that are published as they are; `problems` are advice;
    `about` are the pages of the site itself. `outlines` are JSON, which `outline.parse` reads.
    """

    name: str
    key: str
    days: Mapping[str, str]
    files: Mapping[str, str]
    listings: tuple[Listing, ...]
    found: tuple[Found, ...]
    kept: tuple[str, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    outlines: tuple[str, ...]
    drafts: tuple[Entry, ...]
    about: tuple[Entry, ...]


def listing(page: Page) -> Listing | None:
    """Say of a page what the sitemap says; None where it is not listed."""
    if not page.indexed or page.address != page.canonical:
        return None
    updated = str(page.updated) if page.updated else None
    return Listing(page.canonical, updated, page.alternates or {})
