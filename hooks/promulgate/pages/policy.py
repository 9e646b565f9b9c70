"""A version of a policy: the text in force at its undated address, every version at its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from .. import urls
from ..interface import language_of
from ..model import Organization, Policy, Status, Version
from ..schema import VersionWords
from ..site import Page, Site
from .frame import Entry, Frame, frame, history_url, language_links, policy_entry
from .reading import Reading, read
from .record import Neighbour, Record, coming, neighbour, record


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
        record(site, organization, policy, version, tag),
        read(site, organization, policy.id, version, tag, address),
        _missing(site, organization, policy, version, tag, plain),
        _translation(site, organization, version, tag),
        coming(site, organization, policy, version, tag),
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
        neighbour(site, organization, policy, first, tag),
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
    earlier = [v for v in policy.history.versions if tag in v.editions and v.date < version.date]
    last = neighbour(site, organization, policy, earlier[-1], tag) if earlier else None
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
