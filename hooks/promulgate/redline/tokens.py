"""Words and signs: taken out of text, and written as HTML again.

Words know the marks around them (a link, emphasis), so that a link that leads elsewhere behind the
same words is seen.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from .unspaced import SIMPLE, UNSPACED, cut

LETTERS = rf"[^\W{UNSPACED}]++"  # what no other way of reading could give back
TOKEN = re.compile(rf"(\s*+)({LETTERS}(?:[.,:/@’'-]++{LETTERS})*+|[^\w\s]|_|\w)", re.UNICODE)
CHUNK = re.compile(r"(\s*+)(\S++)")


class Word(NamedTuple):
    """A word or a sign: with or without a space before it, and inside which inline elements."""

    text: str
    space: bool
    marks: tuple[str, ...] = ()


Cell = tuple[Word, ...]


def plain(words: Iterable[Word]) -> Iterator[str]:
    """Write words as they read."""
    for word in words:
        yield f" {word.text}" if word.space else word.text


class _Vocabulary(dict[tuple[str, str], Word]):
    """The words inside some marks, by the white space before them and their sign.

    Texts of a policy have most words in common, and a word is soon found to equal itself.
    """

    def __init__(self, marks: tuple[str, ...]) -> None:
        self.marks = marks

    def __missing__(self, found: tuple[str, str]) -> Word:
        space, sign = found
        word = self[found] = Word(sign, bool(space), self.marks)
        return word


_vocabulary = lru_cache(maxsize=64)(_Vocabulary)


def words(text: str, marks: tuple[str, ...] = ()) -> list[Word]:
    """Take a text apart into words and signs, never inside what a reader sees as one sign."""
    found = TOKEN.findall(text) if SIMPLE.fullmatch(text) else _chunks(text)
    return [*map(_vocabulary(marks).__getitem__, found)]


def _chunks(text: str) -> Iterator[tuple[str, str]]:
    """Cut what stands between spaces, each as its script wants."""
    for space, chunk in CHUNK.findall(text):
        signs = TOKEN.findall(chunk) if SIMPLE.fullmatch(chunk) else [("", s) for s in cut(chunk)]
        yield space, signs[0][1]
        yield from signs[1:]


def led(found: Sequence[Word]) -> Cell:
    """Give the first word a space before it, as if others had stood there: it reads the same."""
    return (Word(found[0].text, True, found[0].marks), *found[1:]) if found else ()


@lru_cache(maxsize=2048)  # what stays the same from version to version is written once
def html(found: Cell) -> str:
    """Write words as HTML again, with the marks around them."""
    written: list[str] = []
    plain: list[str] = []  # words with the same marks, which are escaped together
    open_: tuple[str, ...] = ()
    for text, space, marks in found:
        if text and marks == open_:
            plain.append(f" {text}" if space else text)
            continue
        written.append(escape("".join(plain), quote=False))
        around = marks if text else marks[:-1]
        same = 0
        while same < min(len(open_), len(around)) and open_[same] == around[same]:
            same += 1
        written += [_closing(mark) for mark in reversed(open_[same:])]
        written += [" " if space else "", *around[same:], "" if text else marks[-1]]
        plain, open_ = [text], around
    written.append(escape("".join(plain), quote=False))
    written += [_closing(mark) for mark in reversed(open_)]
    return "".join(written)


def _closing(mark: str) -> str:
    return f"</{mark[1:].rstrip('>').partition(' ')[0]}>"
