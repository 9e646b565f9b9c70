"""The command `import`: an archive comes in, sources and a report go out."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from ..importing.capture import Archive, ImportRefusedError
from ..importing.pipeline import Target, bring_in
from ..sources.scan import read_sources
from .refusal import RefusalError

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def import_archive(
    into: str,
    read: Callable[[str | None], Archive],
    language: str | None = None,
    as_json: bool = False,
) -> int:
    """Bring an archive in below the folder `into` (D/ORG/POLICY); nothing is overwritten."""
    docs, target = _target(into)
    try:
        found = bring_in(read(language), target, language)
    except ImportRefusedError as refusal:
        raise RefusalError(str(refusal)) from refusal
    for path, data in found.files.items():
        file = docs / path.removeprefix("docs/")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as stream:  # fails where something has come to stand meanwhile
                stream.write(data)
        except OSError as error:
            reason = error.strerror or "it cannot be written"
            raise RefusalError(
                f"{file}: {reason}. What stood there is as it was; mend that, and run this again."
            ) from error
    if as_json:
        print(json.dumps(found.report.as_json(), ensure_ascii=False, indent=1, default=str))
    else:
        print("\n".join(found.report.lines()))
        print(f"\nNow type: promulgate check --docs {docs}")
    return 0


def import_git(
    repository: str, path: str, pattern: str | None, url: str | None
) -> Callable[[str | None], Archive]:
    """Read the history of a file."""
    from ..importing.archives.git import read_history

    return lambda language: read_history(repository, path, pattern, language, url)


def import_files(
    files: list[str], pattern: str | None, url: str | None
) -> Callable[[str | None], Archive]:
    """Read documents one by one."""
    from ..importing.archives.folders import read_files

    return lambda language: read_files(files, pattern, language, url)


def import_snapshots(
    folder: str, pattern: str | None, url: str | None
) -> Callable[[str | None], Archive]:
    """Read a folder of snapshots."""
    from ..importing.archives.folders import read_snapshots

    return lambda language: read_snapshots(folder, pattern, language, url)


def _target(into: str) -> tuple[Path, Target]:
    """Read where an import goes: the folder of sources, the organization and the policy."""
    path = Path(into)
    organization, policy = path.parent.name, path.name
    if not (NAME.fullmatch(policy) and NAME.fullmatch(organization)) or len(path.parts) < 2:
        raise RefusalError(
            f"'{into}' names no policy. Write the folder of sources, the organization and the "
            "policy, in small letters, digits and hyphens: --into docs/acme/privacy",
            2,
        )
    docs = path.parent.parent
    return docs, Target(organization, policy, read_sources(docs) if docs.is_dir() else {})
