"""Markdown: where its headings are, what its HTML holds, and HTML that cannot harm."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Literal, NamedTuple

import nh3
from markdown import Markdown
from markdown.extensions.tables import TableExtension

from .extensions import Numbers, RawTables, Tables, Unmarked, WrittenNumbers

# Python-Markdown tells no lines; a text is cut at its headings, and problems are told by line.
HEADING = re.compile(r"^(#{1,6})[ \t]+(\S.*)$")
FENCE = re.compile(r"^(`{3,}|~{3,})(.*)$")
ANCHOR = re.compile(r"\{:?[ \t]*#([\w-]+)[ \t]*\}$")
# A link definition: one address, and perhaps a title; other words after a bracket are words.
REFERENCE = re.compile(
    r"^ {0,3}\[[^\]^]+\]:[ \t]+<?\S+>?(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?[ \t]*$",
    re.MULTILINE,
)
LEVEL = 4  # blanks for each level of a list, as Python-Markdown counts
HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")

ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "data-align"},
    "th": {"colspan", "rowspan", "scope", "data-align"},
}
COUNTS = {"start", "value", "colspan", "rowspan", "width", "height"}  # hold a number
TAGS = {
    *HEADING_TAGS,
    *("p", "br", "hr", "blockquote", "pre", "code", "div", "span", "section"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr"),
    *("th", "td", "a", "img", "em", "strong", "b", "i", "u", "s", "small", "sub", "sup", "abbr"),
    *("bdi", "bdo", "cite", "dfn", "kbd", "mark", "q", "time", "var"),
}
# Elements that run a program, load one, or ask the reader for data.
RUNNING = {
    *("script", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "meta"),
    *("link", "style", "svg", "math", "form", "input", "button", "textarea", "select", "video"),
    *("audio", "canvas", "template", "portal"),
}
WAY_OUT = {
    **dict.fromkeys(
        ("details", "summary"),
        "What can be folded away is not read: write its words as a part with a heading of its own.",
    ),
    **dict.fromkeys(("strike", "del"), "Write <s>…</s>, or remove the words."),
    **dict.fromkeys(("font", "center", "big", "ins"), "Remove the tag, and keep the words."),
}
SCHEMES = {"http", "https", "mailto", "tel"}


class Heading(NamedTuple):
    """A heading as it is written; `line` counts from 0 in its text, `anchor` is None if unnamed."""

    level: int
    words: str
    anchor: str | None
    line: int


def outside_code(body: str) -> list[str]:
    """List the lines of a Markdown text; those of fenced code are empty."""
    if "```" not in body and "~~~" not in body:
        return body.splitlines()
    lines = []
    fence = ""
    for line in body.splitlines():
        match = FENCE.match(line)
        lines.append("" if fence or match else line)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and not match[2].strip():
            fence = ""
    return lines


@lru_cache(maxsize=512)  # a text is read for its own edition, its translations and its seal
def headings(body: str) -> tuple[Heading, ...]:
    """List the headings of a Markdown text in order."""
    found = []
    for number, line in enumerate(outside_code(body)):
        if line.startswith("#") and (match := HEADING.match(line)):
            words = match[2].rstrip().rstrip("#").rstrip()
            at = words.rfind("{")
            anchor = ANCHOR.match(words, at) if at >= 0 else None
            bare = words[:at].strip() if anchor else words
            found.append(Heading(len(match[1]), bare, anchor[1] if anchor else None, number))
    return tuple(found)


def with_anchor(heading: Heading, anchor: str) -> str:
    """Write the line of a heading with this anchor."""
    return f"{'#' * heading.level} {heading.words} {{#{anchor}}}"


@lru_cache(maxsize=8)  # what is rendered is inspected, then cleaned
def to_html(body: str) -> str:
    """Turn Markdown into HTML that has not been cleaned."""
    return _markdown().reset().convert(body)


@lru_cache
def _markdown() -> Markdown:
    markdown = Markdown(
        extensions=["attr_list", "def_list", "fenced_code", "sane_lists", TableExtension()],
        output_format="html",
    )
    markdown.parser.blockprocessors.register(WrittenNumbers(markdown.parser), "olist", 40)
    markdown.treeprocessors.register(Numbers(), "numbers", 30)
    markdown.treeprocessors.register(Unmarked(), "unmarked", 25)  # before `inline`, at 20
    markdown.treeprocessors.register(Tables(), "table_cells", 5)  # after `attr_list`, at 8
    markdown.postprocessors.register(RawTables(markdown), "raw_tables", 40)  # `raw_html` is at 30
    return markdown


class Refused(NamedTuple):
    """Something in the HTML that is not published; `needle` helps to find its line."""

    wrong: str
    fix: str
    needle: str


@dataclass(slots=True)
class Inspection:
    """What a piece of HTML holds: its links, ids and headings, and what must not be there.

    `headings` has the id of each; empty for one that has none.
    """

    links: list[tuple[Literal["href", "src"], str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


class _Inspector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Inspection()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in RUNNING:
            wrong = f"<{tag}> would run, load or ask for something on the reader's device."
            self.found.refused.append(Refused(wrong, "Remove it.", f"<{tag}"))
        elif tag not in TAGS:
            fix = WAY_OUT.get(
                tag, "Write it in Markdown, or put '&lt;' for a sign that is only a sign."
            )
            self.found.refused.append(Refused(f"<{tag}> is not published.", fix, f"<{tag}"))
        if tag in HEADING_TAGS:
            self.found.headings.append(dict(attrs).get("id") or "")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_pi(self, data: str) -> None:
        self._instruction(f"<?{data}")

    def handle_decl(self, decl: str) -> None:
        self._instruction(f"<!{decl}")

    def unknown_decl(self, data: str) -> None:
        self._instruction(f"<![{data}")

    def _instruction(self, text: str) -> None:
        """Refuse what browsers pass over in silence: its words would be lost."""
        start = text.split()[0][:12]
        fix = "Remove it, or put '&lt;' for a sign that is only a sign."
        self.found.refused.append(Refused(f"What begins with '{start}' is not shown.", fix, start))

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "id":
            self.found.ids.append(value)
        elif name.startswith("on"):
            wrong = f"'{name}' would run a program on the reader's device."
            self.found.refused.append(Refused(wrong, "Remove it.", name))
        elif name == "href" or (name == "src" and tag == "img"):
            bare = re.sub(r"[\x00-\x20]+", "", value)
            scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", bare)
            if scheme and scheme[1].lower() not in SCHEMES:
                wrong = f"A link that begins with '{scheme[1].lower()}:' is not published."
                fix = "Link to an https:// address, a mailto: address, or a source file."
                self.found.refused.append(Refused(wrong, fix, scheme[1] + ":"))
            else:
                self.found.links.append(("src" if name == "src" else "href", value))
        elif name in COUNTS and tag in TAGS and not re.fullmatch(r"[0-9]{1,9}", value):
            wrong = f"'{name}' of <{tag}> is '{value[:20]}', which is no number."
            self.found.refused.append(Refused(wrong, "Write one such as 3, or remove it.", name))
        elif tag == "code" and name == "class":
            pass  # a word behind a fence, which is told at its own line
        elif tag in TAGS and name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()):
            wrong = f"The attribute '{name}' of <{tag}> is not published."
            self.found.refused.append(Refused(wrong, "Remove it.", name))


def inspect(html: str) -> Inspection:
    """Look through HTML that has not been cleaned."""
    inspector = _Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector.found


def clean(html: str, link: Callable[[str], str | None], ids: bool = True) -> str:
    """Keep only what is harmless, and rewrite each address; `link` answers None to drop one.

    Without `ids`, what comes out can stand twice on a page.
    """

    def rewrite(_tag: str, name: str, value: str) -> str | None:
        if name == "id" and not ids:
            return None
        return link(value) if name in ("href", "src") else value

    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=rewrite,
        url_schemes=SCHEMES,
        link_rel=None,
    )


@lru_cache(maxsize=4096)  # headings stay the same from version to version
def plain(html: str) -> str:
    """Take the words out of a line of clean HTML."""
    return nh3.clean(html, tags=set()).strip()
