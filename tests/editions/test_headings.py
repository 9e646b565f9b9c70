"""Anchors: the same in every language."""

from hypothesis import given
from hypothesis import strategies as st

from promulgate.editions.headings import align, awaited, named
from promulgate.editions.markdown import Heading, headings

LEVELS = st.lists(st.sampled_from([2, 2, 3, 4]), max_size=12)


def written(levels: list[int], language: str = "") -> list[Heading]:
    return [
        Heading(level, f"Words {n}", None if language else f"a{n}", n)
        for n, level in enumerate(levels)
    ]


def test_an_anchor_is_what_is_written_or_made_of_latin_words() -> None:
    found = headings("## Who we are {#who}\n\n### What We Collect!\n\n## من نحن\n")
    assert named(found) == ["who", "what-we-collect", ""]


@given(LEVELS)
def test_a_translation_inherits_every_anchor_by_position(levels: list[int]) -> None:
    alignment = align(written(levels), written(levels, "es"))
    assert list(alignment.anchors) == [f"a{n}" for n in range(len(levels))]
    assert not alignment.missing
    assert not alignment.extra


@given(LEVELS, st.data())
def test_what_is_awaited_is_not_missing(levels: list[int], data: st.DataObject) -> None:
    own = written(levels)
    anchors = data.draw(st.sets(st.sampled_from(named(own)))) if own else set()
    lacking = awaited(own, anchors)
    rest = [level for n, level in enumerate(levels) if n not in lacking]
    alignment = align(own, written(rest, "es"), anchors)
    assert list(alignment.anchors) == [f"a{n}" for n in range(len(levels)) if n not in lacking]
    assert not alignment.missing


@given(LEVELS, LEVELS)
def test_every_heading_gets_an_anchor_whatever_is_missing(one: list[int], two: list[int]) -> None:
    alignment = align(written(one), written(two, "es"))
    assert len(alignment.anchors) == len(two)
    assert all(alignment.anchors)
    matched = len(two) - len(alignment.extra)
    assert len(alignment.missing) == len(one) - matched


def test_a_missing_heading_is_found_by_its_place() -> None:
    own = headings("## A {#a}\n\n### B {#b}\n\n## C {#c}\n")
    alignment = align(own, headings("## Uno\n\n## Tres\n"))
    assert alignment.anchors == ("a", "c")
    assert [own[index].words for index in alignment.missing] == ["B"]


def test_an_awaited_part_takes_its_parts_with_it() -> None:
    own = headings("## A {#a}\n\n### B {#b}\n\n## C {#c}\n")
    assert awaited(own, ["a"]) == [0, 1]
