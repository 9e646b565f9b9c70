"""What stands beside the paragraphs of a text: since when they read so, and what will change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from .. import urls
from ..editions.elements import Paragraph, paragraphs
from ..editions.marking import Insertion, inserted, spans
from ..i18n import Day
from ..model.history import Policy, Status, Version
from .ages import Age, Ages
from .coming_words import Coming, coming
from .edition_view import ID, Announced, EditionView, ParagraphView, PassageView, Since
from .reader import Reader
from .redlines import Redlines

WILL = "pm-will"  # what stylesheets know a sentence by that will change


class Beside:
    """Marks the paragraphs of a policy's texts; `redlines` are those of each language."""

    def __init__(self, policy: Policy, redlines: Mapping[str, Redlines]) -> None:
        self.policy, self.redlines, self.ages = policy, redlines, Ages(policy, redlines)

    def put(self, point: Reader, version: Version, view: EditionView) -> EditionView:
        """Give each paragraph of a text its marks; without ages, where a setting hides them."""
        language = view.language.tag
        walk = _Walk(point, self.policy, version, language, self.ages.of(version, language))
        walk.shows = point.organization.fields.organization.since == "shown"
        after = self.policy.history.successor(version)
        status = self.policy.history.status(version, point.today_of(self.policy))
        if after and status is Status.IN_FORCE and language in after.editions:
            redlines = self.redlines[language]
            walk.coming = coming(redlines.of(version, after, str(after.date)).segments)
            walk.day = point.interface.day(after.date)
            walk.changes = self.redlines[point.language].address(version, str(after.date))
        if not (walk.shows or walk.coming):
            return view
        return view._replace(blocks=tuple(walk.block(block) for block in view.blocks))


@dataclass
class _Walk:
    """Goes through a text from block to block, and remembers where it is.

    `last` is the age that was shown last in this `part`; None where its first paragraph is next.
    """

    point: Reader
    policy: Policy
    version: Version
    language: str
    ages: Sequence[Age]
    shows: bool = True
    coming: Mapping[int, Coming] = field(default_factory=dict)
    day: Day | None = None
    changes: str = ""
    at: int = 0
    part: str = ""
    last: Age | None = None

    def block(self, block: PassageView) -> PassageView:
        if block.category:
            _, age = self._taken(2 + len(block.rows))
            return block._replace(since=self._since(age))
        head, rest = (
            tuple([self._paragraph(str(html), each) for each in paragraphs(str(html))])
            for html in (block.heading, block.html)
        )
        return block._replace(above=head, paragraphs=rest)

    def _taken(self, count: int) -> tuple[list[Age], Age]:
        """Take the ages of the next blocks, and the youngest of them."""
        own = Age(self.version.date)
        found = [*self.ages[self.at : self.at + count]] if self.ages else [own] * count
        self.at += count
        return found, max(found, key=lambda age: age.day, default=own)

    def _since(self, age: Age) -> Since | None:
        """Tell an age where it differs from that of the paragraph before, in each part anew."""
        if not self.shows or age == self.last:
            return None
        first, self.last = self.last is None, age
        organization = self.point.organization.id
        if age.before:
            plain = urls.compare(organization, self.policy.id, age.before, str(age.day))
            place = f"#change-{age.change}" if age.change else ""
        else:
            plain = urls.version(organization, self.policy.id, age.day)
            place = f"#{self.part}" if self._has_part(age.day) else ""
        history = urls.parts(organization, self.policy.id)
        return Since(
            self.point.interface.day(age.day),
            f"{self.point.url(plain)}{place}",
            f"{self.point.url(history)}#{self.part or urls.OPENING}" if first else "",
        )

    def _has_part(self, day: date) -> bool:
        """Tell whether the version of a day has this part: words can be older than a heading."""
        found = (v for v in self.policy.history.versions if v.date == day)
        organization, site = self.point.organization, self.point.site
        return any(
            self.part in site.edition(organization, self.policy.id, v, self.language).ids
            for v in found
        )

    def _paragraph(self, html: str, found: Paragraph) -> ParagraphView:
        comes = [
            (element, self.coming[self.at + n])
            for n, element in enumerate(found.blocks)
            if self.at + n in self.coming
        ]
        ages, age = self._taken(len(found.blocks))
        marks = [
            Insertion(element.attributes, f' data-since="{own.day}"')
            for element, own in zip(found.blocks, ages, strict=True)
            if self.shows and element.attributes is not None
        ]
        for element, change in comes:
            marks += spans(html, element, change.sentences, WILL)
        words = inserted(html, found.start, found.end, marks)
        if found.heading:
            anchor = ID.search(words)
            self.part, self.last = anchor[1] if anchor else self.part, None
        told = None
        if comes and self.day:
            number = min(change.number for _, change in comes)
            drawn = tuple(group for _, change in comes for group in change.drawn)
            told = Announced(self.day, f"{self.changes}#change-{number}", drawn)
        since = None if found.heading or not found.blocks else self._since(age)
        return ParagraphView(Markup(words), since, told)
