"""The record of a version: which text this is, and what stands before and after it."""

from dataclasses import dataclass

from .. import urls
from ..interface import Day, Language, language_of
from ..model import Organization, Policy, Status, Version
from ..site import Site
from .frame import history_url


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


def record(
    site: Site, organization: Organization, policy: Policy, version: Version, tag: str
) -> Record:
    interface = site.interface(tag)
    history, fields = policy.history, version.fields
    today = site.today(organization)
    status = history.status(version, today)
    until = history.last_day(version)
    current = history.in_force(today)
    dated = urls.version(organization.id, policy.id, version.date)
    names = organization.text(tag).words.organization
    facts = organization.fields.organization
    spoken = tag if tag in version.editions else version.language

    def near(other: Version | None) -> Neighbour | None:
        return neighbour(site, organization, policy, other, tag) if other else None

    return Record(
        status=status,
        since=interface.day(version.date),
        until=interface.day(until) if until else None,
        announced=interface.day(fields.announced) if fields.announced else None,
        updated=interface.day(fields.updated) if fields.updated else None,
        basis=fields.effective_basis,
        languages=tuple(language_of(t) for t in organization.languages if t in version.editions),
        authoritative=language_of(version.language),
        authoritative_name=interface.name_of(version.language),
        authoritative_url=dated if spoken != version.language else "",
        previous=near(history.predecessor(version)),
        next=near(history.successor(version)),
        in_force=near(current) if current is not version else None,
        history_url=history_url(organization, policy, tag),
        versions=len(history.versions),
        permanent=site.url + urls.localized(dated, tag, organization.language),
        source=fields.source.url if fields.source else None,
        retrieved=(
            interface.day(fields.source.retrieved)
            if fields.source and fields.source.retrieved
            else None
        ),
        legal_name=names.legal_name or facts.legal_name or organization.name(tag),
        cookies=len(fields.cookies) if fields.cookies is not None else None,
    )


def neighbour(
    site: Site, organization: Organization, policy: Policy, version: Version, tag: str
) -> Neighbour:
    """Link another version; the one in force at its undated address."""
    current = policy.history.in_force(site.today(organization))
    base = (
        urls.policy(organization.id, policy.id)
        if version is current
        else urls.version(organization.id, policy.id, version.date)
    )
    edition = version.editions.get(tag) or version.authoritative
    foreign = edition.language != tag
    return Neighbour(
        site.interface(tag).day(version.date),
        urls.localized(base, tag, organization.language),
        edition.words.summary,
        language_of(edition.language) if foreign else None,
    )


def coming(
    site: Site, organization: Organization, policy: Policy, version: Version, tag: str
) -> Neighbour | None:
    """Find what is announced to follow the version in force."""
    history = policy.history
    if history.status(version, site.today(organization)) is not Status.IN_FORCE:
        return None
    after = history.successor(version)
    return neighbour(site, organization, policy, after, tag) if after else None
