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
BRACES = re.compile(r"(?<!\\)\{:?[ \t]*+[#.\w][^{}\n]*+\}[ \t]*+$", re.MULTILINE)
DEFINED = re.compile(r"^ {0,3}:[ \t]+", re.MULTILINE)
BRACKETED = re.compile(r"^([ \t]*[0-9]{1,9})\)", re.MULTILINE)  # a number of the text's own here
WORD = re.compile(r"\w+")
SIGNED = re.compile(r"\w+|[^\w\s]")  # and every sign
SEPARATE = {*HEADING_TAGS, "p", "br", "li", "td", "th", "dt", "dd", "pre", "div", "blockquote"}


@lru_cache(maxsize=1)
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # a build that finds all texts checked needs none

    return MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")


@lru_cache(maxsize=64)
def tokens(body: str) -> "tuple[Token, ...]":
    """Read a text; `map` of a token are the lines of its block, from 0, the second is behind it."""
    return tuple(_reader().parse(body))


def words(body: str, signs: bool = False) -> list[str]:
    """List the words and numbers that a reader of the Markdown should see, in order."""
    return words_of(_reader().render(_bare(body)), signs)


def _bare(body: str) -> str:
    """Leave out what is no word to Python-Markdown, and keep what is one."""
    return with_brackets(DEFINED.sub("", BRACES.sub("", body)))


def with_brackets(body: str) -> str:
    """Keep `1)` as words: Python-Markdown makes no list of it."""
    return BRACKETED.sub(r"\1\\)", body)


def words_of(html: str, signs: bool = False) -> list[str]:
    """List the words of HTML, however it is marked, and its signs where they are asked for."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return (SIGNED if signs else WORD).findall("".join(reader.found))


def misplaced(body: str, html: str) -> int | None:
    """Find the first line, from 0, whose words stand in a list of another depth on the page.

    None where there is none, or where the words are others, which is told by itself.
    """
    read = [(word, depth, line) for line, depth, found in _lines(body) for word in found]
    page = _Words()
    page.feed(html)
    page.close()
    shown = [(word, depth) for depth, text in page.levels() for word in WORD.findall(text)]
    if [word for word, _, _ in read] != [word for word, _ in shown]:
        return None
    pairs = zip(read, shown, strict=True)
    return next((line for (_, depth, line), (_, there) in pairs if depth != there), None)


def line_of(body: str, index: int, signs: bool = False) -> str:
    """Find the line on which the word of this number stands, as it is written; empty if none."""
    lines = _bare(body).split("\n")
    for number, _, found in _lines(body, signs):
        index -= len(found)
        if index < 0:
            return lines[number] if number < len(lines) else ""
    return ""


def _lines(body: str, signs: bool = False) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the words of each line with the number of lists that it stands in."""
    depth, word = 0, SIGNED if signs else WORD
    for token in tokens(_bare(body)):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.map and token.type in ("inline", "fence", "code_block", "html_block"):
            html = _reader().renderer.render([token], _reader().options, {})
            if token.type == "html_block":  # which may hold lists of its own
                block = _Words()
                block.feed(html)
                block.close()
                for inner, text in block.levels():
                    yield token.map[0], depth + inner, word.findall(text)
                continue
            first = token.map[0] + (token.type == "fence")
            for offset, line in enumerate(html.split("\n")):
                yield first + offset, depth, words_of(line, signs)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.marks: list[tuple[int, int]] = [(0, 0)]  # how deep in lists, from which piece on

    def levels(self) -> Iterator[tuple[int, str]]:
        """Yield what is found, piece by piece, with the number of lists that it stands in."""
        ends = [start for _, start in self.marks[1:]] + [len(self.found)]
        for (depth, start), end in zip(self.marks, ends, strict=True):
            yield depth, "".join(self.found[start:end])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._separate(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        self._separate(tag, -1)

    def _separate(self, tag: str, deeper: int) -> None:
        if tag in SEPARATE:
            self.found.append(" ")
        if tag == "li":
            self.marks.append((max(self.marks[-1][0] + deeper, 0), len(self.found)))

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
