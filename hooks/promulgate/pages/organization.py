"""An organization's own page, and the home page that lists all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .. import urls
from ..colour import accents
from ..interface import ENGLISH, Day, Language, language_of
from ..model import Organization, Policy, Status
from ..schema import OrganizationRecord
from ..site import Page, Site
from .frame import Entry, Frame, Speaker, frame, language_links, ordered, policy_entry, speaker
from .reading import shown

EVENTS = 6  # how many of the latest are told


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy in a list: what is in force, what comes, in which languages."""

    entry: Entry
    since: Day | None
    coming: Day | None
    coming_url: str
    languages: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a policy; `kind` is announced, in-force or superseded."""

    kind: Status
    day: Day
    policy: Entry
    of: Day


@dataclass(frozen=True, slots=True)
class OrganizationView:
    """One organization; `intro` is HTML."""

    frame: Frame
    intro: str
    intro_language: Language
    policies: tuple[PolicyLine, ...]
    events: tuple[Event, ...]
    record: OrganizationRecord
    legal_name: str
    role: str | None
    postal: str | None
    language_name: str
    city: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An organization on the home page; `colour` is readable under white letters."""

    speaker: Speaker
    website: str | None
    colour: str
    policies: tuple[PolicyLine, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """All organizations, and the laws that add sections; `intro` is HTML."""

    frame: Frame
    title: str
    intro: str
    organizations: tuple[Listed, ...]
    law: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of the site itself; `intro` is HTML."""

    frame: Frame
    title: str
    intro: str


def pages(site: Site, organization: Organization) -> Iterator[Page]:
    """Make the organization's page in each of its languages."""
    plain = urls.organization(organization.id)
    record = organization.fields.organization
    for tag in organization.languages:
        interface = site.interface(tag)
        address = urls.localized(plain, tag, organization.language)
        text = organization.text(tag)
        names = text.words.organization
        links = language_links(organization, plain, tag, organization.texts)
        intro = site.essays[text.document.path].html
        view = OrganizationView(
            frame(site, tag, address, organization, (), links),
            shown(site, intro, address, tag),
            language_of(text.language),
            tuple(_lines(site, organization, tag)),
            tuple(_events(site, organization, tag)),
            record,
            names.legal_name or record.legal_name or record.name,
            names.contact.role or record.contact.role,
            names.contact.postal or record.contact.postal,
            interface.name_of(organization.language),
            interface.city(record.timezone),
        )
        yield Page(
            address,
            "organization.html",
            interface.language,
            organization.name(tag),
            view,
            canonical=address,
            alternates={
                t: urls.localized(plain, t, organization.language) for t in organization.languages
            },
        )


def home(site: Site) -> Page:
    """Make the page of all organizations."""
    text = site.library.home
    organizations = tuple(
        Listed(
            speaker(site, organization, organization.language),
            organization.fields.organization.website,
            accents(organization.fields.organization.colour)[0],
            tuple(_lines(site, organization, organization.language, ENGLISH)),
        )
        for organization in sorted(
            site.library.organizations.values(), key=lambda o: o.name(o.language).casefold()
        )
    )
    law = tuple(
        Entry(jurisdiction.fields.title, urls.jurisdiction(jurisdiction.id))
        for jurisdiction in site.library.jurisdictions.values()
    )
    intro = shown(site, site.essays[text.document.path].html, "", ENGLISH)
    view = HomeView(frame(site, ENGLISH, ""), text.words.title, intro, organizations, law)
    return Page("", "home.html", ENGLISH, text.words.title, view, canonical="")


def own_pages(site: Site) -> Iterator[Page]:
    """Make the pages of the site itself, such as `docs/about.md`."""
    for name, text in site.library.pages.items():
        address = f"{name}/"
        html = shown(site, site.essays[text.document.path].html, address, ENGLISH)
        view = PageView(frame(site, ENGLISH, address), text.words.title, html)
        yield Page(address, "page.html", ENGLISH, text.words.title, view, canonical=address)


def _lines(
    site: Site, organization: Organization, tag: str, words: str | None = None
) -> Iterator[PolicyLine]:
    """List policies for a page in `tag`; its words may be in another language (`words`)."""
    interface = site.interface(words or tag)
    today = site.today(organization)
    for policy in ordered(organization):
        current = policy.history.in_force(today)
        after = policy.history.successor(current) if current else policy.history.versions[0]
        shown_version = current or policy.history.versions[0]
        entry = policy_entry(site, organization, policy, words or tag)
        if words:
            plain = urls.policy(organization.id, policy.id)
            entry = Entry(entry.name, plain, entry.language)
        yield PolicyLine(
            entry,
            interface.day(current.date) if current else None,
            interface.day(after.date) if after else None,
            urls.localized(
                urls.version(organization.id, policy.id, after.date), tag, organization.language
            )
            if after
            else "",
            tuple(language_of(t) for t in organization.languages if t in shown_version.editions),
        )


def _events(site: Site, organization: Organization, tag: str) -> list[Event]:
    today = site.today(organization)
    found = [
        (day, kind, policy, of, url)
        for policy in ordered(organization)
        for day, kind, of, url in _happened(organization, policy, tag)
        if day <= today
    ]
    found.sort(key=lambda event: (event[0], event[1] is not Status.SUPERSEDED), reverse=True)
    interface = site.interface(tag)
    return [
        Event(
            kind,
            interface.day(day),
            Entry(policy_entry(site, organization, policy, tag).name, url),
            interface.day(of),
        )
        for day, kind, policy, of, url in found[:EVENTS]
    ]


def _happened(
    organization: Organization, policy: Policy, tag: str
) -> Iterator[tuple[date, Status, date, str]]:
    for version in policy.history.versions:
        address = urls.version(organization.id, policy.id, version.date)
        url = urls.localized(address, tag, organization.language)
        if version.fields.announced:
            yield version.fields.announced, Status.ANNOUNCED, version.date, url
        yield version.date, Status.IN_FORCE, version.date, url
        if last := policy.history.last_day(version):
            yield last + timedelta(days=1), Status.SUPERSEDED, version.date, url
