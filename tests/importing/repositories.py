"""Small git repositories and runs of the command, as tests need them."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from promulgate.cli.main import main

RECORD = """---
organization:
  name: Example Pier
  language: en
  languages: [en, es, ar]
  timezone: Europe/Lisbon
---

A made-up ferry.
"""


def git(folder: Path, *arguments: str, day: str = "2020-01-01") -> None:
    """Run git as a person of the tests, on a day."""
    when = f"{day}T10:00:00+00:00"
    names = {"NAME": "Ada Example", "EMAIL": "ada@pier.example", "DATE": when}
    environment = {
        **os.environ,
        **{
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in names.items()
        },
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    subprocess.run(["git", "-C", str(folder), *arguments], env=environment, check=True)


def commit(folder: Path, day: str, files: Mapping[str, str], subject: str = "Change") -> None:
    """Write files and commit them on a day."""
    if not (folder / ".git").exists():
        folder.mkdir(parents=True, exist_ok=True)
        git(folder, "init", "--quiet", "--initial-branch=main")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", subject, day=day)


def site(folder: Path) -> Path:
    """Make a folder of sources with an organization."""
    docs = folder / "docs"
    (docs / "pier").mkdir(parents=True)
    (docs / "index.md").write_text("---\ntitle: Home\n---\n\nHello.\n", "utf-8")
    (docs / "pier" / "index.md").write_text(RECORD, "utf-8")
    return docs


def bring_in(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """Run `promulgate import … --json`, and read its report."""
    capsys.readouterr()
    assert main(["import", *arguments, "--json"]) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


def problems(capsys: pytest.CaptureFixture[str], docs: Path) -> list[str]:
    """Run `promulgate check`, and list what it says is wrong or to be decided."""
    capsys.readouterr()
    main(["check", "--docs", str(docs)])
    return [line for line in capsys.readouterr().err.splitlines() if line.startswith("docs/")]
