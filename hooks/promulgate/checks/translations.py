"""A translation has the headings of the authoritative text, save those that it awaits."""

from collections.abc import Collection, Iterator

from ..editions.headings import align, awaited, named
from ..editions.markdown import headings
from ..editions.placeholders import SECTIONS_LINE
from ..ledger.events import ANCHOR_RULE
from ..model.entities import Library
from ..model.history import Text
from ..problems import Problem, advise, count, near
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
    numbers = f"This text has {count(len(ours), 'heading')}, and {own.document.path} "
    numbers += f"{len(theirs) - len(lacking)} that should stand here"
    sure = all(each.anchor for each in ours)  # which is missing, counting alone cannot tell
    for index in alignment.missing:
        before = sum(1 for i in range(index) if i not in lacking and i not in alignment.missing)
        line = ours[before].line if before < len(ours) else len(text.document.body.splitlines())
        wrong = f"Heading '{theirs[index].words}' is missing here."
        by_order = f"{numbers}: by their order, '{theirs[index].words}' is missing."
        await_ = f"name '{names[index]}' in 'awaiting', " if names[index] else ""
        fix = f"Translate it, {await_}{accept}."
        if not sure:
            wrong = by_order
            fix = fix[:-1] + "; if it is another, write its address at each heading: {#word}."
        yield advise(text.document.body_place(max(line - 1, 0)), wrong, fix)
    for index in alignment.extra:
        wrong = f"Heading '{ours[index].words}' has no counterpart in {own.document.path}."
        if not sure:
            wrong = f"{numbers}: by their order, '{ours[index].words}' is one too many."
        yield advise(text.document.body_place(ours[index].line), wrong, f"Remove it, {accept}.")
