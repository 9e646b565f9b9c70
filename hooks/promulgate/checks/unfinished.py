"""Nothing that still waits to be written is published unawares."""

import re
from collections.abc import Iterator

from ..model.entities import Library
from ..model.history import Text
from ..problems import Place, Problem, advise
from .walk import accepted, editions

BRACKETED = re.compile(
    r"\[(?i:(?:tbd|tbc|todo|xxx+|\.\.\.|…|insert\b[^\]]*"
    r"|to be (?:done|determined|confirmed)[^\]]*)\])"
)
# Forms to fill in: `[COMPANY NAME]`, `[●]`, `____`.
BLANKS = re.compile(
    r"\[(?:[●•_*]|[●•_*\s]{2,20}|(?=[A-Z0-9 _/&'.-]*(?:[ _]|NAME|DATE|COMPANY|ADDRESS|EMAIL|CITY))"
    r"[A-Z][A-Z0-9 _/&'.-]{2,60})\](?![(\[:])|(?<![_\w])_{4,}+(?=[^_\n]*[^\s_])|(?<=[^\s_] )_{4,}+"
)
# Nobody has an address below .invalid (RFC 2606): it stands for one that is not known yet.
UNFINISHED = re.compile(
    rf"{BRACKETED.pattern}|{BLANKS.pattern}|\b(?:TODO|TBD|FIXME|XXX)\b|(?i:\blorem ipsum\b)|\?\?\?"
    r"|[^\s\"'<>]+@[\w.-]*\binvalid\b"
)
LITERAL = ("TODO", "TBD", "FIXME", "XXX", "???")


def unfinished(library: Library) -> Iterator[Problem]:
    """Tell of each gap in what can still be changed, in front matter too, and in sealed texts."""
    sealed = {e.document.path for e in editions(library) if e.text.entry}
    for text in _texts(library):
        document = text.document
        if accepted(text, "unfinished"):
            continue
        if document.path not in sealed:
            for path, value in document.values():
                if isinstance(value, str) and _may_wait(value):
                    yield from _gaps(value, document.place(*path))
        if _may_wait(document.body):
            for number, line in enumerate(document.body.splitlines()):
                yield from _gaps(line, document.body_place(number))


def _texts(library: Library) -> Iterator[Text[object]]:
    yield from library.site_texts
    for organization in library.organizations.values():
        yield from organization.texts.values()
    yield from (edition.text for edition in editions(library))
    for section in library.sections:
        yield from section.texts.values()


def _gaps(words: str, place: Place) -> Iterator[Problem]:
    for match in UNFINISHED.finditer(words):
        wrong = f"'{match[0]}' is still in the text."
        fix = "Write what belongs there, or accept it with 'accepts: [unfinished]'."
        yield advise(place, wrong, fix)


def _may_wait(body: str) -> bool:
    """Look for the signs of it in the quickest way: few texts hold any."""
    signs = (
        BRACKETED.search(body)
        or BLANKS.search(body)
        or "lorem ipsum" in body.lower()
        or "invalid" in body
    )
    return bool(signs) or any(word in body for word in LITERAL)
