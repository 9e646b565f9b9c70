"""What was published before is kept: attacks that a folder by itself cannot notice."""

from collections.abc import Callable, Sequence

import pytest

from conftest import VERSION, prepared, sealed, small
from promulgate.ledger.append_only import shrunk, unanswered
from promulgate.ledger.events import digest, lines_of

LEDGER = "docs/acme/privacy/ledger.jsonl"
WORDS = "docs/acme/privacy/words.jsonl"
LAST = "docs/acme/privacy/2023-01-01.md"
FILES = {
    f"acme/privacy/{year}-01-01.md": VERSION.replace("2021-01-15", f"{year}-01-01").replace(
        "title:", "change: editorial\nsummary: New.\ntitle:"
    )
    for year in (2021, 2022, 2023)
}
Docs = dict[str, bytes | None]


def written_anew(docs: Docs) -> Docs:
    """Publish the present words as if they had always been there: a whole chain, recomputed."""
    return sealed({path: data for path, data in docs.items() if path not in (LEDGER, WORDS)})


def lines(docs: Docs, change: Callable[[list[bytes]], Sequence[bytes]]) -> Docs:
    whole = lines_of(docs[LEDGER] or b"")[:-1]
    kept = change(whole)
    # Who attacks a ledger has the words fit.
    said = [w for w in lines_of(docs[WORDS] or b"") if any(digest(w).encode() in k for k in kept)]
    return {
        **docs,
        **{p: b"".join(x + b"\n" for x in d) for p, d in ((LEDGER, kept), (WORDS, said))},
    }


def edited(docs: Docs, path: str = LAST) -> Docs:
    return {**docs, path: (docs[path] or b"").replace(b"Words.", b"Other words.")}


def without(docs: Docs, path: str) -> Docs:
    return {known: data for known, data in docs.items() if known != path}


def renamed(docs: Docs) -> Docs:
    other = (docs[LAST] or b"").replace(b"2023-01-01", b"2023-01-02")
    return {**without(docs, LAST), LAST.replace("01-01", "01-02"): other}


FIRST = "docs/acme/privacy/2021-01-01.md"
# Each attack, and who notices it: the folder by itself, or the one that was published before.
ATTACKS: dict[str, tuple[Callable[[Docs], Docs], str, str]] = {
    "text edited": (edited, "reads otherwise now in the opening words", ""),
    "text and digest edited": (
        lambda docs: lines(
            written_anew(edited(docs)),
            lambda new: [*lines_of(docs[LEDGER] or b"")[:2], new[2]],
        ),
        "",
        "3: Line 3 of the ledger is another than was published.",
    ),
    "text and digest of an older line edited": (
        lambda docs: lines(
            written_anew(edited(docs, FIRST)),
            lambda new: [new[0], *lines_of(docs[LEDGER] or b"")[1:3]],
        ),
        "Line 1 of the ledger was changed after line 2 was written below it.",
        "1: Line 1 of the ledger is another than was published.",
    ),
    "whole chain recomputed": (
        lambda docs: written_anew(edited(docs, FIRST)),
        "",
        "1: The ledger was written anew from line 1 on.",
    ),
    "line dropped": (
        lambda docs: lines(docs, lambda old: [old[0], old[2]]),
        "Line 2 of the ledger is gone: number 3 stands here.",
        "2: Line 2 of the ledger, as it was published, is gone.",
    ),
    "tail cut": (
        lambda docs: lines(docs, lambda old: old[:2]),
        "",
        "3: The end of the ledger is cut off: 3 lines were published, and 2 are here.",
    ),
    "lines swapped": (
        lambda docs: lines(docs, lambda old: [old[0], old[2], old[1]]),
        "Lines 2 and 3 of the ledger stand in each other's place.",
        "2: Line 2 of the ledger, as it was published, stands elsewhere now.",
    ),
    "version deleted": (lambda docs: without(docs, LAST), "This text is gone", ""),
    "version deleted, and its line": (
        lambda docs: lines(without(docs, LAST), lambda old: old[:2]),
        "",
        "3: The end of the ledger is cut off",
    ),
    "file renamed": (renamed, "is called docs/acme/privacy/2023-01-02.md now.", ""),
    "ledger removed": (
        lambda docs: without(docs, LEDGER),
        "",
        "1: This ledger was published, and is gone.",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(name: str) -> None:
    attack, by_itself, held_to_before = ATTACKS[name]
    before = sealed(small(FILES))
    here = attack(before)
    _, problems = prepared(here)
    told = "\n".join(str(p) for p in problems if not p.advice)
    assert by_itself in told
    assert bool(by_itself) == bool(told), told
    kept = "\n".join(f"{p.place.line}: {p.wrong} {p.fix}" for p in shrunk(before, here))
    assert held_to_before in kept
    assert bool(held_to_before) == bool(kept), kept


def test_a_ledger_that_grew_is_kept() -> None:
    before = sealed(small({path: FILES[path] for path in list(FILES)[:2]}))
    here = sealed({**before, LAST: FILES["acme/privacy/2023-01-01.md"].encode()})
    assert len(here[LEDGER] or b"") > len(before[LEDGER] or b"")
    assert not list(shrunk(before, here))


def test_every_address_must_still_answer() -> None:
    found = [str(p) for p in unanswered(["acme/", "acme/privacy/", "acme/form.pdf"], ["acme/"])]
    assert found == [
        f"docs/{address}:1: The address /{address} was published, and would no longer answer. "
        "Bring back what stood there; a text that must go is withdrawn: 'make withdraw'."
        for address in ("acme/privacy/", "acme/form.pdf")
    ]
