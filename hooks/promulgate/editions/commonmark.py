"""A text as CommonMark reads it: a reader beside the one that renders, and one that tells lines.

Problems get their lines from it, and what is rendered is held to the words that it finds.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from .markdown import HEADING_TAGS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# What Python-Markdown reads beyond CommonMark: attributes in braces, and the colon of a definition.
BRACES = re.compile(r"[ \t]*\{:?[ \t]*[#.\w][^{}\n]*\}[ \t]*$", re.MULTILINE)
DEFINED = re.compile(r"^ {0,3}:[ \t]+", re.MULTILINE)
BRACKETED = re.compile(r"^([ \t]*[0-9]{1,9})\)", re.MULTILINE)  # a number of the text's own here
WORD = re.compile(r"\w+")
SEPARATE = {*HEADING_TAGS, "p", "br", "li", "td", "th", "dt", "dd", "pre", "div", "blockquote"}


@lru_cache(maxsize=1)
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # a build that finds all texts checked needs none

    return MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")


@lru_cache(maxsize=64)
def tokens(body: str) -> "tuple[Token, ...]":
    """Read a text; `map` of a token are the lines of its block, from 0, the second is behind it."""
    return tuple(_reader().parse(body))


def words(body: str) -> list[str]:
    """List the words and numbers that a reader of the Markdown should see, in order."""
    bare = BRACKETED.sub(r"\1\\)", DEFINED.sub("", BRACES.sub("", body)))
    return words_of(_reader().render(bare))


def words_of(html: str) -> list[str]:
    """List the words of HTML, however it is marked."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return WORD.findall("".join(reader.found))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SEPARATE:
            self.found.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in SEPARATE:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def inline(body: str) -> "Iterator[tuple[int, Token]]":
    """Yield each inline token with the line on which it stands."""
    for token in tokens(body):
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            yield line, child
