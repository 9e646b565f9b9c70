"""An organization's own page, and what the page of all says of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from .. import urls
from ..i18n import ENGLISH, Day, Language, language_of
from ..model.entities import Organization
from ..model.history import Policy, Status, Version
from ..sources.schema import OrganizationRecord
from .chrome import Chrome, Speaker, framed, speaker
from .context import Site
from .contrast import accents
from .edition_view import shown
from .markup import Html
from .page import Page
from .reader import NamedLink, Reader

EVENTS = 6  # how many of the latest are told
CORRECTED = "corrected"


class PolicyLine(NamedTuple):
    """A policy in a list: what is in force or withdrawn, what comes, in which languages.

    `archived` tells that what stands `since` a day is known from an archive alone.
    """

    entry: NamedLink
    since: Day | None
    archived: bool
    withdrawn: Day | None
    coming: Day | None
    coming_url: str
    languages: tuple[Language, ...]


class PolicyEvent(NamedTuple):
    """Something that happened to a policy; `kind` is a status that began, or `corrected`."""

    kind: str
    day: Day
    policy: NamedLink
    of: Day


class OrganizationView(NamedTuple):
    """One organization."""

    frame: Chrome
    intro: Html
    intro_language: Language
    policies: tuple[PolicyLine, ...]
    events: tuple[PolicyEvent, ...]
    record: OrganizationRecord
    legal_name: str
    role: str | None
    postal: str | None
    language_name: str
    city: str


class OrganizationCard(NamedTuple):
    """An organization on the home page; `colour` is readable under white letters."""

    speaker: Speaker
    website: str | None
    colour: str
    policies: tuple[PolicyLine, ...]
    events: tuple[PolicyEvent, ...]


def pages(site: Site, organization: Organization) -> Iterator[Page]:
    """Make the organization's page in each of its languages."""
    plain = urls.organization(organization.id)
    record = organization.fields.organization
    for tag in organization.languages:
        point = Reader(site, organization, tag)
        address, text = point.url(plain), organization.text(tag)
        names = text.words.organization
        view = OrganizationView(
            framed(point, plain, organization.texts),
            shown(site, site.essay(text.document.path).html, address, tag),
            language_of(text.language),
            tuple(_lines(point)),
            tuple(_events(point)),
            record,
            names.legal_name or record.legal_name or record.name,
            names.contact.role or record.contact.role,
            names.contact.postal or record.contact.postal,
            point.interface.name_of(organization.language),
            point.interface.city(record.timezone),
        )
        yield Page(
            address,
            "organization.html",
            point.interface.language,
            organization.name(tag),
            view,
            canonical=address,
            alternates=point.alternates(plain),
        )


def listed(site: Site, organization: Organization) -> Mapping[str, OrganizationCard]:
    """Say of an organization what the page of all says, in each language of that page."""
    record = organization.fields.organization
    colour = accents(record.colour)[0]
    cards = {}
    for tag in site.languages_of(""):
        own = tag if tag in organization.languages and tag != ENGLISH else organization.language
        point = Reader(site, organization, own, words=tag)
        lines, events = tuple(_lines(point)), tuple(_events(point))
        cards[tag] = OrganizationCard(speaker(point), record.website, colour, lines, events)
    return cards


def _lines(point: Reader) -> Iterator[PolicyLine]:
    """Say of each policy what is in force, what comes, and in which languages."""
    for policy in point.policies():
        history, today = policy.history, point.today_of(policy)
        standing, current = history.standing(today), history.in_force(today)
        first = history.adopted[0] if history.adopted else None
        after = history.successor(standing) if standing else first
        gone = standing.withdrawal if standing and not current else None
        yield PolicyLine(
            point.entry(policy),
            point.interface.day(current.date) if current else None,
            current is not None and current.archived,
            point.interface.day(gone.date) if gone else None,
            point.interface.day(after.date) if after else None,
            point.version_url(policy, after) if after else "",
            point.languages_of(standing or history.versions[0]),
        )


def _events(point: Reader) -> list[PolicyEvent]:
    """Tell what happened lately, newest first."""
    found = [
        (day, kind, policy, version)
        for policy in point.policies()
        for day, kind, version in _happened(policy)
        if day <= point.today_of(policy)
    ]
    found.sort(key=lambda event: (event[0], event[1] != Status.SUPERSEDED), reverse=True)
    interface = point.interface
    return [
        PolicyEvent(
            kind,
            interface.day(day),
            NamedLink(point.entry(policy).name, point.version_url(policy, version)),
            interface.day(version.date),
        )
        for day, kind, policy, version in found[:EVENTS]
    ]


def _happened(policy: Policy) -> Iterator[tuple[date, str, Version]]:
    for version in policy.history.versions:
        gone, after = version.withdrawal, policy.history.successor(version)
        if version.fields.announced:
            yield version.fields.announced, Status.ANNOUNCED, version
        if not version.retracted:
            began = Status.ARCHIVED if version.archived else Status.IN_FORCE
            yield version.date, began, version
            if after and not (gone and gone.date < after.date):
                yield after.date, Status.SUPERSEDED, version
        if gone:
            yield gone.date, Status.WITHDRAWN, version
        elif entry := version.entry:
            for line in entry.notes:
                yield line.date, CORRECTED, version
