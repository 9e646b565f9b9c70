"""Comparisons as pages draw them: what is listed has a mark, and what has a mark is listed."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import cases
from edits import edited, text
from promulgate.editions.markdown import to_html
from promulgate.pages.redline_shapes import Drawing, Item, Mark, Segment, Ways
from promulgate.pages.redline_view import segments
from promulgate.redline.blocks import Block, blocks
from promulgate.redline.listed import listed
from promulgate.redline.redline import redline


def drawn(old: list[Block], new: list[Block]) -> tuple[int, list[Segment]]:
    changes = redline(old, new)
    found = listed(changes)
    return len(found), list(segments(changes, found, Drawing("en", Ways("old/", "new/", "/here/"))))


def shown(found: list[Segment]) -> Iterator[tuple[Mark | None, list[Item]]]:
    """List the marks of all that is drawn, and what each has inside it."""
    for segment in found:
        for group in segment.groups:
            items = [item for body in group.bodies for item in body.items]
            yield from ((mark, items) for mark in group.marks)
            for body in group.bodies:
                around = group.marks[0] if group.marks else segment.mark
                yield body.mark or around, list(body.items)


def seen(item: Item) -> bool:
    runs = [run for cell in item.cells for run in cell]
    return bool(item.notes or any(run.notes or run.sign in "+-" for run in runs))


def hold(old: list[Block], new: list[Block]) -> None:
    count, found = drawn(old, new)
    marked: set[int] = set()
    for mark, items in shown(found):
        visible = any(map(seen, items))
        assert mark or not visible, "a mark that no change lists"
        if mark and (visible or any(note.old + note.new for note in mark.notes)):
            marked |= {mark.number} if not mark.departed else set()
    assert marked == set(range(1, count + 1)), "a change without a mark"


@given(st.randoms(use_true_random=False))
def test_every_change_has_a_mark_and_every_mark_a_change(chance: random.Random) -> None:
    old = text(chance)
    hold(old, edited(chance, old))


@pytest.mark.parametrize("case", [*cases("changes"), *cases("redlines")])
def test_the_same_holds_for_the_cases(case: dict[str, Any]) -> None:
    hold(blocks(to_html(case["old"])), blocks(to_html(case["new"])))


def test_items_keep_the_lists_that_they_stand_in() -> None:
    source = "1. One\n\n    1. Of one\n\n        Words.\n\n    - Bullet\n\n2. Two"
    _, found = drawn(blocks(to_html(source)), blocks(to_html(source)))
    groups = [(group.outer, group.container) for group in found[0].groups]
    assert groups == [
        ((), "ol"),
        (("ol",), "ol"),
        (("ol", "ol"), ""),
        (("ol",), "ul"),
        ((), "ol"),
    ]


def test_addresses_are_told_from_the_root_of_the_site() -> None:
    old, new = blocks('<p><a href="../x/">a</a></p>'), blocks('<p><a href="#y">a</a></p>')
    _, found = drawn(old, new)
    run = found[0].groups[0].bodies[0].items[0].cells[0][0]
    assert run.notes == (("link", ("/x/",), ("#y",)),)
