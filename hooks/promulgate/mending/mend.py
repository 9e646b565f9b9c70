"""A source without the slips of which it is certain how they are mended."""

import re
from typing import NamedTuple

from ..editions.commonmark import words
from ..problems import Problem
from ..sources.front_matter import parse
from ..sources.gate import admit
from .body import PARTED, mend_body
from .front import mend_front

OPENING = re.compile(r"-{3,}[ \t]*\n")
CLOSING = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
ROUNDS = 5  # what one fix uncovers, the next round mends
LOST = re.compile(r"^\[(?:TOC|toc|\[_TOC_\])\][ \t]*$", re.MULTILINE)


class Halves(NamedTuple):
    """A file cut at its front matter, whose lines of dashes are in `opening` and `closing`."""

    opening: str
    front: str
    closing: str
    body: str


def mend(path: str, data: bytes) -> bytes:
    """Mend what is certain; the same bytes where nothing is, or where it cannot be read at all."""
    if admit(path, data):
        return data
    try:
        text = data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError:
        return data
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if OPENING.match(text.lstrip()):
        text = text.lstrip()  # empty lines above the front matter
    for _ in range(ROUNDS):
        mended = _once(path, text)
        if mended == text:
            break
        text = mended
    return text.encode()


def _once(path: str, text: str) -> str:
    halves = _cut(text)
    if halves is None:
        return text
    front = mend_front(halves.front)
    if front != halves.front and not _better(path, halves, front):
        front = halves.front
    body = mend_body(halves.body)
    if _read(halves.body) != _read(body):
        body = halves.body
    return "".join(halves._replace(front=front, body=body))


def _read(body: str) -> list[str]:
    """List the words of a body as they are meant, whatever is mended."""
    return words(PARTED.sub(r"\1\2", LOST.sub("", body)))


def _cut(text: str) -> Halves | None:
    opening = OPENING.match(text)
    closing = CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    end = closing.end() + 1
    front = text[opening.end() : closing.start()]
    return Halves(opening[0], front, text[closing.start() : end], text[end:])


def _better(path: str, halves: Halves, front: str) -> bool:
    """Tell whether front matter can be read, with no more problems than before."""
    before, after = (
        parse(path, "".join(halves._replace(front=each)).encode()) for each in (halves.front, front)
    )
    return after.document is not None and len(_rules(after.problems)) <= len(
        _rules(before.problems)
    )


def _rules(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if not problem.advice]
