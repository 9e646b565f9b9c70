"""`accept.json`: what a form of an organization shows, and when it must ask again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .. import urls
from ..model.history import Status
from .current_json import standing
from .json_files import written
from .version_items import VersionItem, VersionsFile

# Changes after which whoever has accepted is not asked again.
SMALL = {"none", "editorial", "clarification"}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A record of what somebody has accepted, but for who did and when.

    A form adds `accepted_at` (an instant, RFC 3339) and keeps it. `privacy_notice` and `language`
    are fields of ISO/IEC TS 27560.
    """

    organization: str
    policy: str
    version: date
    privacy_notice: str
    language: str
    text: str
    sha256: str
    ledger: int


@dataclass(frozen=True, slots=True)
class AcceptItem:
    """A policy as a form shows it.

    Whoever accepted one of the texts `still_valid` (digests), the oldest of which is of the version
    `still_valid_from`, need not be asked again: only small changes and corrections came since.
    `editions` are records to keep, by language, the governing one first.
    """

    policy: str
    title: str
    version: date
    effective_instant: str
    change: str | None
    url: str
    still_valid_from: date
    still_valid: tuple[str, ...]
    editions: tuple[Acceptance, ...]


@dataclass(frozen=True, slots=True)
class AcceptFile:
    """The set that forms of an organization show from `as_of` until `next_change`."""

    organization: str
    as_of: date
    next_change: date | None
    policies: tuple[AcceptItem, ...]


def file(
    url: str, organization: str, today: date, found: Sequence[VersionsFile]
) -> tuple[str, bytes]:
    """Write the set of an organization, with its path."""
    shown = tuple(item for each in found if (item := _item(each)))
    changes = [each.next_change for each in found if each.next_change]
    data = AcceptFile(organization, today, min(changes, default=None), shown)
    return f"{urls.organization(organization)}{urls.ACCEPT}", written(url, "accept", data)


def _item(found: VersionsFile) -> AcceptItem | None:
    version = standing(found)
    if version is None:
        return None
    valid = list(_valid(found, version))
    return AcceptItem(
        found.policy,
        version.title,
        version.version,
        version.effective_instant,
        version.change,
        found.url,
        valid[-1].version,
        tuple(dict.fromkeys(digest for each in valid for digest in _digests(each))),
        tuple(
            Acceptance(
                found.organization,
                found.policy,
                version.version,
                edition.url,
                edition.language,
                edition.text,
                edition.sha256,
                edition.ledger,
            )
            for edition in version.editions
        ),
    )


def _valid(found: VersionsFile, version: VersionItem) -> Iterator[VersionItem]:
    """List the version in force and those before it, back to the last that asked anew.

    One that does not say how much it changes asks anew, and so does one that is withdrawn by now;
    one that never took effect was never accepted.
    """
    for each in found.versions:
        withdrawn = each.status is Status.WITHDRAWN
        if each.effective > version.effective or (withdrawn and not each.until):
            continue
        if not withdrawn:
            yield each
        if each.change not in SMALL:
            return


def _digests(version: VersionItem) -> Iterator[str]:
    """List the digests of all texts of a version, as they read now and before corrections."""
    for edition in version.editions:
        yield edition.sha256
    for correction in version.corrections:
        if correction.before_sha256:
            yield correction.before_sha256
