"""A version of a policy: the text in force at its undated address, every version at its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from .. import urls
from ..interface import Day, Language, language_of
from ..model import History, Organization, Policy, Status, Version
from ..schema import VersionWords
from ..site import Page, Site
from .frame import Entry, Frame, frame, history_url, language_links, policy_entry
from .reading import Reading, read


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
    coming: Neighbour | None
    history_url: str
    versions: int
    permanent: str
    source: str | None
    retrieved: Day | None
    legal_name: str
    cookies: int | None


@dataclass(frozen=True, slots=True)
class Missing:
    """That this version has no text in the reader's language, and where there is one."""

    name: str
    shown: str
    others: tuple[Entry, ...]
    last: Neighbour | None


@dataclass(frozen=True, slots=True)
class Translation:
    """That this text is a translation: by whom, and what it still awaits."""

    machine: bool
    awaiting: bool
    shown: str


@dataclass(frozen=True, slots=True)
class PolicyView:
    """A page that shows a version; `reading` is None while nothing is in force."""

    frame: Frame
    policy: str
    title: str
    undated: bool
    record: Record | None
    reading: Reading | None
    missing: Missing | None
    translation: Translation | None
    coming: Neighbour | None
    history_url: str


def pages(site: Site, organization: Organization, policy: Policy) -> Iterator[Page]:
    """Make the undated page and all dated ones, in every language of the organization."""
    in_force = policy.history.in_force(site.today(organization))
    for tag in organization.languages:
        if in_force:
            yield _page(site, organization, policy, in_force, tag, undated=True)
        else:
            yield _nothing_yet(site, organization, policy, tag)
        for version in policy.history.versions:
            yield _page(site, organization, policy, version, tag, undated=False)


def _page(
    site: Site,
    organization: Organization,
    policy: Policy,
    version: Version,
    tag: str,
    undated: bool,
) -> Page:
    base = urls.policy(organization.id, policy.id)
    dated = urls.version(organization.id, policy.id, version.date)
    plain = base if undated else dated
    governing = organization.language
    address = urls.localized(plain, tag, governing)
    edition = version.editions.get(tag) or version.authoritative
    status = policy.history.status(version, site.today(organization))
    entry = policy_entry(site, organization, policy, tag)
    up = Entry(entry.name, entry.url, entry.language)
    path = () if undated else (up, Entry("", history_url(organization, policy, tag)))
    links = language_links(organization, plain, tag, version.editions)
    view = PolicyView(
        frame(site, tag, address, organization, path, links),
        policy.id,
        edition.words.title,
        undated,
        _record(site, organization, policy, version, tag),
        read(site, organization, policy.id, version, tag, address),
        _missing(site, organization, policy, version, tag, plain),
        _translation(site, organization, version, tag),
        _coming(site, organization, policy, version, tag),
        history_url(organization, policy, tag),
    )
    translated = tag in version.editions
    in_force = status is Status.IN_FORCE
    kept = urls.localized(base if in_force else dated, edition.language, governing)
    alternates = {
        language: urls.localized(plain, language, governing) for language in version.editions
    }
    return Page(
        address,
        "policy.html",
        site.interface(tag).language,
        edition.words.title,
        view,
        canonical=kept,
        indexed=translated and in_force,
        searchable=undated and translated,
        alternates=alternates,
        updated=version.fields.updated or version.date,
    )


def _nothing_yet(site: Site, organization: Organization, policy: Policy, tag: str) -> Page:
    base = urls.policy(organization.id, policy.id)
    address = urls.localized(base, tag, organization.language)
    first = policy.history.versions[0]
    entry = policy_entry(site, organization, policy, tag)
    links = language_links(organization, base, tag, organization.languages)
    view = PolicyView(
        frame(site, tag, address, organization, (), links),
        policy.id,
        entry.name,
        True,
        None,
        None,
        None,
        None,
        _neighbour(site, organization, policy, first, tag),
        history_url(organization, policy, tag),
    )
    interface = site.interface(tag)
    return Page(
        address,
        "policy.html",
        interface.language,
        entry.name,
        view,
        canonical=address,
        indexed=False,
        searchable=False,
    )


def _record(
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
    record = organization.fields.organization
    spoken = tag if tag in version.editions else version.language

    def near(other: Version | None) -> Neighbour | None:
        return _neighbour(site, organization, policy, other, tag) if other else None

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
        coming=_coming(site, organization, policy, version, tag),
        history_url=history_url(organization, policy, tag),
        versions=len(history.versions),
        permanent=site.url + urls.localized(dated, tag, organization.language),
        source=fields.source.url if fields.source else None,
        retrieved=(
            interface.day(fields.source.retrieved)
            if fields.source and fields.source.retrieved
            else None
        ),
        legal_name=names.legal_name or record.legal_name or organization.name(tag),
        cookies=len(fields.cookies) if fields.cookies is not None else None,
    )


def _neighbour(
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


def _coming(
    site: Site, organization: Organization, policy: Policy, version: Version, tag: str
) -> Neighbour | None:
    """Find what is announced to follow the version in force."""
    history: History = policy.history
    if history.status(version, site.today(organization)) is not Status.IN_FORCE:
        return None
    after = history.successor(version)
    return _neighbour(site, organization, policy, after, tag) if after else None


def _missing(
    site: Site,
    organization: Organization,
    policy: Policy,
    version: Version,
    tag: str,
    plain: str,
) -> Missing | None:
    if tag in version.editions:
        return None
    interface = site.interface(tag)
    others = [t for t in version.editions if t != version.language]
    earlier = [
        v for v in policy.history.versions if tag in v.editions and v.date < version.date
    ]
    last = _neighbour(site, organization, policy, earlier[-1], tag) if earlier else None
    return Missing(
        interface.name_of(tag),
        interface.name_of(version.language),
        tuple(
            Entry(
                language_of(t).name,
                urls.localized(plain, t, organization.language),
                language_of(t),
            )
            for t in others
        ),
        last,
    )


def _translation(
    site: Site, organization: Organization, version: Version, tag: str
) -> Translation | None:
    edition = version.editions.get(tag)
    if edition is None or not isinstance(edition.words, VersionWords):
        return None
    return Translation(
        edition.words.translation == "machine",
        bool(edition.words.awaiting),
        site.interface(tag).name_of(organization.language),
    )
