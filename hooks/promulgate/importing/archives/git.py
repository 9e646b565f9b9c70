"""The history of a file in a git repository, through renames."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import quote

from ..capture import Archive, Capture, ImportRefusedError
from .languages import language_pattern, languages_of

FORMAT = "%x01%H%x00%aI%x00%cI%x00%s"
# What Open Terms Archive calls a change of its own way of reading, not of the text.
TECHNICAL = re.compile(r"^Apply (technical|declaration)\b.*upgrade", re.IGNORECASE)
FORGE = re.compile(
    r"(?:https?://(?:[^@/]*@)?|ssh://git@|git@)(?P<host>[\w.-]+\.\w+)[:/](?P<name>.+?)(?:\.git)?/?$"
)


class Revision(NamedTuple):
    """A commit that touched a file, and the name of the file in it."""

    commit: str
    day: date
    path: str
    subject: str


def read_history(
    repository: str, path: str, pattern: str | None, language: str | None, address: str | None
) -> Archive:
    """Read all captures of a file, and of its translations by a pattern such as {lang}/a.md."""
    if _git(repository, "rev-parse", "--git-dir") is None:
        raise ImportRefusedError(
            f"'{repository}' is no git repository. Name the folder that holds '.git'."
        )
    paths: dict[str | None, str] = {None: path}
    if pattern:
        language = language_pattern(pattern, path) or language
        paths |= languages_of(pattern, _ever(repository, pattern), path)
    found = {
        tag: list(_captures(repository, name, address if tag is None else None))
        for tag, name in paths.items()
    }
    if not found[None]:
        raise ImportRefusedError(
            f"'{path}' has no history in '{repository}'. "
            f"Write its path from the top of the repository{_like(repository, path)}."
        )
    return Archive(language, {tag: captures for tag, captures in found.items() if captures})


def _captures(repository: str, path: str, address: str | None) -> Iterator[Capture]:
    forge = _forge(repository)
    revisions = _revisions(repository, path)
    for revision, data in zip(revisions, _blobs(repository, revisions), strict=True):
        if data is not None:
            yield Capture(
                revision.path,
                data,
                revision.day,
                f"commit {revision.commit[:10]}",
                revision.commit,
                address or (forge and f"{forge}/blob/{revision.commit}/{quote(revision.path)}"),
                bool(TECHNICAL.match(revision.subject)),
            )


def _revisions(repository: str, path: str) -> list[Revision]:
    """List the commits of the main line that touched a file, oldest first."""
    log = _git(
        repository, "-c", "core.quotepath=off", "log", "--first-parent", "-m", "--follow",
        "--find-renames=40%", "--name-status", f"--format={FORMAT}", "--", path,
    )  # fmt: skip
    entries: list[tuple[str, list[str]]] = []
    for entry in (log or b"").decode(errors="replace").split("\x01")[1:]:
        head, _, changes = entry.partition("\n")
        change = next((line.split("\t") for line in changes.splitlines() if "\t" in line), None)
        if change and not change[0].startswith("D"):
            entries.append((head, change))
        if change and change[0].startswith("C"):
            break  # it began as a copy of another text, whose history is not its own
    found: list[Revision] = []
    for head, change in reversed(entries):
        commit, written, committed, subject = head.split("\x00", 3)
        day = datetime.fromisoformat(written).date()
        if found and day < found[-1].day:  # written earlier, and brought in later
            day = max(found[-1].day, datetime.fromisoformat(committed).date())
        found.append(Revision(commit, day, change[-1], subject))
    return found


def _blobs(repository: str, revisions: Iterable[Revision]) -> Iterator[bytes | None]:
    """Read the file of each commit by one process; None where it is no file."""
    command = ["git", "-C", repository, "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdin
        assert reader.stdout
        for revision in revisions:
            reader.stdin.write(f"{revision.commit}:{revision.path}\n".encode())
            reader.stdin.flush()
            told = reader.stdout.readline().split()
            size = int(told[-1]) if told[-1].isdigit() else None
            data = None if size is None else reader.stdout.read(size + 1)[:-1]
            yield data if told[-2] == b"blob" else None


def _ever(repository: str, pattern: str) -> list[str]:
    """List all files that ever stood where a pattern says."""
    spec = f":(glob){pattern.replace('{lang}', '*')}"
    listed = _git(
        repository, "-c", "core.quotepath=off", "log", "--first-parent", "-m", "--format=",
        "--name-only", "--", spec,
    )  # fmt: skip
    return sorted({line for line in (listed or b"").decode(errors="replace").splitlines() if line})


def _forge(repository: str) -> str | None:
    """Find where the repository is published, by its remote 'origin'."""
    remote = _git(repository, "config", "--get", "remote.origin.url")
    match = FORGE.match((remote or b"").decode(errors="replace").strip())
    return f"https://{match['host']}/{match['name']}" if match else None


def _like(repository: str, path: str) -> str:
    name = path.rsplit("/", 1)[-1].lower()
    listed = _git(repository, "-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", "HEAD")
    found = list((listed or b"").decode(errors="replace").splitlines())
    same = [p for p in found if p.rsplit("/", 1)[-1].lower() == name]
    return f", such as '{same[0]}'" if same else ""


def _git(repository: str, *arguments: str) -> bytes | None:
    """Ask git; None where it cannot answer. No program of the repository's is run."""
    try:
        done = subprocess.run(
            ["git", "--no-pager", "-C", repository, *arguments], capture_output=True, check=False
        )
    except OSError as error:
        raise ImportRefusedError("'git' is not installed. Install it, and try again.") from error
    return done.stdout if done.returncode == 0 else None
