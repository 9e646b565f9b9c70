"""A site that the release before has made and sealed: built by this one, and brought up to date."""

import json
import shutil
from pathlib import Path

import pytest

from conftest import PROJECT, mkdocs
from promulgate.cli.main import main
from promulgate.cli.written import RECORD, digest, read_record
from promulgate.ledger.chain import parse

CODE = str(PROJECT / "hooks")
BEFORE = PROJECT / "tests/frozen/previous"
LAW = "docs/jurisdictions/gdpr/index.md"
PINNED = "docs/jurisdictions/california/2014-01-01.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    shutil.copytree(BEFORE, folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return folder


def files(site: Path) -> dict[str, bytes]:
    return {
        f.relative_to(site).as_posix(): f.read_bytes()
        for f in site.rglob("*")
        if f.is_file() and ".cache" not in f.parts
    }


def test_what_was_sealed_before_builds_and_answers(site: Path) -> None:
    for command in (["check", "--strict"], ["verify"]):
        assert main(command) == 0
    said = {"PYTHONPATH": CODE, "SOURCE_DATE_EPOCH": "1796083200"}
    done = mkdocs("build", "--strict", "--quiet", cwd=site, **said)
    assert (done.returncode, done.stderr) == (0, "")
    for address in (site / "addresses.txt").read_text("utf-8").split():
        file = site / "site" / address[1:]
        assert (file / "index.html" if address.endswith("/") else file).is_file(), address
    for path in site.glob("docs/acme/*/ledger.jsonl"):
        ledger, problems = parse(path.relative_to(site).as_posix(), path.read_bytes())
        assert not problems
        for name, entry in ledger.entries.items():
            plain, _, tag = name.rpartition("/")
            text = site / "site" / plain / ("" if tag == "en" else tag) / "policy.md"
            known = "sha256_of_the_text" if entry.withdrawal else ""
            data = text.read_bytes()
            assert (entry.digest in data.decode()) if known else digest(data) == entry.digest


def test_it_is_brought_up_to_date_but_for_what_was_edited(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check, law = site / ".github/workflows/check.yml", site / LAW
    edited = check.read_bytes() + b"# Ours.\n"
    check.write_bytes(edited)
    before = files(site)
    assert main(["upgrade"]) == 1
    assert "Nobody can answer here: add --yes if you mean it." in capsys.readouterr().err
    assert files(site) == before

    assert main(["upgrade", "--yes"]) == 0
    told = capsys.readouterr().out
    assert ".github/workflows/check.yml stays as it is: it was edited here." in told
    assert "+++ .github/workflows/publish.yml" in told
    assert "Readers will see:\n- " in told
    after = files(site)
    assert after[".github/workflows/check.yml"] == edited
    ours = (PROJECT / "template/.github/workflows/publish.yml").read_bytes()
    assert after[".github/workflows/publish.yml"] == ours
    assert after[LAW] == (PROJECT / LAW).read_bytes()
    (wheel,) = (path for path in after if path.endswith(".whl"))
    assert f"./{wheel}\n" in after["requirements.txt"].decode()
    own = [p for p in before if p.startswith(("docs/acme/", "docs/index", "mkdocs.yml", "README"))]
    assert {path: before[path] for path in own} == {path: after[path] for path in own}
    for command in (["check"], ["verify"], ["upgrade", "--yes"]):
        assert main(command) == 0
    assert "is up to date" in capsys.readouterr().out
    assert files(site) == after

    # From now on the record tells what was edited.
    law.write_text(law.read_text("utf-8") + "\nMore.\n", "utf-8")
    known = json.loads((site / RECORD).read_text("utf-8"))
    publish = site / ".github/workflows/publish.yml"
    publish.write_bytes(b"# Of a release before.\n")
    known["files"][".github/workflows/publish.yml"] = digest(publish.read_bytes())
    (site / RECORD).write_text(json.dumps(known), "utf-8")
    (site / "hooks/publish.py").unlink()
    assert main(["upgrade", "--yes"]) == 0
    told = capsys.readouterr().out
    assert f"{LAW} stays as it is: it was edited here." in told
    assert "hooks/publish.py stays as it is: it was removed here." in told
    assert publish.read_bytes() == ours
    assert read_record(site).asked["organization"] == "acme"


def test_a_section_that_is_sealed_is_never_written_over(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = site.parent / "laws"
    shutil.copytree(PROJECT / "docs/jurisdictions", newer)
    for law in newer.rglob("*.md"):
        law.write_text(law.read_text("utf-8") + "\nOther words of a newer release.\n", "utf-8")
    for module in ("new", "upgrade"):
        monkeypatch.setattr(f"promulgate.cli.{module}.JURISDICTIONS", newer)
    sealed = [
        f"docs/jurisdictions/{pin['jurisdiction']}/{pin['date']}.md"
        for path in site.glob("docs/acme/*/ledger.jsonl")
        for line in path.read_text("utf-8").splitlines()
        for pin in json.loads(line).get("sections", ())
        if "owner" not in pin
    ]
    assert sealed
    before = files(site)
    assert main(["upgrade", "--yes"]) == 0
    told, after = capsys.readouterr().out, files(site)
    for path in sealed:
        assert f"{path} stays as it is: sealed texts contain it." in told
        assert after[path] == before[path]
    assert b"Other words of a newer release." in after[LAW]
    assert main(["verify"]) == 0


def test_where_no_site_is_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["upgrade", "--yes"]) == 2
    assert "There is no mkdocs.yml in" in capsys.readouterr().err
