"""Corrections and withdrawals: what can still be said of a text, and what stays reachable."""

from pathlib import Path

import pytest

from conftest import EPOCH, VERSION, Planned, prepared, small, write_files
from promulgate.cli.main import main
from promulgate.ledger.events import digest
from promulgate.model.history import Status
from promulgate.sources.scan import read_sources

NEXT = VERSION.replace("2021-01-15", "2030-01-01").replace(
    "title:", "change: editorial\nsummary: New.\ntitle:"
)
SPANISH = "---\ntitle: Privacidad\n---\n\nPalabras.\n\n## Quién\n\nNosotros.\n"
NAME = "acme/privacy/2021-01-15"
# These folders are no sites, so that a seal may be of another day.
TODAY = ("--yes", "--sealed-on", "2026-11-22")


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a policy in force, in two languages, with an announced version; all is sealed."""
    files = {
        "acme/privacy/2021-01-15.md": VERSION,
        "acme/privacy/2021-01-15.es.md": SPANISH,
        "acme/privacy/2030-01-01.md": NEXT,
    }
    write_files(tmp_path, small(files))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert main(["seal", *TODAY]) == 0
    return tmp_path / "docs"


def plan(docs: Path) -> Planned:
    found, problems = prepared(read_sources(docs))
    assert found, "\n".join(map(str, problems))
    return found


def correct(*arguments: str, edition: str = NAME) -> int:
    given = ("correct", edition, "--wrong", "Was wrong.", "--right", "Is right.", *TODAY)
    return main([*given, *arguments])


# --- corrections ---


def test_a_note_leaves_the_text_as_it_is(docs: Path) -> None:
    before = plan(docs).files[f"{NAME}/policy.md"]
    assert correct() == 0
    found = plan(docs)
    assert found.files[f"{NAME}/policy.md"] == before
    for address in ("acme/privacy/", f"{NAME}/"):
        note = found.pages[address].view.record.corrections[0]
        assert (note.day.iso, note.wrong, note.right) == ("2026-11-22", "Was wrong.", "Is right.")
        assert note.before is None
    assert not found.pages[f"{NAME}/es/"].view.record.corrections, "it is about the English text"
    listed = found.pages["acme/privacy/history/"].view.versions[1]
    assert listed.corrections[0].wrong == "Was wrong."
    assert [e.kind for e in found.pages["acme/"].view.events][:1] == ["corrected"]


def test_other_words_are_shown_and_both_texts_stay_reachable(docs: Path) -> None:
    before = plan(docs).files[f"{NAME}/policy.md"]
    assert correct("--for", "Words.", "--read", "Other words.") == 0
    found = plan(docs)
    after = found.files[f"{NAME}/policy.md"]
    assert after == before.replace(b"Words.", b"Other words.")
    assert found.files[f"{NAME}/policy-1.md"] == before, "the sealed bytes stay"
    view = found.pages["acme/privacy/"].view
    assert "Other words." in view.reading.blocks[0].html
    assert view.record.corrections[0].before == f"{NAME}/policy-1.md"
    assert "".join(view.record.seal.groups) == digest(after)
    source = docs / "acme/privacy/2021-01-15.md"
    assert "\nWords.\n" in source.read_text("utf-8"), "the source stays as it was sealed"


def test_a_correction_can_be_corrected(docs: Path) -> None:
    assert correct("--for", "Words.", "--read", "Other words.") == 0
    assert correct() == 0
    assert correct("--for", "Other words.", "--read", "Third words.") == 0
    found = plan(docs)
    texts = [found.files[f"{NAME}/policy{tail}.md"] for tail in ("-1", "-4", "")]
    for words, text in zip((b"\nWords.", b"\nOther words.", b"\nThird words."), texts, strict=True):
        assert words in text
    notes = found.pages[f"{NAME}/"].view.record.corrections
    assert [note.before for note in notes] == [
        f"{NAME}/policy-1.md",
        None,
        f"{NAME}/policy-4.md",
    ]


def test_a_translation_is_corrected_by_itself(docs: Path) -> None:
    assert correct("--for", "Palabras.", "--read", "Otras palabras.", edition=f"{NAME}/es") == 0
    found = plan(docs)
    assert "Otras palabras." in found.pages[f"{NAME}/es/"].view.reading.blocks[0].html
    assert f"{NAME}/es/policy-2.md" in found.files
    assert not found.pages[f"{NAME}/"].view.record.corrections


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--for", "No such words", "--read", "x"], "'No such words' does not stand in the text."),
        (["--for", "W", "--read", "x"], "'W' stands there 3 times. Quote more words around it."),
        (["--for", "Words.", "--read", "Words."], "The two wordings are the same."),
        (["--for", "", "--read", "x"], "'' does not stand in the text."),
        (["--for", "Words.", "--read", "See [it](nowhere.md)."], "leads nowhere"),
        (["--for", "## Who {#who}", "--read", "# Who"], "not the structure: headings keep"),
        (["--for", "Words.", "--read", "Wo\u202erds."], "it holds signs that are not shown."),
        (["--for", "Words.", "--read", "- Words."], "not the structure"),
        (["--for", "Words.", "--read", "> Words."], "not the structure"),
        (["--for", "Words.", "--read", "    Words."], "not the structure"),
        (["--for", "Words.", "--read", "***"], "not the structure"),
        (["--for", "Words.", "--read", ""], "not the structure"),
        (["--for", "Words.", "--read", "{{ organization.name }}"], "without placeholders."),
    ],
)
def test_what_is_no_correction_is_refused(
    docs: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (docs / "acme/privacy/ledger.jsonl").read_bytes()
    assert correct(*arguments) == 1
    assert words in capsys.readouterr().err
    assert (docs / "acme/privacy/ledger.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ("acme/privacy/2021-01-16", "There is no version 'acme/privacy/2021-01-16'. Did you mean"),
        (f"{NAME}/ar", "has no text in 'ar'."),
        ("acme", "There is no version 'acme'."),
    ],
)
def test_what_does_not_exist_is_told(
    docs: Path, edition: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correct(edition=edition) == 1
    assert words in capsys.readouterr().err


def test_half_a_correction_is_a_mistake_of_the_command_line(docs: Path) -> None:
    assert correct("--for", "Words.") == 2


def test_a_draft_is_mended_not_corrected(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "acme/cookies").mkdir()
    (docs / "acme/cookies/2021-01-15.md").write_text(VERSION, "utf-8")
    assert correct(edition="acme/cookies/2021-01-15") == 1
    assert "is not published: fix the text itself" in capsys.readouterr().err
    assert main(["withdraw", "acme/cookies/2021-01-15", "--reason", "Why.", *TODAY]) == 1
    assert "is not published: remove its files" in capsys.readouterr().err


# --- withdrawals ---


def withdraw(name: str, *arguments: str) -> int:
    return main(["withdraw", name, "--reason", "It named a patient.", *arguments, *TODAY])


def test_a_notice_stands_at_every_address_and_the_text_nowhere(docs: Path) -> None:
    assert correct("--for", "Words.", "--read", "Other words.") == 0
    before = plan(docs)
    assert withdraw(NAME, "--reason-in", "es", "Nombraba a un paciente.") == 0
    found = plan(docs)
    assert before.pages.keys() <= found.pages.keys()
    assert before.files.keys() <= found.files.keys(), "nothing answers 404"
    for address in (f"{NAME}/", f"{NAME}/es/", "acme/privacy/", "acme/privacy/es/"):
        view = found.pages[address].view
        assert view.record.status is Status.WITHDRAWN
        assert view.reading is None
        said = "Nombraba a un paciente." if "/es/" in address else "It named a patient."
        assert view.record.withdrawal.reason == said
        assert view.record.withdrawal.day.iso == "2026-11-22"
        assert not found.pages[address].indexed
        assert not found.pages[address].searchable
    everything = repr(found.pages) + repr(found.files)
    assert "ther words." not in everything
    assert "Palabras." not in everything
    for file in ("policy.md", "policy-1.md", "es/policy.md"):
        assert b'withdrawn: "2026-11-22"' in found.files[f"{NAME}/{file}"]
    assert digest(before.files[f"{NAME}/policy.md"]).encode() in found.files[f"{NAME}/policy.md"]
    listed = found.pages["acme/privacy/history/"].view.versions[1]
    assert listed.withdrawal.reason == "It named a patient."
    assert found.pages["acme/"].view.events[0].kind == Status.WITHDRAWN


def test_sources_may_go_once_withdrawn(docs: Path) -> None:
    assert withdraw(NAME) == 0
    before = plan(docs)
    for file in docs.glob("acme/privacy/2021-01-15*"):
        file.unlink()
    after = plan(docs)
    assert repr(after.pages) == repr(before.pages)
    assert after.files == before.files


def test_nothing_takes_the_place_of_what_was_in_force(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert withdraw(NAME) == 0
    assert "no earlier one comes back by itself" in capsys.readouterr().out
    view = plan(docs).pages["acme/"].view
    assert view.policies[0].since is None
    assert view.policies[0].withdrawn.iso == "2026-11-22"
    assert view.policies[0].coming.iso == "2030-01-01"


def test_what_was_announced_can_be_withdrawn_before_its_day(docs: Path) -> None:
    assert withdraw("acme/privacy/2030-01-01") == 0
    found = plan(docs)
    assert found.pages["acme/privacy/"].view.record.since.iso == "2021-01-15"
    assert found.pages["acme/privacy/"].view.coming is None
    assert found.pages["acme/privacy/2030-01-01/"].view.record.status is Status.WITHDRAWN


@pytest.mark.parametrize("again", ["withdraw", "correct"])
def test_what_is_withdrawn_stays_so(
    docs: Path, again: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert withdraw(NAME) == 0
    assert (withdraw(NAME) if again == "withdraw" else correct()) == 1
    assert "withdrawn" in capsys.readouterr().err


def test_a_reason_is_in_a_language_of_the_organization(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert withdraw(NAME, "--reason-in", "de", "Darum.") == 1
    assert "acme does not publish in 'de'." in capsys.readouterr().err


def test_one_language_alone_cannot_be_withdrawn(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert withdraw(f"{NAME}/es") == 1
    assert "withdrawn in every language: leave the language out" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["a\u202eb", "a\nb", "a\x1b[2Jb", "a\ue000b", "\udcff"])
def test_notes_hold_what_readers_can_see(
    docs: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (docs / "acme/privacy/ledger.jsonl").read_bytes()
    assert main(["correct", NAME, "--wrong", words, "--right", "Is.", *TODAY]) == 1
    assert main(["withdraw", NAME, "--reason", words, *TODAY]) == 1
    assert capsys.readouterr().err
    assert (docs / "acme/privacy/ledger.jsonl").read_bytes() == before


def test_a_translation_that_comes_after_a_correction_has_the_corrected_words(docs: Path) -> None:
    """A part that awaits its translation stands in the authoritative words of that day."""
    assert correct("--for", "We.", "--read", "All of us.") == 0
    (docs / "acme/index.md").write_text(
        (docs / "acme/index.md").read_text("utf-8").replace("[en, es]", "[en, es, fr]"), "utf-8"
    )
    french = "---\ntitle: Vie\nawaiting: [who]\ntranslation: machine\n---\n\nMots.\n"
    (docs / "acme/privacy/2021-01-15.fr.md").write_text(french, "utf-8")
    assert main(["seal", *TODAY]) == 0
    found = plan(docs)
    assert b"All of us." in found.files[f"{NAME}/fr/policy.md"]
    assert correct("--for", "All of us.", "--read", "Us.") == 0
    later = plan(docs)
    assert b"All of us." in later.files[f"{NAME}/fr/policy.md"], "sealed before that"
