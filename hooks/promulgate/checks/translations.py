"""A translation has the headings of the authoritative text, save those that it awaits."""

from collections.abc import Collection, Iterator

from ..editions.headings import align, awaited, named
from ..editions.markdown import headings
from ..editions.placeholders import SECTIONS_LINE
from ..ledger.events import ANCHOR_RULE
from ..model.entities import Library
from ..model.history import Text
from ..problems import Problem, advise, near
from ..sources.schema import VersionWords
from .walk import accepted, editions


def translations(library: Library) -> Iterator[Problem]:
    """A translation has the headings of the authoritative text, save those it awaits."""
    for edition in editions(library):
        if isinstance(words := edition.text.words, VersionWords):
            own = edition.version.authoritative
            rule = edition.version.anchor_rule
            known = named(headings(own.document.body), rule)
            for index, anchor in enumerate(words.awaiting):
                if anchor not in known:
                    wrong = f"The authoritative text has no heading '#{anchor}'."
                    place = edition.document.place("awaiting", index)
                    yield Problem(place, wrong, near(anchor, known))
            yield from headings_agree(own, edition.text, words.awaiting, rule)
            here, there = (SECTIONS_LINE.search(d.body) for d in (edition.document, own.document))
            if there and not here and not words.awaiting:
                wrong = f"'{there[0]}' is missing here; {own.document.path} has it."
                place = edition.document.body_place(0)
                yield Problem(place, wrong, "Put it, on a line of its own, where the sections go.")


def headings_agree(
    own: Text[object],
    text: Text[object],
    awaiting: Collection[str] = (),
    rule: int = ANCHOR_RULE,
) -> Iterator[Problem]:
    """Advise where headings are missing or have no counterpart; refuse other anchors."""
    theirs = headings(own.document.body)
    ours = headings(text.document.body)
    alignment = align(theirs, ours, awaiting, rule)
    names = named(theirs, rule)
    for heading, anchor in zip(ours, alignment.anchors, strict=True):
        if heading.anchor and heading.anchor != anchor and anchor in names:
            wrong = (
                f"This heading is '#{heading.anchor}' here and '#{anchor}' in {own.document.path}."
            )
            place = text.document.body_place(heading.line)
            fix = "Remove it: a translation inherits it, so that links work in every language."
            yield Problem(place, wrong, fix)
    if accepted(text, "headings"):
        return
    accept = "or accept the difference with 'accepts: [headings]'"
    lacking = set(awaited(theirs, awaiting, rule))
    for index in alignment.missing:
        before = sum(1 for i in range(index) if i not in lacking and i not in alignment.missing)
        line = ours[before].line if before < len(ours) else len(text.document.body.splitlines())
        wrong = f"Heading '{theirs[index].words}' is missing here."
        await_ = f"name '{names[index]}' in 'awaiting', " if names[index] else ""
        fix = f"Translate it, or one above it that is missing, {await_}{accept}."
        yield advise(text.document.body_place(max(line - 1, 0)), wrong, fix)
    for index in alignment.extra:
        wrong = f"Heading '{ours[index].words}' has no counterpart in {own.document.path}."
        yield advise(text.document.body_place(ours[index].line), wrong, f"Remove it, {accept}.")
