"""What was published cannot change unnoticed: each attack fails the build with its own message."""

from collections.abc import Callable

import pytest

from conftest import JURISDICTION, RECORD, SECTION, prepared, sealed, small
from promulgate.ledger.events import lines_of

OWN = """---
title: Privacy
effective: 2021-01-15
jurisdictions: [texas]
---

Opening words.

## Who {#who}

Write to {{ organization.contact.email }}.

## Share {#share}

Nobody sees it.
"""
SPANISH = """---
title: Privacidad
awaiting: [share]
---

Palabras iniciales.

## Quién

Escriba a {{ organization.contact.email }}.
"""
PATH = "docs/acme/privacy/2021-01-15.md"
LEDGER = "docs/acme/privacy/ledger.jsonl"
TEXAS = "docs/jurisdictions/texas/2012-09-01.md"
Docs = dict[str, bytes | None]


@pytest.fixture
def docs() -> Docs:
    """Hold a sealed policy with a translation and a section; older and newer ones beside it."""
    older = OWN.replace("2021-01-15", "2019-03-01")
    files = {
        "acme/privacy/2019-03-01.md": older,
        "acme/privacy/2021-01-15.md": OWN.replace(
            "title:", "change: editorial\nsummary: New.\ntitle:"
        ),
        "acme/privacy/2021-01-15.es.md": SPANISH.replace("title:", "summary: Nueva.\ntitle:"),
        "jurisdictions/texas/index.md": JURISDICTION,
        "jurisdictions/texas/2012-09-01.md": SECTION,
    }
    found = sealed(small(files))
    assert found.keys() - small(files).keys() == {LEDGER, LEDGER.replace("ledger", "words")}
    return found


ACME = "docs/acme/index.md"


def edit(docs: Docs, path: str, old: str, new: str) -> None:
    text = docs[path]
    assert text
    assert old.encode() in text
    docs[path] = text.replace(old.encode(), new.encode())


def fatal(docs: Docs) -> list[str]:
    plan, problems = prepared(docs)
    assert (plan is None) == any(not p.advice for p in problems)
    return [str(p) for p in problems if not p.advice]


WAYS_OUT = (
    f"Restore the file ('git checkout {PATH}' does), and tell what was wrong: "
    '\'make correct EDITION=acme/privacy/2021-01-15 WRONG="…" RIGHT="…"\', '
    "or publish the change as a new version: docs/acme/privacy/<date>.md."
)


def test_what_is_sealed_holds(docs: Docs) -> None:
    assert not fatal(docs)


def test_a_text_that_was_edited(docs: Docs) -> None:
    edit(docs, PATH, "Nobody sees it.", "Everybody sees it.")
    assert fatal(docs) == [
        f"{PATH}:15: This text was published on 2026-11-22 (number 2 in the ledger), and reads "
        f"otherwise now under '#share'. {WAYS_OUT}"
    ]


def test_opening_words_front_matter_and_several_parts(docs: Docs) -> None:
    edit(docs, PATH, "Opening words.", "Opening.")
    assert "otherwise now in the opening words." in fatal(docs)[0]
    edit(docs, PATH, "Nobody", "No one")
    assert "otherwise now in the opening words and in 1 more part." in fatal(docs)[0]
    edit(docs, PATH, "Opening.", "Opening words.")
    edit(docs, PATH, "No one", "Nobody")
    edit(docs, PATH, "summary: New.", "summary: Newer.")
    assert "otherwise now in the front matter." in fatal(docs)[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Privacy", "title: Our privacy"),
        ("change: editorial", "change: material"),
        ("jurisdictions: [texas]", "announced: 2020-12-01\njurisdictions: [texas]"),
        ("{#who}", "{#we}"),
        ("Opening words.", "Opening  words."),
    ],
)
def test_nothing_that_readers_rely_on_can_change(docs: Docs, old: str, new: str) -> None:
    edit(docs, PATH, old, new)
    assert fatal(docs)


def test_what_readers_do_not_see_may_change(docs: Docs) -> None:
    edit(docs, PATH, "title: Privacy", "accepts: [layout]\ncovers: {tx-01: who}\ntitle: Privacy")
    assert not fatal(docs)


def test_a_translation_that_was_edited(docs: Docs) -> None:
    spanish = PATH.replace(".md", ".es.md")
    edit(docs, spanish, "Palabras iniciales.", "Otras palabras.")
    found = fatal(docs)
    assert len(found) == 1
    assert found[0].startswith(f"{spanish}:7: This text was published on 2026-11-22 (number 3")


def test_an_authoritative_text_is_told_once_not_for_each_translation(docs: Docs) -> None:
    """The Spanish text shows the part that it awaits, which changes with the English one."""
    edit(docs, PATH, "Nobody sees it.", "Everybody sees it.")
    assert len(fatal(docs)) == 1


def test_text_and_digest_edited(docs: Docs) -> None:
    edit(docs, PATH, "Nobody sees it.", "Everybody sees it.")
    ledger = (docs[LEDGER] or b"").decode()
    line = lines_of(ledger.encode())[1].decode()
    docs[LEDGER] = ledger.replace(line, line.replace('"size":', '"size":1')).encode()
    assert any(
        "Line 2 of the ledger was changed after line 3 was written" in f for f in fatal(docs)
    )


def test_a_version_that_was_deleted(docs: Docs) -> None:
    del docs["docs/acme/privacy/2019-03-01.md"]
    assert fatal(docs) == [
        "docs/acme/privacy/2019-03-01.md:1: This text is gone; it was published on 2026-11-22, as "
        "acme/privacy/2019-03-01/en. Bring it back: 'git checkout docs/acme/privacy/2019-03-01.md'."
        " What was published stays published."
    ]


def test_a_file_that_was_renamed(docs: Docs) -> None:
    path, other = "docs/acme/privacy/2019-03-01.md", "docs/acme/privacy/2019-04-01.md"
    docs[other] = (docs.pop(path) or b"").replace(b"2019-03-01", b"2019-04-01")
    assert fatal(docs) == [
        f"{path}:1: This text was published on 2026-11-22, and is called {other} now. "
        f"Give it back its name: 'git mv {other} {path}'. If another day is meant, then withdraw "
        "it ('make withdraw VERSION=acme/privacy/2019-03-01 REASON=\"…\"'), write the text into a "
        "new file named by that day, and seal that."
    ]


def test_a_whole_policy_that_was_deleted_but_for_its_ledger(docs: Docs) -> None:
    for path in [p for p in docs if p.startswith("docs/acme/privacy/2")]:
        del docs[path]
    assert len(fatal(docs)) == 3


def test_a_section_that_was_edited(docs: Docs) -> None:
    edit(docs, TEXAS, "Text for", "Other text for")
    assert fatal(docs) == [
        f"{TEXAS}:1: This section stands in what was published (acme/privacy/2019-03-01/en, "
        "acme/privacy/2021-01-15/en, acme/privacy/2021-01-15/es), and reads otherwise now. Restore "
        f"the file ('git checkout {TEXAS}' does), or publish the change as a new version of it: "
        "docs/jurisdictions/texas/<date>.md."
    ]


def test_a_section_that_was_deleted(docs: Docs) -> None:
    del docs[TEXAS]
    assert any(f.startswith(f"{TEXAS}:1: This section is gone, and stands in") for f in fatal(docs))


@pytest.mark.parametrize(
    "change",
    [
        lambda docs: edit(
            docs, TEXAS, "cite: Chapter 181", "cite: Chapter 181, url: https://x.gov/"
        ),
        lambda docs: edit(docs, ACME, "privacy@acme.example", "new@acme.example"),
        lambda docs: edit(docs, ACME, "name: Acme", "name: Acme New"),
        lambda docs: edit(docs, ACME, "  contact: {email: privacy@acme.example}\n", ""),
    ],
    ids=["address of a law", "e-mail", "name", "no e-mail any more"],
)
def test_what_is_pinned_may_change_outside(docs: Docs, change: Callable[[Docs], None]) -> None:
    before, _ = prepared(docs)
    change(docs)
    after, problems = prepared(docs)
    assert not [p for p in problems if not p.advice]
    assert before
    assert after
    for path in before.files:
        if path.endswith("policy.md"):
            assert before.files[path] == after.files[path]
    address = "acme/privacy/2021-01-15/"
    shown = "".join(block.html for block in after.pages[address].view.reading.blocks)
    assert "privacy@acme.example" in shown, "the page shows what was sealed"


def test_a_newer_section_changes_nothing_and_is_noted(docs: Docs) -> None:
    before, _ = prepared(docs)
    newer = SECTION.replace("2012-09-01", "2020-06-01").replace("title:", "summary: New.\ntitle:")
    docs["docs/jurisdictions/texas/2020-06-01.md"] = newer.encode()
    after, _ = prepared(docs)
    assert before
    assert after
    assert {path: f for path, f in after.files.items() if path.endswith(".md")} == {
        path: f for path, f in before.files.items() if path.endswith(".md")
    }
    assert after.notes == (
        f"{PATH}:6: The section 'texas' is that of 2012-09-01 here, and there is one of "
        "2020-06-01. Publish a new version that takes it up, or accept it with 'accepts: "
        "[newer-section]'.",
    )
    edit(docs, PATH, "title: Privacy", "accepts: [newer-section]\ntitle: Privacy")
    silenced, _ = prepared(docs)
    assert silenced
    assert not silenced.notes


def test_an_own_wording_that_comes_later_does_not_reach_back(docs: Docs) -> None:
    own = SECTION.replace("Text for", "Our words for")
    docs["docs/acme/jurisdictions/texas/2012-09-01.md"] = own.encode()
    assert not fatal(docs)


def test_a_translation_of_a_section_that_comes_later_does_not_reach_back(docs: Docs) -> None:
    spanish = (
        "---\ntitle: Texas\napplies_to: Residentes de Texas\n---\nPara {{ organization.name }}.\n"
    )
    docs[TEXAS.replace(".md", ".es.md")] = spanish.encode()
    assert not fatal(docs)


def test_a_translation_that_comes_later_agrees_with_the_sealed_text(docs: Docs) -> None:
    edit(docs, ACME, "privacy@acme.example", "new@acme.example")
    spanish = SPANISH.replace("awaiting: [share]\n", "") + "\n## Comparte\n\nNadie.\n"
    docs["docs/acme/privacy/2019-03-01.es.md"] = spanish.encode()
    plan, problems = prepared(sealed(docs))
    assert not [p for p in problems if not p.advice]
    assert plan
    assert b"Escriba a privacy@acme.example." in plan.files["acme/privacy/2019-03-01/es/policy.md"]


def test_one_mistake_is_told_once(docs: Docs) -> None:
    """A sealed file that cannot be read is told as unreadable, not as gone or altered too."""
    edit(docs, PATH, "title: Privacy", "titel: Privacy")
    assert fatal(docs) == [f"{PATH}:4: Unknown field 'titel'. Did you mean 'title'?"]
    edit(docs, PATH, "titel: Privacy", "title: Privacy")
    edit(docs, ACME, "timezone: America/Detroit", "timezone: Detroit")
    assert len(fatal(docs)) == 1
    edit(docs, ACME, "timezone: Detroit", "timezone: America/Detroit")
    edit(docs, TEXAS, "applies_to", "applys_to")
    assert len(fatal(docs)) == 1


def test_a_ledger_in_the_wrong_place(docs: Docs) -> None:
    docs["docs/acme/ledger.jsonl"] = docs[LEDGER]
    assert (
        "docs/acme/ledger.jsonl:1: This ledger stands in no policy's folder. Put it back"
        in "".join(fatal(docs))
    )


def test_the_record_is_kept_in_the_ledger(docs: Docs) -> None:
    words = docs[LEDGER.replace("ledger", "words")] or b""
    assert b'"organization.contact.email":"privacy@acme.example"' in words
    assert RECORD.encode() == docs[ACME]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_another_governing_language_takes_no_address_away(docs: Docs, language: str) -> None:
    edit(docs, ACME, "language: en", f"language: {language}")
    edit(docs, ACME, "[en, es]", "[en, es, fr]")
    assert any(
        f"{ACME}:4: 'language' is {language}, and acme/privacy/2021-01-15/en was published as the "
        "authoritative text" in wrong
        for wrong in fatal(docs)
    )


def test_the_laws_that_a_sealed_text_names_are_those_of_its_seal(docs: Docs) -> None:
    edit(docs, PATH, "jurisdictions: [texas]", "jurisdictions: []")
    assert "'jurisdictions' names other laws than when this text was published." in fatal(docs)[0]


def test_an_older_version_asks_nothing_of_a_sealed_one(docs: Docs) -> None:
    """The first version that was published says nothing of a change; one before it may come."""
    older = OWN.replace("2021-01-15", "2016-01-01")
    docs["docs/acme/privacy/2016-01-01.md"] = older.encode()
    assert not fatal(docs)


def test_an_organization_that_is_gone_but_for_its_ledger(docs: Docs) -> None:
    for path in [p for p in docs if p.startswith("docs/acme/") and p != LEDGER]:
        del docs[path]
    assert any("has texts, and no record of its organization" in wrong for wrong in fatal(docs))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"2021-01-15/en", b"2021-13-45/en"),
        (b"\n", b"\r\n"),
        (b'"event":"sealed"', b'"event":"sealed","facts":{"xx":{}}'),
        (b'"words":"', b'"words":"0'),
    ],
    ids=["no such day", "line endings", "facts", "words"],
)
def test_a_ledger_that_was_meddled_with_is_told(docs: Docs, old: bytes, new: bytes) -> None:
    docs[LEDGER] = (docs[LEDGER] or b"").replace(old, new)
    assert fatal(docs)
