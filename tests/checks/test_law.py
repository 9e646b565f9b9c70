"""Statements of law name sources that are listed, and what a law fixes stands where it must."""

import pytest

from conftest import JURISDICTION, RECORD, SECTION, VERSION, planned

FIXED = "NOTICE: We may sell your sensitive personal data."
LISTED = """  sources: [{id: S1, name: a copy, seen: 2026-11-21}]
  disclosures: [{id: tx-01, asks: Tell., cite: § 1, level: must, source: [S1]}]
---"""
KNOWN = JURISDICTION.replace(
    "  disclosures: [{id: tx-01, asks: Tell., cite: § 1, level: must}]\n---", LISTED
)
OF_LAW = VERSION.replace("---\n\n", "jurisdictions: [texas]\n---\n\n", 1)
SELLING = KNOWN.replace(
    "  sources:", f"  fixed: [{{sells: sensitive, words: '{FIXED}'}}]\n  sources:"
)
FOR_NONE = SECTION.replace("law: [", "sells: [none]\nlaw: [")
OWN = SECTION.replace("Text for", f"{FIXED}\n\nText for")


def told(
    law: str = KNOWN, section: str = SECTION, sells: str = "", own: str | None = None
) -> list[str]:
    record = RECORD.replace("  contact:", f"  sells: {sells}\n  contact:") if sells else RECORD
    files = {
        "acme/index.md": record.replace("[en, es]", "[en]"),
        "acme/privacy/2021-01-15.md": OF_LAW,
        "jurisdictions/texas/index.md": law,
        "jurisdictions/texas/2012-09-01.md": section,
    }
    if own:
        files["acme/jurisdictions/texas/2012-09-01.md"] = own
    _, problems = planned(files)
    return [problem.wrong for problem in problems if not problem.advice]


@pytest.mark.parametrize(
    ("law", "section", "wrong"),
    [
        (KNOWN, SECTION, None),
        (KNOWN.replace("source: [S1]", "source: [S2]"), SECTION, "There is no source 'S2'."),
        (KNOWN.replace(", source: [S1]", ""), SECTION, "This statement of law names no source."),
        (
            KNOWN.replace("  sources:", "  parts: [{id: p1, part: who, source: [S1]}]\n  sources:"),
            SECTION,
            "There is no heading '#who' in this text.",
        ),
        (
            KNOWN,
            SECTION.replace("law: [", "rests: {text: [tx-02]}\nlaw: ["),
            "No jurisdiction asks for 'tx-02'.",
        ),
        (
            KNOWN,
            SECTION.replace("law: [", "rests: {none: [tx-01]}\nlaw: ["),
            "There is no heading '#none' in this text.",
        ),
    ],
)
def test_sources_parts_and_items_exist(law: str, section: str, wrong: str | None) -> None:
    assert told(law, section) == ([wrong] if wrong else [])


def test_a_section_is_true_of_what_its_organization_sells() -> None:
    assert told(section=FOR_NONE, sells="none") == []
    [unsaid] = told(section=FOR_NONE)
    assert "is written for who sells none" in unsaid
    assert "says not what it sells" in unsaid
    [other] = told(section=FOR_NONE, sells="sensitive")
    assert "says 'sells: sensitive'" in other
    assert told(section=FOR_NONE, sells="sensitive", own=SECTION) == []


def test_fixed_words_stand_where_the_law_wants_them_and_nowhere_else() -> None:
    assert told(SELLING, FOR_NONE, sells="sensitive", own=OWN) == []
    assert told(SELLING, FOR_NONE, sells="none") == []
    [missing] = told(SELLING, FOR_NONE, sells="sensitive", own=SECTION)
    assert missing.endswith("for who sells sensitive data; they do not stand here.")
    [false] = told(SELLING, FOR_NONE, sells="none", own=OWN)
    assert false.endswith("for who sells sensitive data, and it sells none.")
