"""A fault of the program is a problem like another: it names a file, and says whose it is."""

from pathlib import Path
from typing import NoReturn

import pytest
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from conftest import VERSION, sealed, small, write_files
from promulgate.cli.main import main
from promulgate.mkdocs_shell.events import on_build_error
from promulgate.mkdocs_shell.failures import is_ours, unstuck
from promulgate.mkdocs_shell.state import State
from promulgate.sources import scan

OURS = "The fault is ours, not yours"
FILE = "acme/privacy/2021-01-15"
COMMANDS = {
    "check": ["check"],
    "addresses": ["addresses"],
    "verify": ["verify"],
    "grown": ["grown", "."],
    "at": ["at", "acme/privacy", "2021-01-15"],
    "diff": ["diff", "acme/privacy", "2021-01-15", "2022-01-15"],
    "seal": ["seal", "--yes"],
    "correct": ["correct", f"{FILE}/en", "--wrong", "a", "--right", "b", "--yes"],
    "withdraw": ["withdraw", FILE, "--reason", "Gone.", "--yes"],
    "checkpoint": ["checkpoint"],
}
STAGES = {
    "load": "promulgate.cli.folder.load",
    "render": "promulgate.cli.folder.render",
    "check": "promulgate.cli.folder.check",
}


def fail(*_: object, **__: object) -> NoReturn:
    raise KeyError("gdpr")


def kept(docs: Path) -> dict[Path, bytes]:
    files = (file for file in docs.rglob("*") if file.is_file() and file.name[0] != ".")
    return {file: file.read_bytes() for file in files}


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    later = VERSION.replace("2021-01-15", "2022-01-15").replace("Words.", "Other words.")
    later = later.replace("---\n\n", "change: editorial\nsummary: Other words.\n---\n\n", 1)
    files = {f"{FILE}.md": VERSION, "acme/privacy/2022-01-15.md": later}
    write_files(tmp_path, sealed(small(files), what=[FILE]))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "docs"


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_of_a_fault_as_a_problem(
    docs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    stage: str,
    command: str,
) -> None:
    before = kept(docs)
    monkeypatch.setattr(STAGES[stage], fail)
    code = main(COMMANDS[command])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert code == 0 or OURS in said.err, said.err
    assert code == 0 or "docs/" in said.err
    assert code != 0 or command in ("at", "diff", "checkpoint"), "which need no such stage"
    assert code == 0 or kept(docs) == before


@pytest.mark.parametrize("stage", ["load", "check"])
def test_a_fault_hides_no_mistake(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stage: str
) -> None:
    (docs / "acme/privacy/2023-01-15.md").write_text("---\ntitle: [\n---\nWords.\n", "utf-8")
    text = VERSION.replace("2021", "2024").replace("Words.", "<video></video>")
    (docs / "acme/privacy/2024-01-15.md").write_text(text, "utf-8")
    failing = {"load": "model.load._jurisdictions", "check": "checks.check.honesty"}[stage]
    monkeypatch.setattr(f"promulgate.{failing}", fail)
    assert main(["check"]) == 1
    said = capsys.readouterr().err
    assert "2023-01-15.md" in said
    assert stage == "load" or "2024-01-15.md" in said
    assert OURS in said


def test_what_the_system_does_not_let_us_read_is_told(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = docs / "acme/privacy/2022-01-15.md"
    real = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == file.name:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    assert main(["check"]) == 1
    assert "docs/acme/privacy/2022-01-15.md:1: This cannot be read" in capsys.readouterr().err


def test_mkdocs_hears_of_a_fault_in_words() -> None:
    error = TypeError("theirs")
    assert not is_ours(error)
    on_build_error(error)
    assert not is_ours(PluginError("in words"))
    with pytest.raises(AttributeError) as found:
        scan.stamp_of(None)  # type: ignore[arg-type]
    assert is_ours(found.value)
    with pytest.raises(PluginError, match=OURS):
        on_build_error(found.value)


@pytest.mark.parametrize(
    ("error", "path", "said"),
    [
        (KeyError("gdpr"), "docs/", OURS),
        (RecursionError("deep"), "docs/", OURS),
        (OSError(28, "No space left on device", "site/x"), "site/x", "No space left"),
        (ConfigurationError("No such theme."), "mkdocs.yml", "No such theme."),
        (PluginError("mkdocs.yml: It is so."), "mkdocs.yml", "It is so."),
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_serve_goes_on_and_says_why(error: Exception, path: str, said: str, wrapped: bool) -> None:
    state, calls = State(), []

    def build() -> None:
        calls.append(1)
        if len(calls) == 2:
            return
        try:
            raise error
        except Exception:
            if not wrapped:
                raise
            raise Abort("Aborted with a BuildError!")  # noqa: B904  as MkDocs does

    rebuild = unstuck(build, state)
    rebuild()
    assert [problem.place.path.startswith(path) for problem in state.problems] == [True]
    assert said in str(state.problems[0])
    rebuild()
    assert len(calls) == 2
