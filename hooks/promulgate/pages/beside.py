"""What the site puts beside the paragraphs of a text: since when they stand, and what will change."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .. import urls
from ..editions.elements import Paragraph, paragraphs
from ..editions.marking import Insertion, inserted, spans
from ..editions.render import RenderedPassage
from ..model.history import Policy, Status, Version
from .ages import Age, Ages
from .coming_words import Coming, coming
from .edition_view import (
    Announced,
    EditionView,
    ParagraphView,
    PassageView,
    Since,
    anchor_of,
    shown,
)
from .reader import Reader
from .redlines import Redlines

WILL = "pm-will"


class _Text(NamedTuple):
    """A text whose paragraphs are marked, and where."""

    point: Reader
    version: Version
    address: str
    spoken: str


class Beside:
    """Marks the paragraphs of a policy's texts; `redlines` are those of each language."""

    def __init__(self, policy: Policy, redlines: Mapping[str, Redlines]) -> None:
        self.policy, self.redlines, self.ages = policy, redlines, Ages(policy, redlines)

    def put(
        self, point: Reader, version: Version, view: EditionView, address: str
    ) -> EditionView:
        """Give each paragraph of a text its marks."""
        spoken = view.language.tag
        text = _Text(point, version, address, spoken)
        ages = self.ages.of(version, spoken)
        future, day, changes = self._coming(text)
        edition = point.site.edition(point.organization, self.policy.id, version, spoken)
        first = 0
        part, last = "", None
        blocks: list[PassageView] = []
        for block, rendered in zip(view.blocks, edition.shown, strict=True):
            if block.category:
                count = 2 + len(block.rows)
                age = self._oldest(version, ages[first : first + count])
                blocks.append(block._replace(since=self._since(text, age, part)))
                first, last = first + count, age
                continue
            found: list[ParagraphView] = []
            for each in paragraphs(rendered.html):
                own = ages[first : first + len(each.blocks)]
                comes = {n: future[first + n] for n in range(len(each.blocks)) if first + n in future}
                html = _marked(rendered, each, version, own, comes)
                words = shown(point.site, html, address, point.language)
                told = None
                if comes and day:
                    number = min(one.number for one in comes.values())
                    drawn = tuple(group for one in comes.values() for group in one.drawn)
                    told = Announced(day, f"{changes}#change-{number}", drawn)
                since = None
                if each.heading:
                    part, last = anchor_of(words), None
                elif (age := self._oldest(version, own)) != last:
                    since, last = self._since(text, age, part if last is None else ""), age
                found.append(ParagraphView(words, since, told))
                first += len(each.blocks)
            blocks.append(block._replace(paragraphs=tuple(found)))
        return view._replace(blocks=tuple(blocks))
