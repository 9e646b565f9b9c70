"""What editors begin and ask for: nothing is overwritten, what is missing is marked and named."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import (
    HOME,
    JURISDICTION,
    PROJECT,
    RECORD,
    SECTION,
    VARIABLES,
    sealed,
    small,
    write_files,
)
from promulgate.cli.main import main
from promulgate.sources.scan import read_sources

BODY = "Words.\n\n## Who {#who}\n\nWe are a club.\n\n## What {#what}\n\nNames.\n"
OLD = f"---\ntitle: Privacy\neffective: 2021-01-15\nreview: P12M\n---\n\n{BODY}"
NEW = (
    OLD.replace("2021-01-15", "2026-12-15")
    .replace("Names", "Names and boats")
    .replace("review: P12M\n", "change: material\nsummary: Boats too.\ncovers: {}  # none yet\n")
)
ES = (
    "---\ntitle: Privacidad\n---\n\nPalabras.\n\n## Quién\n\nSomos un club.\n\n## Qué\n\nNombres.\n"
)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    texts = {"acme/privacy/2021-01-15.md": OLD, "acme/privacy/2021-01-15.es.md": ES}
    write_files(tmp_path, sealed(small({**texts, "acme/privacy/2026-12-15.md": NEW})))
    return tmp_path / "docs"


def run(docs: Path, *words: str) -> int:
    return main([*words, "--docs", str(docs)])


def told(docs: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    run(docs, "check", "--json", *words)
    return [f"{p['path']}: {p['wrong']}" for p in json.loads(capsys.readouterr().out)]


def test_a_new_version_has_the_words_and_gaps(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(docs, "new-version", "acme/privacy", "2027-01-01", "--because", "law") == 0
    written = (docs / "acme/privacy/2027-01-01.md").read_text("utf-8")
    assert written.endswith(BODY.replace("Names", "Names and boats"))
    assert "covers: {}  # none yet" in written
    assert "because: law" in written
    assert "change: material" not in written
    capsys.readouterr()
    assert told(docs, capsys) == [
        "docs/acme/privacy/2027-01-01.md: Field 'change' is missing: this version follows another.",
        "docs/acme/privacy/2027-01-01.md: '[insert what changes, in one or two plain sentences]' "
        "is still in the text.",
    ]
    before = dict(read_sources(docs))
    assert run(docs, "new-version", "acme/privacy", "2027-01-01") == 1
    assert run(docs, "new-version", "acme/privacy", "2020-01-01") == 1
    assert dict(read_sources(docs)) == before


def test_a_translation_waits_beside_the_official_words(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(docs, "translate", "acme/privacy/2026-12-15", "es") == 0
    written = (docs / "acme/privacy/2026-12-15.es.md").read_text("utf-8")
    assert "## Quién {#who}\n\nSomos un club." in written, "what reads as before is taken over"
    assert "## [insert: What] {#what}\n\n<!--\n\nNames and boats.\n\n-->" in written
    capsys.readouterr()
    assert any("A comment begins here" in each for each in told(docs, capsys))
    assert run(docs, "seal", "--yes", "acme/privacy/2026-12-15/es") == 1, "it cannot be sealed"
    done = written
    for gap, words in {
        "<!--\n\nNames and boats.\n\n-->\n\n": "",
        "[insert: What]": "Qué",
        '"[insert: Privacy]"': "Privacidad",
        '"[insert: Boats too.]"': "También los barcos.",
        "[insert]": "Nombres y barcos.",
    }.items():
        done = done.replace(gap, words)
    (docs / "acme/privacy/2026-12-15.es.md").write_text(done, "utf-8")
    capsys.readouterr()
    assert told(docs, capsys) == []
    assert run(docs, "translate", "acme/privacy/2026-12-15", "es") == 1
    assert run(docs, "translate", "acme/privacy/2026-12-15", "pt_BR") == 2


def test_policies_organizations_and_laws_begin_with_gaps(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = (
        ("new-policy", "acme/cookies", "2027-01-01"),
        ("new-policy", "acme/terms-of-use", "2027-01-01"),
        ("new-organization", "harbour", "--languages", "en,es"),
        ("new-jurisdiction", "ohio", "2025-01-01"),
    )
    before = dict(read_sources(docs))
    for words in begun:
        assert run(docs, *words) == 0
        assert run(docs, *words) == 1, "nothing is overwritten"
    assert before.items() <= dict(read_sources(docs)).items()
    capsys.readouterr()
    run(docs, "check", "--json")
    found = json.loads(capsys.readouterr().out)
    assert found
    assert all(problem["advice"] for problem in found), "nothing but gaps"
    assert run(docs, "new-policy", "acme/es") == 2
    assert run(docs, "new-organization", "Big Corp") == 2


def test_status_says_what_needs_doing(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(docs, "new-version", "acme/privacy", "2027-01-01")
    text = (docs / "acme/privacy/2027-01-01.md").read_text("utf-8")
    text = text.replace("# change: none, editorial, clarification or material", "change: editorial")
    (docs / "acme/privacy/2027-01-01.md").write_text(text, "utf-8")
    capsys.readouterr()
    assert run(docs, "status", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["edition"] for each in found["drafts"]] == ["acme/privacy/2027-01-01/en"]
    assert [each["version"] for each in found["announced"]] == ["acme/privacy/2026-12-15"]
    states = {each["version"][-10:]: each["state"] for each in found["translations"]}
    assert states == {
        "2021-01-15": "up-to-date",
        "2026-12-15": "missing",
        "2027-01-01": "missing",
    }
    assert found["reviews"] == [{"policy": "acme/privacy", "due": "2022-01-15"}]
    assert [problem["line"] for problem in found["problems"]] == [5]
    assert found["seals_not_pushed"] is None
    assert run(docs, "status") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2022-01-15  acme/privacy is to be reviewed"
    assert any("acme/privacy/2026-12-15/es: missing" in line for line in lines)


def test_a_corrected_text_leaves_its_translations_behind(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--wrong", "Names only.", "--right", "Names, and boats.", "--for", "Names.")
    assert run(docs, "correct", "acme/privacy/2021-01-15", *words, "--read", "Boats.", "--yes") == 0
    capsys.readouterr()
    run(docs, "status", "--json")
    (first, *_) = json.loads(capsys.readouterr().out)["translations"]
    assert (first["state"], first["parts"]) == ("outdated", ["what"])


def test_seals_that_are_not_pushed_are_counted(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def git(*words: str, at: Path = docs.parent) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@acme.example"]
        subprocess.run(["git", *who, *words], cwd=at, check=True, capture_output=True)

    ledger = docs / "acme/privacy/ledger.jsonl"
    whole = ledger.read_bytes()
    ledger.write_bytes(b"".join(whole.splitlines(keepends=True)[:2]))
    git("init", "--bare", "-b", "main", "far.git")
    git("init", "-b", "main")
    git("add", "docs")
    git("commit", "-m", "a")
    git("remote", "add", "origin", "far.git")
    git("push", "-u", "origin", "main")
    ledger.write_bytes(whole)
    run(docs, "status", "--json")
    assert json.loads(capsys.readouterr().out)["seals_not_pushed"] == 1


def test_the_history_is_told(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(docs, "history", "acme/privacy", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(each["version"], each["status"]) for each in found] == [
        ("2026-12-15", "announced"),
        ("2021-01-15", "in-force"),
    ]
    assert run(docs, "history", "acme/privacy") == 0
    assert "\x1b" not in capsys.readouterr().out
    assert run(docs, "history", "acme/cookies") == 1


def test_what_is_exported_are_the_sealed_bytes(docs: Path, tmp_path: Path) -> None:
    into = tmp_path / "bundle"
    assert run(docs, "export", "acme/privacy", "--into", str(into)) == 0
    names = sorted(path.name for path in (into / "docs").iterdir())
    assert names == ["2021-01-15.es.md", "2021-01-15.md", "2026-12-15.md", "index.md"]
    digest = sha256((into / "docs/2021-01-15.md").read_bytes()).hexdigest()
    assert digest in (docs / "acme/privacy/ledger.jsonl").read_text("utf-8")
    assert run(docs, "export", "acme/privacy", "--into", str(into)) == 1


MESSY = "\ufeff---\r\ntitle: \u201cPrivacy\u201d\r\neffective: 2022-01-15\r\n---\r\n\r\n##Who\r\n"


def test_what_is_certain_is_mended_and_nothing_that_is_sealed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    texts = {
        "acme/privacy/2021-01-15.md": OLD.replace("review:", "jurisdictions: [texas]\nreview:"),
        "jurisdictions/texas/index.md": JURISDICTION,
        "jurisdictions/texas/2012-09-01.md": SECTION,
    }
    published = sealed(small({path: text.replace("\n", "\r\n") for path, text in texts.items()}))
    record = RECORD.replace("[en, es]", "[en, pt_BR]")
    messy = {"docs/acme/index.md": record.encode(), "docs/acme/terms/2022-01-15.md": MESSY.encode()}
    portuguese = "---\ntitle: P\n---\n\n## Quem\n"
    messy["docs/acme/terms/2022-01-15.pt_BR.md"] = portuguese.encode()
    write_files(tmp_path, {**published, **messy, "docs/index.md": HOME.encode()})
    docs = tmp_path / "docs"
    before = dict(read_sources(docs))
    assert run(docs, "check", "--fix") == 1, "nobody can answer"
    assert dict(read_sources(docs)) == before
    assert run(docs, "check", "--fix", "--yes") == 0
    shown = capsys.readouterr().out
    assert "-<U+FEFF>---<CR>" in shown
    assert "2022-01-15.pt_BR.md is renamed to docs/acme/terms/2022-01-15.pt-BR.md" in shown
    assert (docs / "acme/terms/2022-01-15.md").read_text("utf-8") == (
        '---\ntitle: "Privacy"\neffective: 2022-01-15\n---\n\n## Who\n'
    )
    for path in ("acme/privacy/2021-01-15.md", "jurisdictions/texas/2012-09-01.md"):
        assert b"\r\n" in (docs / path).read_bytes(), "it is sealed"
    assert b"\r\n" not in (docs / "jurisdictions/texas/index.md").read_bytes()
    after = dict(read_sources(docs))
    assert run(docs, "check", "--strict", "--fix", "--yes") == 0
    assert dict(read_sources(docs)) == after


def test_a_new_version_because_of_a_law_shows_what_the_law_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = SECTION.replace("2012-09-01", "2026-09-01").replace("Text for", "Other text for")
    law = {
        "jurisdictions/texas/index.md": JURISDICTION,
        "jurisdictions/texas/2012-09-01.md": SECTION,
    }
    policy = OLD.replace("review:", "jurisdictions: [texas]\nreview:")
    written = sealed(small({**law, "acme/privacy/2021-01-15.md": policy}))
    write_files(tmp_path, {**written, "docs/jurisdictions/texas/2026-09-01.md": newer.encode()})
    docs = tmp_path / "docs"
    assert run(docs, "status") == 0
    assert "promulgate new-version acme/privacy --because law" in capsys.readouterr().out
    assert run(docs, "new-version", "acme/privacy", "2027-01-01", "--because", "law") == 0
    shown = capsys.readouterr().out
    assert "It takes up the section 'texas' of 2026-09-01:" in shown
    assert "+ Other text for" in shown


def test_shells_complete_the_commands() -> None:
    words = {"COMP_WORDS": "promulgate new-", "COMP_CWORD": "1"}
    variables = {**VARIABLES, **words, "_PROMULGATE_COMPLETE": "bash_complete"}
    command = [sys.executable, "-m", "promulgate"]
    where = PROJECT / "hooks"
    found = subprocess.run(command, env=variables, cwd=where, capture_output=True, check=False)
    told = found.stdout.decode().split()
    assert {"plain,new-version", "plain,new-policy"} <= set(told)
