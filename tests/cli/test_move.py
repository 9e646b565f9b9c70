"""`move`: every old address answers, every digest holds, and what only grows has grown."""

import shutil
from pathlib import Path

import pytest

from conftest import (
    JURISDICTION,
    NOON,
    RECORD,
    SECTION,
    VERSION,
    Planned,
    prepared,
    small,
    write_files,
)
from promulgate.cli.main import main
from promulgate.sources.scan import read_sources

COOKIES = VERSION.replace("title: Privacy", "title: Cookies").replace(
    "Words.", "See [privacy](../privacy/#who) and [of 2021](../privacy/2021-01-15.md)."
)
FILES = {
    "acme/index.md": RECORD,
    "acme/privacy/2021-01-15.md": VERSION.replace("title:", "jurisdictions: [texas]\ntitle:"),
    "acme/privacy/2021-01-15.es.md": (
        "---\ntitle: Privacidad\naccepts: [sections]\n---\n\nPalabras.\n\n## Quién\n\nNosotros.\n"
    ),
    "acme/cookies/2021-01-15.md": COOKIES,
    "acme/jurisdictions/texas/2012-09-01.md": SECTION.replace("Text", "Own text"),
    "beta/index.md": RECORD.replace("Acme", "Beta"),
    "beta/privacy/2021-01-15.md": VERSION,
    "jurisdictions/texas/index.md": JURISDICTION,
    "jurisdictions/texas/2012-09-01.md": SECTION,
}


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write and seal a small site, keep a copy of it as it was published, and stand there."""
    write_files(tmp_path, small(FILES))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert main(["seal", "--yes"]) == 0
    shutil.copytree(tmp_path / "docs", tmp_path / "before/docs")
    return tmp_path / "docs"


def publish(docs: Path) -> Planned:
    plan, problems = prepared(read_sources(docs), NOON.replace(year=2027))
    assert not problems
    assert plan
    return plan


@pytest.mark.parametrize(
    "moves",
    [
        [("acme/privacy", "acme/data-protection")],
        [("acme", "newco")],
        [("acme/privacy", "acme/data"), ("acme", "newco"), ("newco/data", "newco/last")],
    ],
    ids=["policy", "organization", "both"],
)
def test_everything_answers_and_holds(moves: list[tuple[str, str]], docs: Path) -> None:
    was = publish(docs)
    digests = {p: d for p, d in was.files.items() if p.endswith(("policy.md", ".jsonl"))}
    for old, new in moves:
        assert main(["move", old, new, "--yes"]) == 0
        assert not (docs / old).exists()
        assert (docs / new).is_dir()
        assert main(["check", "--strict"]) == 0
    assert main(["verify"]) == 0
    assert main(["grown", "before"]) == 0
    plan = publish(docs)
    for path, data in digests.items():
        assert plan.files[path] == data, "the same bytes at the old address"
    for page in was.pages.values():
        found = plan.pages[page.address]
        if page.address.startswith(f"{moves[0][0]}/") and page.template != "compare.html":
            assert found.template == "moved.html"
            target = found.view.url.removeprefix("https://policies.example/")
            assert plan.pages[target].template == page.template
    kept = {*was.files["addresses.txt"].split()}
    assert kept <= {*plan.files["addresses.txt"].split()}
    assert tags(was) == tags(plan), "readers of feeds see nothing twice"

    # The next version is sealed under the new name, in the same ledger and the same log.
    organization = moves[-1][1].split("/")[0]
    (translated,) = (docs / organization).glob("*/2021-01-15.es.md")
    folder = translated.parent
    newer = VERSION.replace("2021", "2022").replace(
        "---\n\n", "change: editorial\nsummary: Less.\n---\n\n"
    )
    (folder / "2022-01-15.md").write_text(newer, "utf-8")
    assert main(["seal", "--yes"]) == 0
    assert (
        main(
            [
                "correct",
                f"{organization}/cookies/2021-01-15",
                "--wrong",
                "A.",
                "--right",
                "B.",
                "--yes",
            ]
        )
        == 0
    )
    assert main(["verify"]) == 0
    assert main(["grown", "before"]) == 0


def tags(plan: Planned) -> list[str]:
    return sorted(
        line for line in plan.files["feed.xml"].decode().splitlines() if "<id>tag:" in line
    )


def test_a_folder_renamed_by_hand_is_named_and_noted(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (docs / "acme/privacy").rename(docs / "acme/data")
    assert main(["check"]) == 1
    told = capsys.readouterr().err
    assert "This ledger is that of acme/privacy, and its folder is named acme/data now." in told
    assert "'promulgate move acme/privacy acme/data' leaves answers at its old addresses." in told
    assert main(["move", "acme/privacy", "acme/data", "--yes"]) == 0
    assert main(["check"]) == 0
    assert main(["grown", "before"]) == 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("amce", "newco", "There is no folder docs/amce. Did you mean 'acme'?"),
        ("acme", "beta", "docs/beta is there already. Choose another name."),
        ("acme", "New Co", "Use small letters a to z, digits and hyphens only."),
        ("acme", "search", "is reserved"),
        ("acme/privacy", "acme/es", "it is the address of a language"),
        ("acme/privacy", "beta/data", "are not names of one kind"),
        ("acme", "acme/privacy", "are not names of one kind"),
    ],
)
def test_what_cannot_be_changes_nothing(
    old: str, new: str, words: str, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_sources(docs)
    assert main(["move", old, new, "--yes"]) in (1, 2)
    told = capsys.readouterr().err
    assert words in told
    assert told.endswith("Nothing was changed.\n")
    assert read_sources(docs) == before


def test_nobody_is_asked_and_no_old_address_is_given_away(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["move", "acme", "newco"]) == 1
    assert "add --yes if you mean it. Nothing was changed." in capsys.readouterr().err
    assert (docs / "acme").is_dir()
    assert main(["move", "acme", "newco", "--yes"]) == 0
    assert main(["move", "beta", "acme", "--yes"]) == 1
    assert "/acme/ was the address of something else once" in capsys.readouterr().err
    moves = docs / "moves.txt"
    moves.write_text(moves.read_text("utf-8") + "2026-01-01 acme\n", "utf-8")
    assert main(["check"]) == 1
    assert "docs/moves.txt:4: This line tells of no move" in capsys.readouterr().err


def test_what_moved_is_sealed_still_to_who_mends(docs: Path) -> None:
    assert main(["move", "acme", "newco", "--yes"]) == 0
    draft, text = docs / "newco/cookies/2022-01-15.md", docs / "newco/privacy/2021-01-15.md"
    draft.write_text("---\ntitle:\tCookies\neffective: 15.01.2022\n---\n\n## Who\n", "utf-8")
    sealed = text.read_bytes().replace(b"\n", b"\r\n")
    text.write_bytes(sealed)
    assert main(["check", "--fix", "--yes"]) in (0, 1)
    assert b"effective: 2022-01-15" in draft.read_bytes()
    assert text.read_bytes() == sealed


@pytest.mark.parametrize(
    ("old", "new"),
    [("acme/privacy", "acme/data"), ("acme", "newco")],
    ids=["policy", "organization"],
)
def test_what_moved_is_withdrawn_with_its_words(old: str, new: str, docs: Path) -> None:
    """Words that were sealed under another name go as any do, from every address of theirs."""
    assert main(["move", old, new, "--yes"]) == 0
    folder = next(path.parent for path in docs.glob(f"{new.split('/')[0]}/*/2021-01-15.es.md"))
    name = folder.relative_to(docs).as_posix()
    assert b"Privacidad" in (folder / "words.jsonl").read_bytes()
    assert main(["withdraw", f"{name}/2021-01-15", "--reason", "Wrong.", "--yes"]) == 0
    assert (folder / "words.jsonl").read_bytes() == b""
    for text in folder.glob("2021-01-15*.md"):
        text.unlink()
    assert main(["check"]) == 0
    assert main(["verify"]) == 0
    assert main(["grown", "before"]) == 0
    plan = publish(docs)
    for address in ("acme/privacy", name):
        told = plan.files[f"{address}/2021-01-15/es/policy.md"]
        assert b"Palabras" not in told
    assert tags(plan)
