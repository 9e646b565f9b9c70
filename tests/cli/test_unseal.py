"""`unseal`, and what helps with an edited text: git tells what was never committed or pushed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import VERSION, small, write_files
from promulgate.cli.main import main
from promulgate.sources.scan import read_sources

ES = "---\ntitle: P\n---\n\nP.\n\n## Quién\n\nNosotros.\n"
FILES = {
    "acme/privacy/2021-01-15.md": VERSION,
    "acme/privacy/2021-01-15.es.md": ES,
    "acme/cookies/2021-01-15.md": VERSION,
}
TEXT = "docs/acme/privacy/2021-01-15.md"


def git(folder: Path, *arguments: str) -> None:
    author = ["-c", "user.name=Editor", "-c", "user.email=editor@acme.example"]
    command = ["git", *author, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write drafts, commit and push them to a bare repository, and seal them."""
    folder = tmp_path / "site"
    write_files(folder, small(FILES))
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", "there.git")
    git(folder, "init", "--quiet", "-b", "main")
    git(folder, "remote", "add", "origin", str(tmp_path / "there.git"))
    git(folder, "add", ".")
    git(folder, "commit", "-m", "Drafts")
    git(folder, "push", "--quiet", "--set-upstream", "origin", "main")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert main(["seal", "--yes"]) == 0
    return folder


def commit(site: Path, message: str) -> None:
    git(site, "add", "docs")
    git(site, "commit", "-m", message)


def test_what_was_never_pushed_is_a_draft_again(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drafts = dict(read_sources(site / "docs"))
    commit(site, "Seal")
    assert main(["unseal", "acme/privacy/2021-01-15/es"]) == 1
    assert "add --yes if you mean it. Nothing was changed." in capsys.readouterr().err
    assert read_sources(site / "docs") == drafts
    assert main(["unseal", "acme/privacy/2021-01-15/es", "--yes"]) == 0
    told = capsys.readouterr().out
    assert "To be drafts again, 1 edition:\n  acme/privacy/2021-01-15/es\n" in told
    for command in (["verify"], ["check"], ["seal", "--yes"], ["verify"]):
        assert main(command) == 0
    assert main(["unseal", "acme", "--yes"]) == 0
    left = [path for path in (site / "docs").rglob("*") if path.suffix in (".jsonl", ".txt")]
    assert not [*left, *(site / "docs").glob("checkpoint")]
    assert main(["seal", "--yes"]) == 0
    assert main(["verify"]) == 0


def test_what_cannot_stay_sealed_alone_goes_with_it(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The cookie policy links to the other: one that is published cannot lead to a draft."""
    assert main(["unseal", "acme", "--yes"]) == 0
    linking = VERSION.replace("Words.", "See [privacy](../privacy/).")
    (site / "docs/acme/cookies/2021-01-15.md").write_text(linking, "utf-8")
    assert main(["seal", "--yes"]) == 0
    (site / TEXT).write_text(VERSION.replace("Words.", "Other words."), "utf-8")
    assert "'promulgate unseal acme/privacy/2021-01-15/en'" in told(capsys)
    assert main(["unseal", "acme/privacy/2021-01-15/en", "--yes"]) == 0
    assert "  acme/cookies/2021-01-15/en\n  acme/privacy/" in capsys.readouterr().out
    assert main(["seal", "--yes"]) == 0
    assert main(["verify"]) == 0


def test_what_was_pushed_stays_published(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(site, "Seal")
    git(site, "push", "--quiet")
    published = shutil.copytree(site / "docs", site.parent / "before/docs")
    newer = VERSION.replace("2021", "2022").replace(
        "---\n\n", "change: editorial\nsummary: Less.\n---\n\nNew. "
    )
    (site / "docs/acme/privacy/2022-01-15.md").write_text(newer, "utf-8")
    assert main(["seal", "--yes"]) == 0
    corrected = ["correct", "acme/privacy/2022-01-15", "--wrong", "A.", "--right", "B.", "--yes"]
    assert main(corrected) == 0
    before = read_sources(site / "docs")
    assert main(["unseal", "acme/privacy", "--yes"]) == 1
    told = capsys.readouterr().err
    assert "acme/privacy/2021-01-15/en was pushed: what is published stays published." in told
    assert read_sources(site / "docs") == before
    assert main(["unseal", "acme/privacy/2022-01-15", "--yes"]) == 0
    for path in published.rglob("*.jsonl"):
        here = site / "docs" / path.relative_to(published)
        assert here.read_bytes() == path.read_bytes()
    assert main(["grown", str(published.parent)]) == 0
    assert main(["unseal", "acme/privcy", "--yes"]) == 1
    assert "Nothing is sealed at 'acme/privcy'. Did you mean" in capsys.readouterr().err


def told(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["check"]) == 1
    (line,) = (each for each in capsys.readouterr().err.splitlines() if each.startswith(TEXT))
    return line


def test_the_way_out_of_an_edit_is_that_of_its_case(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, sealed = site / TEXT, (site / TEXT).read_bytes()
    text.write_bytes(sealed + b"More.\n")
    said = told(capsys)
    assert "It was sealed here and never committed: undo what was changed, or" in said
    assert "'promulgate unseal acme/privacy/2021-01-15/en', and seal it again." in said

    text.write_bytes(sealed)
    commit(site, "Seal")
    text.write_bytes(sealed + b"More.\n")
    commit(site, "Edit what was sealed")
    said = told(capsys)
    assert "or, since nobody else has it yet, 'promulgate unseal" in said

    git(site, "push", "--quiet")
    said = told(capsys)
    assert "brings back what was published." in said
    assert "'promulgate correct acme/privacy/2021-01-15/en --wrong" in said
    assert "unseal" not in said
    command = said.partition("'git ")[2].partition("'")[0].split()
    git(site, *command)
    assert text.read_bytes() == sealed
    assert main(["check"]) == 0


def test_without_git_nothing_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, small(FILES))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert main(["seal", "--yes"]) == 0
    assert main(["unseal", "acme", "--yes"]) == 1
    assert "so nobody can tell what was published. Nothing was changed." in capsys.readouterr().err
