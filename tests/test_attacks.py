"""What strangers try: hosts of their own, journals, code in a cache, signs for a terminal."""

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from builds import COMMAND, refused, run, tree
from conftest import PROJECT, RECORD, VERSION, lay_out, sealed, small
from promulgate.cli.main import main
from promulgate.files import JOURNAL
from promulgate.mkdocs_shell.overlay import with_host
from promulgate.problems import Place, Problem, printable

ESC = "\x1b[2K\x1b[1A"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = lay_out(tmp_path / "project", "hooks", "overrides", "docs/assets")
    (tmp_path / "packages").mkdir()
    files = {"acme/privacy/2021-01-15.md": VERSION}
    for path, data in sealed(small(files)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data or b"")
    return folder


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("127.0.0.1", True),
        ("[::1]:8000", True),
        ("LOCALHOST", True),
        ("preview.example:8000", True),
        ("evil.example:8000", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("[::1].evil.example", True),  # no name: a browser asks for nothing so called
        ("", False),
        ("0.0.0.0:8000", False),
    ],
)
def test_the_preview_answers_at_its_own_names_alone(host: str, answered: bool) -> None:
    told: list[str] = []
    serve = with_host(lambda environ, start: [b"draft"], "preview.example")
    answer = b"".join(serve({"HTTP_HOST": host}, lambda status, headers: told.append(status)))
    assert (answer == b"draft") == answered
    assert bool(told) != answered
    assert answered or b"answers at" in answer
    everywhere = with_host(lambda environ, start: [b"draft"], "0.0.0.0")
    assert b"".join(everywhere({"HTTP_HOST": "0.0.0.0"}, lambda status, headers: None)) != b"draft"


def test_a_journal_that_came_with_the_sources_publishes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = project / "docs/acme/privacy/ledger.jsonl"
    after = ledger.read_text("utf-8")
    ledger.unlink()
    journal = project / "docs" / JOURNAL
    journal.write_text(json.dumps({"docs/acme/privacy/ledger.jsonl": after}), "utf-8")
    assert "was left by a seal that did not end. Run 'make seal'" in refused(COMMAND, project)
    monkeypatch.chdir(project)
    for command in (["check"], ["addresses"], ["verify"], ["at", "acme/privacy", "2021-01-15"]):
        assert main(command) == 1, command
        assert "Run 'make seal', which ends it" in capsys.readouterr().err
    assert not ledger.exists()
    assert journal.exists()
    assert main(["seal", "--yes"]) == 0, "who may publish ends it"
    assert ledger.read_text("utf-8") == after
    assert not journal.exists()


def test_no_code_is_kept_in_a_cache(project: Path) -> None:
    """What is kept is plain: JSON, and the bytes of the site."""
    run(project)
    cache = sqlite3.connect(project.parent / "cache/build/cache.sqlite")
    rows = cache.execute("SELECT name, data FROM answer").fetchall()
    cache.close()
    assert rows
    for name, data in rows:
        json.loads(data)
        assert not name.startswith("template")
    assert tree(project / "site")


def test_a_terminal_obeys_no_sign_of_a_source(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    signs = ("\\e[2K", "\\x9b", "\\u202E")
    for number, sign in enumerate(signs):
        text = VERSION.replace("title: Privacy", f'title: "Privacy {sign}hidden"')
        file = project / f"docs/acme/cookies-{number}/2021-01-15.md"
        file.parent.mkdir()
        file.write_text(text, "utf-8")
    main(["seal", "--yes"])
    main(["seal", "acme/no\x1b[2K", "--yes"])
    main(["correct", "acme/\x1b[2K", "--wrong", "a", "--right", "b", "--yes"])
    said = capsys.readouterr()
    for sign in ("\x1b", "\x9b", "\u202e"):
        assert sign not in said.out + said.err


def test_words_are_shown_whole_with_their_signs_named() -> None:
    assert printable(f"a{ESC}b\r\nc\td") == "a\\x1b[2K\\x1b[1Ab\\r\nc\td"
    assert printable("Über uns – سياسة") == "Über uns – سياسة"
    assert str(Problem(Place("docs/x.md"), f"'{ESC}' is wrong.", "Mend it.")).isprintable()


def test_an_organization_with_a_name_of_signs_is_no_matter(project: Path) -> None:
    record = project / "docs/acme/index.md"
    record.write_text(RECORD.replace("name: Acme", 'name: "Acme <b>&amp;</b>"'), "utf-8")
    run(project)
    assert "<b>&amp;</b>" not in (project / "site/acme/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "attack", ["x; touch pwned", "$(shell touch pwned)", "`touch pwned`", '"$(touch pwned)"']
)
@pytest.mark.parametrize(
    ("target", "variable"),
    [
        ("seal", "EDITION"),
        ("correct", "EDITION"),
        ("withdraw", "VERSION"),
        ("verify", "URL"),
        ("checkpoint", "TSA"),
        ("checkpoint", "KEY"),
        ("new", "DIR"),
        ("grown", "BASE"),
        ("spread", "SCHEDULER"),
        ("test", "WORKERS"),
        ("bench", "PAGES"),
        ("site", "DATE"),
        ("site", "ORGANIZATIONS"),
    ],
)
def test_a_variable_of_make_runs_no_command(
    tmp_path: Path, target: str, variable: str, attack: str
) -> None:
    """Run each target with commands that only write down that they were called."""
    shutil.copy(PROJECT / "Makefile", tmp_path)
    for name in ("python", "pip", "mkdocs"):
        program = tmp_path / ".venv/bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\nexit 0\n", "utf-8")
        program.chmod(0o755)
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-scale.txt"):
        (tmp_path / name).touch()
    for name in ("pyproject.toml", "requirements-bench.txt"):
        (tmp_path / name).touch()
    for name in (".venv/site", ".venv/test", ".venv/scale", ".venv-bench/peers"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    subprocess.run(
        ["make", target, f"{variable}={attack}"], cwd=tmp_path, capture_output=True, check=False
    )
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        ({"docs/a/b/ledger.jsonl": b"1\n2\n3\n"}, True),
        ({"docs/a/b/ledger.jsonl": b"1\n2\n", "docs/c/d/ledger.jsonl": b"1\n"}, True),
        ({"docs/a/b/ledger.jsonl": b"1\n"}, False),
        ({"docs/a/b/ledger.jsonl": b"1\n2"}, False),
        ({"docs/a/b/ledger.jsonl": b"2\n1\n"}, False),
        ({"docs/a/b/ledger.jsonl": None}, False),
        ({"docs/log.txt": b""}, False),
        ({".ci/append-only": b"exit 0\n", "docs/log.txt": b""}, False),
    ],
)
def test_no_change_lets_itself_pass(
    tmp_path: Path, after: dict[str, bytes | None], kept: bool
) -> None:
    """Run the check of the commit before, on a commit that may have brought its own."""

    def git(*words: str) -> None:
        name = ("-c", "user.name=A", "-c", "user.email=a@acme.example")
        subprocess.run(["git", *name, *words], cwd=tmp_path, check=True, capture_output=True)

    def commit(files: dict[str, bytes | None]) -> None:
        for path, data in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data or b"")
            if data is None:
                (tmp_path / path).unlink()
        git("add", "--all")
        git("commit", "--message", "x")

    check = (PROJECT / ".ci/append-only").read_bytes()
    git("init", "--quiet")
    commit({".ci/append-only": check, "docs/a/b/ledger.jsonl": b"1\n2\n", "docs/log.txt": b"l\n"})
    commit(after)
    script = "git show HEAD~1:.ci/append-only | bash -s -- HEAD~1 HEAD"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode == 0) == kept, done.stderr
    assert kept or b"cut or rewritten" in done.stdout
