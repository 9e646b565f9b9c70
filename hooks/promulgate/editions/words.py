"""The words of an edition, as its page shows them and as its sealed text has them.

Two texts are the same where their words are: markup, marks of the site and white space count for
nothing. A page is read as a browser reads it, so that no HTML can say one thing here and another
there; what a stylesheet or a script would make of it is not seen.
"""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

import nh3

from ..i18n import Interface
from ..redline.blocks import VOID
from .canonical import COLUMNS, KIND, body, own_categories
from .markdown import TAGS, to_html
from .register import COLUMN_NAMES, category_name, cells, kept_for
from .register import KIND as KIND_NAME

TEXT, ASIDE, STATUS = "data-policy-text", "data-policy-aside", "data-status"
HEADS = [f"| {' | '.join(columns)} |" for columns in (COLUMNS, (*COLUMNS, KIND))]
CELL = re.compile(r"(?<!\\)\|")
INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s"),
    *("small", "span", "strong", "sub", "sup", "time", "u", "var"),
}
# Their words are never shown.
SILENT = {"script", "style", "template", "title", "noscript", "iframe", "textarea", "svg"}
ALLOWED = TAGS | {"aside", "article", "details", "figure", "footer", "header", "main", "nav"}


class PageWords(NamedTuple):
    """What a page says: the words of each element that holds a text, and the status it gives."""

    texts: tuple[tuple[str, ...], ...]
    statuses: tuple[str, ...]


def page_words(html: str) -> PageWords:
    """Read the words of every edition on a page, without the site's own between them."""
    reader = _Reader()
    kept = {TEXT, ASIDE, STATUS}
    reader.feed(
        nh3.clean(
            html,
            tags=ALLOWED,
            clean_content_tags=SILENT,
            attributes=dict.fromkeys(ALLOWED, kept),
            link_rel=None,
        )
    )
    reader.close()
    texts = tuple(tuple("".join(text).split()) for text in reader.texts)
    return PageWords(texts, tuple(reader.statuses))


def sealed_words(data: bytes, interface: Interface) -> tuple[str, ...]:
    """Read the words of a sealed text, as a page in its language shows them."""
    html = "".join(_shown(body(data), interface, own_categories(data)))
    found = page_words(f"<div {TEXT}>{html}</div>")
    return found.texts[0]


def _shown(words: str, interface: Interface, own: Mapping[str, str]) -> Iterator[str]:
    """Render a sealed text; registers, which are sealed as plain values, come in words."""
    lines: list[str] = []
    rows: list[str] | None = None
    for line in [*words.split("\n"), ""]:
        if rows is not None and not line.startswith("|"):
            yield f"<p>{nh3.clean_text(' '.join(_register(rows[1:], interface, own)))}</p>"
            rows = None
        if rows is not None:
            rows.append(line)
        elif line in HEADS:
            yield to_html("\n".join(lines))
            lines, rows = [], []
        else:
            lines.append(line)
    yield to_html("\n".join(lines))


def _register(rows: list[str], interface: Interface, own: Mapping[str, str]) -> Iterator[str]:
    """Say one category of a register as its page does (`partials/pm/register.html`)."""
    say = interface.gettext
    values = [[c.strip().replace("\\|", "|") for c in CELL.split(row)[1:-1]] for row in rows]
    if values:
        yield category_name(say, values[0][2], own)
    yield from map(say, COLUMN_NAMES)
    if values and len(values[0]) > len(COLUMNS):
        yield say(KIND_NAME)
    for name, provider, _, purpose, duration, party, *kind in values:
        yield from cells(say, name, provider, purpose, kept_for(duration, interface), party, *kind)


class _Reader(HTMLParser):
    """Collects words inside elements that hold a text, and outside of asides."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[list[str]] = []
        self.statuses: list[str] = []
        self.open: list[tuple[str, bool, bool]] = []  # tag, begins a text, begins an aside

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._space(tag)
        if tag in VOID:
            return
        given = dict(attrs)
        text = TEXT in given
        if text:
            self.texts.append([])
        if given.get(STATUS):
            self.statuses.append(str(given[STATUS]))
        self.open.append((tag, text, ASIDE in given))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()
        self._space(tag)

    def handle_data(self, data: str) -> None:
        inside = any(text for _, text, _ in self.open)
        if inside and not any(aside for _, _, aside in self.open):
            self.texts[-1].append(data)

    def _space(self, tag: str) -> None:
        if tag not in INLINE and self.texts:
            self.texts[-1].append(" ")
