"""What `new` wrote into a site, so that `upgrade` knows what nobody has edited since.

`.promulgate.json` beside mkdocs.yml holds what the site was told, and the SHA-256 of every file.
The first sites have none: for them, `released.txt` has the digests of what that release wrote.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from pkgutil import get_data
from typing import Any

RECORD = ".promulgate.json"
OURS = ("Makefile", ".gitignore", ".gitattributes", "requirements.txt")
FOLDERS = (".github/", "hooks/", "docs/jurisdictions/")


@dataclass(frozen=True)
class Written:
    """The answers that a site was made with, the release that wrote last, digests by path."""

    version: str = ""
    asked: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def wrote(self, path: str, data: bytes) -> bool:
        """Tell whether a file is as a release wrote it."""
        return digest(data) in {self.files.get(path), *_released()[path]}


def ours(path: str) -> bool:
    """Tell whether a file is kept up to date; all others are the site's own from the first day."""
    return path in OURS or path.startswith(FOLDERS)


def read_record(site: Path) -> Written:
    """Read the record of a site; one without, or with one that cannot be read, has none."""
    try:
        found = json.loads((site / RECORD).read_bytes())
        return Written(str(found["version"]), dict(found["asked"]), dict(found["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Written()


def record(asked: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """Write the record of what is written into a site by path."""
    kept = {path: digest(data) for path, data in sorted(files.items()) if ours(path)}
    told = {"version": release(), "asked": dict(asked), "files": kept}
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def release() -> str:
    """Name the release that runs."""
    try:
        return version("promulgate")
    except PackageNotFoundError:  # from the folder of the repository
        return "0"


def digest(data: bytes) -> str:
    """Take the SHA-256 of a file, whatever ends its lines on this machine."""
    return sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def _released() -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in (get_data(__package__, "released.txt") or b"").decode().splitlines():
        sha, path = line.split(" ", 1)
        found[path].add(sha)
    return found
