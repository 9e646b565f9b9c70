"""Addresses of headings: named in the authoritative text, inherited in translations."""

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from .markdown import Heading, slug


class Alignment(NamedTuple):
    """How the headings of a translation answer those of the authoritative text.

    `anchors` has one entry for each heading of the translation; `missing` are indices into the
    authoritative headings, `extra` into those of the translation.
    """

    anchors: tuple[str, ...]
    missing: tuple[int, ...]
    extra: tuple[int, ...]


def named(headings: Sequence[Heading]) -> list[str]:
    """Give each authoritative heading its anchor; empty where none is written or can be made."""
    return [heading.anchor or slug(heading.words) for heading in headings]


def awaited(headings: Sequence[Heading], awaiting: Collection[str]) -> list[int]:
    """List the headings that a translation still lacks, with all that stand below them."""
    found: list[int] = []
    level = 0
    for index, (heading, anchor) in enumerate(zip(headings, named(headings), strict=True)):
        if level and heading.level <= level:
            level = 0
        if anchor in awaiting and not level:
            level = heading.level
        if level:
            found.append(index)
    return found


def align(
    own: Sequence[Heading], translated: Sequence[Heading], awaiting: Collection[str] = ()
) -> Alignment:
    """Match the headings of a translation with the authoritative ones by order and level."""
    lacking = set(awaited(own, awaiting))
    expected = [index for index in range(len(own)) if index not in lacking]
    levels = [own[index].level for index in expected]
    theirs = [heading.level for heading in translated]
    if levels == theirs:
        pairs = dict(enumerate(expected))
    else:
        matcher = SequenceMatcher(None, levels, theirs, autojunk=False)
        pairs = {
            block.b + step: expected[block.a + step]
            for block in matcher.get_matching_blocks()
            for step in range(block.size)
        }
    names = named(own)
    anchors = []
    for index, heading in enumerate(translated):
        inherited = names[pairs[index]] if index in pairs else ""
        anchors.append(inherited or heading.anchor or slug(heading.words) or f"part-{index + 1}")
    return Alignment(
        tuple(anchors),
        tuple(index for index in expected if index not in pairs.values()),
        tuple(index for index in range(len(translated)) if index not in pairs),
    )
