"""The disk, where ledgers are written: all of them or none, by one process at a time."""

import fcntl
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

LEDGERS = re.compile(r"docs/[a-z0-9-]+/[a-z0-9-]+/ledger\.jsonl")
JOURNAL = ".ledgers.json"  # begins with a dot: neither read nor published


@contextmanager
def alone(docs: Path) -> Iterator[None]:
    """Hold the folder of sources for writing; another process waits, a dead one holds nothing."""
    folder = os.open(docs, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        _finish(docs)
        yield
    finally:
        os.close(folder)


def write(docs: Path, ledgers: Mapping[str, bytes]) -> None:
    """Write ledgers by path (`docs/…`), while the folder is held.

    One is replaced in one step. Several are first written down in a journal, so that whoever comes
    next finishes what a killed process began.
    """
    if len(ledgers) > 1:
        _replace(docs / JOURNAL, json.dumps({p: d.decode() for p, d in ledgers.items()}).encode())
    for path, data in ledgers.items():
        _replace(docs / path.removeprefix("docs/"), data)
    (docs / JOURNAL).unlink(missing_ok=True)


def finish(docs: Path) -> None:
    """Finish what a killed process began to write, before anything is read."""
    if (docs / JOURNAL).exists():
        with alone(docs):
            pass


def _finish(docs: Path) -> None:
    journal = docs / JOURNAL
    if journal.exists():
        write(docs, _begun(docs, journal))


def _begun(docs: Path, journal: Path) -> Mapping[str, bytes]:
    """Read a journal; nothing but ledgers that only grow can stand in one."""
    try:
        found = {str(p): str(t).encode() for p, t in json.loads(journal.read_bytes()).items()}
        for path, data in found.items():
            ledger = docs / path.removeprefix("docs/")
            if not LEDGERS.fullmatch(path) or not data.startswith(
                ledger.read_bytes() if ledger.exists() else b""
            ):
                raise ValueError(path)
    except (ValueError, AttributeError) as error:
        raise OSError(f"{journal} was not written by a seal. Remove it") from error
    return found


def _replace(file: Path, data: bytes) -> None:
    """Put new content in the place of a file; after a power cut there is the old one or the new."""
    new = file.with_name(f".{file.name.lstrip('.')}.new")
    with new.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)
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
    held = None
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        held = os.open(folder, os.O_RDONLY)
    try:
        if held is not None:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                wait()
                fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        if held is not None:
            os.close(held)
