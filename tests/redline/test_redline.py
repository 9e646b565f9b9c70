"""Redlines: nothing hidden, nothing invented, little marked, the same every time."""

import random
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PROJECT, cases, share
from edits import edited, text
from promulgate.editions.markdown import to_html
from promulgate.redline.blocks import Block, blocks
from promulgate.redline.changes import BREAK, Change, Kind, accepted, rejected
from promulgate.redline.redline import redline
from promulgate.redline.token_diff import compare
from promulgate.redline.tokens import Cell, Word, html, plain, words

PAIRS = share(10_000)
MOST = 1.15  # marked words, as a multiple of the least possible


def keys(found: Sequence[Block]) -> list[object]:
    return [block.key for block in found]


def marked(change: Change) -> str:
    """Write a change as the golden cases do."""
    if change.kind is Kind.SAME:
        return f"{change.old[0].number} to {change.new[0].number}: {change.block.text}"
    cells = []
    for line in change.lines:
        written = ""
        for piece in line:
            text = "".join(plain(piece.words))
            space = " " if text.startswith(" ") else ""
            sign = piece.sign
            written += text if sign == "=" else f"{space}[{sign}{text.strip()}{sign}]"
        cells.append(written.strip())
    told = " | ".join(cells)
    if change.kind is Kind.MOVED:
        return f"moved: {told}"
    if "[" not in told and change.old and change.new:
        old, new = change.old[0], change.new[0]
        if old.kind == new.kind and old.around == new.around:
            return f"{old.number} to {new.number}: {told}"
        was, now = (old.kind, new.kind) if old.kind != new.kind else (old.around[0], new.around[0])
        return f"{was} to {now}: {told}"
    return told


def differs(change: Change) -> bool:
    return change.kind is not Kind.SAME or change.old[0].number != change.new[0].number


@pytest.mark.parametrize("case", cases("redlines"))
def test_case(case: dict[str, Any]) -> None:
    old, new = blocks(to_html(case["old"])), blocks(to_html(case["new"]))
    changes = redline(old, new)
    assert [marked(change) for change in changes if differs(change)] == case["marks"]
    assert keys(rejected(changes)) == keys(old)
    assert keys(accepted(changes)) == keys(new)


def test_little_more_is_marked_than_must_be() -> None:
    """Over all cases, held to the longest common subsequence of all words and breaks."""
    ours = least = 0
    for param in cases("redlines"):
        case = param.values[0]  # type: ignore[attr-defined]
        old, new = blocks(to_html(case["old"])), blocks(to_html(case["new"]))
        pieces = [p for c in redline(old, new) for line in c.lines for p in line if p.sign != "="]
        ours += sum(len(piece.words) for piece in pieces)
        least += distance(whole(old), whole(new))
    assert ours <= MOST * least, f"{ours} words marked, {least} would do"


def whole(found: Sequence[Block]) -> list[Word]:
    return [word for block in found for word in block.words]


def distance(old: Sequence[Word], new: Sequence[Word]) -> int:
    """Count the fewest words that must go and come, by the book."""
    before = list(range(len(new) + 1))
    for i, a in enumerate(old, start=1):
        row = [i]
        for j, b in enumerate(new, start=1):
            row.append(before[j - 1] if a == b else 1 + min(before[j], row[j - 1]))
        before = row
    return before[-1]


# --- laws ---


def hold_the_laws(old: list[Block], new: list[Block]) -> None:
    changes = redline(old, new)
    assert keys(rejected(changes)) == keys(old)
    assert keys(accepted(changes)) == keys(new)
    assert redline(old, new) == changes
    there = redline(new, old)
    assert keys(rejected(there)) == keys(new)
    assert signs(changes, "+") == signs(there, "-")
    assert signs(changes, "-") == signs(there, "+")
    assert all(change.kind is Kind.SAME for change in redline(old, old))


def signs(changes: Sequence[Change], sign: str) -> list[Cell]:
    return [p.words for c in changes for line in c.lines for p in line if p.sign == sign]


def test_the_laws_hold_for_thousands_of_pairs() -> None:
    chance = random.Random(20261122)
    for number in range(PAIRS):
        old = text(chance)
        new = text(chance) if number % 5 == 0 else edited(chance, old)
        hold_the_laws(old, new)


@given(st.randoms(use_true_random=False))
def test_the_laws_hold_for_whatever_is_thought_up(chance: random.Random) -> None:
    old = text(chance)
    hold_the_laws(old, edited(chance, old))


@given(st.lists(st.sampled_from("ab"), max_size=12), st.lists(st.sampled_from("ab"), max_size=12))
def test_words_compare_exactly(old: list[str], new: list[str]) -> None:
    a, b = (tuple(Word(text, True) for text in side) for side in (old, new))
    line = compare(a, b)
    assert tuple(w for p in line if p.sign != "+" for w in p.words) == a
    assert tuple(w for p in line if p.sign != "-" for w in p.words) == b


@pytest.mark.parametrize(
    "make",
    [
        lambda n: [Block("p", (tuple(Word("ab"[i * i % 7 % 2], True) for i in range(n)),))],
        lambda n: [Block("p", (tuple(Word(str(i * i % 97), True) for i in range(n)),))],
        lambda n: [Block("p", ((Word("a", True),),)) for _ in range(n)],
        lambda n: [Block("p", ((Word(str(i * i % 997), True),),)) for i in range(n)],
        lambda n: [
            Block("p", (tuple(Word(str(i if i % 50 == 0 else i * i % 7), True) for i in part),))
            for part in (range(at, min(at + 600, n)) for at in range(0, n, 600))
        ],
    ],
    ids=["two words", "hundred words", "the same block", "many small blocks", "few words, names"],
)
def test_hostile_texts_end_well(make: Any) -> None:
    """Ten thousand words that compare badly; how long it takes is for `make bench`."""
    old, new = make(10_000), make(10_001)[::-1]
    changes = redline(old, new)
    assert keys(rejected(changes)) == keys(old)
    assert keys(accepted(changes)) == keys(new)


@pytest.mark.parametrize("alphabet", [3000, 10], ids=["words", "signs"])
def test_long_paragraphs_are_compared_closely(alphabet: int) -> None:
    """Three thousand words or signs, of which each hundredth changed."""
    chance = random.Random(1)
    old = [Word(str(chance.randrange(alphabet)), True) for _ in range(3000)]
    new = [Word("new", True) if at % 100 == 50 else word for at, word in enumerate(old)]
    line = compare(tuple(old), tuple(new))
    assert sum(len(piece.words) for piece in line if piece.sign != "=") == 60


def test_a_crowd_of_reworded_blocks_is_paired() -> None:
    """Whether much or little of each was reworded; what was not in the old text stands alone."""
    chance = random.Random(1)
    old: list[Block] = []
    new: list[Block] = []
    for at in range(300):
        before = [Word(str(chance.randrange(3000)), True) for _ in range(30)]
        after = list(before)
        spot, size = chance.randrange(15), chance.choice((2, 15))
        after[spot : spot + size] = [Word(f"new{at}", True)] * size
        old.append(Block("p", (tuple(before),)))
        if at % 10 == 0:
            new.append(Block("p", (tuple(Word(f"lone{at}", True) for _ in range(30)),)))
        new.append(Block("p", (tuple(after),)))
    kinds = [change.kind for change in redline(old, new)]
    assert kinds.count(Kind.REWORDED) == 300
    assert kinds.count(Kind.INSERTED) == 30
    assert len(kinds) == 330


def test_the_answer_does_not_hang_on_how_python_hashes() -> None:
    """One block, six that could have become of it."""
    told = set()
    for seed in "123456":
        code = (
            "from promulgate.redline.blocks import blocks; "
            "from promulgate.redline.redline import redline; "
            "old = blocks('<p>a b c d</p>'); pairs = ('b c', 'b d', 'c d', 'a b', 'a c', 'a d'); "
            "new = blocks(''.join(f'<p>{two} {at}</p>' for at, two in enumerate(pairs))); "
            "print([(change.kind.value, change.block.text) for change in redline(old, new)])"
        )
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT / "hooks")}
        told.add(subprocess.check_output([sys.executable, "-c", code], env=environment))
    assert len(told) == 1


def test_words_are_written_as_they_were() -> None:
    source = 'See <a href="x/?a&amp;b">our <em>own</em> list</a>, R&amp;D &lt;b&gt;.<br>Next'
    found = blocks(f"<p>{source}</p>")[0]
    assert html(found.cells[0]).strip() == source.replace("<br>", " <br>")


@given(st.text(alphabet="ab 北京é-,.’1\n§", max_size=40))
def test_no_sign_is_lost(source: str) -> None:
    assert "".join("".join(plain(words(source))).split()) == "".join(source.split())


def test_a_break_stands_between_parted_paragraphs() -> None:
    old = blocks("<p>One two three. Four five six.</p>")
    new = blocks("<p>One two three.</p><p>Four five six.</p>")
    changes = redline(old, new)
    assert len(changes) == 1
    assert BREAK in [word for piece in changes[0].lines[0] for word in piece.words]
