"""Where words come from: whatever is said to stand in the old text reads the same there."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edits import edited, text
from promulgate.editions.markdown import to_html
from promulgate.redline.blocks import Block, blocks
from promulgate.redline.listed import listed
from promulgate.redline.redline import redline
from promulgate.redline.trace import renamed, traced


def followed(old: list[Block], new: list[Block]) -> list[tuple[int, ...]]:
    changes = redline(old, new)
    return list(traced(changes, listed(changes)))


def read(*found: Block) -> str:
    """Take the words of blocks, without the numbers at their beginnings."""
    return "".join("".join("".join(block.gist) for block in found).split())


@given(st.randoms(use_true_random=False))
def test_whatever_is_followed_back_reads_the_same(chance: random.Random) -> None:
    old = text(chance)
    new = edited(chance, old)
    traces = followed(old, new)
    assert len(traces) == len(new)
    count = len(listed(redline(old, new)))
    for block, trace in zip(new, traces, strict=True):
        if trace[0] < 0:
            assert 1 <= -trace[0] <= count, "what changed is one of the changes"
        elif len(trace) == 1:
            assert read(block) in read(old[trace[0]]), "a part of it, where it was parted"
        else:
            assert read(block) == read(*(old[at] for at in trace))


@given(st.randoms(use_true_random=False))
def test_a_text_comes_from_itself(chance: random.Random) -> None:
    found = text(chance)
    assert followed(found, found) == [(at,) for at in range(len(found))]


ONE, TWO = "Alpha beta gamma delta epsilon.", "Zeta eta theta iota kappa."


@pytest.mark.parametrize(
    ("old", "new", "traces"),
    [
        (f"{ONE}\n\n{TWO}\n", f"{TWO}\n\n{ONE}\n", [(1,), (0,)]),
        (f"{ONE} {TWO}\n", f"{ONE}\n\n{TWO}\n", [(0,), (0,)]),
        (f"{ONE}\n\n{TWO}\n", f"{ONE} {TWO}\n", [(0, 1)]),
        (f"{ONE}\n", f"**Alpha** [beta](x) {ONE[11:]}\n", [(0,)]),
        (f"1. {ONE}\n", f"1. {TWO}\n2. {ONE}\n", [(-1,), (0,)]),
        (f"{ONE}\n", f"{ONE} Lambda.\n", [(-1,)]),
        (f"{ONE}\n\n{TWO}\n", f"{ONE}\n", [(0,)]),
    ],
    ids=["moved", "parted", "joined", "marked", "renumbered", "reworded", "removed"],
)
def test_ages_outlive_what_changes_no_word(
    old: str, new: str, traces: list[tuple[int, ...]]
) -> None:
    assert followed(blocks(to_html(old)), blocks(to_html(new))) == traces


def test_a_heading_with_another_address_is_known() -> None:
    old, new = blocks('<h2 id="a">Who we are</h2>'), blocks('<h2 id="b">Who we are</h2>')
    assert dict(renamed(redline(old, new))) == {"b": "a"}
