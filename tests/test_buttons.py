"""The buttons of the hosting site: the steps of each workflow run, and propose what they say."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import PROJECT, VERSION, small, write_files
from promulgate.cli.main import main

BUTTONS = ("seal", "correct", "withdraw", "new-version")
ACME = "acme/privacy/2021-01-15"
RUN = "4711"
# What is typed, and what must have come of it.
TYPED = {
    "seal": ({"edition": ""}, "acme/cookies/ledger.jsonl", b'"event":"sealed"'),
    "correct": (
        {"edition": ACME, "wrong": 'It said "$HOME".', "right": "`Ours`; $(id)"},
        "acme/privacy/words.jsonl",
        b"`Ours`; $(id)",
    ),
    "withdraw": (
        {"version": ACME, "reason": "It's over."},
        "acme/privacy/ledger.jsonl",
        b"It's over.",
    ),
    "new-version": (
        {"policy": "acme/privacy", "day": "2090-01-01"},
        "acme/privacy/2090-01-01.md",
        b"2090-01-01",
    ),
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a site with a sealed policy and a draft, pushed to a bare repository."""
    folder = tmp_path / "site"
    write_files(folder, small({f"{ACME}.md": VERSION}))
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert main(["seal", "--yes"]) == 0
    write_files(folder, {"docs/acme/cookies/2021-01-15.md": VERSION.encode()})
    propose = (PROJECT / "template/.github/propose").read_bytes()
    write_files(folder, {".github/propose": propose, ".gitignore": b".venv\n"})
    program = folder / ".venv/bin/promulgate"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m promulgate "$@"\n', "utf-8")
    program.chmod(0o755)
    asked = tmp_path / "programs/gh"
    asked.parent.mkdir()
    asked.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {tmp_path}/gh.txt\n', "utf-8")
    asked.chmod(0o755)
    for command in (
        ["init", "--quiet", "--bare", "-b", "main", str(tmp_path / "there.git")],
        ["init", "--quiet", "-b", "main"],
        ["remote", "add", "origin", str(tmp_path / "there.git")],
        ["add", "."],
        ["-c", "user.name=E", "-c", "user.email=e@acme.example", "commit", "--quiet", "-m", "Site"],
        ["push", "--quiet", "--set-upstream", "origin", "main"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


def filled(value: str, inputs: dict[str, str]) -> str:
    """Fill what GitHub fills: inputs, the number of the run, and the words for an empty one."""

    def given(match: re.Match[str]) -> str:
        name, _, otherwise = match[1].partition(" || ")
        known = {"github.run_id": RUN, "github.token": "token"}
        known |= {f"inputs.{key}": text for key, text in inputs.items()}
        return known.get(name, "") or otherwise.strip("'")

    return re.sub(r"\$\{\{ (.*?) \}\}", given, value)


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_proposes_what_it_says(name: str, site: Path) -> None:
    inputs, path, words = TYPED[name]
    workflow = yaml.safe_load((PROJECT / f"template/.github/workflows/{name}.yml").read_text())
    (job,) = workflow["jobs"].values()
    asked = workflow[True]["workflow_dispatch"]["inputs"]
    assert inputs.keys() <= asked.keys()
    assert {key for key, each in asked.items() if each["required"]} <= inputs.keys()
    kept = {"PATH", "HOME", "LANG"}
    for step in job["steps"]:
        if "run" not in step or step["run"] == "make setup":
            continue
        assert "${{" not in step["run"], "what is typed comes by the environment"
        env = {key: filled(text, inputs) for key, text in step.get("env", {}).items()}
        around = {key: value for key, value in os.environ.items() if key in kept}
        around["PATH"] = f"{site.parent}/programs:{around['PATH']}"
        code = {"PYTHONPATH": str(PROJECT / "hooks"), "GITHUB_ACTOR": "editor"}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=site,
            env={**around, **code, **env},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    show = ["git", "show", f"{name}-{RUN}:docs/{path}"]
    there = subprocess.run(show, cwd=site.parent / "there.git", capture_output=True, check=True)
    assert words in there.stdout
    told = (site.parent / "gh.txt").read_text("utf-8").splitlines()
    assert told[:5] == ["auth", "setup-git", "pr", "create", "--title"]
    title = {"seal": "Seal every draft", "correct": f"Correct {ACME}"}
    assert told[5] == title.get(name, told[5])
    assert told[6] == "--body"
    assert name == "new-version" or main(["verify"]) == 0


def test_nothing_is_proposed_where_nothing_has_changed(site: Path) -> None:
    done = subprocess.run(
        ["bash", ".github/propose"], cwd=site, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "Nothing was changed.\n")
    assert not (site.parent / "gh.txt").exists()


def test_this_repository_has_the_buttons_of_a_site() -> None:
    for path in (*(f"workflows/{name}.yml" for name in (*BUTTONS, "preview")), "propose"):
        here, there = (PROJECT / folder / path for folder in (".github", "template/.github"))
        assert here.read_bytes() == there.read_bytes(), path
        for line in here.read_text("utf-8").splitlines():
            if "uses:" in line:
                assert re.search(r"@[0-9a-f]{40} # v\d", line), "a pin, with its release"
