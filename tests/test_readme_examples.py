"""The examples of README.md, pasted together as a reader would, pass the checks."""

import re
import shutil
from pathlib import Path

import pytest

from conftest import PROJECT
from promulgate.cli.main import main

README = (PROJECT / "README.md").read_text("utf-8")


def example(after: str) -> str:
    """Take the first example below a heading, or below some words."""
    _, found, rest = README.partition(after)
    assert found, after
    return re.search(r"```yaml\n(.*?)```", rest, re.DOTALL)[1]  # type: ignore[index]


def test_the_examples_of_a_site_pass_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(PROJECT / "docs/jurisdictions", docs / "jurisdictions")
    version = example("## Write a version")
    register = example("A **cookie policy** also has a register.")
    files = {
        "index.md": "---\ntitle: All policies\n---\n\nWelcome.\n",
        "acme/index.md": example("## Add an organization"),
        "acme/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "acme/privacy/2027-01-01.md": version,
        "acme/privacy/2027-01-01.es.md": example("## Add a translation"),
        "acme/cookies/2027-01-01.md": (
            f"---\ntitle: Cookie Policy\neffective: 2027-01-01\n{register}---\n\nOur cookies.\n"
        ),
    }
    for path, text in files.items():
        file = docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(example("### As a package"), "utf-8")
    monkeypatch.chdir(tmp_path)
    code = main(["check", "--strict"])
    told = capsys.readouterr().err
    assert code == 0, told
    assert main(["seal", "--yes"]) == 0, capsys.readouterr().err
