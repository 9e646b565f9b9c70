"""The parts of a policy through time: each with the words that every version brought."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .. import urls
from ..i18n import Day, Language, language_of
from ..model.entities import Organization
from ..model.history import Policy, Status, Version
from ..redline.listed import Op
from .chrome import Chrome, framed
from .page import Page
from .part_words import changed, come, first, gathered
from .reader import NamedLink
from .redline_shapes import Group, Item, Mark, Segment
from .redlines import Redlines


class Change(NamedTuple):
    """What a version did to a part, and the words that it changed; `url` tells more of it."""

    op: str
    url: str
    groups: tuple[Group, ...]


class PartVersion(NamedTuple):
    """A version that changed a part, or the first that has it; `url` leads to the part in it."""

    number: int
    day: Day
    status: Status
    url: str
    changes: tuple[Change, ...]


class PartView(NamedTuple):
    """A part, by its address, with `former` ones; `gone` where the newest text has it no more."""

    id: str
    no: str
    name: str
    gone: bool
    former: tuple[str, ...]
    versions: tuple[PartVersion, ...]


class PartsView(NamedTuple):
    """The page of all parts."""

    frame: Chrome
    policy: str
    language: Language
    all: int
    parts: tuple[PartView, ...]


@dataclass
class _Part:
    """A part while its history is gathered, oldest first."""

    no: str = ""
    name: str = ""
    gone: bool = False
    former: list[str] = field(default_factory=list)
    versions: list[tuple[Version, str, list[Change]]] = field(default_factory=list)


def pages(
    organization: Organization, policy: Policy, redlines: Mapping[str, Redlines]
) -> Iterator[Page]:
    """Make the page of all parts in every language of the organization."""
    plain = urls.parts(organization.id, policy.id)
    for tag in organization.languages:
        point = redlines[tag].point
        entry, shown = point.entry(policy), _Gatherer(redlines[tag])
        for version in policy.history.adopted:
            shown.take(version)
        spoken = point.edition(policy.history.versions[-1]).language
        view = PartsView(
            framed(
                point,
                plain,
                organization.languages,
                (entry, NamedLink("", point.history_url(policy))),
            ),
            entry.name,
            language_of(spoken),
            len(policy.history.adopted),
            tuple(shown.parts()),
        )
        yield Page(
            point.url(plain),
            "parts.html",
            point.interface.language,
            point.interface.gettext("Each part through time: %(policy)s") % {"policy": entry.name},
            view,
            canonical=point.url(plain),
            indexed=False,
            searchable=False,
        )


class _Gatherer:
    """Gathers what each version did to each part."""

    def __init__(self, redlines: Redlines) -> None:
        self.redlines, self.known = redlines, dict[str, _Part]()
        self.before: Version | None = None
        self.order: list[str] = []

    def take(self, version: Version) -> None:
        if version.withdrawal:
            self.before = None
            return
        before, self.before = self.before, version
        drawn = self.redlines.of(before or version, version, str(version.date), whole=True)
        if before is None:
            self._name(drawn.segments)
            for (_, part), groups in gathered(drawn.segments, first).items():
                self._add(part, version, Change("", "", groups))
            return
        for new, old in drawn.renamed.items():
            if old in self.known and new not in self.known:
                self.known[new] = self.known.pop(old)
                self.known[new].former.append(old)
        marked = [each for segment in drawn.segments for each in segment.marked]
        fresh = {
            item.part: mark.number
            for mark, item in marked
            if mark and item.heading and item.new and item.part not in self.known
        }
        self._name(drawn.segments)
        address = self.redlines.address(before, str(version.date))

        def taken(mark: Mark | None, item: Item) -> Item | None:
            return come(mark, item) if item.part in fresh else changed(mark, item)

        ops = {mark.number: mark.op for mark, _ in marked if mark}
        for (number, part), groups in gathered(drawn.segments, taken).items():
            op = Op.ADDED if part in fresh else ops[number]
            url = f"{address}#change-{number or fresh[part]}"
            self._add(part, version, Change(op, url, groups))

    def _name(self, segments: Sequence[Segment]) -> None:
        """Name the parts as the newest text does, and tell which are gone."""
        for part in self.known.values():
            part.gone = True
        self.order = [urls.OPENING]
        self.known.setdefault(urls.OPENING, _Part()).gone = False
        for segment in segments:
            for item in segment.items:
                if item.heading and item.new:
                    part = self.known.setdefault(item.part, _Part())
                    part.no, part.name, part.gone = item.no, item.text, False
                    self.order.append(item.part)
                elif item.heading:
                    part = self.known.setdefault(item.part, _Part(gone=True))
                    part.name = part.name or item.text

    def _add(self, part: str, version: Version, change: Change) -> None:
        known = self.known.setdefault(part or urls.OPENING, _Part())
        if known.versions and known.versions[-1][0] is version:
            known.versions[-1][2].append(change)
        else:  # its address in that version: no other one has to have it
            place = f"#{part}" if known.name and not known.gone else ""
            known.versions.append((version, place, [change]))

    def parts(self) -> Iterator[PartView]:
        """Tell all parts, those that are gone last; each newest first."""
        point, policy = self.redlines.point, self.redlines.policy
        today = point.today_of(policy)
        gone = [name for name, part in self.known.items() if part.gone]
        for name in dict.fromkeys([*self.order, *gone]):
            part = self.known[name]
            versions = tuple(
                PartVersion(
                    policy.history.number(version),
                    point.interface.day(version.date),
                    policy.history.status(version, today),
                    point.version_url(policy, version) + place,
                    tuple(changes),
                )
                for version, place, changes in reversed(part.versions)
            )
            if versions:
                yield PartView(name, part.no, part.name, part.gone, tuple(part.former), versions)
