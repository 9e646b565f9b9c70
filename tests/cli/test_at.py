"""`at`: what was in force on a day, and what could be known of it then."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from conftest import EPOCH, PROJECT, VERSION, small, write_files
from promulgate.cli.main import main

LATER = VERSION.replace("2021-01-15", "2023-01-01").replace(
    "title:", "change: material\nsummary: New.\ntitle:"
)


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Publish a version in time, another three years late, and withdraw it again."""
    write_files(tmp_path, small({"acme/privacy/2021-01-15.md": VERSION}))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert main(["seal", "--yes", "--sealed-on", "2021-01-10"]) == 0
    (tmp_path / "docs/acme/privacy/2023-01-01.md").write_text(LATER, "utf-8")
    assert main(["seal", "--yes", "--sealed-on", "2026-02-01"]) == 0
    note = ["--wrong", "Was.", "--right", "Is.", "--yes", "--sealed-on", "2026-03-01"]
    assert main(["correct", "acme/privacy/2023-01-01", *note]) == 0
    gone = ["--reason", "It named a person.", "--yes", "--sealed-on", "2026-06-01"]
    assert main(["withdraw", "acme/privacy/2023-01-01", *gone]) == 0
    return tmp_path / "docs"


def asked(capsys: pytest.CaptureFixture[str], *given: str) -> str:
    capsys.readouterr()
    assert main(["at", "acme/privacy", *given]) == 0
    return capsys.readouterr().out


def answer(capsys: pytest.CaptureFixture[str], *given: str) -> Any:
    return json.loads(asked(capsys, *given, "--json"))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2023-05-01", "On 2023-05-01 the version of 2022-09-01 was in force.\n"),
        ("2017-01-01", "nothing was in force: the first version took effect on 2018-05-25."),
        ("2026-11-22", "On 2026-11-22 the version of 2026-03-01 is in force.\n"),
        ("2027-06-01", "2027-01-01 will be in force, as far as is announced today."),
    ],
)
def test_at_says_what_was_in_force(
    project: None, day: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["at", "lakeside/privacy", day]) == 0
    assert words in capsys.readouterr().out


def test_at_needs_a_policy_and_a_day(project: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["at", "lakeside/privcy", "2021-01-01"]) == 1
    assert "There is no policy 'lakeside/privcy'. Did you mean" in capsys.readouterr().err
    assert main(["at", "lakeside/privacy", "2021-02-30"]) == 2
    assert "The day is 2021-02-30, and February 2021 has 28 days." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("day", "known", "version"),
    [
        ("2024-01-01", "2025-01-01", "2021-01-15"),  # nobody knew of the other yet
        ("2024-01-01", "2026-02-01", "2023-01-01"),  # told late, and true of the past
        ("2024-01-01", "2026-05-31", "2023-01-01"),
        ("2026-07-01", "2026-05-31", "2023-01-01"),  # nobody knew that it would be withdrawn
        ("2026-07-01", "2026-06-01", None),
        ("2026-07-01", None, None),
        ("2024-01-01", None, "2023-01-01"),
        ("2024-01-01", "2021-01-09", None),  # nothing was published here at all
        ("2021-01-14", "2021-01-10", None),  # announced, and not in effect
    ],
)
def test_two_times_are_told_apart(
    docs: Path,
    day: str,
    known: str | None,
    version: str | None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given: Sequence[str] = (day, "--known-on", known) if known else (day,)
    found = answer(capsys, *given)
    assert (found["day"], found["known_on"], found["version"]) == (day, known, version)
    said = asked(capsys, *given)
    assert (f"the version of {version}" if version else "nothing was in force") in said
    assert (f"As it was known here on {known}:" in said) == bool(known)


def test_what_is_told_late_says_so(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = asked(capsys, "2024-01-01")
    assert "  Published here on 2026-02-01, after it took effect.\n" in said
    assert "  Withdrawn on 2026-06-01, number 4 in the ledger.\n" in said
    assert "en: sealed on 2026-02-01, number 2\n" in said
    assert "corrected" not in said, "what was said of a text goes with it"
    found = answer(capsys, "2024-01-01")
    assert found["published"] == "2026-02-01"
    assert found["published_after_effect"] is True
    assert found["editions"][0]["sha256"] in said
    assert found["corrections"] == []
    assert found["withdrawal"] == {
        "date": "2026-06-01",
        "reasons": {"en": "It named a person."},
        "ledger": 4,
    }
    early = answer(capsys, "2024-01-01", "--known-on", "2026-02-15")
    assert early["withdrawal"] is None
    assert early["corrections"] == []
    assert "Published here on" not in asked(capsys, "2022-01-01")


def test_why_nothing_was_in_force_is_told(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "the first version was published here on 2021-01-10." in asked(
        capsys, "2024-01-01", "--known-on", "2021-01-09"
    )
    said = asked(capsys, "2026-07-01")
    assert "nothing was in force: withdrawn.\n  It named a person." in said
    assert "The version of 2023-01-01 was withdrawn on 2026-06-01, number 4." in said
    assert "  /acme/privacy/2023-01-01/" in said
