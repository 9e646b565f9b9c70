"""The history of a policy: every version, newest first, in words and on a timeline."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from .. import urls
from ..i18n import Day, Language
from ..model.entities import Organization
from ..model.history import History, Policy, Status, Version
from ..model.known import belated
from .chrome import Chrome, framed
from .context import Site
from .page import Page
from .pairs import pairs
from .reader import Reader
from .version_facts import Correction, Withdrawal, changes, corrections, withdrawal

YEARS_SHOWN = 12  # more would not fit side by side; then every second year (or third) is left out


class VersionLine(NamedTuple):
    """A version in the list; `since` and `until` are its range, `until` None while it lasts."""

    number: int
    status: Status
    archived: bool
    since: Day
    until: Day | None
    announced: Day | None
    published: Day | None
    belated: Day | None
    basis: str
    url: str
    changes: str | None
    change: str | None
    summary: str | None
    summary_language: Language | None
    languages: tuple[Language, ...]
    corrections: tuple[Correction, ...]
    withdrawal: Withdrawal | None


class Bar(NamedTuple):
    """A version on the timeline; `x` and `width` in percent, mirrored for right-to-left."""

    number: int
    status: Status
    x: float
    width: float
    day: date


class Tick(NamedTuple):
    """A mark on the timeline at `x` percent; `anchor` as in SVG."""

    name: str
    x: float
    anchor: str


class Timeline(NamedTuple):
    """All versions to scale, from the day `first` to the day `last`."""

    bars: tuple[Bar, ...]
    years: tuple[Tick, ...]
    today: Tick
    first: date
    last: date


class Compared(NamedTuple):
    """The pages that compare a version with earlier ones, newest first."""

    new: Day
    old: tuple[tuple[Day, str], ...]


class HistoryView(NamedTuple):
    """The page of all versions."""

    frame: Chrome
    name: str
    today: Day
    feed: str
    parts: str
    restated: bool
    versions: tuple[VersionLine, ...]
    timeline: Timeline
    compared: tuple[Compared, ...]


def pages(site: Site, organization: Organization, policy: Policy) -> Iterator[Page]:
    """Make the history page in every language of the organization."""
    plain = urls.history(organization.id, policy.id)
    for tag in organization.languages:
        point = Reader(site, organization, tag)
        interface, today, entry = point.interface, point.today_of(policy), point.entry(policy)
        current = policy.history.in_force(today)
        view = HistoryView(
            framed(point, plain, organization.languages, (entry,)),
            entry.name,
            interface.day(today),
            f"{point.policy_url(policy)}{urls.FEED}",
            point.url(urls.parts(organization.id, policy.id)),
            organization.fields.organization.restated,
            tuple(_listed(point, policy, v) for v in reversed(policy.history.versions)),
            timeline(policy.history, today, interface.direction == "rtl"),
            tuple(_compared(point, policy)),
        )
        yield Page(
            point.url(plain),
            "history.html",
            interface.language,
            interface.gettext("History: %(policy)s") % {"policy": entry.name},
            view,
            canonical=point.url(plain),
            searchable=False,
            alternates=point.alternates(plain),
            updated=current.date if current else None,
        )


def _listed(point: Reader, policy: Policy, version: Version) -> VersionLine:
    interface, history, fields = point.interface, policy.history, version.fields
    edition, until = point.edition(version), history.last_day(version)
    entry, late = version.entry, belated(version)
    return VersionLine(
        history.number(version),
        history.status(version, point.today_of(policy)),
        version.archived,
        interface.day(version.date),
        interface.day(until) if until else None,
        interface.day(fields.announced) if fields.announced else None,
        interface.day(entry.seal.date) if entry else None,
        interface.day(late) if late else None,
        fields.effective_basis,
        point.version_url(policy, version),
        changes(point, policy, version),
        fields.change,
        edition.words.summary,
        point.foreign(edition.language),
        point.languages_of(version),
        tuple(corrections(point, policy, version)),
        withdrawal(point, version),
    )


def _compared(point: Reader, policy: Policy) -> Iterator[Compared]:
    """List the comparisons that have a page, by the version that they lead to, newest first."""
    organization, interface = point.organization, point.interface
    found: dict[date, dict[Day, str]] = {}
    for old, new, to in pairs(policy.history, organization, point.today_of(policy)):
        if old is not new and not (old.withdrawal or new.withdrawal):
            url = point.url(urls.compare(organization.id, policy.id, old.date, to))
            found.setdefault(new.date, {}).setdefault(interface.day(old.date), url)
    for day, links in sorted(found.items(), reverse=True):
        yield Compared(interface.day(day), tuple(sorted(links.items(), reverse=True)))


def timeline(history: History, today: date, mirrored: bool) -> Timeline:
    """Draw the versions to scale, with some room after the last date."""
    first = date(min(history.versions[0].date, today).year, 1, 1)
    end = max(history.versions[-1].date, today)
    last = end + timedelta(days=max((end - first).days // 12, 120))
    span = (last - first).days

    def x(day: date) -> float:
        share = round((day - first).days / span * 100, 2)
        return round(100 - share, 2) if mirrored else share

    bars = []
    for version in history.adopted:
        final = history.last_day(version)
        open_end = today if version.archived and version.date < today else last
        begin, finish = x(version.date), x(final + timedelta(days=1) if final else open_end)
        left, right = sorted((begin, finish))
        bars.append(
            Bar(
                history.number(version),
                history.status(version, today),
                left,
                round(right - left, 2),
                version.date,
            )
        )
    step = 1 + (last.year - first.year) // YEARS_SHOWN
    years = [
        Tick(str(year), x(day), _anchor(x(day)))
        for year in range(first.year, last.year + 1, step)
        if first <= (day := date(year, 1, 1)) <= last
    ]
    return Timeline(
        tuple(bars),
        tuple(years),
        Tick(str(today), x(today), _anchor(x(today), 20)),
        first,
        last,
    )


def _anchor(x: float, edge: float = 3) -> str:
    """Keep a label inside the drawing."""
    return "start" if x < edge else "end" if x > 100 - edge else "middle"
