"""Changes as a reader counts them: as many as a lawyer would, of the same kinds."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import cases
from edits import edited, text
from promulgate.editions.markdown import to_html
from promulgate.redline.blocks import blocks
from promulgate.redline.changes import Kind, counted
from promulgate.redline.listed import listed, ops
from promulgate.redline.redline import redline
from promulgate.redline.summary import summaries


@pytest.mark.parametrize("case", cases("changes"))
def test_a_lawyer_would_list_the_same(case: dict[str, Any]) -> None:
    old, new = blocks(to_html(case["old"])), blocks(to_html(case["new"]))
    changes = redline(old, new)
    assert summaries(changes) == case["changes"]
    if "words" in case:
        count = counted(changes)
        assert [count[sign] for sign in "+->"] == case["words"]


@given(st.randoms(use_true_random=False))
def test_every_block_that_differs_is_in_one_change_and_no_other_is(chance: Any) -> None:
    old = text(chance)
    changes = redline(old, edited(chance, old))
    found = listed(changes)
    shown = [at for each in found if each.column is None for at in (*each.at, *each.origin)]
    assert len(set(shown)) == len(shown)
    assert sorted(shown) == [at for at, change in enumerate(changes) if ops(change)]
    for change in changes:
        assert change.kind is not Kind.SAME or set(ops(change)) <= {"renumbered"}


@given(st.randoms(use_true_random=False))
def test_numbers_and_marks_count_as_no_word(chance: Any) -> None:
    """What comes and goes is counted where a word does, and nowhere else."""
    old = text(chance)
    changes = redline(old, edited(chance, old))
    slight = all(each.op in ("renumbered", "link", "emphasis") for each in listed(changes))
    count = counted(changes)
    assert not slight or count["+"] == count["-"] == 0
