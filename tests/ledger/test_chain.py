"""The ledger: lines follow from each other, and whatever is done to them tells."""

import json
from datetime import date

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from old_ledgers import append
from promulgate.ledger.chain import parse
from promulgate.ledger.events import Corrected, LedgerEvent, Sealed, Withdrawn, digest

PATH = "docs/acme/privacy/ledger.jsonl"
DAY = date(2026, 11, 22)


def sealed(year: int, language: str = "en", title: str = "Privacy") -> Sealed:
    return Sealed(
        date=DAY,
        edition=f"acme/privacy/{year}-01-01/{language}",
        title=title,
        sha256=digest(title.encode()),
        size=len(title.encode()),
        sections=(),
        facts={"en": {"organization.legal_name": title}},
        headings={},
    )


def ledger(number: int) -> bytes:
    return append(b"", [sealed(2000 + at) for at in range(number)])


def told(data: bytes) -> list[str]:
    return [f"{p.place.line}: {p.wrong}" for p in parse(PATH, data)[1]]


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=6))
def test_what_is_appended_is_read_again_and_canonical(titles: list[str]) -> None:
    data = append(b"", [sealed(2000 + at, title=title) for at, title in enumerate(titles)])
    found, problems = parse(PATH, data)
    assert not problems
    assert [entry.seal.title for entry in found.entries.values()] == titles
    for line in data.splitlines():
        assert rfc8785.dumps(json.loads(line)) == line


@given(st.integers(2, 6), st.data())
def test_no_byte_can_change_where_a_line_follows(number: int, data: st.DataObject) -> None:
    whole = ledger(number)
    last = whole.rindex(b"\n", 0, -1)
    at = data.draw(st.integers(0, last - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    assert told(whole[:at] + bytes([other]) + whole[at + 1 :])


@given(st.integers(2, 6), st.data())
def test_no_line_but_the_last_can_go(number: int, data: st.DataObject) -> None:
    lines = ledger(number).splitlines(keepends=True)
    at = data.draw(st.integers(0, number - 2))
    del lines[at]
    assert told(b"".join(lines)) == [f"{at + 1}: Line {at + 1} of the ledger is gone: number "
                                     f"{at + 2} stands here."]  # fmt: skip


@given(st.integers(2, 6), st.data())
def test_no_two_lines_can_change_places(number: int, data: st.DataObject) -> None:
    lines = ledger(number).splitlines(keepends=True)
    at, other = sorted(data.draw(st.lists(st.integers(0, number - 1), min_size=2, max_size=2,
                                          unique=True)))  # fmt: skip
    lines[at], lines[other] = lines[other], lines[at]
    wrong = f"Lines {at + 1} and {other + 1} of the ledger stand in each other's place."
    assert told(b"".join(lines)) == [f"{at + 1}: {wrong}"]


def test_a_line_that_was_edited_is_named() -> None:
    data = ledger(3).replace(b'"title":"Privacy"', b'"title":"Secrecy"', 1)
    assert told(data) == ["1: Line 1 of the ledger was changed after line 2 was written below it."]


def test_a_ledger_that_breaks_off_is_told() -> None:
    assert told(ledger(2)[:-5]) == ["2: The last line of the ledger is cut off."]


def test_a_line_of_something_else_is_told() -> None:
    assert told(ledger(1) + b"{}\n") == ["2: This line is none that a ledger holds."]
    assert told(b"<<<<<<< HEAD\n") == ["1: This line is none that a ledger holds."]


def test_days_do_not_run_backwards() -> None:
    earlier = sealed(2001).model_copy(update={"date": date(2020, 1, 1)})
    assert told(append(ledger(1), [earlier])) == [
        "2: This line is of 2020-01-01, and the one above it of 2026-11-22."
    ]


def test_events_must_make_sense() -> None:
    def after(*events: LedgerEvent) -> list[str]:
        return told(append(ledger(1), events))

    edition = "acme/privacy/2000-01-01/en"
    gone = Withdrawn(date=DAY, edition=edition, reasons={"en": "Why."})
    note = Corrected(date=DAY, edition=edition, wrong="One.", right="Two.")
    assert not after(note, gone)
    assert after(sealed(2000)) == [f"2: This line seals {edition} a second time."]
    assert after(gone, note) == [f"3: This line is about {edition}, which is withdrawn already."]
    other = note.model_copy(update={"edition": "acme/privacy/1999-01-01/en"})
    assert after(other) == [
        "2: This line is about acme/privacy/1999-01-01/en, which was never sealed."
    ]
    stray = sealed(2001).model_copy(update={"edition": "acme/cookies/2001-01-01/en"})
    assert after(stray) == [
        "2: This line is about acme/cookies/2001-01-01/en, which is no edition of this policy."
    ]


def test_appending_keeps_what_was_there() -> None:
    before = ledger(2)
    assert append(before, [sealed(2010)]).startswith(before)
