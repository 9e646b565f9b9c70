"""A text as blocks of words: what two editions are compared by.

A block is what a reader takes in at once: a paragraph, a heading, an item of a list, a row of a
table.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from .labels import labelled
from .tokens import Cell, Word, html, led, plain, words

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    *("p", "li", "ul", "ol", "dl", "dt", "dd", "pre", "blockquote", "div", "section"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "hr"),
}
ROWS = frozenset({"tr", "th"})
VOID = frozenset({"br", "img", "hr"})


@dataclass(frozen=True, slots=True)
class Block:
    """A block of words; a row of a table has several cells, anything else one.

    `kind` is its element, `around` those that it stands in; `place` tells apart lists and tables
    that follow each other. `number` is that of an item in a numbered list. `part` is the heading
    that it stands under, `owner` the jurisdiction whose section it belongs to. `html` has its
    cells with their marks. So many of its first words as `label` says are a number written there,
    and `gist` is how the rest of it reads.
    """

    kind: str
    cells: tuple[Cell, ...]
    around: tuple[str, ...] = ()
    id: str = ""
    number: int | None = None
    place: int = field(default=0, compare=False)
    part: str = field(default="", compare=False)
    owner: str = field(default="", compare=False)
    lang: str = field(default="", compare=False)
    label: int = field(init=False, compare=False)
    gist: tuple[str, ...] = field(init=False, compare=False)
    html: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Write the cells once, however many comparisons show them."""
        label = 0
        if self.kind not in ROWS and self.cells:
            label = labelled(self.cells[0], self.kind in HEADINGS)
        object.__setattr__(self, "label", label)
        object.__setattr__(self, "html", tuple(map(html, self.cells)))
        bodies = [self.cells[0][label:], *self.cells[1:]] if label else self.cells
        object.__setattr__(self, "gist", tuple(map(_read, bodies)))

    @property
    def key(self) -> tuple[object, ...]:
        """Give what makes two blocks the same to a reader; items keep theirs if renumbered."""
        return self.kind, self.around, self.cells

    @property
    def alike(self) -> tuple[object, ...]:
        """Give what makes two blocks the same but for their numbers and marks."""
        return self.kind, self.around, self.gist

    @property
    def words(self) -> list[Word]:
        return [word for cell in self.cells for word in cell]

    @property
    def text(self) -> str:
        return " ".join("".join(plain(cell)).strip() for cell in self.cells)


def _read(cell: Cell) -> str:
    """Write words as they read; what reads as nothing is told by its element."""
    return "".join([" " * space + (text or marks[-1]) for text, space, marks in cell]).lstrip()


def row(cells: Iterable[str], place: int, part: str, head: bool = False) -> Block:
    """Make a row of plain words."""
    return Block(
        "th" if head else "tr",
        tuple(led(words(cell)) for cell in cells),
        ("table",),
        place=place,
        part=part,
    )


def blocks(text: str, part: str = "", owner: str = "", lang: str = "") -> list[Block]:
    """Take clean HTML apart."""
    reader = _Reader(part, owner, lang)
    reader.feed(text)
    reader.close()
    reader.flush()
    return reader.found


class _Reader(HTMLParser):
    """Collects blocks from clean HTML, whose elements are all closed."""

    def __init__(self, part: str, owner: str, lang: str) -> None:
        super().__init__(convert_charrefs=True)
        self.part, self.owner, self.lang = part, owner, lang
        self.found: list[Block] = []
        self.stack: list[str] = []
        self.marks: list[str] = []
        self.now: list[Word] = []
        self.cells: list[Cell] = []
        self.numbers: list[int] = []
        self.begun: list[bool] = []  # for each item that is open: whether it has had words
        self.place = 0
        self.id = ""
        self.loose = False  # white space was seen since the last word

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self.flush()
            if tag in ("ul", "ol", "table", "dl") and not self._inside("li"):
                self.place += 1
            if tag == "ol":
                self.numbers.append(_number(given.get("start"), 1) - 1)
            if tag == "li":
                self.begun.append(False)
                if self.stack[-1:] == ["ol"]:
                    self.numbers[-1] = _number(given.get("value"), self.numbers[-1] + 1)
            if tag in HEADINGS:
                self.id = given.get("id", "")
                self.part = self.id or self.part
            if tag == "hr":
                self._emit("hr")
            else:
                self.stack.append(tag)
        elif tag in VOID:
            # A picture or a break is a word of its own, which reads as nothing.
            self.now.append(Word("", True, (*self.marks, _tag(tag, given))))
        else:
            self.marks.append(_tag(tag, given))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.cells.append(led(self.now))
            self.now = []
        elif tag == "tr":
            self._emit("th" if "thead" in self.stack else "tr")
        elif tag in BLOCKS:
            self.flush()
        if tag in BLOCKS and tag in self.stack:
            while self.stack.pop() != tag:
                pass
            if tag == "ol":
                self.numbers.pop()
            if tag == "li" and self.begun:
                self.begun.pop()
        elif tag not in BLOCKS and self.marks:
            self.marks.pop()

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] == "pre":
            data = data.replace("\n", " ⏎ ")
        found = words(data, tuple(self.marks))
        if found and self.loose:
            found = [*led(found)]
        self.now += found
        self.loose = (not found and (self.loose or data != "")) or data[-1:].isspace()

    def flush(self) -> None:
        """Close the block of words that is open, unless it is a cell."""
        if self.now and not self._inside("tr"):
            kinds = [tag for tag in self.stack if tag not in ("ul", "ol", "dl", "div", "section")]
            kind = kinds[-1] if kinds else "p"
            if kind == "li" or (kind == "p" and self.stack[-2:] == ["li", "p"]):
                # Only the first words of an item stand beside its number.
                kind, self.begun[-1] = "p" if self.begun[-1] else "li", True
            self._emit(kind)

    def _emit(self, kind: str) -> None:
        cells = tuple(self.cells) if kind in ROWS else (led(self.now),)
        around = tuple(t for t in self.stack if t in ("ul", "ol", "dl", "table", "blockquote"))
        numbered = kind == "li" and around[-1:] == ("ol",)
        self.found.append(
            Block(
                kind,
                cells,
                around,
                self.id if kind in HEADINGS else "",
                self.numbers[-1] if numbered and self.numbers else None,
                self.place,
                self.part,
                self.owner,
                self.lang,
            )
        )
        self.now, self.cells, self.loose = [], [], False

    def _inside(self, tag: str) -> bool:
        return tag in self.stack


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.lstrip("-").isdecimal() else otherwise


def _tag(tag: str, given: dict[str, str]) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
    return f"<{tag}{written}>"
