"""The disk, where the site goes: brought up to date file by file, and not written anew.

Of each file that was written a record says what the system said of it then. A file that is still
as it was written stays; all others are written, and what belongs to no part is removed. So a
change costs what it changes, and a build that was killed on the way is mended by the next.

A file is written beside its place and renamed: at each moment it is the old one or the new one.
What lists others comes after them, and what is gone goes last: no list names what is not there.
"""

import gzip
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..sources.scan import fine, stamp_of
from .csp import with_policy

Stamp = tuple[int, ...]
Outgoing = tuple[str, Callable[[], bytes]]  # the digest of a file, and what reads it
Record = dict[str, tuple[str, Stamp]]  # the digest of each file, and its stamp
PAGES = {".html"}
LISTS = {"", ".gz", ".json", ".jsonl", ".link", ".txt", ".xml"}  # they name pages and texts
NEW = ".new"  # ends the name of what is on its way; it begins with a dot


class Sync(NamedTuple):
    """The folder of the site, and the file of its record."""

    site: Path
    record: Path

    def update(self, files: Mapping[str, Outgoing], only: Collection[str] = ()) -> list[str]:
        """Make the folder hold `files`, by path, and nothing else that is not hidden.

        With `only` some folders at its top, all others stay as they are. The answer are the paths
        that were written. Raise OSError where one cannot be; what is there is whole even then.
        """
        tops = tuple(f"{name}/" for name in only) or ("",)
        files = {path: files[path] for path in files if path.startswith(tops)}
        known = self._known()
        there = {path: stamp for path, stamp in _walk(self.site, "") if path.startswith(tops)}
        kept = {
            path: (digest, stamp)
            for path, (digest, stamp) in known.items()
            if path in files
            and files[path][0] == digest
            and there.get(path) == stamp
            # Where times are whole seconds, another change may have come in the same second.
            and (fine(stamp) or sha256((self.site / path).read_bytes()).hexdigest() == digest)
        }
        gone = there.keys() - files.keys()
        for path in _in_the_way(gone, files):
            self._remove(path)
            gone.remove(path)
        missing = sorted(files.keys() - kept.keys())
        for folder in {path.rpartition("/")[0] for path in missing}:
            (self.site / folder).mkdir(parents=True, exist_ok=True)
        written: Record = {}
        with ThreadPoolExecutor() as pool:
            for _, together in groupby(sorted(missing, key=_turn), _turn):
                paths = list(together)
                done = pool.map(lambda path: self._write(path, files[path][1]()), paths)
                written |= zip(paths, done, strict=True)
        for path in gone:
            self._remove(path)
        others = {path: known[path] for path in known if not path.startswith(tops)}
        if {**others, **kept}.keys() != known.keys() or written:
            self._remember({**others, **kept, **written})
        return missing

    def empty(self) -> bool:
        """Tell whether there is no site yet."""
        return next(_walk(self.site, ""), None) is None

    def _write(self, path: str, data: bytes) -> tuple[str, Stamp]:
        """Write a file; the answer is what the record says of it, whatever was expected."""
        file = self.site / path
        new = file.with_name(f".{file.name}{NEW}")
        try:
            new.unlink(missing_ok=True)  # one that was left may be a link
            new.write_bytes(data)
            new.replace(file)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise
        return sha256(data).hexdigest(), stamp_of(file.lstat())

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


def timeless(folder: Path) -> None:
    """Compress the sitemap of MkDocs anew: what it has written tells the second of the build."""
    for file in folder.glob("*.gz"):
        plain = file.with_suffix("").read_bytes()
        with file.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
            packed.write(plain)


def secure(folder: Path) -> None:
    """Put their policies into the pages of a folder."""
    for file in folder.rglob("*.html"):
        file.write_bytes(with_policy(file.read_text("utf-8")).encode())


def _turn(path: str) -> tuple[int, int]:
    """Say when a file is written: what pages show, pages from the deepest up, then all lists."""
    kind = PurePosixPath(path).suffix
    if kind in PAGES:
        return 1, -path.count("/")
    return (2, 0) if kind in LISTS else (0, 0)


def _in_the_way(gone: Iterable[str], files: Mapping[str, Outgoing]) -> list[str]:
    """List what must go first: a file where a folder will be, or the other way round."""
    folders = {str(above) for path in files for above in PurePosixPath(path).parents}
    return [
        path
        for path in gone
        if path in folders or any(str(above) in files for above in PurePosixPath(path).parents)
    ]


def _walk(folder: os.PathLike[str] | str, above: str) -> Iterator[tuple[str, Stamp]]:
    """List the files of a folder with their stamps; what is hidden at its top is left alone."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if not above and entry.name.startswith(".") and not entry.name.endswith(NEW):
                continue
            path = above + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{path}/")
            else:
                yield path, stamp_of(entry.stat(follow_symlinks=False))
