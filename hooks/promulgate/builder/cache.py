"""The disk, where artifacts are kept: one SQLite file, each row held to its digest when it is read.

A row that does not fit its digest is none. A file that cannot be read is begun anew, as is one that
another program has made. An artifact is written in one transaction, so that a killed build leaves
the old one or the new one.
"""

import json
import os
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter, ValidationError

from ..memo import Memo
from ..sources.paths import SHARED

if TYPE_CHECKING:  # whoever asks for answers alone knows no pages
    from .artifact import Artifact

CACHE = "PROMULGATE_CACHE"  # the variable that names another place for caches
FILE = "cache.sqlite"
FORMAT = 1
EVERYBODY = "*"  # owns what is the same for all artifacts
TERMINAL = "~"  # owns what commands have found out
TABLES = """
CREATE TABLE program (digest TEXT NOT NULL);
CREATE TABLE artifact (name TEXT PRIMARY KEY, body BLOB NOT NULL, digest TEXT NOT NULL);
CREATE TABLE file (artifact TEXT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX file_digest ON file (digest);
CREATE TABLE content (digest TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE answer (
    name TEXT NOT NULL, owner TEXT NOT NULL, data BLOB NOT NULL, digest TEXT NOT NULL,
    UNIQUE (name, owner)
);
"""


def cache_folder(site: Path, named: str | None, preview: bool = False, root: str = "") -> Path:
    """Find the folder of the cache of a site, or of that of an organization on its own domain.

    What editors see is kept apart from what is published.
    """
    kind = "serve" if preview else f"build-{root}" if root else "build"
    return Path(named or site / ".cache") / kind


class Answers(NamedTuple):
    """The answers of an owner, and those that all share; where none is named, those of anybody.

    Where the file is damaged, nothing was answered.
    """

    cache: "Cache"
    owner: str | None

    def get(self, name: str, /) -> bytes | None:
        with suppress(sqlite3.Error):
            return self.cache.answer(self.owner, name)
        return None


class Cache:
    """A folder with a cache; without one, all is kept in memory as long as the process lives.

    `program` is the digest of the code and its packages: what another one has kept is foreign.
    Methods raise sqlite3.Error where the file is damaged, or can no longer be written.
    """

    def __init__(self, folder: Path | None, program: str) -> None:
        self.folder, self.program = folder, program
        self._opened: tuple[int, sqlite3.Connection] | None = None
        self._reading = Lock()

    @property
    def connection(self) -> sqlite3.Connection:
        """Open the file where that was not done yet; a forked process opens it for itself."""
        if self._opened is None or self._opened[0] != os.getpid():
            name = str(self.folder / FILE) if self.folder else ":memory:"
            opened = sqlite3.connect(name, timeout=60, check_same_thread=False)
            try:
                self._prepare(opened)
            except sqlite3.Error:
                opened.close()
                raise
            self._opened = os.getpid(), opened
        return self._opened[1]

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                if made_by(connection) != self.program:
                    raise sqlite3.DatabaseError("another program has made this cache")
                return
            for statement in TABLES.split(";"):
                connection.execute(statement)
            connection.execute("INSERT INTO program VALUES (?)", (self.program,))
            connection.execute(f"PRAGMA user_version = {FORMAT}")

    def usable(self) -> None:
        """Begin a file that is damaged or foreign anew; where none can be written, use memory."""
        for _ in range(2):
            with suppress(sqlite3.Error, OSError):
                if self.folder:
                    self.folder.mkdir(parents=True, exist_ok=True)
                _ = self.connection
                return
            with suppress(OSError):
                self.discard()
        self.folder = None

    def close(self) -> None:
        """Close the file, before the process forks and when all is done."""
        if self._opened and self._opened[0] == os.getpid():
            self._opened[1].close()
        self._opened = None

    def discard(self) -> None:
        """Remove the file; the next use begins it anew. Raise OSError where that cannot be."""
        self.close()
        if self.folder:
            for tail in ("", "-wal", "-shm"):
                (self.folder / f"{FILE}{tail}").unlink(missing_ok=True)

    def artifact(self, name: str) -> "Artifact | None":
        """Find what was kept under a name; None where that is nothing, or nothing whole."""
        row = self.connection.execute(
            "SELECT body, digest FROM artifact WHERE name = ?", (name,)
        ).fetchone()
        if row and _digest(name, row[0]) == row[1]:
            with suppress(ValidationError):
                found = _adapter().validate_json(row[0])
                return found if found.name == name else None
        return None

    def content(self, digest: str) -> bytes | None:
        """Read a file; one that is not what its digest says is forgotten, and none."""
        with self._reading:  # files are written by several threads
            row = self.connection.execute(
                "SELECT data FROM content WHERE digest = ?", (digest,)
            ).fetchone()
        if row and sha256(row[0]).hexdigest() == digest:
            return bytes(row[0])
        if row:
            with self.connection as connection:
                connection.execute("DELETE FROM content WHERE digest = ?", (digest,))
        return None

    def has(self, digest: str) -> bool:
        """Tell whether there is a file with this digest, without reading it."""
        found = self.connection.execute("SELECT 1 FROM content WHERE digest = ?", (digest,))
        return found.fetchone() is not None

    def answers(self, owner: str | None) -> Answers:
        return Answers(self, owner)

    def answer(self, owner: str | None, name: str) -> bytes | None:
        """Find an answer of an owner, or one that all share; those first that most others have."""
        rows = self.connection.execute(
            "SELECT data, digest FROM answer WHERE name = ?"
            " AND (? IS NULL OR owner IN (?, ?, ?)) ORDER BY owner",
            (name, owner, EVERYBODY, SHARED, owner),
        )
        return next((bytes(data) for data, digest in rows if _digest(name, data) == digest), None)

    def keep(self, artifact: "Artifact", contents: Mapping[str, bytes], memo: Memo) -> None:
        """Keep an artifact in the place of what was kept of it, with its files and its answers.

        `contents` are those that are new, by digest.
        """
        body, name = _adapter().dump_json(artifact), artifact.name
        with self.connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR REPLACE INTO content VALUES (?, ?)", contents.items())
            connection.execute("DELETE FROM file WHERE artifact = ?", (name,))
            connection.executemany(
                "INSERT INTO file VALUES (?, ?)",
                ((name, digest) for digest in set(artifact.files.values())),
            )
            connection.execute(
                "INSERT OR REPLACE INTO artifact VALUES (?, ?, ?)",
                (name, body, _digest(name, body)),
            )
            self._remember(connection, name, memo)

    def remember(self, owner: str, memo: Memo, most: int) -> None:
        """Keep answers; where there are more than `most`, those that were not used go."""
        with self.connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            rows = connection.execute("SELECT count(*) FROM answer WHERE owner = ?", (owner,))
            self._remember(connection, owner, memo, sweep=rows.fetchone()[0] > most)

    def _remember(
        self, connection: sqlite3.Connection, owner: str, memo: Memo, sweep: bool = True
    ) -> None:
        if sweep:
            known = connection.execute("SELECT name FROM answer WHERE owner = ?", (owner,))
            gone = [(name, owner) for (name,) in known.fetchall() if name not in memo.used]
            connection.executemany("DELETE FROM answer WHERE name = ? AND owner = ?", gone)
        rows = ((name, owner, data, _digest(name, data)) for name, data in memo.made.items())
        connection.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", rows)

    def prune(
        self, names: Collection[str], keepers: Collection[str] = (EVERYBODY, TERMINAL)
    ) -> None:
        """Forget all artifacts but these, the answers of others, and files that nobody names."""
        with self.connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            known = connection.execute("SELECT name FROM artifact UNION SELECT owner FROM answer")
            for (name,) in known.fetchall():
                if name not in names:
                    connection.execute("DELETE FROM artifact WHERE name = ?", (name,))
                    connection.execute("DELETE FROM file WHERE artifact = ?", (name,))
                if name not in names and name not in keepers:
                    connection.execute("DELETE FROM answer WHERE owner = ?", (name,))
            connection.execute("DELETE FROM content WHERE digest NOT IN (SELECT digest FROM file)")


def made_by(connection: sqlite3.Connection) -> str | None:
    """Name the program that has made a cache; None where it has another format."""
    if connection.execute("PRAGMA user_version").fetchone() != (FORMAT,):
        return None
    row = connection.execute("SELECT digest FROM program").fetchone()
    return str(row[0]) if row else None


def _digest(name: str, data: bytes) -> str:
    """Digest a row with its name: an index that is damaged may lead to another row."""
    return sha256(json.dumps(name).encode() + data).hexdigest()


@lru_cache
def _adapter() -> "TypeAdapter[Artifact]":
    from .artifact import Artifact

    return TypeAdapter(Artifact)
