"""A part of the site, finished: what an organization publishes, or what all of them share.

A part holds everything that others must know of it, so that the whole is put together from parts
wherever and whenever each was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..pages.reader import NamedLink
from ..pages.search import Found
from ..pages.sitemap import Listing
from ..problems import Problem


@dataclass(frozen=True, slots=True)
class Artifact:
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
    drafts: tuple[NamedLink, ...]
    about: tuple[NamedLink, ...]
