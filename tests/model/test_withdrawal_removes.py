"""A withdrawal removes: the words of a text, and what was said of it, are in no file any more."""

import json
from pathlib import Path

import pytest

from conftest import RECORD, VERSION, prepared, small, write_files
from old_ledgers import append
from promulgate.cli.main import main
from promulgate.ledger.apart import by_digest, commit, read_line
from promulgate.ledger.chain import parse
from promulgate.ledger.events import Corrected, Sealed, Withdrawn, digest, lines_of
from promulgate.sources.scan import read_sources

NAME = "Mallory"
GONE, STAYS = "acme/privacy/2021-01-15", "acme/privacy/2022-01-15"
LEDGER, WORDS = "docs/acme/privacy/ledger.jsonl", "docs/acme/privacy/words.jsonl"
NAMING = VERSION.replace("title: Privacy", f"title: Privacy of {NAME}").replace(
    "Words.", f"Words of {NAME}s here."
)
LATER = VERSION.replace("2021-01-15", "2022-01-15").replace(
    "title:", "change: material\nsummary: More.\ntitle:"
)


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Publish a text that names a person, correct it, and withdraw it; another stays."""
    record = RECORD.replace("  name: Acme\n", f"  name: Acme\n  legal_name: Acme of {NAME}\n")
    files = {"acme/index.md": record, f"{GONE}.md": NAMING}
    write_files(tmp_path, small(files))
    monkeypatch.chdir(tmp_path)
    assert main(["seal", "--yes"]) == 0
    files = {"acme/index.md": RECORD, f"{STAYS}.md": LATER}
    write_files(tmp_path, {f"docs/{path}": text.encode() for path, text in files.items()})
    assert main(["seal", "--yes"]) == 0
    note = ["--wrong", f"{NAME} is wrong.", "--right", f"Not {NAME}."]
    for edition in (GONE, STAYS):
        words = f"Words of {NAME}s" if edition == GONE else "Words"
        reading = ["--for", words, "--read", f"No words, {NAME}" if edition == GONE else "No words"]
        said = note if edition == GONE else ["--wrong", "Was.", "--right", "Is."]
        assert main(["correct", f"{edition}/en", *said, *reading, "--yes"]) == 0
    ledger, words = ((tmp_path / path).read_text("utf-8") for path in (LEDGER, WORDS))
    assert NAME not in ledger, "a ledger holds no word"
    assert words.count(NAME) > 5
    assert main(["withdraw", GONE, "--reason", "It named a person.", "--yes"]) == 0
    return tmp_path / "docs"


def test_no_file_has_what_a_withdrawal_removed(docs: Path) -> None:
    sources = read_sources(docs)
    assert NAME.encode() not in (sources[WORDS] or b"")
    plan, problems = prepared(sources)
    assert plan, problems
    published = {**plan.files, **{path: sources[path] or b"" for path in plan.kept}}
    assert LEDGER in published
    assert WORDS not in published
    for path, data in published.items():
        assert NAME.encode() not in data, path
    for address, page in {**plan.pages, **plan.embeds}.items():
        assert NAME not in repr(page), address
    assert b"It named a person." in plan.files[f"{GONE}/policy.md"]
    assert b"No words" in plan.files[f"{STAYS}/policy.md"], "what was not withdrawn stays whole"
    gone = next(v for v in json.loads(plan.files["acme/privacy/versions.json"])["versions"][::-1])
    assert gone["corrections"] == []
    assert gone["withdrawal"]["reasons"]


@pytest.mark.parametrize(
    ("command", "code"),
    [(["check"], 0), (["verify"], 0), (["at", "acme/privacy", "2021-06-01"], 0)],
)
def test_the_rest_is_verified_as_ever(
    docs: Path, capsys: pytest.CaptureFixture[str], command: list[str], code: int
) -> None:
    capsys.readouterr()
    assert main(command) == code
    assert NAME not in capsys.readouterr().out
    (docs.parent / f"docs/{GONE}.md").unlink()
    assert main(command) == code


def test_words_that_are_gone_or_altered_are_told(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = docs.parent / WORDS
    whole = file.read_text("utf-8")
    for text in (
        "",
        whole.replace("No words", "More words"),
        whole.replace('"salt":"', '"salt":"0'),
    ):
        file.write_text(text, "utf-8")
        assert main(["check"]) == 1
        assert "words.jsonl:" in capsys.readouterr().err
    file.write_text(whole + '{"number":1,"salt":"00","title":"Back again"}\n', "utf-8")
    assert main(["check"]) == 1
    assert (
        "holds words of no text that is published, or of one withdrawn since. Remove the line."
        in (capsys.readouterr().err)
    )


SEAL = Sealed.model_validate(
    {
        "date": "2026-11-28",
        "edition": f"{GONE}/en",
        "title": "Privacy",
        "sha256": "0" * 64,
        "size": 1,
        "sections": [],
        "facts": {"en": {"organization.name": "Acme"}},
        "headings": {"text": "1" * 64},
    }
)
NOTE = Corrected.model_validate(
    {"date": "2026-11-28", "edition": f"{GONE}/en", "wrong": "Was.", "right": "Is."}
)


def test_a_commitment_tells_nothing_and_binds() -> None:
    data, words = commit(b"", b"", [SEAL, NOTE])
    again, others = commit(b"", b"", [SEAL, NOTE])
    assert data != again, "the same words have another commitment each time"
    found, problems = parse(LEDGER, data, words)
    assert not problems
    assert [
        e.model_copy(update={"words": None}).model_dump(exclude={"number", "previous"})
        for e in found.lines
    ] == [e.model_dump(exclude={"number", "previous"}) for e in (SEAL, NOTE)]
    assert parse(LEDGER, data, others)[1]
    for line in lines_of(data)[:-1]:
        assert b"Privacy" not in line
        assert b"Was." not in line


def test_lines_of_before_are_read_for_ever() -> None:
    old = append(b"", [SEAL, NOTE])
    data, words = commit(old, b"", [SEAL.model_copy(update={"edition": f"{STAYS}/en"})])
    assert data.startswith(old)
    found, problems = parse(LEDGER, data, words)
    assert not problems
    assert found.entries[f"{GONE}/en"].notes[0].right == "Is."
    gone = Withdrawn.model_validate(
        {"date": "2026-11-28", "edition": f"{GONE}/en", "reasons": {"en": "Why."}}
    )
    found, problems = parse(LEDGER, *commit(data, words, [gone]))
    assert not problems
    entry = found.entries[f"{GONE}/en"]
    assert (entry.notes, entry.seal.facts, entry.seal.title) == ((), {}, "Privacy")


def test_a_line_has_its_words_in_one_place() -> None:
    data, words = commit(b"", b"", [SEAL])
    line = json.loads(data)
    with pytest.raises(ValueError, match="apart"):
        read_line(json.dumps({**line, "title": "Other"}).encode(), by_digest(words))
    assert digest(lines_of(words)[0]) == line["words"]
