"""Feeds: what happened to a policy, to those of an organization, to all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from .. import urls
from ..i18n import N_
from ..model.entities import Organization
from ..model.history import Policy, Version
from ..model.known import belated
from . import json_feed
from .atom import FeedEntry, Quote, feed, newest
from .compare import CompareView
from .context import Site
from .page import Page
from .reader import Reader
from .redline_shapes import Run

TITLES = {
    "announced": N_("Announced: %(text)s"),
    "in-force": N_("In force: %(text)s"),
    "archived": N_("On record: %(text)s"),
    "translated": N_("Translation added: %(text)s"),
    "corrected": N_("Corrected: %(text)s"),
    "withdrawn": N_("Withdrawn: %(text)s"),
}
OF = N_("%(policy)s, version of %(date)s")
BELATED = N_("Published here on %(date)s, after it took effect.")
HERE = N_("Published here on %(date)s.")
LATEST = N_("What changes in policies")
COMING = ("announced", "in-force", "archived")
LATELY = 200  # events in the feeds of an organization and of the site; a policy's feed has all
Told = Mapping[str, tuple[FeedEntry, ...]]  # by language


class FeedEvent(NamedTuple):
    """Something that happened; `sealed` is the day on which the address was surely ours."""

    kind: str
    day: date
    sealed: date
    version: Version
    number: int = 0
    words: tuple[str, ...] = ()


def told(site: Site, organization: Organization, policy: Policy, pages: Mapping[str, Page]) -> Told:
    """List what is told of a policy, newest first; `pages` has the comparisons that are quoted."""
    found = {}
    for tag in organization.languages:
        point = Reader(site, organization, tag)
        found[tag] = tuple(_entry(point, policy, event, pages) for event in _events(point, policy))
    return found


def of_policy(
    site: Site, organization: Organization, policy: Policy, told: Told
) -> Iterator[tuple[str, bytes]]:
    """Write the feeds of a policy, by path."""
    for tag in organization.languages:
        point = Reader(site, organization, tag)
        title = f"{organization.name(tag)} – {point.entry(policy).name}"
        yield from _feeds(point, urls.policy(organization.id, policy.id), title, told[tag])


def of_organization(
    site: Site, organization: Organization, told: Mapping[str, Told]
) -> Iterator[tuple[str, bytes]]:
    """Write the feeds of an organization, by path, from what is `told` of each of its policies."""
    for tag in organization.languages:
        point = Reader(site, organization, tag)
        home, name = urls.organization(organization.id), organization.name(tag)
        yield from _feeds(point, home, name, latest(site, organization, tag, told))


def latest(
    site: Site, organization: Organization, tag: str, told: Mapping[str, Told]
) -> tuple[FeedEntry, ...]:
    """Take the latest of what is `told` of the policies of an organization."""
    policies = Reader(site, organization, tag).policies()
    return _latest(told[policy.id][tag] for policy in policies)


def together(site: Site, found: Sequence[Sequence[FeedEntry]]) -> dict[str, bytes]:
    """Write the feed of the site from the latest of each organization, in its own language."""
    if not found:
        return {}
    today = str(site.day("UTC"))
    entries = _latest(found)
    around = (site.url, "en", LATEST, "", entries)
    return {urls.FEED: feed(*around, today), urls.JSON_FEED: json_feed.feed(*around)}


def _latest(several: Iterable[Sequence[FeedEntry]]) -> tuple[FeedEntry, ...]:
    """Take the latest of several lists, each of which has its newest first."""
    return tuple(newest(entry for each in several for entry in newest(each))[:LATELY])


def _events(point: Reader, policy: Policy) -> list[FeedEvent]:
    """List what has happened until today in the language of the reader, newest first."""
    found: list[FeedEvent] = []
    for version in policy.history.versions:
        own = version.entry
        if own is None:
            continue
        sealed, fields = own.seal.date, version.fields
        told = fields.announced or (sealed if sealed < version.date else None)
        if told:
            found.append(FeedEvent("announced", told, sealed, version))
        if not version.retracted:
            began = "archived" if version.archived else "in-force"
            found.append(FeedEvent(began, version.date, sealed, version))
        entry = point.edition(version).entry
        translated = version.editions.get(point.language)
        if translated and translated.entry and translated is not version.authoritative:
            day = translated.entry.seal.date
            if day > sealed:
                found.append(FeedEvent("translated", day, day, version))
        for line in entry.notes if entry else ():
            said = (line.wrong, line.right)
            found.append(FeedEvent("corrected", line.date, line.date, version, line.number, said))
        if gone := version.withdrawal:
            why = gone.reasons.get(point.language) or gone.reasons[version.language]
            found.append(FeedEvent("withdrawn", gone.date, gone.date, version, gone.number, (why,)))
    today = point.today_of(policy)
    happened = [event for event in found if event.day <= today]
    return sorted(happened, key=lambda e: (e.day, e.version.date, e.number), reverse=True)


def _summary(point: Reader, event: FeedEvent, said: str) -> str:
    """Say what happened, and if a text was published here after it took effect."""
    if event.kind in ("in-force", "archived") and (day := belated(event.version)):
        words = HERE if event.kind == "archived" else BELATED
        told = point.interface.gettext(words) % {"date": point.interface.day(day).text}
        return f"{said} {told}".strip()
    return " ".join(event.words) or said


def _entry(point: Reader, policy: Policy, event: FeedEvent, pages: Mapping[str, Page]) -> FeedEntry:
    organization, interface, version = point.organization, point.interface, event.version
    edition = point.edition(version)
    named = {"policy": point.entry(policy).name, "date": interface.day(version.date).text}
    text = interface.gettext(OF) % named
    address = point.version_url(policy, version)
    zone = ZoneInfo(version.zone or organization.fields.organization.timezone)
    return FeedEntry(
        id=_name(point, policy, event, address),
        language=interface.language,
        title=interface.gettext(TITLES[event.kind]) % {"text": text},
        updated=datetime.combine(event.day, time(), zone).isoformat(),
        author=organization.name(point.language),
        url=point.site.absolute(address),
        kind=event.kind,
        summary=_summary(point, event, edition.words.summary or ""),
        spoken=edition.language,
        quote=_quote(point, policy, event, pages),
        change=version.fields.change or "",
    )


def _name(point: Reader, policy: Policy, event: FeedEvent, address: str) -> str:
    """Name an event for ever: by what its policy was called when it was sealed."""
    host, own = urlsplit(point.site.domains.shared).hostname, event.version.entry
    if own and own.sealed_as:
        plain = urls.policy(point.organization.id, policy.id)
        address = f"{own.sealed_as}/{address.removeprefix(plain)}"
    number = f"-{event.number}" if event.number else ""
    return f"tag:{host},{event.sealed}:{address}{event.kind}{number}"


def _quote(
    point: Reader, policy: Policy, event: FeedEvent, pages: Mapping[str, Page]
) -> Quote | None:
    """Quote what changes with a version that is announced or takes effect."""
    before = policy.history.predecessor(event.version)
    if before is None or event.kind not in COMING:
        return None
    plain = urls.compare(point.organization.id, policy.id, before.date, str(event.version.date))
    compared = pages.get(point.url(plain))
    if compared is None:
        return None
    view: CompareView = compared.view
    return Quote(_redline(view), view.language.tag, point.site.absolute(compared.address))


def _redline(view: CompareView) -> str:
    """Quote what changed; links are those of the comparison, whose address is the base."""
    found = []
    for segment in view.drawn.segments:
        for item in (item for item in segment.items if item.differs):
            runs = [_run(run) for cell in item.cells for run in cell]
            found.append(f"<p>{''.join(runs).strip()}</p>")
    return "\n".join(found)


def _run(run: Run) -> str:
    tag = {"+": "ins", "-": "del"}.get(run.sign)
    space = " " if run.space else ""
    links = (note for note in run.notes if note.kind == "link")
    told = "".join(
        f" (<del>{escape(', '.join(note.old))}</del> <ins>{escape(', '.join(note.new))}</ins>)"
        for note in links
    )
    return f"{space}<{tag}>{run.html}</{tag}>{told}" if tag else f"{space}{run.html}{told}"


def _feeds(
    point: Reader, plain: str, title: str, entries: Sequence[FeedEntry]
) -> Iterator[tuple[str, bytes]]:
    """Write the feeds of a page: of all that happened, also as JSON, and of material changes."""
    address, author = point.url(plain), point.organization.name(point.language)
    around = (point.site.absolute(address), point.interface.language, title, author)
    today = str(point.site.day("UTC"))
    yield f"{address}{urls.FEED}", feed(*around, entries, today)
    yield f"{address}{urls.JSON_FEED}", json_feed.feed(*around, entries)
    material = [entry for entry in entries if entry.change == "material" and entry.kind in COMING]
    yield f"{address}{urls.MATERIAL}", feed(*around, material, today, urls.MATERIAL)
