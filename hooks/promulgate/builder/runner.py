"""A build: known parts taken from the store, the others made, over several processes."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

from ..memo import Layers, digest_of
from ..problems import Problem
from ..sources.paths import organization_of
from ..sources.scan import SourceFile, load
from .cache import Store
from .page_html import Before, DamagedError, UnprintableError, read
from .plan import Prepared
from .stages import COMMON, Finished, Made, Works, up_to_date, whole
from .summary import Summary, parse
from .sync import Outgoing
from .workers import run

Make = Callable[[Before], tuple[Made | None, Prepared]]


class Answer(NamedTuple):
    """What came of making a part: in the store where it could be written, else in `made`."""

    problems: list[Problem]
    stored: bool = False
    made: Made | None = None
    outlines: Sequence[Summary] = ()
    unread: frozenset[str] = frozenset()

    @property
    def failed(self) -> bool:
        return not self.stored and self.made is None


class Built(NamedTuple):
    """All parts, what all share first, and the files that come from all of them together.

    `made` are the names of the parts that were made anew.
    """

    parts: tuple[Finished, ...]
    files: Mapping[str, bytes]
    made: tuple[str, ...]


class Building:
    """What is built from: the sources by path, the store of parts, the works."""

    def __init__(
        self, works: Works, store: Store, sources: Mapping[str, SourceFile], processes: int = 1
    ) -> None:
        self.works, self.store, self.processes = works, store, processes
        self.around = works.around
        self.shared: Mapping[str, Finished] = {}
        self.mending, self.mended = Lock(), dict[str, Finished | None]()
        self.own: dict[str, dict[str, SourceFile]] = defaultdict(dict)
        for path, source in sources.items():
            self.own[organization_of(path)][path] = source

    def build(self, only: Collection[str] = ()) -> tuple[Built | None, list[Problem]]:
        """Build all organizations, or `only` some; None where a rule is broken."""
        names = sorted(name for name in self.own if name and (not only or name in only))
        parts = {name: kept for name in names if (kept := self._known(name, self._key(name)))}
        missing = [name for name in names if name not in parts]
        # The largest first: the last one to finish is then a small one.
        missing.sort(key=lambda name: -sum(s.stamp[0] for s in self.own[name].values()))
        answers: list[Answer] = []
        for name, answer in run(self.make, missing, self.processes):
            answers.append(answer)
            if found := self._found(name, answer):
                parts[name] = found
            self.works.tell("Organizations", len(answers), len(missing))
        common = self._common(parts, answers)
        problems = {problem for each in parts.values() for problem in each.part.problems}
        problems.update(common.problems, *(answer.problems for answer in answers))
        shared = self._found(COMMON, common)
        if shared is None:
            return None, sorted(problems)
        if not only:
            with suppress(OSError):
                self.store.prune({COMMON, *names})
        self.shared, every = parts, (shared, *(parts[name] for name in names))
        files = whole([each.part for each in every], self.works.search)
        return Built(every, files, tuple(missing)), sorted(problems)

    def outgoing(self, built: Built) -> dict[str, Outgoing]:
        """List the files of a site with their digests, and how each is read."""
        files: dict[str, Outgoing] = {
            path: (digest, partial(self.content, each, digest))
            for each in built.parts
            for path, digest in each.part.files.items()
        }
        for path, data in built.files.items():
            files[path] = sha256(data).hexdigest(), partial(bytes, data)
        return files

    def make(self, name: str) -> Answer:
        """Make the part of an organization, and keep it."""
        docs = load({**self.own[COMMON], **self.own[name]})
        with closing(self._before(COMMON)) as common:
            shared = Layers(self.works.memory, common.memory)
            return self._made(
                name,
                lambda before: self.works.organization(name, self._key(name), docs, before, shared),
            )

    def content(self, each: Finished, digest: str) -> bytes:
        """Read a file of a part; a part that is damaged on the disk is made once more."""
        data, name = each.content(digest), each.part.name
        if data is None:
            with self.mending:  # files are written by several threads
                if name not in self.mended:
                    self.store.file(name).unlink(missing_ok=True)
                    answer = self.make(name) if name else self._common(self.shared, [])
                    self.mended[name] = self._found(name, answer)
            found = self.mended[name]
            data = found.content(digest) if found else None
        if data is None:
            raise OSError(f"{self.store.file(name)} changes while it is read. Build again")
        return data

    def _common(self, parts: Mapping[str, Finished], answers: Sequence[Answer]) -> Answer:
        """Take or make what all share; where something is wrong elsewhere, it is only checked."""
        known = [text for _, each in sorted(parts.items()) for text in each.part.outlines]
        key = self._key(COMMON, known)
        complete = not any(answer.failed for answer in answers)
        if complete and (kept := self._known(COMMON, key)):
            return Answer(list(kept.part.problems), stored=True)
        outlines = [parse(text) for text in known]
        outlines += [o for answer in answers if answer.failed for o in answer.outlines]
        outlines.sort(key=lambda outline: outline.id)
        docs = load(self.own[COMMON])
        unread = frozenset[str]().union(*(answer.unread for answer in answers))
        return self._made(
            COMMON,
            lambda before: self.works.common(key, docs, outlines, before, unread, complete),
        )

    def _made(self, name: str, make: Make) -> Answer:
        """Make a part with what was kept of it, or without where that is damaged, and keep it."""
        try:
            with closing(self._before(name)) as before:
                return self._answer(*make(before))
        except DamagedError:
            return self._answer(*make(Before()))
        except UnprintableError as error:
            return Answer([error.problem])

    def _key(self, name: str, more: object = None) -> str:
        names = {COMMON, name}
        digests = {path: s.digest for each in names for path, s in self.own[each].items()}
        return digest_of(self.around, name, dict(sorted(digests.items())), more)

    def _known(self, name: str, key: str) -> Finished | None:
        kept = self.store.read(name)
        if kept and kept.part.key == key and up_to_date(kept.part, self.works.setting.moment):
            return kept
        return None

    def _before(self, name: str) -> Before:
        """Open what was kept of a part, if there is anything whole."""
        kept = self.store.read(name)
        opened = kept.opened() if kept else None
        return Before(opened.content, opened, opened.stream.close) if opened else Before()

    def _found(self, name: str, answer: Answer) -> Finished | None:
        return answer.made or (self.store.read(name) if answer.stored else None)

    def _answer(self, made: Made | None, prepared: Prepared) -> Answer:
        """Keep what was made; where that is not possible, the answer holds it."""
        stored = False
        if made:
            try:
                self.store.write(made.part, made.contents, made.memory)
                stored = True
            except OSError:  # a disk that is full, or may not be written: all is in the answer
                made = Made(made.part, {d: read(data) for d, data in made.contents.items()}, {})
        outlines, unread = prepared.outlines, prepared.unread
        return Answer(prepared.problems, stored, None if stored else made, outlines, unread)
