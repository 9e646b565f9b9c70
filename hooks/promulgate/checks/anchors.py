"""Anchors that are wanting, and those that two places bear."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator

from ..editions.headings import named
from ..editions.markdown import headings
from ..editions.render import Edition
from ..ledger.events import ANCHOR_RULE
from ..problems import Place, Problem
from ..sources.front_matter import Document


def unnamed(document: Document, rule: int = ANCHOR_RULE) -> Iterator[Problem]:
    """Tell of authoritative headings of which no anchor can be made."""
    written = headings(document.body)
    for heading, anchor in zip(written, named(written, rule), strict=True):
        if not anchor:
            wrong = f"Heading '{heading.words}' has no address that lasts."
            line = f"{'#' * heading.level} {heading.words} {{#word}}"
            fix = f"Write one in Latin letters: '{line}'."
            yield Problem(document.body_place(heading.line), wrong, fix)


def shared(edition: Edition, names: Collection[str], rule: int) -> Iterator[Problem]:
    """Tell of the second place that bears each of these anchors, and name the first."""
    places: dict[str, list[Place]] = defaultdict(list)
    written: dict[str, dict[str, deque[Place]]] = {}
    for each in edition.shown if names else ():
        document = each.passage.source
        if document.path not in written:
            written[document.path] = _headings(document, rule)
        lines = written[document.path]
        for name in filter(names.__contains__, each.inspection.ids):
            if waiting := lines.get(name):
                places[name].append(waiting.popleft())
            elif each.passage.section:
                places[name].append(document.place("title"))
            else:
                places[name].append(document.find(name))
    for name, (first, second, *_) in places.items():
        wrong = f"The anchor '#{name}' stands here and in {first}."
        yield Problem(second, wrong, "Give one of the two another anchor.")


def _headings(document: Document, rule: int) -> dict[str, deque[Place]]:
    """List the headings of a text by their anchors, in order."""
    found: dict[str, deque[Place]] = defaultdict(deque)
    written = headings(document.body)
    for heading, anchor in zip(written, named(written, rule), strict=True):
        found[anchor].append(document.body_place(heading.line))
    return found
