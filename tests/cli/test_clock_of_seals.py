"""Seals are dated by the clock; only an import may name another day, and says so."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from conftest import VERSION, small, write_files
from promulgate.cli.main import main

LEDGER = "acme/privacy/ledger.jsonl"
IMPORTED = VERSION.replace("title:", "source: {url: https://old.example/privacy}\ntitle:")


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a draft of a site."""
    write_files(tmp_path, small({"acme/privacy/2021-01-15.md": VERSION}))
    (tmp_path / "mkdocs.yml").write_text("site_url: https://acme.example/\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "docs"


def last(docs: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((docs / LEDGER).read_text("utf-8").splitlines()[-1])
    return found


@pytest.mark.parametrize("epoch", ["4070908800", "0"], ids=["of 2099", "of 1970"])
def test_no_environment_dates_a_seal(
    docs: Path, epoch: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    around = {str((datetime.now(UTC) + timedelta(hours=h)).date()) for h in (-24, 0)}
    assert main(["seal", "--yes"]) == 0
    assert "SOURCE_DATE_EPOCH is set, and counts for builds alone" in capsys.readouterr().out
    assert last(docs)["date"] in around
    note = ["--wrong", "Was.", "--right", "Is.", "--yes"]
    assert main(["correct", "acme/privacy/2021-01-15", *note]) == 0
    assert last(docs)["date"] in around
    assert main(["withdraw", "acme/privacy/2021-01-15", "--reason", "Why.", "--yes"]) == 0
    assert last(docs)["date"] in around
    assert "written" not in last(docs)


def test_what_is_not_imported_is_sealed_today(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seal", "--yes", "--sealed-on", "2021-01-01"]) == 1
    assert "--sealed-on is for imports alone" in capsys.readouterr().err
    assert not (docs / LEDGER).exists()


def test_an_import_says_loudly_and_for_ever_when_it_was_written(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (docs / "acme/privacy/2021-01-15.md").write_text(IMPORTED, "utf-8")
    assert main(["seal", "--yes", "--sealed-on", "2021-01-10"]) == 0
    today = str(datetime.now(UTC).date())
    assert "AN IMPORT: SEALED ON 2021-01-10, NOT TODAY (" in capsys.readouterr().out
    assert last(docs)["date"] == "2021-01-10"
    assert str(last(docs)["written"]) <= today


def test_no_import_is_of_tomorrow(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "acme/privacy/2021-01-15.md").write_text(IMPORTED, "utf-8")
    assert main(["seal", "--yes", "--sealed-on", "2099-01-01"]) == 1
    assert "--sealed-on is 2099-01-01, a day that has not come yet." in capsys.readouterr().err


def test_a_seal_holds_its_time_zone(docs: Path) -> None:
    assert main(["seal", "--yes"]) == 0
    assert last(docs)["zone"] == "America/Detroit"
