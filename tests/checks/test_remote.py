"""Commands that look: at the sources, at a site that is served, at what was published before."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import EPOCH, PROJECT, Quiet
from promulgate.cli.main import main


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the project, on the day of its built site."""
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def mirror(site: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Serve a copy of the built site, which a test may spoil."""
    folder = tmp_path / "mirror"
    shutil.copytree(site, folder)
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_sources_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 0
    assert "sealed editions in 8 ledgers: every chain whole" in capsys.readouterr().out


def test_a_mirror_holds(mirror: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--url", mirror[1]]) == 0
    assert f"texts fetched from {mirror[1]}: every one as sealed." in capsys.readouterr().out


def test_a_mirror_that_was_altered_is_told(
    mirror: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, url = mirror
    text = folder / "mpro/privacy/2021-01-15/policy.md"
    text.write_text(text.read_text("utf-8") + "More.\n", "utf-8")
    (folder / "mpro/privacy/2021-01-15/es/policy.md").unlink()
    ledger = folder / "icmec/privacy/ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b'"size":', b'"size":1', 1))
    (folder / "icmec/cookies/ledger.jsonl").unlink()
    assert main(["verify", "--url", url]) == 1
    told = capsys.readouterr().err
    assert "4 problems in 3 files" in told
    path = "docs/mpro/privacy/ledger.jsonl"
    assert f"{path}:1: /mpro/privacy/2021-01-15/policy.md has other words there" in told
    assert f"{path}:2: /mpro/privacy/2021-01-15/es/policy.md does not answer there." in told
    assert "/icmec/privacy/ledger.jsonl is another ledger there." in told
    assert "/icmec/cookies/ledger.jsonl does not answer there." in told


def test_a_mirror_that_lags_behind_is_none_the_worse(mirror: tuple[Path, str]) -> None:
    ledger = mirror[0] / "mpro/privacy/ledger.jsonl"
    first, _, _ = ledger.read_bytes().partition(b"\n")
    ledger.write_bytes(first + b"\n")
    shutil.rmtree(mirror[0] / "mpro/privacy/2021-01-15/es")
    assert main(["verify", "--url", mirror[1]]) == 0


def test_a_site_that_is_ahead_of_this_folder_is_told(
    mirror: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = mirror[0] / "mpro/privacy/ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes() + b"{}\n")
    assert main(["verify", "--url", mirror[1]]) == 1
    assert (
        "has more lines there than here. Bring this folder up to date." in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "nowhere", "http://[::1", "http://a..b/", ""]
)
def test_where_nobody_answers_it_says_so(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--url", url]) == 1
    assert f"{url} cannot be reached" in capsys.readouterr().err


def test_a_folder_is_held_to_the_site_that_is_published(
    mirror: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever happened to branches: what is online must be a beginning of what is here."""
    folder, url = mirror
    assert main(["grown", url]) == 0
    assert "8 ledgers and" in capsys.readouterr().out
    docs = tmp_path / "docs"
    shutil.copytree(PROJECT / "docs", docs)
    ledger = docs / "lakeside/privacy/ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[: ledger.read_bytes().rindex(b"\n", 0, -1) + 1])
    shutil.rmtree(docs / "mpro")
    assert main(["grown", url, "--docs", str(docs)]) == 1
    told = capsys.readouterr().err
    assert "docs/lakeside/privacy/ledger.jsonl" in told
    assert "The end of the ledger is cut off" in told
    assert "docs/mpro/privacy/ledger.jsonl:1: This ledger was published, and is gone." in told
    (folder / "addresses.txt").unlink()
    assert main(["grown", url]) == 0
    assert "Nothing is published at" in capsys.readouterr().out


def test_what_was_published_before_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(PROJECT / "docs", tmp_path / "docs")
    assert main(["grown", str(tmp_path)]) == 0
    assert "8 ledgers and" in capsys.readouterr().out
    (tmp_path / "addresses.txt").write_text("mpro/\nmpro/terms/\n", "utf-8")
    assert main(["grown", str(tmp_path)]) == 1
    assert "The address /mpro/terms/ was published, and would no" in capsys.readouterr().err


def test_addresses_are_those_of_the_built_site(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["addresses"]) == 0
    told = capsys.readouterr().out
    assert told.encode() == (site / "addresses.txt").read_bytes()
    for address in told.split("\n")[:-1]:
        file = site / address.removeprefix("/")
        assert (file / "index.html" if file.is_dir() else file).is_file(), address


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
    day: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["at", "lakeside/privacy", day]) == 0
    assert words in capsys.readouterr().out


def test_at_needs_a_policy_and_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["at", "lakeside/privcy", "2021-01-01"]) == 1
    assert "There is no policy 'lakeside/privcy'. Did you mean" in capsys.readouterr().err
    assert main(["at", "lakeside/privacy", "2021-02-30"]) == 2
    assert "The day is 2021-02-30, and February 2021 has 28 days." in capsys.readouterr().err


def test_a_day_that_is_none_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROMULGATE_DATE", "2027-02-30")
    assert main(["check"]) == 2
    assert capsys.readouterr().err == (
        "DATE is 2027-02-30, and February 2027 has 28 days. Write a day that exists.\n"
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "noon")
    assert main(["check"]) == 2
    assert "SOURCE_DATE_EPOCH is 'noon'. Write seconds since 1970" in capsys.readouterr().err
