"""Chapters: what each policy adds to what its organization publishes, and what that depends on.

A chapter is taken as it is while nothing that it depends on has changed: its own texts and seals,
the sections, what its organization says of itself, and of other policies what links lead to.
"""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from ..memo import digest_of
from ..model.entities import Library, Organization
from ..model.history import Policy
from ..pages.chrome import speaker
from ..pages.context import Site
from ..pages.feeds import Told
from ..pages.page import Page
from ..pages.reader import Reader
from ..pages.search import Found
from ..pages.sitemap import Listing
from ..sources.paths import JURISDICTIONS

# Of each version in the governing language, by date; None where it has no text any more.
Anchors = dict[str, list[str] | None]


class Chapter(NamedTuple):
    """A finished chapter, as a part is; `linked` are files that its texts link.

    `names` are what the memory of the core knows of it, `told` what feeds tell of it.
    """

    files: Mapping[str, str]
    listings: tuple[Listing, ...]
    found: tuple[Found, ...]
    linked: tuple[str, ...]
    names: tuple[str, ...]
    told: Told


class Finished(Protocol):
    """Chapters that were finished before; `around` digests what all of them depend on."""

    @property
    def around(self) -> str: ...

    def chapter(self, key: str) -> Chapter | None:
        """Find a chapter with all that it holds."""


class Share(NamedTuple):
    """A chapter in the making: its pages and files, and what is noted of it on the way."""

    key: str
    pages: Mapping[str, Page]
    files: Mapping[str, bytes]
    linked: frozenset[str]
    names: set[str]
    told: Told


def text_key(
    around: str,
    library: Library,
    organization: Organization,
    policy: Policy,
    digests: Mapping[str, str],
) -> str:
    """Digest what the words of a policy depend on; `digests` are those of all sources by path."""
    home = f"docs/{organization.id}/"
    folders = (f"{home}{policy.id}/", f"{home}{JURISDICTIONS}/", f"docs/{JURISDICTIONS}/")
    own = {p: d for p, d in digests.items() if p.startswith(folders) or p.count("/") == 1}
    files = sorted(path for path in library.files if path.startswith(home))
    said = [(tag, text.document.fields) for tag, text in organization.texts.items()]
    return digest_of(around, own, files, said)


def chapter_key(
    site: Site,
    organization: Organization,
    policy: Policy,
    text: str,
    anchors: Mapping[str, Anchors],
) -> str:
    """Digest what the pages of a policy depend on; `anchors` are those of each policy."""
    tags = organization.languages
    known = site.library.organizations[organization.id]
    frames = [speaker(Reader(site, known, tag)) for tag in tags]
    others = {name: found for name, found in anchors.items() if name != policy.id}
    days = (site.today(organization), site.moment.today("UTC"))
    return digest_of(text, frames, others, sorted(site.gone), days)
