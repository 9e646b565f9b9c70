"""The disk, where ledgers are written: all of them or none, by one process at a time."""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

WORDS = re.compile(r"docs/[a-z0-9-]+/[a-z0-9-]+/words\.jsonl")  # held to the ledger beside it
GROWING = re.compile(r"docs/([a-z0-9-]+/[a-z0-9-]+/ledger\.jsonl|log\.txt)")
CHECKPOINT = re.compile(r"[^\n]+\n\d+\n[A-Za-z0-9+/]{43}=\n")
# What begins with a dot is neither read nor published, and wakes no `mkdocs serve`.
JOURNAL = ".ledgers.json"
LEDGERS_LOCK = ".ledgers.lock"
CACHE_LOCK = ".lock"


@contextmanager
def alone(docs: Path) -> Iterator[None]:
    """Hold the folder of sources for writing; another process waits, a dead one holds nothing."""
    with _held(docs / LEDGERS_LOCK):
        _finish(docs)
        yield


def write(docs: Path, ledgers: Mapping[str, bytes]) -> None:
    """Write ledgers, their log and its checkpoint by path (`docs/…`), while the folder is held.

    One is replaced in one step. Several are first written down in a journal, so that whoever comes
    next finishes what a killed process began.
    """
    if len(ledgers) > 1:
        replace(docs / JOURNAL, json.dumps({p: d.decode() for p, d in ledgers.items()}).encode())
    for path, data in ledgers.items():
        replace(docs / path.removeprefix("docs/"), data)
    (docs / JOURNAL).unlink(missing_ok=True)


def finish(docs: Path) -> None:
    """Finish what a killed process began to write, before anything is read."""
    if (docs / JOURNAL).exists():
        with alone(docs):
            pass


def unfinished(docs: Path) -> None:
    """Refuse a folder in which a killed process left ledgers half written; raise OSError.

    Only who may publish finishes that: a journal could have come with the sources.
    """
    if (docs / JOURNAL).exists():
        raise OSError(
            f"{docs / JOURNAL} was left by a seal that did not end. Run 'make seal', which ends "
            "it, or remove the file if it came from elsewhere"
        )


def _finish(docs: Path) -> None:
    journal = docs / JOURNAL
    if journal.exists():
        write(docs, _begun(docs, journal))


def _begun(docs: Path, journal: Path) -> Mapping[str, bytes]:
    """Read a journal; nothing can stand in one but what only grows, and a checkpoint."""
    try:
        found = {str(p): str(t).encode() for p, t in json.loads(journal.read_bytes()).items()}
        for path, data in found.items():
            file = docs / path.removeprefix("docs/")
            before = file.read_bytes() if file.exists() else b""
            grows = GROWING.fullmatch(path) and data.startswith(before)
            known = path == "docs/checkpoint" and CHECKPOINT.fullmatch(data.decode())
            if not grows and not known and not WORDS.fullmatch(path):
                raise ValueError(path)
    except (ValueError, AttributeError) as error:
        raise OSError(f"{journal} was not written by a seal. Remove it") from error
    return found


def remove(docs: Path, paths: Iterable[str]) -> list[str]:
    """Remove files by path (`docs/…`); the answer names those that were there."""
    found = [path for path in paths if (docs / path.removeprefix("docs/")).exists()]
    for path in found:
        (docs / path.removeprefix("docs/")).unlink()
    return found


def create(file: Path, data: bytes) -> None:
    """Write a file with its folders; raise FileExistsError where there is one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        stream.write(data)


def replace(file: Path, data: bytes) -> None:
    """Put new content in the place of a file; after a power cut there is the old one or the new."""
    new = file.with_name(f".{file.name.lstrip('.')}.new")
    with new.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)
    if hasattr(os, "O_DIRECTORY"):  # Windows opens no folder
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def locked(folder: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Hold a folder; `wait` is told once if another process holds it. A dead one holds nothing.

    A folder that cannot be written is not held: nothing is written there.
    """
    if _writable(folder):
        with _held(folder / CACHE_LOCK, wait):
            yield
    else:
        yield


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / CACHE_LOCK).open("ab") as stream:
            if not stream.tell():
                stream.write(b"Whoever builds holds this file.\n")
    except OSError:
        return False
    return True


@contextmanager
def _held(file: Path, wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of this file, whichever thread lets it go.

    The file stays: whoever waits for one that is removed would hold another than who comes next.
    """
    lock = FileLock(file, thread_local=False, preserve_lock_file=True)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        wait()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
