"""The record of a version: which text this is, and what stands before and after it."""

from dataclasses import dataclass
from datetime import date

from .. import urls
from ..interface import Day, Language, language_of
from ..model import Policy, Status, Version
from .standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another version of the same policy, by the day from which it applies."""

    day: Day
    url: str
    summary: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Which text this is: all that a reader must know before relying on it."""

    status: Status
    since: Day
    until: Day | None
    announced: Day | None
    updated: Day | None
    basis: str
    languages: tuple[Language, ...]
    authoritative: Language
    authoritative_name: str
    authoritative_url: str
    previous: Neighbour | None
    next: Neighbour | None
    in_force: Neighbour | None
    history_url: str
    versions: int
    permanent: str
    source: str | None
    retrieved: Day | None
    legal_name: str
    cookies: int | None


def record(point: Standpoint, policy: Policy, version: Version) -> Record:
    """Gather what a reader must know of a version."""
    interface, organization = point.interface, point.organization
    history, fields = policy.history, version.fields
    current, until = history.in_force(point.today), history.last_day(version)
    names = organization.text(point.language).words.organization
    facts = organization.fields.organization
    source = fields.source
    dated = urls.version(organization.id, policy.id, version.date)
    translated = point.edition(version).language != version.language

    def day(found: date | None) -> Day | None:
        return interface.day(found) if found else None

    def near(other: Version | None) -> Neighbour | None:
        return neighbour(point, policy, other) if other else None

    return Record(
        status=history.status(version, point.today),
        since=interface.day(version.date),
        until=day(until),
        announced=day(fields.announced),
        updated=day(fields.updated),
        basis=fields.effective_basis,
        languages=point.languages_of(version),
        authoritative=language_of(version.language),
        authoritative_name=interface.name_of(version.language),
        authoritative_url=dated if translated else "",
        previous=near(history.predecessor(version)),
        next=near(history.successor(version)),
        in_force=near(current) if current is not version else None,
        history_url=point.history_url(policy),
        versions=len(history.versions),
        permanent=point.site.url + point.url(dated),
        source=source.url if source else None,
        retrieved=day(source.retrieved) if source else None,
        legal_name=names.legal_name or facts.legal_name or organization.name(point.language),
        cookies=len(fields.cookies) if fields.cookies is not None else None,
    )


def neighbour(point: Standpoint, policy: Policy, version: Version) -> Neighbour:
    """Link another version; the one in force at its undated address."""
    in_force = version is policy.history.in_force(point.today)
    url = point.policy_url(policy) if in_force else point.version_url(policy, version)
    edition = point.edition(version)
    return Neighbour(
        point.interface.day(version.date),
        url,
        edition.words.summary,
        point.foreign(edition.language),
    )


def coming(point: Standpoint, policy: Policy, version: Version) -> Neighbour | None:
    """Find what is announced to follow the version in force."""
    if policy.history.status(version, point.today) is not Status.IN_FORCE:
        return None
    after = policy.history.successor(version)
    return neighbour(point, policy, after) if after else None
