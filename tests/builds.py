"""Real builds of a small project, each with a cache of its own; what several tests need."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from conftest import VARIABLES

COMMAND = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]


def variables(project: Path, cache: str = "cache", **more: str) -> dict[str, str]:
    return {
        **VARIABLES,
        "PROMULGATE_CACHE": str(project.parent / cache),
        "PYTHONPATH": str(project.parent / "packages"),
        **more,
    }


def run(
    project: Path, cache: str = "cache", command: Sequence[str] = COMMAND, **more: str
) -> subprocess.CompletedProcess[str]:
    """Build into `site`, with a cache of its own."""
    done = subprocess.run(
        command,
        cwd=project,
        env=variables(project, cache, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def refused(command: list[str], project: Path, **more: str) -> str:
    """Run what fails, in words and not in a traceback; the answer is what it said."""
    done = subprocess.run(
        command,
        cwd=project,
        env=variables(project, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def tree(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def fresh(project: Path, **more: str) -> dict[str, bytes]:
    """Build from nothing, somewhere else."""
    other = project.parent / "from-nothing"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("site"))
    shutil.rmtree(project.parent / "no-cache", ignore_errors=True)
    run(other, "no-cache", **more)
    return tree(other / "site")
