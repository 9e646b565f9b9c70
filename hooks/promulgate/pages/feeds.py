"""Atom feeds (RFC 4287): what happened to a policy, to those of an organization, to all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from .. import urls
from ..i18n import N_
from ..model.entities import Organization
from ..model.history import Policy, Version
from ..model.known import belated
from ..redline.changes import Kind
from .compare import CompareView
from .context import Site
from .page import Page
from .reader import Reader
from .redline_view import Run

ATOM = "http://www.w3.org/2005/Atom"
XML = "{http://www.w3.org/XML/1998/namespace}"
TITLES = {
    "announced": N_("Announced: %(text)s"),
    "in-force": N_("In force: %(text)s"),
    "translated": N_("Translation added: %(text)s"),
    "corrected": N_("Corrected: %(text)s"),
    "withdrawn": N_("Withdrawn: %(text)s"),
}
OF = N_("%(policy)s, version of %(date)s")
BELATED = N_("Published here on %(date)s, after it took effect.")
LATEST = N_("What changes in policies")
LATELY = 200  # events in the feeds of an organization and of the site; a policy's feed has all


class FeedEvent(NamedTuple):
    """Something that happened; `sealed` is the day on which the address was surely ours."""

    kind: str
    day: date
    sealed: date
    version: Version
    number: int = 0
    words: tuple[str, ...] = ()


def feeds(
    site: Site, organization: Organization, policy: Policy, pages: Mapping[str, Page]
) -> Iterator[tuple[str, bytes]]:
    """Write the feeds of a policy, by path; `pages` has the comparisons that they quote."""
    for tag in organization.languages:
        point = Reader(site, organization, tag)
        entries = [_entry(point, policy, event, pages) for event in _events(point, policy)]
        title = f"{organization.name(tag)} – {point.entry(policy).name}"
        yield _feed(point, urls.policy(organization.id, policy.id), title, entries)


def of_organization(
    site: Site, organization: Organization, written: Callable[[str], bytes]
) -> Iterator[tuple[str, bytes]]:
    """Write the feeds of an organization; those of its policies are `written`, by path."""
    for tag in organization.languages:
        point = Reader(site, organization, tag)
        found = [written(f"{point.policy_url(p)}{urls.FEED}") for p in point.policies()]
        home, name = urls.organization(organization.id), organization.name(tag)
        yield _feed(point, home, name, _latest(found))


def together(site: Site, found: Mapping[str, bytes]) -> dict[str, bytes]:
    """Write the feed of the site from the feeds of organizations in their governing languages."""
    if not found:
        return {}
    entries = _latest(feed for _, feed in sorted(found.items()))
    return {urls.FEED: _written(site, "", "en", LATEST, entries, "")}


def _latest(feeds: Iterable[bytes]) -> list[ET.Element]:
    """Take the latest entries of several feeds."""
    entries: list[ET.Element] = []
    for feed in feeds:
        for entry in ET.fromstring(feed).iter(f"{{{ATOM}}}entry"):
            for element in entry.iter():
                element.tag = element.tag.removeprefix(f"{{{ATOM}}}")
            entries.append(entry)
    return _newest(entries)[:LATELY]


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
            found.append(FeedEvent("in-force", version.date, sealed, version))
        entry = point.edition(version).entry
        translated = version.editions.get(point.language)
        if translated and translated.entry and translated is not version.authoritative:
            day = translated.entry.seal.date
            if day > sealed:
                found.append(FeedEvent("translated", day, day, version))
        for line in entry.corrections if entry else ():
            said = (line.wrong, line.right)
            found.append(FeedEvent("corrected", line.date, line.date, version, line.number, said))
        if gone := version.withdrawal:
            why = gone.reasons.get(point.language) or gone.reasons[version.language]
            found.append(FeedEvent("withdrawn", gone.date, gone.date, version, gone.number, (why,)))
    today = point.today_of(policy)
    happened = [event for event in found if event.day <= today]
    return sorted(happened, key=lambda e: (e.day, e.version.date, e.number), reverse=True)


def _entry(
    point: Reader, policy: Policy, event: FeedEvent, pages: Mapping[str, Page]
) -> ET.Element:
    organization, interface, version = point.organization, point.interface, event.version
    edition = point.edition(version)
    name = point.entry(policy).name
    text = interface.gettext(OF) % {"policy": name, "date": interface.day(version.date).text}
    address = point.version_url(policy, version)
    entry = ET.Element("entry", {f"{XML}lang": interface.language})
    number = f"-{event.number}" if event.number else ""
    what = f"{address}{event.kind}{number}"
    host = urlsplit(point.site.url).hostname
    _add(entry, "id", f"tag:{host},{event.sealed}:{what}")
    _add(entry, "title", interface.gettext(TITLES[event.kind]) % {"text": text})
    zone = ZoneInfo(version.zone or organization.fields.organization.timezone)
    _add(entry, "updated", datetime.combine(event.day, time(), zone).isoformat())
    author = ET.SubElement(entry, "author")
    _add(author, "name", organization.name(point.language))
    ET.SubElement(entry, "link", {"rel": "alternate", "href": point.site.url + address})
    ET.SubElement(entry, "category", {"term": event.kind})
    summary = edition.words.summary or ""
    if event.words:
        summary = " ".join(event.words)
    if event.kind == "in-force" and (day := belated(version)):
        told = interface.gettext(BELATED) % {"date": interface.day(day).text}
        summary = f"{summary} {told}".strip()
    _add(entry, "summary", summary, edition.language)
    before = policy.history.predecessor(version)
    compared = before and pages.get(
        point.url(urls.compare(organization.id, policy.id, before.date, str(version.date)))
    )
    if compared and event.kind in ("announced", "in-force"):
        view: CompareView = compared.view
        content = _add(entry, "content", _redline(view), view.language.tag)
        content.attrib |= {"type": "html", f"{XML}base": point.site.url + compared.address}
        ET.SubElement(entry, "link", {"rel": "related", "href": point.site.url + compared.address})
    return entry


def _redline(view: CompareView) -> str:
    """Quote what changed; links are those of the comparison, whose address is the base."""
    found = []
    for segment in view.segments:
        for group in segment.groups if segment.op != "same" else ():
            for item in group.items:
                if item.kind is not Kind.SAME:
                    runs = [_run(run) for cell in item.cells for run in cell]
                    found.append(f"<p>{''.join(runs).strip()}</p>")
    return "\n".join(found)


def _run(run: Run) -> str:
    tag = {"+": "ins", "-": "del"}.get(run.sign)
    space = " " if run.space else ""
    return f"{space}<{tag}>{run.html}</{tag}>" if tag else f"{space}{run.html}"


def _feed(point: Reader, plain: str, title: str, entries: list[ET.Element]) -> tuple[str, bytes]:
    address, author = point.url(plain), point.organization.name(point.language)
    data = _written(point.site, address, point.interface.language, title, entries, author)
    return f"{address}{urls.FEED}", data


def _written(
    site: Site, address: str, language: str, title: str, entries: Iterable[ET.Element], author: str
) -> bytes:
    found = _newest(entries)
    feed = ET.Element("feed", {"xmlns": ATOM, f"{XML}lang": language})
    _add(feed, "id", f"{site.url}{address}{urls.FEED}")
    _add(feed, "title", title)
    updated = max((str(entry.findtext("updated")) for entry in found), default="")
    _add(feed, "updated", updated or f"{site.day('UTC')}T00:00:00+00:00")
    ET.SubElement(feed, "link", {"rel": "self", "href": f"{site.url}{address}{urls.FEED}"})
    ET.SubElement(feed, "link", {"rel": "alternate", "href": f"{site.url}{address}"})
    if author:
        _add(ET.SubElement(feed, "author"), "name", author)
    feed.extend(found)
    ET.indent(feed)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _newest(entries: Iterable[ET.Element]) -> list[ET.Element]:
    return sorted(entries, key=lambda entry: str(entry.findtext("updated")), reverse=True)


def _add(parent: ET.Element, name: str, text: str, language: str = "") -> ET.Element:
    element = ET.SubElement(parent, name, {f"{XML}lang": language} if language else {})
    element.text = text
    return element
