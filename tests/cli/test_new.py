"""`new`: a site of one's own, whose checks name what is still to be written, or nothing at all."""

import itertools
import re
from pathlib import Path

import pytest
import yaml

from conftest import EPOCH, PROJECT, fill, mkdocs
from promulgate.cli.main import main

UNCLEAR = {
    "an address without scheme": (
        ["--url", "policies.acme.example"],
        "--url is 'policies.acme.example/'. Write a whole address",
    ),
    "no language": (["--languages", "en,qqqqq"], "which is no language. Write a language tag"),
    "no zone": (["--timezone", "Detroit"], "Did you mean 'America/Detroit'?"),
    "no law": (["--jurisdictions", "gdrp"], "names 'gdrp', which is none. Did you mean 'gdpr'?"),
    "no folder": (["--organization", "Acme Inc"], "Use small letters a to z"),
    "a folder that is ours": (["--organization", "search"], "is reserved"),
    "an empty name": (["--name", " "], "--name is empty."),
}


@pytest.mark.parametrize(("options", "words"), UNCLEAR.values(), ids=UNCLEAR)
def test_what_is_unclear_writes_nothing(
    options: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "own"), *options, "--yes"]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert told.endswith("Nothing was written.\n")
    assert told.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_something_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("Mine.", "utf-8")
    assert main(["new", str(tmp_path), "--yes"]) == 1
    assert "is not empty. Name a folder that is not there." in capsys.readouterr().err
    assert main(["new", str(tmp_path / "mine.txt"), "--yes"]) == 1
    assert "is a file." in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_nobody_is_asked_who_cannot_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "own")]) == 1
    assert "add --yes if you mean it" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("languages", "laws"),
    [("en,es", "gdpr,california,california-ccpa,texas-phi"), ("de,en", "gdpr"), ("fr", "")],
)
def test_a_new_site_names_its_gaps_and_publishes_once_they_are_filled(
    languages: str, laws: str, tmp_path: Path
) -> None:
    options = ["--name", 'Acme’s "policies": all', "--organization", "acme", "--timezone", "UTC"]
    options += ["--languages", languages, "--jurisdictions", laws, "--yes"]
    done = mkdocs("new", "own site", *options, cwd=tmp_path, program="promulgate", PYTHONPATH=CODE)
    assert (done.returncode, done.stderr) == (0, "")
    site = tmp_path / "own site"

    def run(*arguments: str) -> tuple[int, str]:
        done = mkdocs(*arguments, cwd=site, program="promulgate", PYTHONPATH=CODE)
        return done.returncode, done.stderr

    code, told = run("check", "--strict")
    assert code == 1
    written = [(f, f.read_text("utf-8")) for f in (site / "docs/acme").rglob("*.md")]
    gaps = [gap for _, text in written for gap in re.findall(r"\[insert[^]]*\]", text)]
    assert len(gaps) > 15
    assert all(f"'{gap}' is still in the text." in told for gap in gaps)
    assert "example.invalid' is still in the text." in told
    assert len(re.findall(r"^docs/", told, re.MULTILINE)) == len(gaps) + 1, "and nothing else"

    fill(site / "docs")
    for arguments in (("check", "--strict"), ("seal", "--yes"), ("verify",)):
        assert run(*arguments) == (0, "")
    done = mkdocs("build", "--strict", "--quiet", cwd=site, PYTHONPATH=CODE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Words of Acme." in (site / "site/acme/cookies/index.html").read_text("utf-8")
    assert not list((site / "site").rglob("README*"))


CODE = str(PROJECT / "hooks")


def test_what_is_written_says_what_it_was_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    options = {"--name": "Äcme", "--url": "https://p.acme.example", "--organization": "own"}
    given = list(itertools.chain(*options.items()))
    assert main(["new", str(tmp_path / "s"), *given, "--languages", "pt-BR, en", "--yes"]) == 0
    said = yaml.safe_load((tmp_path / "s/mkdocs.yml").read_text("utf-8"))
    assert (said["site_name"], said["site_url"]) == ("Äcme", "https://p.acme.example/")
    draft = (tmp_path / "s/docs/own/privacy/2026-11-22.md").read_text("utf-8")
    assert "write it in Brazilian Portuguese" in draft or "Portuguese" in draft
    for file in (tmp_path / "s").rglob("*.*"):
        if file.is_file() and file.suffix not in (".whl", ".md"):
            assert "<<" not in file.read_text("utf-8"), file
    workflows = sorted(file.name for file in (tmp_path / "s/.github/workflows").iterdir())
    buttons = ["correct.yml", "new-version.yml", "preview.yml", "seal.yml", "withdraw.yml"]
    assert workflows == sorted([*buttons, "check.yml", "nightly.yml", "publish.yml"])
    for name in workflows:
        text = (tmp_path / "s/.github/workflows" / name).read_text("utf-8")
        assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
