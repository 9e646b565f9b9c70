"""`policies.json`: what an organization, or the site, publishes, and where programs find more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .. import urls
from ..model.history import Status
from .current_json import standing
from .json_files import written
from .reader import Reader
from .version_items import VersionsFile


@dataclass(frozen=True, slots=True)
class PolicyItem:
    """A policy, and the version in force (null where there is none).

    `archived` is the version that stands where it is known from a record alone: whether it is in
    force is not known here.

    `kind` is the id of its folder: `privacy` and `cookies` mean the same for all organizations.
    """

    policy: str
    kind: str
    title: str
    in_force: date | None
    next_change: date | None
    languages: tuple[str, ...]
    url: str
    versions: str
    feed: str
    archived: date | None


@dataclass(frozen=True, slots=True)
class OrganizationFile:
    """An organization with its policies; `accept` is the set that its forms must show."""

    organization: str
    name: str
    url: str
    language: str
    languages: tuple[str, ...]
    timezone: str
    as_of: date
    next_change: date | None
    accept: str
    policies: tuple[PolicyItem, ...]


@dataclass(frozen=True, slots=True)
class SiteFile:
    """All organizations of a site, by id; `as_of` is the day in UTC."""

    url: str
    as_of: date
    organizations: tuple[OrganizationFile, ...]


def of_organization(point: Reader, found: Sequence[VersionsFile]) -> OrganizationFile:
    """Say what an organization publishes, from the versions of each of its policies."""
    organization = point.organization
    home = point.site.absolute(urls.organization(organization.id))
    changes = [each.next_change for each in found if each.next_change]
    return OrganizationFile(
        organization.id,
        organization.name(organization.language),
        home,
        organization.language,
        tuple(organization.languages),
        organization.fields.organization.timezone,
        point.today,
        min(changes, default=None),
        f"{home}{urls.ACCEPT}",
        tuple(map(_policy, found)),
    )


def file(url: str, found: OrganizationFile) -> tuple[str, bytes]:
    """Write the policies of an organization, with the path."""
    path = f"{urls.organization(found.organization)}{urls.POLICIES}"
    return path, written(url, "organization", found)


def together(url: str, today: date, found: Iterable[OrganizationFile]) -> tuple[str, bytes]:
    """Write the policies of the site, with the path."""
    listed = tuple(sorted(found, key=lambda each: each.organization))
    return urls.POLICIES, written(url, "policies", SiteFile(url, today, listed))


def _policy(found: VersionsFile) -> PolicyItem:
    version = standing(found)
    archived = version is not None and version.status is Status.ARCHIVED
    shown = version or found.versions[0]
    return PolicyItem(
        found.policy,
        found.policy,
        found.title,
        version.version if version and not archived else None,
        found.next_change,
        tuple(edition.language for edition in shown.editions),
        found.url,
        f"{found.url}{urls.VERSIONS}",
        f"{found.url}{urls.FEED}",
        version.version if version and archived else None,
    )
