"""The works: every part of the site, those that are known and those that are made anew.

A part is made again when anything that it depends on has changed, and then page by page: what a
page shows is digested, and the page that was printed from the same is taken as it is.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

from pydantic_core import from_json, to_json

from . import search, urls
from .contents import promised
from .interface import ENGLISH
from .looks import Looks
from .memory import Known, Memory, digest_of
from .moment import Moment
from .outline import Outline
from .pages.frame import about
from .part import Listing, Part, listing
from .plan import Prepared, Setting, Sources, common, organization_of, organizations
from .problems import Problem
from .search import Found
from .site import Page, Site

COMMON = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A page as it goes to the reader, and what the search finds on it."""

    html: bytes
    entries: tuple[Mapping[str, Any], ...]


class UnprintableError(Exception):
    """A template cannot be filled."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


Press = Callable[[Page, Site], Printed]


class Finished(Protocol):
    """A part with its contents, wherever these are."""

    @property
    def part(self) -> Part: ...

    def content(self, digest: str) -> bytes | memoryview | None:
        """Read the file with this digest; None where it is damaged."""


@dataclass(frozen=True, slots=True)
class Made:
    """A part in memory."""

    part: Part
    contents: Mapping[str, bytes | memoryview]
    memory: Mapping[str, bytes] = field(default_factory=dict)

    def content(self, digest: str) -> bytes | memoryview | None:
        return self.contents.get(digest)


@dataclass(frozen=True, slots=True)
class Before:
    """What was kept of a part: its contents, and the memory of the core."""

    contents: Callable[[str], bytes | memoryview | None] = lambda _digest: None
    memory: Known = field(default_factory=dict[str, bytes])


@dataclass(frozen=True, slots=True)
class Works:
    """All that parts depend on beside their own sources, and how pages are printed.

    `program` is the digest of the code and its packages, `looks` those of the templates; `memory`
    holds what is the same for all parts.
    """

    program: str
    memory: Known
    setting: Setting
    catalogs: Mapping[str, bytes]
    looks: Looks
    search: search.Settings
    press: Press

    def key(self, name: str, digests: Mapping[str, str], more: object = None) -> str:
        """Digest all that a part is made from; `digests` are those of its sources, by path."""
        setting, moment = self.setting, self.setting.moment
        words = {tag: sha256(data).hexdigest() for tag, data in self.catalogs.items()}
        around = (setting.url, setting.preview, str(moment.day or ""), words)
        looks = (self.looks.around, self.looks.templates, self.search)
        return digest_of(self.program, name, around, looks, dict(digests), more)

    def organization(
        self, name: str, key: str, docs: Mapping[str, bytes | None], before: Before, shared: Known
    ) -> tuple[Made | None, Prepared]:
        """Make what an organization publishes; `docs` are its sources, and those that all share."""
        memory = Memory(before.memory, shared)
        prepared = organizations(Sources(docs, self.catalogs), self.setting, memory)
        return self._made(name, key, prepared, before), prepared

    def common(
        self,
        key: str,
        docs: Mapping[str, bytes | None],
        outlines: Sequence[Outline],
        found: Mapping[str, bytes],
        before: Before,
        unread: Collection[str] = (),
    ) -> tuple[Made | None, Prepared]:
        """Make what all organizations share, from their outlines and feeds."""
        sources, memory = Sources(docs, self.catalogs), Memory(before.memory, self.memory)
        prepared = common(sources, self.setting, outlines, found, memory, unread)
        return self._made(COMMON, key, prepared, before), prepared

    def _made(self, name: str, key: str, prepared: Prepared, before: Before) -> Made | None:
        plan = prepared.plan
        if plan is None:
            return None
        contents: dict[str, bytes | memoryview] = {}
        files: dict[str, str] = {}
        searched: list[Found] = []
        for page in plan.pages.values():
            digest, entries = self._printed(page, plan.site, contents, before)
            files[f"{page.address}index.html"] = digest
            if found := search.found(page, entries) if page.searchable else None:
                searched.append(found)
        made = dict(plan.files)
        if name != COMMON:
            made |= search.indexes(searched, self.search)
        for path, data in made.items():
            files[path] = digest = sha256(data).hexdigest()
            contents[digest] = data
        part = Part(
            name,
            key,
            {zone: str(self.setting.moment.today(zone)) for zone in _zones(prepared)},
            files,
            tuple(filter(None, map(listing, plan.pages.values()))),
            tuple(searched),
            tuple(sorted(p for p in plan.kept if organization_of(p) == name)),
            tuple(prepared.problems),
            plan.notes,
            prepared.outlines,
            plan.drafts,
            about(plan.site, ENGLISH),
        )
        return Made(part, contents, plan.site.memory.used)

    def _printed(
        self, page: Page, site: Site, contents: dict[str, bytes | memoryview], before: Before
    ) -> tuple[str, Sequence[Mapping[str, Any]]]:
        """Print a page, or take what was printed from the same."""
        name = f"page {digest_of(self.looks.of(page, site), page)}"
        if known := site.memory.find(name):
            digest, entries = from_json(known)
            content = contents.get(digest) or before.contents(digest)
            if content is not None:
                contents[digest] = content
                return digest, entries
        printed = self.press(page, site)
        digest = sha256(printed.html).hexdigest()
        contents[digest] = printed.html
        site.memory.keep(name, to_json((digest, printed.entries)))
        return digest, printed.entries


def _zones(prepared: Prepared) -> Iterator[str]:
    yield "UTC"
    for outline in prepared.outlines:
        yield outline.fields.organization.timezone


def up_to_date(part: Part, moment: Moment) -> bool:
    """Tell whether it is still the day, in each zone that counts, on which a part was made."""
    return all(str(moment.today(zone)) == day for zone, day in part.days.items())


def whole(parts: Sequence[Part], settings: search.Settings) -> Mapping[str, bytes]:
    """Make the files that come from all parts, what all share first."""
    addresses = [
        address.removeprefix("docs/")
        for part in parts
        for address in (*(path.removesuffix("index.html") for path in part.files), *part.kept)
        if not address.endswith(search.INDEX)
    ]
    found = [found for part in parts for found in part.found]
    return {
        **search.together(found, settings),
        urls.ADDRESSES: promised(addresses),
    }


def listings(parts: Iterable[Part]) -> Iterator[Listing]:
    for part in parts:
        yield from part.listings
