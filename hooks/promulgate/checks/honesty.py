"""What a text says of itself is held to its words: `change`, and that it is a translation."""

import re
from collections.abc import Iterator, Sequence

from ..editions.render import Edition, EditionKey, Editions
from ..model.entities import Library
from ..problems import Problem, advise, count
from ..redline.blocks import Block, blocks
from ..redline.changes import Change, Kind, counted
from ..redline.redline import redline
from ..sources.schema import VersionWords
from .walk import EditionInPlace, editions

# Words that turn a sentence round, and what is owed, when: more than wording.
WEIGHTY = re.compile(
    r"\d|[$€£¥₹%]|^(?:not|never|no|none|nor|without|unless|only|must|shall|may|cannot|nicht|nie|kein\w*|"
    r"nunca|ningun\w*|jamais|pas|não|sem|sin|sans|ohne)$|n['’]t$",
    re.IGNORECASE,
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LONG = 5  # words of a paragraph that no two languages share by chance


def honesty(library: Library, rendered: Editions) -> Iterator[Problem]:
    """Hold drafts to what they say of themselves; what is sealed has been held to it."""
    for edition in editions(library):
        if edition.text.entry:
            continue
        key = EditionKey(
            edition.organization.id, edition.policy, edition.version.date, edition.text.language
        )
        if isinstance(edition.text.words, VersionWords):
            own = rendered.texts.get(key._replace(language=edition.version.language))
            if own and (ours := rendered.texts.get(key)):
                yield from _translated(edition, own, ours)
        elif edition.predecessor:
            before = rendered.texts.get(key._replace(date=edition.predecessor.date))
            if before and (now := rendered.texts.get(key)):
                yield from _changed(edition, before, now)


def _changed(edition: EditionInPlace, before: Edition, now: Edition) -> Iterator[Problem]:
    said = edition.version.fields.change
    if said not in ("none", "editorial"):
        return
    changes = [c for c in redline(_blocks(before), _blocks(now)) if c.kind is not Kind.SAME]
    number = counted(changes)
    place = edition.document.place("change")
    if said == "none" and number["+"] + number["-"]:
        moved = ((number["+"], "came"), (number["-"], "went"))
        told = " and ".join(f"{count(n, 'word')} {how}" for n, how in moved if n)
        since = edition.predecessor.date if edition.predecessor else ""
        wrong = f"'change' is none, and {told} since {since}."
        yield Problem(place, wrong, "Write editorial, clarification or material.")
    elif said == "editorial" and (word := _weighty(changes)):
        wrong = f"'change' is editorial, and '{word}' came or went: readers may count on it."
        fix = "Write clarification or material, or accept it with 'accepts: [change]'."
        if "change" not in edition.version.fields.accepts:
            yield advise(place, wrong, fix)


def _weighty(changes: Sequence[Change]) -> str | None:
    for change in changes:
        old, new = (
            [word.text for block in side for cell in block.cells for word in cell]
            for side in (change.old, change.new)
        )
        for words, others in ((old, new), (new, old)):
            for word in words:
                if WEIGHTY.search(word) and words.count(word) > others.count(word):
                    return word.strip()
    return None


def _blocks(edition: Edition) -> list[Block]:
    return [block for each in edition.shown for block in blocks(each.html)]


def _translated(edition: EditionInPlace, own: Edition, ours: Edition) -> Iterator[Problem]:
    """Find paragraphs that are those of the authoritative text, word for word."""
    theirs = {_plain(line) for each in own.shown for line in _lines(each.passage.markdown)}
    for each in ours.shown:
        passage = each.passage
        if (
            passage.untranslated
            or passage.section
            or passage.category
            or passage.source is not (edition.document)
        ):
            continue
        lines = _lines(passage.markdown)
        same = [line for line in lines if _plain(line) in theirs]
        # One name or address may be the same in both; half of a text is no translation.
        if (
            same
            and 2 * len(same) >= len(lines)
            and edition.text.language.split("-")[0] != edition.version.language.split("-")[0]
        ):
            place = edition.document.find(same[0].strip()[:60])
            more = f", and {count(len(same) - 1, 'more paragraph')}" if len(same) > 1 else ""
            wrong = (
                f"These words are those of the authoritative text{more}: they are not translated."
            )
            fix = "Translate them, or remove the part and name its address in 'awaiting'."
            yield Problem(place, wrong, fix)
            return


def _lines(markdown: str) -> list[str]:
    """List the lines that tell anything; comments, which are refused, are no words of a text."""
    return [line for line in COMMENT.sub("", markdown).splitlines() if _plain(line)]


def _plain(line: str) -> str:
    """Write a line without marks; empty where it has too few words to tell anything."""
    words = re.findall(r"[^\W\d_]+", line.partition("](")[0].lower())
    return " ".join(words) if len(words) >= LONG and not line.startswith("#") else ""
