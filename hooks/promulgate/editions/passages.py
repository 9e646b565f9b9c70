"""Passages: stretches of an edition from one source, cut at headings and joined again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from ..ledger.events import ANCHOR_RULE, Reading
from ..model.entities import Section
from ..sources.front_matter import Document
from .headings import align
from .markdown import REFERENCE, Heading, headings, with_anchor
from .placeholders import literal


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an edition from one source; `markdown` is ready to be read.

    A passage is words, or the section of a jurisdiction, or (with `category`) a part of the cookie
    register. `untranslated` words stand in the authoritative language inside a translation.
    """

    source: Document
    language: str
    markdown: str
    section: Section | None = None
    category: str | None = None
    untranslated: bool = False


def corrected(passages: Iterable[Passage], readings: Iterable[Reading]) -> tuple[Passage, ...]:
    """Put the words of each reading in the place of those that it corrects."""
    found = list(passages)
    for reading in readings:
        found = [
            replace(p, markdown=p.markdown.replace(reading.words, reading.instead)) for p in found
        ]
    return tuple(found)


def section_passage(
    section: Section, language: str, spoken: str | None = None, rule: int = ANCHOR_RULE
) -> Passage:
    """Write a section as a part with its heading, for readers of `language`.

    It is in the language `spoken`, where one is named and exists, or in theirs, or else in its own.
    Anchors are made by the `rule` of the text that contains it.
    """
    text = section.text(spoken or language)
    body = _with_anchors(section.texts[section.language].document.body, text.document.body, rule)
    # The place of each line is kept: the heading stands in for the title in the front matter.
    words = f"## {literal(text.words.title)} {{#{section.jurisdiction}}}\n\n{body}\n"
    untranslated = text.language != language
    return Passage(text.document, text.language, words, section, None, untranslated)


@lru_cache(maxsize=256)  # the same few sections stand in many policies
def _with_anchors(own: str, body: str, rule: int) -> str:
    written = headings(body)
    anchors = align(headings(own), written, rule=rule).anchors
    return "\n".join(words for _, words in cut_at_headings(body, written, anchors))


def cut_at_headings(
    body: str, written: Sequence[Heading], anchors: Sequence[str]
) -> Iterator[tuple[str | None, str]]:
    """Yield the opening words, then each heading with what follows, its anchor written out."""
    lines = body.splitlines()
    edges = [*(heading.line for heading in written), len(lines)]
    yield None, "\n".join(lines[: edges[0]])
    for heading, anchor, (start, end) in zip(written, anchors, pairwise(edges), strict=True):
        first = with_anchor(heading, anchor) if anchor else lines[start]
        yield anchor, "\n".join([first, *lines[start + 1 : end]])


def joined(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Join neighbours from one source, and drop what is empty."""
    for (section, category, *_), group in groupby(passages, _kind):
        found = list(group)
        if section or category:
            yield from found
            continue
        words = "\n".join(p.markdown for p in found)
        # Definitions of links go with whatever words use them.
        references = REFERENCE.findall(found[0].source.body) if "]:" in found[0].source.body else ()
        if references:
            words = REFERENCE.sub("", words) + "\n\n" + "\n".join(references) + "\n"
        if words.strip():
            yield replace(found[0], markdown=words)


def _kind(passage: Passage) -> tuple[object, ...]:
    section = passage.section
    which = (section.jurisdiction, section.date) if section else None
    return which, passage.category, passage.source.path, passage.untranslated
