"""Addresses of headings: named in the authoritative text, inherited in translations."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ..ledger.events import ANCHOR_RULE
from .markdown import Heading

# Latin letters that Unicode does not take apart; `ß` is `ss` by its case.
WHOLE = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ł": "l"}
)


class Alignment(NamedTuple):
    """How the headings of a translation answer those of the authoritative text.

    `anchors` has one entry for each heading of the translation; `missing` are indices into the
    authoritative headings, `extra` into those of the translation.
    """

    anchors: tuple[str, ...]
    missing: tuple[int, ...]
    extra: tuple[int, ...]


def slug(words: str, rule: int = ANCHOR_RULE) -> str:
    """Make an anchor of Latin words; empty where nothing can be made of them.

    By rule 1, a letter with a mark is none; by rule 2 it is written without (`Über uns` is
    `uber-uns`). What is sealed keeps the rule of its seal, so neither ever changes.
    """
    plain = words.lower() if rule == 1 else _folded(words)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _folded(words: str) -> str:
    """Write Latin letters without case and marks, as Unicode has promised to do for ever."""
    apart = unicodedata.normalize("NFKD", words).casefold().translate(WHOLE)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def named(headings: Sequence[Heading], rule: int = ANCHOR_RULE) -> list[str]:
    """Give each authoritative heading its anchor; empty where none is written or can be made."""
    return [heading.anchor or slug(heading.words, rule) for heading in headings]


def awaited(
    headings: Sequence[Heading], awaiting: Collection[str], rule: int = ANCHOR_RULE
) -> list[int]:
    """List the headings that a translation still lacks, with all that stand below them."""
    found: list[int] = []
    level = 0
    for index, (heading, anchor) in enumerate(zip(headings, named(headings, rule), strict=True)):
        if level and heading.level <= level:
            level = 0
        if anchor in awaiting and not level:
            level = heading.level
        if level:
            found.append(index)
    return found


def align(
    own: Sequence[Heading],
    translated: Sequence[Heading],
    awaiting: Collection[str] = (),
    rule: int = ANCHOR_RULE,
) -> Alignment:
    """Match the headings of a translation with the authoritative ones by order and level.

    Where that gives a heading another address than is written at it, those that are written decide,
    and what stands between two of them is matched by order.
    """
    lacking = set(awaited(own, awaiting, rule))
    expected = [index for index in range(len(own)) if index not in lacking]
    names = named(own, rule)
    pairs = _by_level(own, expected, translated, range(len(translated)))
    written = {
        index: position
        for position, heading in enumerate(translated)
        for index in expected
        if heading.anchor and heading.anchor == names[index]
    }
    if any(pairs.get(position) != index for index, position in written.items()):
        pairs = _by_address(own, expected, translated, written)
    anchors = []
    for index, heading in enumerate(translated):
        inherited = names[pairs[index]] if index in pairs else ""
        made = slug(heading.words, rule) or f"part-{index + 1}"
        anchors.append(inherited or heading.anchor or made)
    return Alignment(
        tuple(anchors),
        tuple(index for index in expected if index not in pairs.values()),
        tuple(index for index in range(len(translated)) if index not in pairs),
    )


def _by_level(
    own: Sequence[Heading],
    expected: Sequence[int],
    translated: Sequence[Heading],
    ours: Sequence[int],
) -> dict[int, int]:
    """Pair these headings of a translation with the expected ones, by order and level."""
    levels = [own[index].level for index in expected]
    theirs = [translated[index].level for index in ours]
    if levels == theirs:
        return dict(zip(ours, expected, strict=True))
    matcher = SequenceMatcher(None, levels, theirs, autojunk=False)
    return {
        ours[block.b + step]: expected[block.a + step]
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _by_address(
    own: Sequence[Heading],
    expected: Sequence[int],
    translated: Sequence[Heading],
    written: Mapping[int, int],
) -> dict[int, int]:
    """Pair headings that bear the same address, in order; those between them by level."""
    pairs: dict[int, int] = {}
    after, behind = 0, 0  # where the stretches begin that wait to be paired
    for place, index in enumerate(expected):
        position = written.get(index, -1)
        if position >= behind:
            stretch = range(behind, position)
            pairs |= _by_level(own, expected[after:place], translated, stretch)
            pairs[position] = index
            after, behind = place + 1, position + 1
    rest = range(behind, len(translated))
    return pairs | _by_level(own, expected[after:], translated, rest)
