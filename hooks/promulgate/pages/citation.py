"""How a text is cited: every heading and paragraph at its permanent, dated address."""

import re
from collections.abc import Collection
from html import escape

from markupsafe import Markup

from ..editions.canonical import OPENING
from ..i18n import Interface
from ..redline.blocks import VOID
from .edition_view import HEADING, ID, EditionView, PassageView
from .labelled_tables import labelled
from .markup import Html

# HTML that nh3 has written, as in edition_view: attributes in double quotes, every element closed.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?: [\w-]+(?:="[^"]*")?)*>')
HEADS = ("h2", "h3", "h4", "h5", "h6")
LINK = re.compile(r'<a class="headerlink" href="#([^"]*)"')


def cited(reading: EditionView, interface: Interface, address: str) -> EditionView:
    """Give headings their numbers, paragraphs their ids, both a link to cite them by.

    Cells of tables get the names of their columns.

    `address` is the way to the dated page of the text. A list or table counts with the paragraph
    before it. The links are the site's, not words of the text: they are marked so, and empty.
    """
    taken = {name for each in reading.blocks for name in ID.findall(f"{each.heading}{each.html}")}
    citer = _Citer(interface, address, taken)
    blocks = tuple(citer.block(each, reading) for each in reading.blocks)
    return reading._replace(blocks=blocks)


class _Citer:
    """Goes through a text, and remembers where it is."""

    def __init__(self, interface: Interface, address: str, taken: Collection[str]) -> None:
        self.label = interface.gettext("Cite paragraph %(number)s")
        self.address, self.taken = address, taken
        self.anchor, self.count = OPENING, 0

    def block(self, block: PassageView, reading: EditionView) -> PassageView:
        if block.category:
            return block
        heading = self.passage(block.heading, reading)
        return block._replace(heading=heading, html=self.passage(block.html, reading))

    def passage(self, html: Html, reading: EditionView) -> Html:
        def numbered(match: re.Match[str]) -> str:
            anchor = ID.search(match[2])
            number = reading.numbers.get(anchor[1], "") if anchor else ""
            return f'{match[0][:3]} data-no="{number}"{match[0][3:]}' if number else match[0]

        marked = labelled(self._paragraphs(HEADING.sub(numbered, str(html))))
        start = f'<a class="pm-cite" data-policy-aside href="{self.address}#\\1"'
        return Markup(LINK.sub(start, marked))

    def _paragraphs(self, html: str) -> str:
        """Mark the paragraphs that stand in nothing else."""
        made: list[str] = []
        depth, last, mark = 0, 0, ""
        for tag in TAG.finditer(html):
            closing, name = tag[1], tag[2]
            if name in VOID:
                continue
            if closing:
                depth -= 1
                if depth == 0 and mark:
                    made += [html[last : tag.start()], mark]
                    last, mark = tag.start(), ""
            else:
                if depth == 0 and name in HEADS:
                    anchor = ID.search(tag[0])
                    self.anchor, self.count = (anchor[1] if anchor else self.anchor), 0
                elif depth == 0 and name == "p":
                    given = ID.search(tag[0])
                    id_ = given[1] if given else self._next()
                    made.append(html[last : tag.start()])
                    made.append(tag[0] if given else f'<p id="{id_}"{tag[0][2:]}')
                    last, mark = tag.end(), self._mark(id_)
                depth += 1
        return "".join([*made, html[last:]])

    def _next(self) -> str:
        self.count += 1
        name = f"{self.anchor}-{self.count}"
        return name if name not in self.taken else f"{self.anchor}-p{self.count}"

    def _mark(self, name: str) -> str:
        label = escape(self.label % {"number": self.count})
        href = f"{self.address}#{name}"
        return f'<a class="pm-cite" data-policy-aside href="{href}" aria-label="{label}"></a>'
