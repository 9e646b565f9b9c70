"""Files on the disk: folders of snapshots, and documents that are named one by one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..capture import Archive, Capture, ImportRefusedError
from ..formats.kinds import EXTENSIONS, looks_like_text
from .git import read_history
from .languages import language_pattern, languages_of, tag_of
from .names import MOMENT, day_in_name

HOST = re.compile(r"^(?:(https?):?/{1,2})?((?:[\w-]+\.)+[a-z]{2,})(/.*|$)")


class Found(NamedTuple):
    """A file of a snapshot: its moment as it is spelt, its day, and its name without both."""

    file: Path
    moment: str
    day: date
    name: str


def read_snapshots(
    folder: str, pattern: str | None, language: str | None, address: str | None
) -> Archive:
    """Read a folder whose folders or files are named by when they were kept."""
    top = Path(folder)
    if not top.exists():
        raise ImportRefusedError(f"There is no folder '{folder}'. Name one that exists.")
    files = [top] if top.is_file() else _files(top)
    if not files:
        raise ImportRefusedError(
            f"No text lies in '{folder}'. Name a folder with files of these kinds: {_kinds()}."
        )
    snapshots = [found for file in files if (found := _dated(top, file))]
    if not snapshots:
        return _in_repository(top, files, pattern, language, address)
    by_name: dict[str, list[Found]] = defaultdict(list)
    for found in sorted(snapshots, key=lambda found: found.moment):
        by_name[found.name].append(found)
    own = _own(by_name, pattern, folder)
    names: dict[str | None, str] = {None: own}
    if pattern:
        language = language_pattern(pattern, own) or language
        names |= languages_of(pattern, by_name, own)
    passed = tuple(
        f"'{file}' carries no date in its name, and was passed over."
        for file in files
        if file not in {found.file for found in snapshots}
    )
    return Archive(
        language,
        {tag: [_capture(found, address) for found in by_name[n]] for tag, n in names.items()},
        passed,
    )


def read_files(
    files: Sequence[str], pattern: str | None, language: str | None, address: str | None
) -> Archive:
    """Read documents one by one; a name such as `privacy.es.html` tells the language."""
    if missing := [name for name in files if not Path(name).is_file()]:
        raise ImportRefusedError(f"There is no file '{missing[0]}'. Name files that exist.")
    captures: dict[str | None, list[Capture]] = {None: []}
    for name in files:
        path = Path(name)
        tag = _language_in(path.name, pattern)
        own = tag if tag != language else None
        captures.setdefault(own, []).append(Capture(path.name, path.read_bytes(), address=address))
    if not captures[None]:
        raise ImportRefusedError(
            "Each of these files names a language, and none is the official text. "
            "Say which language governs: --language en"
        )
    return Archive(language, captures)


def _dated(top: Path, file: Path) -> Found | None:
    inside = file.relative_to(top).as_posix() if file != top else file.name
    match = MOMENT.search(inside)
    day = day_in_name(inside)
    if not match or not day:
        return None
    spelt = re.sub(r"\D", "", match[0])
    rest = inside[match.end() :].lstrip("/_- ") or inside
    before = inside[: match.start()].rpartition("/")[0]
    name = rest if "/" in inside[match.end() :] else f"{before}/*{file.suffix}"
    return Found(file, f"{spelt:0<14}", day, name)


def _capture(found: Found, address: str | None) -> Capture:
    host = HOST.match(found.name)
    if host and not host[1] and f".{host[2].rsplit('.', 1)[-1]}" in EXTENSIONS:
        host = None  # a file, not a host
    online = f"{host[1] or 'https'}://{host[2]}{host[3] or '/'}" if host else None
    kept = f"snapshot {found.moment}"
    return Capture(found.name, found.file.read_bytes(), found.day, kept, address=address or online)


def _own(by_name: dict[str, list[Found]], pattern: str | None, folder: str) -> str:
    names = sorted(by_name, key=lambda name: -len(by_name[name]))
    fitting = [n for n in names if pattern and language_pattern(pattern, n)]
    others = [n for n in names if n not in fitting]
    if len(others) == 1 or len(names) == 1:
        return names[0] if len(names) == 1 else others[0]
    if not others and fitting:
        english = [n for n in fitting if pattern and language_pattern(pattern, n) == "en"]
        return (english or fitting)[0]
    raise ImportRefusedError(
        f"'{folder}' holds {len(names)} texts, and a policy is one of them: "
        f"{', '.join(names[:8])}{' …' if len(names) > 8 else ''}. Put one into a folder of its own."
    )


def _in_repository(
    top: Path, files: list[Path], pattern: str | None, language: str | None, address: str | None
) -> Archive:
    """Read snapshots that are kept as commits, as Open Terms Archive does."""
    home = next((p for p in [top, *top.absolute().parents] if (p / ".git").exists()), None)
    if home is None:
        raise ImportRefusedError(
            f"Nothing in '{top}' is named by a day, such as 20190402123456/ or 2019-04-02.html. "
            "Rename the files, or import them one by one: promulgate import files …"
        )
    inside = [file.absolute().relative_to(home.absolute()).as_posix() for file in files]
    if len(inside) > 1:
        raise ImportRefusedError(
            f"'{top}' holds {len(inside)} texts in a git repository, and a policy is one of them. "
            f"Name it: promulgate import git '{home}' '{inside[0]}' …"
        )
    return read_history(str(home), inside[0], pattern, language, address)


def _language_in(name: str, pattern: str | None) -> str | None:
    if pattern:
        return language_pattern(pattern, name)
    parts = name.split(".")
    return tag_of(parts[-2]) if len(parts) > 2 and re.match("[a-z]{2}", parts[-2]) else None


def _files(top: Path) -> list[Path]:
    found: Iterable[Path] = (
        path
        for path in sorted(top.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.parts[len(top.parts) :])
    )
    return [
        path
        for path in found
        if path.suffix.lower() in EXTENSIONS
        or (path.suffix.lower() not in _ASSETS and looks_like_text(path.read_bytes()[:512]))
    ]


_ASSETS = {".css", ".js", ".json", ".xml", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".ico", ".woff"}


def _kinds() -> str:
    return ", ".join(sorted(EXTENSIONS))
