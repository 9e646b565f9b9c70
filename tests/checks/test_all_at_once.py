"""What is wrong in one place hides nothing that is wrong in another."""

import pytest

from conftest import JURISDICTION, RECORD, SECTION, VERSION, prepared, small

MESS = "##Who\n\nx\n(a) y\n(b) z\n\nTwo\n---\n"
BODY = VERSION.replace("Words.\n\n## Who {#who}\n\nWe.\n", MESS)
TOLD = [
    "6: A blank is missing after '##'.",
    "9: What begins with '(a)' makes no list, and runs on in one paragraph.",
    "10: What begins with '(b)' makes no list, and runs on in one paragraph.",
    "12: This heading is underlined, and would have no address.",
]
PATH = "acme/privacy/2021-01-15.md"


def told(files: dict[str, str], path: str) -> list[str]:
    _, problems = prepared(small(files))
    return [f"{p.place.line}: {p.wrong}" for p in problems if p.place.path == f"docs/{path}"]


@pytest.mark.parametrize(
    ("files", "first"),
    [
        ({PATH: BODY.replace("title:", "titel:")}, "2: Unknown field 'titel'."),
        (
            {PATH: BODY.replace("title: Privacy", "title: A: b")},
            "2: The front matter cannot be read at 'title: A: b'.",
        ),
        ({PATH: BODY, "acme/index.md": RECORD.replace("name: Acme", "nam: Acme")}, None),
    ],
    ids=["a field", "all front matter", "the record above"],
)
def test_a_wrong_front_matter_hides_no_text(files: dict[str, str], first: str | None) -> None:
    found = told(files, PATH)
    assert found == [*([first] if first else []), *TOLD]


def test_a_wrong_record_of_a_law_hides_no_section() -> None:
    section = SECTION + "\nSee [it](gone.md).\n\n##Who\n"
    files = {
        PATH: VERSION.replace("effective:", "jurisdictions: [texas]\neffective:"),
        "jurisdictions/texas/index.md": JURISDICTION.replace("level: must", "level: mst"),
        "jurisdictions/texas/2012-09-01.md": section,
    }
    assert told(files, "jurisdictions/texas/index.md") == [
        "7: 'level' in entry 1 of 'disclosures' in 'jurisdiction' is 'mst'."
    ]
    assert told(files, "jurisdictions/texas/2012-09-01.md") == [
        "9: The link 'gone.md' leads nowhere.",
        "11: A blank is missing after '##'.",
    ]
    assert told(files, PATH) == [], "which names it rightly"


PARTS = "".join(f"\n## {name.upper()} {{#{name}}}\n\nX.\n" for name in "abc")
OWN = f"---\ntitle: P\neffective: 2021-01-15\n---\n\nW.\n{PARTS}"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("## Be {#b}\n\nY.\n\n## Ce {#c}\n", "6: Heading 'A' is missing here."),
        ("## A {#a}\n\nY.\n\n## Ce {#c}\n", "10: Heading 'B' is missing here."),
        (
            "## Be\n\nY.\n\n## Ce\n",
            "11: This text has 2 headings, and docs/acme/privacy/2021-01-15.md 3 that should stand "
            "here: by their order, 'C' is missing.",
        ),
    ],
    ids=["the first", "one between", "without addresses"],
)
def test_headings_are_matched_by_address_or_counted(words: str, expected: str) -> None:
    path = "acme/privacy/2021-01-15.es.md"
    assert told({PATH: OWN, path: f"---\ntitle: P\n---\n\nP.\n\n{words}"}, path) == [expected]


def test_other_words_are_told_at_the_line_on_which_they_stand() -> None:
    body = "names\n\nWe keep:\n1. names\n2. fees\n"
    assert told({PATH: VERSION.replace("Words.\n", body)}, PATH) == [
        "9: A list begins here right under a paragraph, and would be part of it.",
        "9: This text reads 'names fees Who We' by CommonMark, and the page would show "
        "'1 . names 2'.",
    ]


def test_who_drops_an_address_is_told_who_leads_there() -> None:
    linked = "See [who](../privacy/#who) and [2021](../privacy/2021-01-15.md#who)."
    cookies = VERSION.replace("Words.", linked)
    new = VERSION.replace("2021-01-15", "2027-01-01\nchange: material\nsummary: S.")
    gone = new.replace("## Who {#who}", "## We {#we}")
    files = {PATH: VERSION, "acme/cookies/2021-01-15.md": cookies}
    path = "acme/privacy/2027-01-01.md"
    assert told({**files, path: new.replace("We.", "They.")}, path) == []
    assert told({**files, path: gone}, path) == [
        "1: '#who' is gone, and docs/acme/cookies/2021-01-15.md:6 leads there."
    ]
    accepted = gone.replace("summary:", "accepts: [headings]\nsummary:")
    assert told({**files, path: accepted}, path) == []
