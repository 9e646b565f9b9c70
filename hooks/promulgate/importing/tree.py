"""The tree of a text, and the marks on it: what goes, what comes, and why."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .capture import MissingLibraryError

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement, Tag

    Tree = BeautifulSoup
else:
    Tree = object

BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div"),
    *("dl", "dt", "figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody"),
    *("td", "tfoot", "th", "thead", "tr", "ul", "details", "summary", "fieldset", "img", "option"),
}
UNSEEN = ("script", "style", "template", "head", "title", "meta", "link", "svg", "noscript")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TOKEN = re.compile(r"\w+|[^\w\s]")
# No sign of a text: joiners of words, marks of byte order, soft hyphens.
INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")


class Mark(NamedTuple):
    """A change that cleaning makes, word for word, with its reason."""

    why: str
    words: str


def parse(html: str) -> Tree:
    """Read HTML as browsers do, without what they never show."""
    try:
        from bs4 import BeautifulSoup, Comment, Declaration, Doctype, ProcessingInstruction
    except ImportError as error:
        raise MissingLibraryError("texts", "beautifulsoup4") from error
    try:
        tree = BeautifulSoup(INVISIBLE.sub("", html), "lxml")
    except Exception as error:  # bs4 raises FeatureNotFound, whose base is ValueError
        raise MissingLibraryError("texts", "lxml") from error
    unseen = (Comment, Declaration, Doctype, ProcessingInstruction)
    for node in tree.find_all(string=lambda text: isinstance(text, unseen)):
        node.extract()
    for tag in tree.find_all(UNSEEN):
        if not tag.decomposed:
            tag.decompose()
    for name, instead in (("del", "s"), ("ins", "u"), ("strike", "s"), ("tt", "code")):
        for tag in tree.find_all(name):
            tag.name = instead  # the marks of cleaning are the only ones of these names
    return tree


def text_of(node: "Tag") -> str:
    """Read the words of a tree; blocks stand apart."""
    return "".join(_pieces(node))


def _pieces(node: "Tag") -> Iterator[str]:
    from bs4.element import NavigableString, Tag

    for child in node.children:
        if isinstance(child, Tag):
            apart = child.name in BLOCKS
            if child.name in UNSEEN:
                continue
            if apart:
                yield "\n"
            yield from _pieces(child)
            if apart:
                yield "\n"
        elif isinstance(child, NavigableString):
            yield str(child)


def tokens(text: str) -> list[str]:
    """Take a text apart into words and signs, whatever white space stands between them."""
    return TOKEN.findall(text)


def squeezed(text: str) -> str:
    """Write words on one line, each white space once."""
    return " ".join(text.split())


def drop(tree: Tree, node: "PageElement", why: str) -> None:
    """Mark that a part of the tree goes."""
    node.wrap(tree.new_tag("del", attrs={"data-why": why}))


def add(tree: Tree, words: str, why: str) -> "Tag":
    """Make words that come, with their mark; the caller puts them where they belong."""
    made = tree.new_tag("ins", attrs={"data-why": why})
    made.string = words
    return made


def marks(tree: Tree, name: str) -> list[Mark]:
    """List what goes (`del`) or comes (`ins`), in order; one inside another is told once."""
    return [
        Mark(str(tag["data-why"]), squeezed(text_of(tag)))
        for tag in tree.find_all(name, attrs={"data-why": True})
        if not tag.find_parent(name) and text_of(tag).strip()
    ]


def strip_marked(tree: Tree, gone: str, stays: str) -> None:
    """Carry out marks: one kind vanishes, the other stays as plain words."""
    for tag in tree.find_all(gone, attrs={"data-why": True}):
        if not tag.decomposed:
            tag.decompose()
    for tag in tree.find_all(stays, attrs={"data-why": True}):
        tag.unwrap()


def text_without(tree: Tree, gone: str) -> str:
    """Read the words of a tree as they are without one kind of marks."""
    from copy import copy

    other = copy(tree)
    for tag in other.find_all(gone, attrs={"data-why": True}):
        if not tag.decomposed:
            tag.decompose()
    return text_of(other)
