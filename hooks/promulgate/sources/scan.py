"""The disk: sources, ledgers, catalogs and templates, read whole and unchanged."""

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ..urls import LEDGER, WORDS
from .gate import LINK, UNREADABLE
from .paths import is_ledger, is_proof, is_record

# A file that was written this shortly before it was looked at may be written again without its
# times telling: so it is not known by them yet. In nanoseconds, where times are that fine, or not.
FINE, COARSE = 50_000_000, 2_000_000_000

READ = {".md", ".svg"}  # texts, and drawings, which may hold more than a drawing


class SourceFile(NamedTuple):
    """A file below docs/: what the system says of it, and the digest of its bytes.

    The digest is empty for what is published as it is. `settled` tells whether the `stamp` (size,
    times, number) tells that the bytes are the same.
    """

    file: Path
    stamp: tuple[int, ...]
    digest: str
    settled: bool


def survey(
    docs: Path, known: Mapping[str, SourceFile] | None = None, now: int = 0
) -> dict[str, SourceFile]:
    """List all files below `docs`, in file order, by path: `docs/mpro/index.md`.

    What is `known` is read again only if size or times have changed; without, everything is read.
    `now` is in nanoseconds since 1970. What systems leave behind is left alone.
    """
    found = {"/".join(("docs", *f.relative_to(docs).parts)): f for f in map(Path, _files(docs))}
    found = {_named(path, found): file for path, file in found.items()}
    surveyed = {}
    for path, file in sorted(found.items(), key=lambda item: item[0].split("/")):
        linked = file.is_symlink()
        status = file.lstat()
        stamp = stamp_of(status)
        before = known.get(path) if known else None
        if before and before.settled and before.stamp == stamp:
            surveyed[path] = before
            continue
        read = (
            linked
            or file.is_dir()
            or file.suffix.lower() in READ
            or file.name in (LEDGER, WORDS)
            or is_record(path)
        )
        digest = sha256(_bytes(file)).hexdigest() if read else ""
        surveyed[path] = SourceFile(file, stamp, digest, settled(status, now))
    return surveyed


def _named(path: str, others: Collection[str]) -> str:
    """Name a text as it is meant: some systems write `.MD`. Where both are there, neither is it."""
    stem, dot, kind = path.rpartition(".")
    plain = f"{stem}{dot}{kind.lower()}"
    return plain if kind.lower() == "md" and plain not in others else path


def read_files(sources: Mapping[str, SourceFile]) -> dict[str, bytes | None]:
    """Read sources; those that are published as they are stand in the answer with None.

    Raise OSError where one has changed since it was surveyed: what is built from both would be
    neither the one nor the other.
    """
    found: dict[str, bytes | None] = {}
    for path, source in sources.items():
        found[path] = _bytes(source.file) if source.digest else None
        if source.digest and sha256(found[path] or b"").hexdigest() != source.digest:
            raise OSError(f"{path} was changed while it was read. Build again")
    return found


def read_published(sources: Mapping[str, SourceFile]) -> dict[str, bytes]:
    """Read what proves what was published: ledgers, their log, its checkpoint and witnesses."""
    return {
        path: source.file.read_bytes()
        for path, source in sources.items()
        if is_ledger(path) or is_proof(path)
    }


def read_configuration(docs: Path) -> bytes:
    """Read the mkdocs.yml of the site that is built from `docs`; empty where there is none."""
    file = docs.resolve().parent / "mkdocs.yml"
    return file.read_bytes() if file.is_file() else b""


def read_sources(docs: Path) -> Mapping[str, bytes | None]:
    """Read all Markdown and ledgers below `docs`, in file order; other files come with None."""
    return read_files(survey(docs))


def stamp_of(status: os.stat_result) -> tuple[int, ...]:
    """Take what changes when a file does."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def settled(status: os.stat_result, now: int) -> bool:
    """Tell whether a change after `now` would surely change the times of a file too."""
    age = now - max(status.st_mtime_ns, status.st_ctime_ns)
    return age > (FINE if fine(stamp_of(status)) else COARSE)


def fine(stamp: tuple[int, ...]) -> bool:
    """Tell whether a file system notes times in fractions of a second."""
    return stamp[1] % 1_000_000_000 != 0


def left_behind(name: str) -> bool:
    """Tell what editors and systems leave in a folder by its name; MkDocs skips dots too."""
    return name.startswith((".", "~$")) or name.lower() in ("thumbs.db", "desktop.ini")


def _bytes(file: Path) -> bytes:
    """Read a source, or what stands for it; raise FileNotFoundError where it has gone."""
    if file.is_symlink():
        return LINK
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise
    except OSError:
        return UNREADABLE


def _files(folder: os.PathLike[str] | str) -> Iterator[str]:
    """List files, and the folders that the system does not let us look into."""
    try:
        listing = os.scandir(folder)
    except PermissionError:
        yield os.fspath(folder)
        return
    with listing as entries:
        for entry in entries:
            if left_behind(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif entry.is_file() or entry.is_symlink():  # a link is refused, and never followed
                yield entry.path


def read_catalogs(locales: Path) -> Mapping[str, bytes]:
    """Read the gettext catalogs below `locales`, by language tag."""
    files = sorted(locales.glob("*/LC_MESSAGES/promulgate.po"))
    return {file.parent.parent.name.replace("_", "-"): file.read_bytes() for file in files}


class Template(NamedTuple):
    """A template: its text in bytes, its file, and its path as problems name it."""

    source: bytes
    file: str
    shown: str


def read_templates(overrides: Path) -> Mapping[str, bytes]:
    """Read all templates below `overrides`, by path such as `partials/header.html`."""
    return {
        file.relative_to(overrides).as_posix(): file.read_bytes()
        for file in sorted(overrides.rglob("*.html"))
    }


def read_styles(overrides: Path) -> Mapping[str, bytes]:
    """Read the style sheets of `overrides` by their names, such as `tokens.css`."""
    return {file.name: file.read_bytes() for file in sorted((overrides / "styles").glob("*.css"))}


def surroundings(code: Path, folders: Iterable[str]) -> str:
    """Digest the program: its own files below `code`, and all packages that it could use.

    `folders` are those that Python imports from; a package names its version in one of them.
    """
    digest = sha256(sys.version.encode())
    for file in sorted(code.rglob("*.py")):
        digest.update(f"{file.relative_to(code)}\n".encode() + file.read_bytes())
    named = {
        file.name
        for folder in map(Path, set(folders) - {""})
        if folder.is_dir()
        for file in folder.iterdir()
        if file.suffix in (".dist-info", ".egg-info")
    }
    digest.update("\n".join(sorted(named)).encode())
    return digest.hexdigest()


Docs = Mapping[str, bytes | None]  # files below docs/ by path; None: published as it lies


class Sources(NamedTuple):
    """What was on the disk: files below docs/, and the catalogs by language."""

    docs: Docs
    catalogs: Mapping[str, bytes]
