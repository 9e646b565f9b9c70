"""The redlines of a policy as readers of one language see them: each is made once for all pages."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from .. import urls
from ..i18n import Interface
from ..memo import digest_of
from ..model.entities import Organization
from ..model.history import Policy, Version
from ..redline.changes import counted
from ..redline.listed import listed
from ..redline.redline import redline
from ..redline.trace import Trace, renamed, traced
from .changed_parts import ChangedPart, Names, parts
from .context import Site
from .diff_input import blocks_of
from .edition_view import EditionView, edition_view
from .reader import Reader
from .redline_shapes import Drawing, Segment, Ways
from .redline_view import segments

Digested = tuple[EditionView, str]


class Drawn(NamedTuple):
    """What changed between two texts, as a page draws it.

    `added`, `removed` and `moved` are words, `unchanged` is in percent of the old ones. `traces`
    tell of each block of the new text where its words come from; `renamed` are the headings with
    another address, which was.
    """

    added: int
    removed: int
    moved: int
    changes: int
    unchanged: int
    parts: tuple[ChangedPart, ...]
    segments: tuple[Segment, ...]
    traces: tuple[Trace, ...]
    renamed: Mapping[str, str]


NOTHING = Drawn(0, 0, 0, 0, 0, (), (), (), {})


def redlines_of(site: Site, organization: Organization, policy: Policy) -> Mapping[str, "Redlines"]:
    """Take the redlines of a policy for the readers of each language."""
    points = {tag: Reader(site, organization, tag) for tag in organization.languages}
    return {tag: Redlines(point, policy) for tag, point in points.items()}


class Redlines:
    """Makes the redlines of a policy, and keeps them."""

    def __init__(self, point: Reader, policy: Policy) -> None:
        self.point, self.policy = point, policy
        # Of a version in a language, with its digest: each is compared several times, on pages that
        # lie equally deep, so that its links are the same on all of them.
        self.views: dict[tuple[date, str], Digested] = {}
        self.drawn: dict[tuple[date, str], Drawn] = {}
        self.laws = {
            law.id: law.text(point.language).words.jurisdiction.name
            for law in point.site.library.jurisdictions.values()
        }

    def spoken(self, old: Version, new: Version) -> str:
        """Name the language in which two versions are compared: the reader's, if both have it."""
        language = self.point.language
        both = language in old.editions and language in new.editions
        return language if both else new.language

    def address(self, old: Version, to: str) -> str:
        """Find the page that compares a version with another, or with the latest."""
        return self.point.url(
            urls.compare(self.point.organization.id, self.policy.id, old.date, to)
        )

    def text(self, version: Version, spoken: str) -> Digested:
        """Lay out a text as the pages that compare it show it."""
        key = version.date, spoken
        if key not in self.views:
            point, address = self.point, self.address(version, urls.LATEST)
            view = edition_view(
                point.site, point.organization, self.policy.id, version, spoken, address
            )
            self.views[key] = view, digest_of(view)
        return self.views[key]

    def of(self, old: Version, new: Version, to: str, whole: bool = False) -> Drawn:
        """Compare two versions; of what was withdrawn nothing is drawn.

        Nor is anything of a version and itself, unless the `whole` text is wanted.
        """
        if old.withdrawal or new.withdrawal or (old is new and not whole):
            return NOTHING
        key = old.date, to
        if key not in self.drawn:
            spoken = self.spoken(old, new)
            texts = [self.text(version, spoken) for version in (old, new)]
            address = self.address(old, to)
            places = self.point.site.domains
            targets = (self.point.version_url(self.policy, version) for version in (old, new))
            before, after = (places.way(address, target) for target in targets)
            ways = Ways(before, after, f"/{places.place(address)}")
            self.drawn[key] = self._drawn(texts, self.point.site.interface(spoken), ways)
        return self.drawn[key]

    def _drawn(self, digested: Sequence[Digested], words: Interface, ways: Ways) -> Drawn:
        """Compare two texts, or recall what came of it."""
        texts, language = [text for text, _ in digested], self.point.language
        named = {
            block.section.id: self.laws.get(block.section.id, "")
            for text in texts
            for block in text.blocks
            if block.section
        }

        def draw() -> Drawn:
            old, new = (list(blocks_of(text, words)) for text in texts)
            changes = redline(old, new)
            found = listed(changes)
            before, after = (text.numbers for text in texts)
            drawing = Drawing(language, ways, before, after)
            count = counted(changes)
            older = count["="] + count["-"] + count[">"]
            return Drawn(
                count["+"],
                count["-"],
                count[">"],
                len(found),
                round(100 * count["="] / max(older, 1)),
                tuple(parts(Names(self.laws, before, after), changes, found)),
                tuple(segments(changes, found, drawing)),
                tuple(traced(changes, found)),
                dict(renamed(changes)),
            )

        asked = (
            [digest for _, digest in digested],
            words.language,
            words.digest,
            language,
            ways,
            named,
        )
        return self.point.site.memo.recall("redline", Drawn, draw, *asked)
