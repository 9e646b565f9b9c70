"""A browser is found or got; where none can be had the rest runs, and CI fails."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import chromium
from conftest import PROJECT, VARIABLES

NOWHERE = "/nowhere/chromium"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make the folder that is the whole PATH."""
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin"


def program(path: Path, name: str, code: int = 0) -> str:
    file = path / name
    file.write_text(f"#!/bin/sh\nexit {code}\n", "utf-8")
    file.chmod(0o755)
    return str(file)


def found(path: Path, named: str = "", own: str = NOWHERE) -> str | None:
    """Find a browser on a machine that has nothing but what lies in `path`."""

    def runs(command: Sequence[str]) -> bool:
        return path in Path(command[0]).parents and chromium.runs(command)

    return chromium.find({"PATH": str(path), "CHROMIUM": named}, runs, lambda: own)


@pytest.mark.parametrize("name", chromium.NAMES)
def test_any_browser_that_is_installed_will_do(path: Path, name: str) -> None:
    assert found(path) is None
    assert found(path, own=program(path, name)) == str(path / name)


def test_what_does_not_start_is_passed_over(path: Path) -> None:
    program(path, "chromium", code=1)
    assert found(path) is None
    edge = program(path, "microsoft-edge")
    assert found(path) == edge


def test_playwrights_own_comes_last(path: Path) -> None:
    own = program(path, "downloaded")
    assert found(path, own=own) == own
    chrome = program(path, "google-chrome")
    assert found(path, own=own) == chrome


def test_the_one_that_is_named_and_no_other(path: Path) -> None:
    program(path, "chromium")
    named = program(path, "mine")
    assert found(path, named) == named
    assert found(path, NOWHERE) is None
    assert chromium.ways({"PATH": str(path), "CHROMIUM": NOWHERE}, user=0) == []


def commands(path: Path, user: int, sudo: bool = False) -> list[list[str]]:
    """List the programs that would run, way by way."""
    ways = chromium.ways({"PATH": str(path)}, user, lambda _: sudo)
    return [[" ".join(command[:3]) for command in way] for way in ways]


def test_debians_package_where_it_may_be_installed_else_playwrights_download(path: Path) -> None:
    download = [f"{sys.executable} -m playwright"]
    assert commands(path, user=0) == [download], "there is no apt-get"
    program(path, "apt-get")
    debian = ["env DEBIAN_FRONTEND=noninteractive apt-get"] * 2
    assert commands(path, user=0) == [debian, download]
    assert commands(path, user=1000) == [download], "nobody is asked for a password"
    assert commands(path, user=1000, sudo=True) == [["sudo -n env"] * 2, download]


def test_what_cannot_be_got_one_way_is_got_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """A way that fails, and one after which no browser starts, lead on to the next."""
    ways = [[["fails"], ["never"]], [["in vain"]], [["helps"]], [["too late"]]]
    monkeypatch.setattr(chromium, "ways", lambda **_: ways)
    ran: list[str] = []

    def runs(command: Sequence[str]) -> bool:
        ran.extend(command)
        return command != ["fails"]

    assert chromium.get(lambda: "here" if "helps" in ran else None, runs) == "here"
    assert ran == ["fails", "in vain", "helps"]
    ran.clear()
    assert chromium.get(lambda: "here", runs) == "here"
    assert chromium.get(lambda: None, lambda _: False) is None
    assert not ran, "who has one gets none"


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_without_one_it_is_said_in_a_line_and_fails_in_ci(
    tmp_path: Path, ci: str, code: int
) -> None:
    test = "def test_page(browser): ...\ndef test_other(browser): ...\ndef test_rest(): ...\n"
    (tmp_path / "test_it.py").write_text(test, "utf-8")
    plugins = ("-p", "conftest", "-p", "no:cacheprovider")
    given = ("-c", str(PROJECT / "pyproject.toml"), "--rootdir", str(tmp_path), str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, *given],
        env={**VARIABLES, "CHROMIUM": NOWHERE, "CI": ci, "PYTHONPATH": str(PROJECT / "tests")},
        capture_output=True,
        text=True,
        check=False,
    )
    said = f"{chromium.NONE} 2 tests in one were skipped.\n"
    assert (done.returncode, done.stdout.count(said)) == (code, 0 if ci else 1), done.stdout
    assert f"1 passed, 2 {'errors' if ci else 'skipped'}" in done.stdout
