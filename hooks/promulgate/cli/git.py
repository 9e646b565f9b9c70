"""What git knows of a folder of sources: what was committed, and what anybody else has."""

import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> bytes | None:
    """Run git in a folder; None where it fails, or is not there."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout


def in_repository(folder: Path) -> bool:
    return git(folder, "rev-parse", "--git-dir") is not None


def pushed(folder: Path, path: str) -> list[bytes]:
    """Read a file as it stands on each branch that was pushed or fetched, where it is there."""
    refs = (git(folder, "for-each-ref", "--format=%(refname)", "refs/remotes") or b"").split()
    found = (git(folder, "show", f"{ref.decode()}:./{path}") for ref in refs)
    return [data for data in found if data is not None]


def commit_of(folder: Path, path: str, words: str) -> str | None:
    """Find the commit by which these words came into a file; None where none did."""
    listed = git(folder, "log", "--format=%h", f"-S{words}", "--", path) or b""
    commits = listed.decode().split()
    return commits[-1] if commits else None


def is_pushed(folder: Path, commit: str) -> bool:
    """Tell whether anybody else has a commit."""
    return bool(git(folder, "for-each-ref", "--contains", commit, "refs/remotes"))
