"""A build: artifacts that are known are taken from the cache, the others made by processes."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

from .. import urls
from ..clock import latest_day
from ..ledger.log import check_log, unlogged
from ..memo import digest_of
from ..pages.addresses import promised
from ..pages.domains import Domains, placed
from ..problems import Place, Problem, ours
from ..sources.paths import SHARED, organization_of
from ..sources.scan import SourceFile, Sources, read_files, read_published
from .artifact import Artifact
from .cache import Cache
from .gather import gather
from .page_html import PageRenderer, UnfillableError
from .stages import BuildSettings, Made, Workplace, make_organization, make_shared
from .summary import Summary
from .sync import Outgoing
from .workers import run


class Answer(NamedTuple):
    """What came of making an artifact, as it comes back from another process."""

    problems: list[Problem]
    kept: bool = False
    summaries: Sequence[Summary] = ()
    unread: frozenset[str] = frozenset()


class Built(NamedTuple):
    """All artifacts, what all share first, and the files that come from all of them together.

    `made` are the names of the artifacts that were made anew; `notes` are about none of them.
    """

    artifacts: tuple[Artifact, ...]
    files: Mapping[str, bytes]
    made: tuple[str, ...]
    notes: tuple[str, ...] = ()


class Builder:
    """Builds sites of the same settings from sources by path, keeping artifacts in a cache."""

    def __init__(
        self,
        settings: BuildSettings,
        files: Mapping[str, SourceFile],
        renderer: PageRenderer,
        cache: Cache,
        processes: int = 1,
    ) -> None:
        self.settings, self.renderer, self.cache = settings, renderer, cache
        self.processes = processes if cache.folder else 1  # memory is not shared
        self.digest = settings.digest
        self.artifacts: Mapping[str, Artifact] = {}
        self.mending = Lock()
        self.files = files
        self.own: dict[str, dict[str, SourceFile]] = defaultdict(dict)
        for path, file in files.items():
            self.own[organization_of(path)][path] = file

    def build(self, only: Collection[str] = ()) -> tuple[Built | None, list[Problem]]:
        """Build all organizations, or `only` some; None where a rule is broken.

        A cache that is damaged is begun anew; one that cannot be written is done without.
        """
        try:
            return self._build(only)
        except sqlite3.Error:
            with suppress(OSError, sqlite3.Error):
                self.cache.discard()
                return self._build(only)
        self.cache, self.processes = Cache(None, self.settings.program), 1
        return self._build(only)

    def _build(self, only: Collection[str]) -> tuple[Built | None, list[Problem]]:
        gather(self.cache)
        names = sorted(name for name in self.own if name and (not only or name in only))
        known = {name: self._known(name, self._key(name)) for name in names}
        missing = [name for name in names if known[name] is None]
        # The largest first: the last one to finish is then a small one.
        missing.sort(key=lambda name: -sum(file.stamp[0] for file in self.own[name].values()))
        answers: list[Answer] = []
        if len(missing) > 1:
            self.renderer.compile()
        self.cache.close()  # forked processes open it for themselves
        for name, answer in run(self.make, missing, self.processes):
            answers.append(answer)
            known[name] = self.cache.artifact(name) if answer.kept else None
            self.settings.tell("Organizations", len(answers), len(missing))
        artifacts = {name: found for name, found in known.items() if found}
        shared = self._shared(artifacts, answers)
        problems = {problem for each in artifacts.values() for problem in each.problems}
        problems.update(shared.problems, *(answer.problems for answer in answers))
        published = read_published(self.files)
        # A part of the folder cannot be held to the log of all.
        unlawful = [] if only else check_log(published, latest_day())
        problems.update(unlawful)
        problems.update(doubled := _doubled(artifacts))
        found = self.cache.artifact(SHARED) if shared.kept else None
        if found is None or unlawful or doubled:
            return None, sorted(problems)
        if not only:
            self.cache.prune({SHARED, *names})
        self.artifacts = {SHARED: found, **artifacts}
        every = tuple(self.artifacts[name] for name in (SHARED, *names))
        notes = tuple(filter(None, [unlogged(published)]))
        files = _together(every, self.settings.root)
        return Built(every, files, tuple(missing), notes), sorted(problems)

    def outgoing(self, built: Built) -> dict[str, Outgoing]:
        """List the files of a site with their digests, and how each is read."""
        files: dict[str, Outgoing] = {
            path: (digest, partial(self.content, each, digest))
            for each in built.artifacts
            for path, digest in each.files.items()
        }
        for path, data in built.files.items():
            files[path] = sha256(data).hexdigest(), partial(bytes, data)
        return placed(files, self.settings.root)

    def domains(self, built: Built) -> Domains:
        """Find where the organizations of a site are published."""
        summaries = [known for each in built.artifacts for known in each.summaries]
        return self.settings.domains(summaries)

    def moved(self, built: Built) -> dict[str, str]:
        """List the addresses that pages had before, with the absolute ones that they have now."""
        root = self.settings.root
        return {
            urls.at_root(a, root): to for each in built.artifacts for a, to in each.moved.items()
        }

    def make(self, name: str) -> Answer:
        """Make the artifact of an organization, and keep it."""
        docs = read_files({**self.own[SHARED], **self.own[name]})
        sources = Sources(docs, self.settings.catalogs)
        return self._made(partial(make_organization, name, self._key(name), sources))

    def content(self, each: Artifact, digest: str) -> bytes:
        """Read a file of an artifact; one that is damaged in the cache is made once more.

        Raise OSError where it cannot be.
        """
        data = self._read(digest)
        if data is None:
            with self.mending:  # files are written by several threads
                if (data := self._read(digest)) is None:
                    data = self._mended(each, digest)
        if data is None:
            raise OSError("The cache changes while it is read. Build again")
        return data

    def _read(self, digest: str) -> bytes | None:
        with suppress(sqlite3.Error):
            return self.cache.content(digest)
        return None

    def _mended(self, each: Artifact, digest: str) -> bytes | None:
        """Make an artifact once more, in memory where the cache is of no use."""
        for _ in range(2):
            with suppress(sqlite3.Error):
                if each.name:
                    self.make(each.name)
                else:
                    self._shared({n: a for n, a in self.artifacts.items() if n}, [], anew=True)
                if (data := self.cache.content(digest)) is not None:
                    return data
            self.cache = Cache(None, self.settings.program)
        return None

    def _shared(
        self, artifacts: Mapping[str, Artifact], answers: Sequence[Answer], anew: bool = False
    ) -> Answer:
        """Take or make what all share; where something is wrong elsewhere, it is only checked."""
        summaries = [known for _, each in sorted(artifacts.items()) for known in each.summaries]
        key = self._key(SHARED, summaries)
        failed = [answer for answer in answers if not answer.kept]
        if not failed and not anew and (known := self._known(SHARED, key)):
            return Answer(list(known.problems), kept=True)
        summaries += [known for answer in failed for known in answer.summaries]
        summaries.sort(key=lambda known: known.id)
        unread = frozenset[str]().union(*(answer.unread for answer in answers))
        sources = Sources(read_files(self.own[SHARED]), self.settings.catalogs)
        return self._made(
            lambda place: make_shared(key, sources, place, summaries, unread, not failed)
        )

    def _made(self, make: Callable[[Workplace], Made]) -> Answer:
        """Make an artifact, and keep what came of it."""
        told: list[Problem] = []
        try:
            made = make(Workplace(self.settings, self.renderer, self.cache, told))
        except UnfillableError as error:
            return Answer([*told, error.problem])
        except (OSError, sqlite3.Error, MemoryError):
            raise
        except Exception as error:
            return Answer([*told, ours(error)])
        if made.artifact:
            self.cache.keep(made.artifact, made.contents, made.memo)
        return Answer(made.problems, made.artifact is not None, made.summaries, made.unread)

    def _key(self, name: str, more: object = None) -> str:
        """Digest all that an artifact depends on but the day."""
        names = {SHARED, name}
        digests = {path: file.digest for each in names for path, file in self.own[each].items()}
        return digest_of(self.digest, name, dict(sorted(digests.items())), more)

    def _known(self, name: str, key: str) -> Artifact | None:
        known = self.cache.artifact(name)
        fits = known and known.key == key and known.is_of(self.settings.moment)
        return known if fits else None


def _doubled(artifacts: Mapping[str, Artifact]) -> list[Problem]:
    """Find old addresses of an organization at which another one answers."""
    found = []
    for name, each in artifacts.items():
        for address in each.moved:
            paths = (address, f"{address}index.html")
            for other in artifacts.values():
                if other.name != name and any(path in other.files for path in paths):
                    wrong = f"Its old address /{address} is one of '{other.name}' too."
                    fix = "Remove it from one of the two: one address leads to one page."
                    found.append(Problem(Place(f"docs/{name}/index.md"), wrong, fix))
    return found


def _together(artifacts: Sequence[Artifact], root: str) -> Mapping[str, bytes]:
    """Make the files that come from all artifacts, what all share first."""
    addresses = [
        urls.at_root(address.removeprefix("docs/"), root)
        for each in artifacts
        for address in (*(path.removesuffix("index.html") for path in each.files), *each.kept)
    ]
    return {urls.ADDRESSES: promised({*addresses})}
