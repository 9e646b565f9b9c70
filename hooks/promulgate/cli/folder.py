"""A folder of sources as the commands find it: each stage is run when it is first asked for."""

import os
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from ..builder.cache import CACHE, FILE, TERMINAL, Cache, cache_folder
from ..checks.check import check
from ..clock import Moment, UntimelyError, latest_day, now
from ..editions.publication import Publication, publish_on
from ..editions.render import Editions, render
from ..files import finish, locked, unfinished
from ..i18n import interfaces
from ..ledger.log import Published, check_log, with_checkpoint
from ..memo import Memo
from ..model.entities import Library
from ..model.load import load
from ..problems import Problem, ours, report
from ..sources.paths import SHARED, is_ledger, organization_of
from ..sources.scan import (
    Docs,
    Sources,
    read_catalogs,
    read_configuration,
    read_files,
    read_published,
    surroundings,
    survey,
)
from ..sources.settings import Settings, parse_settings
from .refusal import RefusalError
from .remedies import remedied

PACKAGE = Path(__file__).parent.parent
MANY = 20_000  # answers of commands that are kept


class BusyError(Exception):
    """A build is running, and has the cache for itself."""


@dataclass(frozen=True)
class Folder:
    """What a folder holds, and what is wrong with it.

    `published` are its ledgers, their log and its checkpoint, by path.
    `library`, `editions` and `publication` raise RefusalError where a rule is broken that they
    depend on.
    """

    path: Path
    sources: Sources
    moment: Moment
    memo: Memo
    published: Published = field(default_factory=dict)
    cache: Cache = field(default_factory=lambda: Cache(None, ""))

    @cached_property
    def loaded(self) -> tuple[Library | None, list[Problem]]:
        """Read the sources: the library, None where there is no home page, and what is wrong."""
        return load(self.sources.docs, self.memo)

    @cached_property
    def library(self) -> Library:
        library, problems = self.loaded
        fatal = [problem for problem in problems if not problem.advice]
        if library is None or fatal:
            raise RefusalError(report(fatal))
        return library

    @cached_property
    def rendered(self) -> Editions | None:
        library, problems = self.loaded
        try:
            return render(library, self.memo) if library else None
        except Exception as error:  # what else is wrong is still told
            problems.append(ours(error))
            return None

    @cached_property
    def problems(self) -> list[Problem]:
        """Check everything; all problems come, sorted."""
        rendered = self.rendered
        library, found = self.loaded
        languages, wrong = interfaces(self.sources.catalogs, self.memo)
        found = [*found, *wrong, *check_log(self.published, latest_day())]
        if library and rendered:
            found += check(library, rendered, languages.by_tag, self.memo)
        ledgers = library.ledgers if library else {}
        return sorted(set(remedied(found, ledgers, self.path.resolve().parent)))

    @property
    def fatal(self) -> list[Problem]:
        """List the rules that are broken."""
        return [problem for problem in self.problems if not problem.advice]

    @cached_property
    def editions(self) -> Editions:
        if self.fatal or self.rendered is None:
            raise RefusalError(report(self.fatal))
        return self.rendered

    @cached_property
    def publication(self) -> Publication:
        return publish_on(self.moment, self.library, self.editions, self.memo)

    @cached_property
    def settings(self) -> Settings:
        return parse_settings(self.configuration)

    @cached_property
    def configuration(self) -> bytes:
        """Read the mkdocs.yml of the site; empty where no site is built from this folder."""
        return read_configuration(self.path)

    def without(self, organization: str) -> "Folder":
        """Give the folder as it would be without what an organization owns."""
        docs = {p: d for p, d in self.sources.docs.items() if organization_of(p) != organization}
        published = {p: d for p, d in self.published.items() if organization_of(p) != organization}
        return replace(self, sources=self.sources._replace(docs=docs), published=published)

    def with_ledgers(self, ledgers: Mapping[str, bytes]) -> "Folder":
        """Give the folder as it would be with these ledgers, by path, and with their log.

        Of organizations it has those alone whose ledgers they are: no other depends on them.
        """
        begun = any(map(is_ledger, self.published))  # else a log that lies there is of nothing
        published = {
            **(self.published if begun else {}),
            **{path: data for path, data in ledgers.items() if is_ledger(path)},
        }
        published |= with_checkpoint(published, self.settings.origin)
        named = {SHARED, *map(organization_of, ledgers)}
        docs: Docs = {
            path: data
            for path, data in {**self.sources.docs, **ledgers}.items()
            if organization_of(path) in named
        }
        sources = self.sources._replace(docs=docs)
        return replace(self, sources=sources, published=published)


def open_folder(path: Path, moment: Moment | None = None, writing: bool = False) -> Folder:
    """Read a folder of sources at a moment, or that of the environment.

    What a killed seal left half written is ended by who is `writing`, and refused to others.
    Raise RefusalError where there is none.
    """
    if not path.is_dir():
        raise RefusalError(f"There is no folder '{path}' here. Run this where mkdocs.yml is.", 2)
    try:
        moment = moment or now()
    except UntimelyError as error:
        raise RefusalError(str(error), 2) from error
    try:
        (finish if writing else unfinished)(path)
    except OSError as error:
        raise RefusalError(f"{error}.") from error
    files = survey(path)
    sources = Sources(read_files(files), read_catalogs(PACKAGE / "locales"))
    cache = _cache(path)
    memo = Memo(cache.answers(None))
    return Folder(path, sources, moment, memo, read_published(files), cache)


def remember(folder: Folder) -> None:
    """Keep what was found out for the next command, unless a build is running."""
    cache = folder.cache
    if not folder.memo.made or cache.folder is None:
        return

    def busy() -> None:
        raise BusyError

    with suppress(BusyError, OSError, sqlite3.Error), locked(cache.folder, busy):
        cache.usable()
        cache.remember(TERMINAL, folder.memo, MANY)
    cache.close()


def _cache(docs: Path) -> Cache:
    """Find the cache of the builds of a folder; a folder that is none of a site has none."""
    beside = docs.resolve().parent
    folder = cache_folder(beside, os.environ.get(CACHE))
    known = (folder / FILE).is_file() or (beside / "mkdocs.yml").is_file()
    return Cache(folder if known else None, surroundings(PACKAGE, sys.path))
