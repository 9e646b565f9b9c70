"""The changes between two texts as a page draws them: the shapes that templates are given."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from ..i18n import Language
from .markup import Html
from .redline_notes import Note

LINK = re.compile(r"</?a\b[^>]*>")


class Run(NamedTuple):
    """Words that stay (`=`), come (`+`) or go (`-`), as HTML; `space` stands before them.

    In what moved, `apart` are those that were not in it before, or are no more.
    """

    sign: str
    html: Html
    space: bool
    notes: tuple[Note, ...] = ()
    apart: bool = False

    @property
    def stayed(self) -> "Run":
        """Take words that moved as if they had stayed, but for those that are others now."""
        return self._replace(sign=self.sign if self.apart else "=", apart=False)

    @property
    def unlinked(self) -> "Run":
        return self._replace(html=Markup(LINK.sub("", self.html)), notes=())


class Item(NamedTuple):
    """A block as it is drawn; `notes` tell what no word of it tells.

    It stands for so many blocks of the `old` text and of the `new` one. `part` is the heading that
    it stands under; a heading has the number of its part, and what that `was` where it is another.
    """

    tag: str
    cells: tuple[tuple[Run, ...], ...]
    differs: bool
    lang: Language | None
    number: int | None
    notes: tuple[Note, ...]
    old: int
    new: int
    part: str
    no: str = ""
    was: str = ""

    @property
    def heading(self) -> bool:
        return self.tag[:1] == "h" and self.tag != "hr"

    @property
    def text(self) -> str:
        """Take its words as they are; of what is gone, as they were."""
        runs = [run for cell in self.cells for run in cell if run.sign != "-" or not self.new]
        return "".join(f"{' ' if r.space else ''}{r.html.striptags()}" for r in runs).strip()

    @property
    def unlinked(self) -> "Item":
        """Drop its links, and be no heading: it is drawn on a page that lies elsewhere."""
        cells = (
            tuple([run.unlinked if run.notes or "<a" in run.html else run for run in cell])
            for cell in self.cells
        )
        return self._replace(cells=tuple(cells), notes=(), tag="p" if self.heading else self.tag)


class Mark(NamedTuple):
    """A change as it is listed: what it does, and what else; `departed` is where it stood.

    `moved` tells that there is such a place.
    """

    op: str
    also: tuple[str, ...]
    number: int
    departed: bool = False
    moved: bool = False
    notes: tuple[Note, ...] = ()


class Body(NamedTuple):
    """Rows of a table that are a change, or none; all items of a list."""

    mark: Mark | None
    items: tuple[Item, ...]


class Group(NamedTuple):
    """Items that stand in one list or table; `container` is empty for others.

    It stands within the lists `outer`. Columns that changed are told by `marks`.
    """

    container: str
    outer: tuple[str, ...]
    bodies: tuple[Body, ...]
    marks: tuple[Mark, ...] = ()


class Segment(NamedTuple):
    """A stretch that is unchanged, or a change; `words` are those that a reader reads in it."""

    mark: Mark | None
    groups: tuple[Group, ...]
    words: int

    @property
    def op(self) -> str:
        return self.mark.op if self.mark else "same"

    @property
    def quiet(self) -> bool:
        """Tell whether nothing in it is a change; a table with one is a stretch without a mark."""
        return not self.mark and not any(
            group.marks or any(body.mark for body in group.bodies) for group in self.groups
        )

    def over(self, group: Group, body: Body) -> Mark | None:
        """Find the mark that the items of a body stand under."""
        return body.mark or (group.marks[0] if group.marks else self.mark)

    @property
    def marked(self) -> Iterator[tuple[Mark | None, Item]]:
        """Give each item with the mark that it stands under."""
        for group in self.groups:
            for body in group.bodies:
                yield from ((self.over(group, body), item) for item in body.items)

    @property
    def items(self) -> Iterator[Item]:
        return (item for _, item in self.marked)


class Ways(NamedTuple):
    """Where links lead: within the text to the page of either side; others from the page `at`."""

    old: str
    new: str
    at: str


class Drawing(NamedTuple):
    """What drawing a text takes beside its changes: its language, its links, numbers of parts."""

    language: str
    ways: Ways
    before: Mapping[str, str] = {}
    after: Mapping[str, str] = {}
