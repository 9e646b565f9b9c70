"""Caches that other machines have made, taken in: of a matrix of jobs, or of Dask's workers."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from .cache import FILE, Cache, made_by

# What is taken: all that is an organization's. What all share depends on which there are.
OWN = "FROM file WHERE artifact != ''"
ROWS = {
    "artifact": "SELECT * FROM artifact WHERE name != ''",
    "file": f"SELECT * {OWN}",
    "content": f"SELECT * FROM content WHERE digest IN (SELECT digest {OWN})",
    "answer": "SELECT * FROM answer WHERE owner NOT IN ('', '*', '~')",
}


def gather(cache: Cache) -> None:
    """Take in the other caches of a folder, and remove them; foreign ones are only removed."""
    for file in sorted(cache.folder.glob("*.sqlite")) if cache.folder else []:
        if file.name == FILE:
            continue
        with suppress(sqlite3.Error), closing(_read_only(file)) as other:
            if made_by(other) == cache.program:
                _copy(other, cache.connection)
        for tail in ("", "-wal", "-shm"):
            file.with_name(f"{file.name}{tail}").unlink(missing_ok=True)


def _copy(other: sqlite3.Connection, here: sqlite3.Connection) -> None:
    """Copy rows as they are: each is held to its digest when it is read."""
    with here:
        here.execute("BEGIN IMMEDIATE")
        for table, which in ROWS.items():
            rows = other.execute(which)
            signs = ", ".join("?" for _ in rows.description)
            here.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({signs})", rows)


def _read_only(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
