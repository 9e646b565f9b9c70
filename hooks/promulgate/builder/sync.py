"""The disk, where the site goes: brought up to date file by file, and not written anew.

Of each file that was written a record says what the system said of it then. A file that is still
as it was written stays; all others are written, and what belongs to no part is removed. So a
change costs what it changes, and a build that was killed on the way is mended by the next.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ..sources.scan import fine, stamp_of

Stamp = tuple[int, ...]
Outgoing = tuple[str, Callable[[], bytes]]  # the digest of a file, and what reads it
Record = dict[str, tuple[str, Stamp]]  # the digest of each file, and its stamp


class Sync(NamedTuple):
    """The folder of the site, and the file of its record."""

    site: Path
    record: Path

    def update(self, files: Mapping[str, Outgoing]) -> list[str]:
        """Make the folder hold `files`, by path, and nothing else that is not hidden.

        The answer are the paths that were written.
        """
        there, known = dict(_walk(self.site, "")), self._known()
        kept = {
            path: (digest, stamp)
            for path, (digest, stamp) in known.items()
            if path in files
            and files[path][0] == digest
            and there.get(path) == stamp
            # Where times are whole seconds, another change may have come in the same second.
            and (fine(stamp) or sha256((self.site / path).read_bytes()).hexdigest() == digest)
        }
        for path in there.keys() - files.keys():
            self._remove(path)
        missing = sorted(files.keys() - kept.keys())
        for folder in {path.rpartition("/")[0] for path in missing}:
            (self.site / folder).mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor() as pool:
            done = pool.map(lambda path: self._write(path, files[path][1]()), missing)
            written = dict(zip(missing, done, strict=True))
        if kept.keys() != known.keys() or written:
            self._remember({**kept, **written})
        return missing

    def _write(self, path: str, data: bytes) -> tuple[str, Stamp]:
        """Write a file; the answer is what the record says of it, whatever was expected."""
        file = self.site / path
        if file.is_symlink():
            file.unlink()
        with file.open("wb") as stream:
            stream.write(data)
            stream.flush()
            return sha256(data).hexdigest(), stamp_of(os.fstat(stream.fileno()))

    def _remove(self, path: str) -> None:
        """Remove a file, and the folders that are empty then."""
        file = self.site / path
        file.unlink()
        for folder in file.parents:
            if folder == self.site:
                break
            with suppress(OSError):
                folder.rmdir()

    def _known(self) -> Record:
        """Read the record; what cannot be read is as good as none."""
        with suppress(OSError, ValueError, TypeError, AttributeError):
            site, found = json.loads(self.record.read_bytes())
            if site == str(self.site):
                return {path: (digest, tuple(stamp)) for path, (digest, stamp) in found.items()}
        return {}

    def _remember(self, record: Record) -> None:
        """Write the record; without one, all is written anew."""
        new = self.record.with_suffix(".new")
        with suppress(OSError):
            self.record.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps((str(self.site), record)), "utf-8")
            new.replace(self.record)


def outgoing(files: Mapping[str, Path]) -> dict[str, Outgoing]:
    """Take files as they are."""
    return {
        path: (sha256(file.read_bytes()).hexdigest(), file.read_bytes)
        for path, file in files.items()
    }


def within(folder: Path) -> dict[str, Path]:
    """List all files of a folder by their paths below it."""
    return {
        file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()
    }


def _walk(folder: os.PathLike[str] | str, above: str) -> Iterator[tuple[str, Stamp]]:
    """List the files of a folder with their stamps; what is hidden at its top is left alone."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if not above and entry.name.startswith("."):
                continue
            path = above + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{path}/")
            else:
                yield path, stamp_of(entry.stat(follow_symlinks=False))
