"""`seal`: shown, agreed to, whole or not at all, whoever else writes and whenever it is killed."""

import json
import multiprocessing
import os
import pty
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import EPOCH, JURISDICTION, PROJECT, SECTION, VERSION, share, small, write_files
from promulgate.cli.main import main
from promulgate.files import JOURNAL, alone, finish, write
from promulgate.ledger.chain import parse
from promulgate.sources.scan import read_sources
from promulgate.urls import LEDGER, WORDS

KILLS = share(100)
PATIENCE = 60  # seconds until a command must have ended
# These folders are no sites, so that a seal may be of another day.
TODAY = ("--yes", "--sealed-on", "2026-11-22")
SPANISH = "---\ntitle: Privacidad\n---\n\nPalabras.\n\n## Quién\n\nNosotros.\n"
FILES = {
    "acme/privacy/2021-01-15.md": VERSION.replace("title:", "jurisdictions: [texas]\ntitle:"),
    "acme/privacy/2021-01-15.es.md": SPANISH,
    "acme/cookies/2021-01-15.md": VERSION,
    "jurisdictions/texas/index.md": JURISDICTION,
    "jurisdictions/texas/2012-09-01.md": SECTION,
    "jurisdictions/texas/2012-09-01.es.md": "---\ntitle: Texas\napplies_to: T\n---\nTexto.\n",
}
PRIVACY, COOKIES = "acme/privacy/ledger.jsonl", "acme/cookies/ledger.jsonl"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a small folder of drafts, and stand where it is."""
    write_files(tmp_path, small(FILES))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return tmp_path / "docs"


def sealed(docs: Path) -> dict[str, list[str]]:
    """List what each ledger seals; each must hold."""
    found = {}
    for path, data in read_sources(docs).items():
        if path.endswith(f"/{LEDGER}"):
            words = (docs.parent / path).with_name(WORDS)
            ledger, problems = parse(path, data or b"", words.read_bytes())
            assert not problems
            found[path.removeprefix("docs/")] = list(ledger.entries)
    return found


# --- what it does ---


def test_all_drafts_are_sealed(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seal", *TODAY]) == 0
    told = capsys.readouterr().out
    assert "To be published, 3 editions:" in told
    assert "  acme/privacy/2021-01-15/es\n      Privacidad, " in told
    assert "      with the section texas of 2012-09-01 (es)\n" in told
    assert "      organization.name: Acme\n" in told
    assert "Written: 3 lines in docs/acme/" in told
    assert sealed(docs) == {
        PRIVACY: ["acme/privacy/2021-01-15/en", "acme/privacy/2021-01-15/es"],
        COOKIES: ["acme/cookies/2021-01-15/en"],
    }
    assert main(["seal", *TODAY]) == 0
    assert "Nothing is to be sealed" in capsys.readouterr().out


def test_a_line_says_what_was_published(docs: Path) -> None:
    assert main(["seal", "acme/privacy", *TODAY]) == 0
    own, spanish = map(json.loads, (docs / PRIVACY).read_text("utf-8").splitlines())
    assert own["event"] == "sealed"
    assert own["number"] == 1
    assert own["date"] == "2026-11-22"
    assert own["edition"] == "acme/privacy/2021-01-15/en"
    words = list(map(json.loads, (docs / PRIVACY).with_name(WORDS).read_text().splitlines()))
    assert words[0]["title"] == "Privacy"
    assert "Privacy" not in json.dumps(own), "words and facts stand apart"
    assert len(words[0]["salt"]) == 32
    assert words[0]["salt"] != words[1]["salt"]
    assert len(own["sha256"]) == 64
    assert own["size"] > 100
    assert "previous" not in own
    section = own["sections"][0]
    assert (section["jurisdiction"], section["date"]) == ("texas", "2012-09-01")
    assert len(section["sha256"]) == 64
    assert words[0]["facts"]["en"]["organization.name"] == "Acme"
    assert set(words[0]["headings"]) == {"text", "texas", "who"}
    assert len(spanish["previous"]) == 64
    assert spanish["authoritative"]["sha256"] == own["sha256"]
    assert words[1]["authoritative"]["headings"] == words[0]["headings"]


@pytest.mark.parametrize(
    ("what", "editions"),
    [
        (["acme"], 3),
        (["acme/privacy/"], 2),
        (["acme/privacy/2021-01-15"], 2),
        (["acme/privacy/2021-01-15/en"], 1),
        (["acme/cookies", "acme/privacy/2021-01-15/en"], 2),
    ],
)
def test_what_is_named_is_sealed(docs: Path, what: list[str], editions: int) -> None:
    assert main(["seal", *what, *TODAY]) == 0
    assert sum(map(len, sealed(docs).values())) == editions


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("acme/privcy", "There is nothing at 'acme/privcy'. Did you mean 'acme/privacy'?"),
        ("acme/privacy/2021-01-15/es", "comes first: seal acme/privacy/2021-01-15/en with it."),
    ],
)
def test_what_cannot_be_sealed_is_refused(
    docs: Path, what: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seal", what, *TODAY]) == 1
    assert words in capsys.readouterr().err
    assert not sealed(docs)


@pytest.mark.parametrize("text", ["titel: x\n---\n", "---\n\n[TBD]\n"], ids=["problem", "advice"])
def test_nothing_is_sealed_while_a_problem_stands(
    docs: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = docs / "acme/cookies/2021-01-15.md"
    good = file.read_text("utf-8")
    file.write_text(good.replace("---\n\n", text, 1), "utf-8")
    assert main(["seal", *TODAY]) == 1
    assert "1 problem in 1 file; nothing was published." in capsys.readouterr().err
    assert not sealed(docs)


def test_advice_elsewhere_does_not_hold_up_a_seal(docs: Path) -> None:
    file = docs / "acme/cookies/2021-01-15.md"
    file.write_text(file.read_text("utf-8") + "\n[TBD]\n", "utf-8")
    assert main(["seal", "acme/privacy", *TODAY]) == 0


def test_nobody_is_taken_to_agree(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "promulgate", "seal"],
        env={**os.environ, "PYTHONPATH": str(PROJECT / "hooks")},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Nobody can answer here: add --yes if you mean it." in done.stderr
    assert not sealed(docs)


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("\n", 1), ("\x04", 1)])
def test_a_person_is_asked(docs: Path, answer: str, code: int) -> None:
    """Asked on a real terminal; only yes is yes."""
    terminal, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "promulgate", "seal"],
        env={**os.environ, "PYTHONPATH": str(PROJECT / "hooks")},
        stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    os.write(terminal, answer.encode())
    told, _ = done.communicate(timeout=PATIENCE)
    os.close(theirs)
    os.close(terminal)
    assert b"Publish 3 editions? Their words can never change afterwards. [y/N]" in told
    assert done.returncode == code
    assert bool(sealed(docs)) == (code == 0)


def test_nothing_is_sealed_while_travelling(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROMULGATE_DATE", "2030-01-01")
    assert main(["seal", *TODAY]) == 1
    assert "DATE is set" in capsys.readouterr().err


def test_a_full_disk_leaves_the_old_ledger(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seal", "acme/privacy", *TODAY]) == 0
    before = (docs / PRIVACY).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    version = docs / "acme/privacy/2022-01-01.md"
    version.write_text(VERSION.replace("2021-01-15", "2022-01-01").replace(
        "title:", "change: editorial\nsummary: New.\ntitle:"), "utf-8")  # fmt: skip
    monkeypatch.setattr(os, "fsync", full)
    assert main(["seal", "acme/privacy", *TODAY]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert (docs / PRIVACY).read_bytes() == before


# --- two at once, and killed ---

fork = multiprocessing.get_context("fork")


def quietly(*arguments: str) -> None:
    """Run a command in a process of its own."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    os._exit(main(list(arguments)))


def test_two_at_once_seal_once(docs: Path) -> None:
    both = [fork.Process(target=quietly, args=("seal", "--yes")) for _ in range(4)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert 0 in {one.exitcode for one in both}
    assert {one.exitcode for one in both} <= {0, 1}
    assert sealed(docs) == {
        PRIVACY: ["acme/privacy/2021-01-15/en", "acme/privacy/2021-01-15/es"],
        COOKIES: ["acme/cookies/2021-01-15/en"],
    }


def test_another_waits_until_the_folder_is_free(docs: Path) -> None:
    with alone(docs):
        other = subprocess.Popen(
            [sys.executable, "-m", "promulgate", "seal", "--yes"],
            env={**os.environ, "PYTHONPATH": str(PROJECT / "hooks")}, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(3)
        assert not sealed(docs)
    assert other.wait(PATIENCE) == 0
    assert len(sealed(docs)) == 2


def test_killed_at_any_moment_there_is_the_old_ledger_or_the_new(docs: Path) -> None:
    """Kill it at many random moments; what is left is whole, and the next run ends it."""
    assert main(["seal", "acme/privacy/2021-01-15/en", *TODAY]) == 0
    old = {PRIVACY: (docs / PRIVACY).read_bytes()}
    start = time.monotonic()
    whole = fork.Process(target=quietly, args=("seal", "--yes"))
    whole.start()
    whole.join()
    spent = time.monotonic() - start
    new = {path: (docs / path).read_bytes() for path in (PRIVACY, COOKIES)}
    chance = random.Random(20261122)
    ends = set()
    for _ in range(KILLS):
        (docs / PRIVACY).write_bytes(old[PRIVACY])
        (docs / COOKIES).unlink(missing_ok=True)
        one = fork.Process(target=quietly, args=("seal", "--yes"))
        one.start()
        time.sleep(chance.uniform(0, spent * 1.2))
        if one.pid and one.is_alive():
            os.kill(one.pid, signal.SIGKILL)
        one.join()
        ends.add(state(docs, old, new))
        finish(docs)
        assert whole_state(docs) in (old, new), "all of them or none"
    assert ends <= {"old", "new", "begun"}


def whole_state(docs: Path) -> dict[str, bytes]:
    return {p: (docs / p).read_bytes() for p in (PRIVACY, COOKIES) if (docs / p).exists()}


def state(docs: Path, old: dict[str, bytes], new: dict[str, bytes]) -> str:
    """Tell what is left on the disk; each ledger by itself is the old one or the new one."""
    found = whole_state(docs)
    for path, data in found.items():
        assert data in (old.get(path), new[path]), path
    return "old" if found == old else "new" if found == new else "begun"


@pytest.mark.parametrize("step", range(12))
def test_killed_at_each_step_of_writing(docs: Path, step: int) -> None:
    """Die right before each call that reaches the disk."""
    old = {PRIVACY: b"", COOKIES: b""}
    new = {f"docs/{path}": f"old {path}, new".encode() for path in old}
    for path in old:
        (docs / path).write_bytes(b"old " + path.encode())
    before = whole_state(docs)

    def die() -> None:
        calls = 0

        def counted(call: Callable[..., object]) -> Callable[..., object]:
            def run(*given: object, **named: object) -> object:
                nonlocal calls
                calls += 1
                if calls > step:
                    os._exit(9)
                return call(*given, **named)

            return run

        os.fsync = counted(os.fsync)  # type: ignore[assignment]
        Path.replace = counted(Path.replace)  # type: ignore[method-assign,assignment]
        Path.unlink = counted(Path.unlink)  # type: ignore[method-assign,assignment]
        with alone(docs):
            write(docs, new)
        os._exit(0)

    one = fork.Process(target=die)
    one.start()
    one.join()
    after = {path: f"old {path}, new".encode() for path in old}
    finish(docs)
    assert not (docs / JOURNAL).exists()
    assert whole_state(docs) in (before, after)
    if one.exitcode == 0:
        assert whole_state(docs) == after


@pytest.mark.parametrize(
    "journal",
    [
        '{"docs/../../pwned": "hello"}',
        '{"docs/acme/index.md": "hello"}',
        '{"docs/acme/privacy/ledger.jsonl": "another beginning"}',
        "{bad",
        '["x"]',
    ],
)
def test_a_journal_of_somebody_else_is_refused(
    docs: Path, journal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seal", *TODAY]) == 0
    before = {file: file.read_bytes() for file in docs.parent.rglob("*") if file.is_file()}
    (docs / JOURNAL).write_text(journal, "utf-8")
    assert main(["seal", "--yes"]) == 1
    assert ".ledgers.json was not written by a seal. Remove it." in capsys.readouterr().err
    (docs / JOURNAL).unlink()
    assert before == {file: file.read_bytes() for file in docs.parent.rglob("*") if file.is_file()}


def test_a_clock_that_goes_back_is_noticed(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seal", "acme/privacy/2021-01-15/en", *TODAY]) == 0
    assert main(["seal", "--yes", "--sealed-on", "2025-10-18"]) == 1
    assert "ends on 2026-11-22, and today is 2025-10-18 there. Is the clock" in (
        capsys.readouterr().err
    )


def test_a_version_before_a_published_one_is_told_before_it_changes_the_history(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seal", *TODAY]) == 0
    older = docs / "acme/cookies/2020-01-01.md"
    older.write_text(VERSION.replace("2021-01-15", "2020-01-01"), "utf-8")
    assert main(["seal", *TODAY]) == 0
    assert "CHANGES THE HISTORY: it stands before 2021-01-15" in capsys.readouterr().out
