"""A version of a policy: the text in force at its undated address, every version at its own."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .. import urls
from ..i18n import Language, language_of
from ..model.entities import Organization
from ..model.history import Policy, Version
from ..sources.schema import VersionWords
from .beside import Beside
from .chrome import Chrome, framed
from .citation import cited
from .edition_view import EditionView, edition_view
from .page import Page
from .reader import NamedLink, Reader
from .redlines import Redlines
from .version_facts import Coming, Neighbour, Record, coming, neighbour, record


class Missing(NamedTuple):
    """That this version has no text in the reader's language, and where there is one."""

    name: str
    shown: str
    restated: bool
    others: tuple[NamedLink, ...]
    last: Neighbour | None


class Translation(NamedTuple):
    """That this text is a translation: by whom, and what it still awaits."""

    machine: bool
    awaiting: bool
    shown: str


class PolicyView(NamedTuple):
    """A page that shows a version; `reading` is None while nothing is in force.

    `tongue` names the language of a page whose title is that of one in another language, too.
    `draft` is the name of the edition where it is not published, `against` compares it with the
    text in force.
    """

    frame: Chrome
    title: str
    title_language: Language
    undated: bool
    tongue: str | None
    record: Record | None
    reading: EditionView | None
    missing: Missing | None
    translation: Translation | None
    coming: Coming | Neighbour | None
    history_url: str
    latest_url: str
    draft: str | None = None
    against: str | None = None


def pages(
    organization: Organization, policy: Policy, redlines: Mapping[str, Redlines]
) -> Iterator[Page]:
    """Make the undated page and all dated ones, in every language of the organization."""
    beside = Beside(policy, redlines)
    for tag in organization.languages:
        point = redlines[tag].point
        if standing := policy.history.standing(point.today_of(policy)):
            yield page(point, policy, standing, True, beside)
        else:
            yield _nothing_yet(point, policy)
        for version in policy.history.versions:
            yield page(point, policy, version, False, beside)


def page(
    point: Reader, policy: Policy, version: Version, undated: bool, beside: Beside | None = None
) -> Page:
    """Show a version as readers of one language see it, at its own address or the undated one.

    What stands `beside` its paragraphs is left out of drafts.
    """
    organization = point.organization
    base = urls.policy(organization.id, policy.id)
    dated = urls.version(organization.id, policy.id, version.date)
    plain = base if undated else dated
    address = point.url(plain)
    edition = point.edition(version)
    in_force = policy.history.status(version, point.today_of(policy)).stands
    translated = point.language in version.editions
    view = PolicyView(
        framed(point, plain, version.editions),
        edition.words.title,
        language_of(edition.language),
        undated,
        _tongue(point, version),
        record(point, policy, version),
        _reading(point, policy, version, address, beside),
        None if translated or version.withdrawal else _missing(point, policy, version, plain),
        _translation(point, version),
        coming(point, policy, version),
        point.history_url(policy),
        point.policy_url(policy),
    )
    kept = base if in_force else dated
    return Page(
        address,
        "policy.html",
        point.interface.language,
        edition.words.title,
        view,
        canonical=urls.localized(kept, edition.language, organization.language),
        indexed=translated and in_force,
        searchable=undated and in_force,
        alternates={t: u for t, u in point.alternates(plain).items() if t in version.editions},
        updated=version.fields.updated or version.date,
    )


def _reading(
    point: Reader, policy: Policy, version: Version, address: str, beside: Beside | None
) -> EditionView | None:
    """Lay out the words of a version for a page; what is not published yet cannot be cited."""
    if version.withdrawal:
        return None
    organization = point.organization
    reading = edition_view(point.site, organization, policy.id, version, point.language, address)
    if point.edition(version).entry is None:
        return reading
    dated = point.url(urls.version(organization.id, policy.id, version.date))
    reading = cited(reading, point.interface, point.site.domains.way(address, dated))
    return beside.put(point, version, reading) if beside else reading


def _nothing_yet(point: Reader, policy: Policy) -> Page:
    plain = urls.policy(point.organization.id, policy.id)
    entry, first = point.entry(policy), policy.history.adopted
    view = PolicyView(
        framed(point, plain, point.organization.languages),
        entry.name,
        entry.language or language_of(point.interface.language),
        undated=True,
        tongue=None,
        record=None,
        reading=None,
        missing=None,
        translation=None,
        coming=neighbour(point, policy, first[0]) if first else None,
        history_url=point.history_url(policy),
        latest_url=point.policy_url(policy),
    )
    address, language = point.url(plain), point.interface.language
    return Page(
        address,
        "policy.html",
        language,
        entry.name,
        view,
        canonical=address,
        indexed=False,
        searchable=False,
    )


def _tongue(point: Reader, version: Version) -> str | None:
    if point.language == version.language:
        return None
    if point.language not in version.editions:  # said so of what is missing, but for lost words
        return language_of(point.language).name if version.withdrawal else None
    titles = [text.words.title for text in version.editions.values()]
    shared = titles.count(version.editions[point.language].words.title) > 1
    return language_of(point.language).name if shared else None


def _missing(point: Reader, policy: Policy, version: Version, plain: str) -> Missing:
    tag, interface = point.language, point.interface
    others = [t for t in version.editions if t != version.language]
    earlier = [v for v in policy.history.versions if tag in v.editions and v.date < version.date]
    addresses = point.alternates(plain)
    return Missing(
        interface.name_of(tag),
        interface.name_of(version.language),
        version.restated,
        tuple(NamedLink(language_of(t).name, addresses[t], language_of(t)) for t in others),
        neighbour(point, policy, earlier[-1]) if earlier else None,
    )


def _translation(point: Reader, version: Version) -> Translation | None:
    edition = version.editions.get(point.language)
    if edition is None or not isinstance(edition.words, VersionWords):
        return None
    return Translation(
        edition.words.translation == "machine",
        bool(edition.words.awaiting),
        point.interface.name_of(point.organization.language),
    )
