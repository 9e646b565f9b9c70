"""The works: every part of the site, those that are known and those that are made anew.

A part is made again when anything that it depends on has changed, and then page by page: what a
page shows is digested, and the page that was printed from the same is taken as it is.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, Protocol

from pydantic import TypeAdapter
from pydantic_core import to_json

from .. import urls
from ..clock import Moment
from ..i18n import ENGLISH
from ..memo import Known, Memo, Tell, digest_of
from ..pages import search
from ..pages.chrome import about
from ..sources.paths import organization_of
from ..sources.scan import Sources
from .artifact import Artifact
from .chapters import Chapter
from .fingerprint import Fingerprint
from .inventory import promised
from .page_html import Before, Content, Press, Printing, read
from .plan import Prepared, Setting, common, organizations
from .summary import Summary

COMMON = ""
_CHAPTER: TypeAdapter[Chapter] = TypeAdapter(Chapter)


class Finished(Protocol):
    """A part with its contents, wherever these are."""

    @property
    def part(self) -> Artifact: ...

    def content(self, digest: str) -> bytes | None:
        """Read the file with this digest; None where it is damaged."""


class Made(NamedTuple):
    """A part in memory."""

    part: Artifact
    contents: Mapping[str, Content]
    memory: Mapping[str, bytes | memoryview]

    def content(self, digest: str) -> bytes | None:
        return read(self.contents[digest])


@dataclass(frozen=True, slots=True)
class Works:
    """All that parts depend on beside their own sources, and how pages are printed.

    `program` is the digest of the code and its packages, `looks` those of the templates; `memory`
    holds what is the same for all parts. `tell` is told how far slow work is.
    """

    program: str
    memory: Known
    setting: Setting
    catalogs: Mapping[str, bytes]
    looks: Fingerprint
    search: search.Settings
    press: Press
    tell: Tell = lambda _what, _done, _of: None

    @property
    def around(self) -> str:
        """Digest what all parts depend on."""
        setting, moment = self.setting, self.setting.moment
        words = {tag: sha256(data).hexdigest() for tag, data in self.catalogs.items()}
        shown = (setting.url, setting.preview, str(moment.day or ""), words)
        return digest_of(self.program, shown, self.looks.around, self.looks.templates, self.search)

    def organization(
        self, name: str, key: str, docs: Mapping[str, bytes | None], before: Before, shared: Known
    ) -> tuple[Made | None, Prepared]:
        """Make what an organization publishes; `docs` are its sources, and those that all share."""
        memory = Memo(before.memory, shared, self.tell)
        finished = Chapters(self.around, memory, before)
        sources = Sources(docs, self.catalogs)
        prepared = organizations(sources, self.setting, memory, finished=finished)
        return self._made(name, key, prepared, before), prepared

    def common(
        self,
        key: str,
        docs: Mapping[str, bytes | None],
        outlines: Sequence[Summary],
        before: Before,
        unread: Collection[str] = (),
        complete: bool = True,
    ) -> tuple[Made | None, Prepared]:
        """Make what all organizations share, from their outlines."""
        sources, memory = Sources(docs, self.catalogs), Memo(before.memory, self.memory)
        prepared = common(sources, self.setting, outlines, memory, unread, complete)
        return self._made(COMMON, key, prepared, before), prepared

    def _made(self, name: str, key: str, prepared: Prepared, before: Before) -> Made | None:
        """Print what is planned, and join it to the chapters that are taken as they are."""
        plan = prepared.plan
        if plan is None:
            return None
        printing = Printing(plan.site, self.looks, self.press, before)
        chapters = [*plan.reused]
        for share in plan.shares:
            printed = printing.all(share.pages, share.files, share.names, len(plan.pages))
            linked, names = tuple(sorted(share.linked)), tuple(sorted(share.names))
            chapter = Chapter(*printed, linked, names, share.told)
            chapters.append(chapter)
            if not prepared.problems:  # advice is told again, so what it is about is read again
                plan.site.memory.keep(f"chapter {share.key}", to_json(chapter))
        done = {path for share in plan.shares for path in (*share.pages, *share.files)}
        pages = {path: page for path, page in plan.pages.items() if path not in done}
        others = {path: data for path, data in plan.files.items() if path not in done}
        rest = printing.all(pages, others, set(), len(plan.pages))
        every = [Chapter(*rest, (), (), {}), *chapters]
        files = {path: digest for each in every for path, digest in each.files.items()}
        found = sorted((f for each in every for f in each.found), key=lambda f: f.address)
        if name != COMMON:
            files |= printing.keep(search.indexes(found, self.search))
        for digest in files.values():
            printing.content(digest)
        listed = (listing for each in every for listing in each.listings)
        part = Artifact(
            name,
            key,
            {zone: str(self.setting.moment.today(zone)) for zone in _zones(prepared)},
            dict(sorted(files.items())),
            tuple(sorted(listed, key=lambda listing: listing.canonical)),
            tuple(found),
            tuple(sorted(p for p in plan.kept if organization_of(p) == name)),
            tuple(prepared.problems),
            plan.notes,
            tuple(to_json(outline).decode() for outline in prepared.outlines),
            plan.drafts,
            about(plan.site, ENGLISH),
        )
        return Made(part, printing.contents, plan.site.memory.used)


@dataclass(frozen=True, slots=True)
class Chapters:
    """Chapters that were finished before, in a memory, with contents that are all there."""

    around: str
    memory: Memo
    before: Before

    def chapter(self, key: str) -> Chapter | None:
        data = self.memory.find(f"chapter {key}")
        if data is None:
            return None
        chapter = _CHAPTER.validate_json(bytes(data))
        if any(self.before.contents(digest) is None for digest in chapter.files.values()):
            return None
        for name in chapter.names:
            self.memory.find(name)
        return chapter


def _zones(prepared: Prepared) -> Iterator[str]:
    yield "UTC"
    for outline in prepared.outlines:
        yield outline.fields.organization.timezone


def up_to_date(part: Artifact, moment: Moment) -> bool:
    """Tell whether it is still the day, in each zone that counts, on which a part was made."""
    return all(str(moment.today(zone)) == day for zone, day in part.days.items())


def whole(parts: Sequence[Artifact], settings: search.Settings) -> Mapping[str, bytes]:
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
