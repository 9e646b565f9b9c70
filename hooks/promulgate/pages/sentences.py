"""Which sentences of a block change: cut from its runs, as they were and as they are."""

import re
from collections.abc import Generator, Iterator, Sequence
from html import unescape
from typing import NamedTuple

from .redline_shapes import Run

TAG = re.compile(r"<[^>]*>")
# A sentence ends with its sign, and what closes quotations or brackets with it.
END = re.compile(r"[.!?…。！？؟।]+[\"'”’»)\]]*(?=\s|$)")


class Sentence(NamedTuple):
    """A sentence of both texts: how it was, how it is, and whether that differs.

    `start` and `end` bound it in the old text of its block, counted in signs without white space.
    """

    old: str
    new: str
    changed: bool
    start: int
    end: int


def read(run: Run) -> str:
    """Take the words of a run."""
    html = str(run.html)
    if "<" in html or "&" in html:
        html = unescape(TAG.sub("", html.replace("<br>", " ")))
    return f" {html}" if run.space else html


def sentences(runs: Sequence[Run]) -> Iterator[Sentence]:
    """Cut a line of runs into sentences; one that came or went is a sentence by itself."""
    told = [(run.sign, text) for run in runs if (text := read(run))]
    signs: list[tuple[str, str]] = []
    at = 0
    for number, (sign, text) in enumerate(told):
        following = told[number + 1][0] if number + 1 < len(told) else "="
        if sign in "=~":
            start = 0
            for end in END.finditer(text):
                signs.append(("=", text[start : end.end()]))
                at = yield from _closed(signs, at)
                start = end.end()
            if text[start:]:
                signs.append(("=", text[start:]))
            continue
        signs.append((sign, text))
        whole = not any(kept == "=" and words.strip() for kept, words in signs)
        if whole and following in "=~" and END.search(text.rstrip()[-3:]):
            at = yield from _closed(signs, at)
    if signs:
        yield from _closed(signs, at)


def _closed(signs: list[tuple[str, str]], at: int) -> Generator[Sentence, None, int]:
    """Give the sentence that was gathered, and where the next one begins."""
    old = "".join(text for sign, text in signs if sign in "=-").strip()
    new = "".join(text for sign, text in signs if sign in "=+").strip()
    end = at + len("".join(old.split()))
    changed = any(sign in "+-" for sign, _ in signs)
    signs.clear()
    if old or new:
        yield Sentence(old, new, changed, at, end)
    return end
