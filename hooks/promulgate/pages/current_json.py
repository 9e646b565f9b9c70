"""`current.json`: what is in force of a policy, for readers of one language; 2 KB at most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .. import urls
from ..model.history import Status
from .json_files import written
from .version_items import EditionItem, VersionItem, VersionsFile


@dataclass(frozen=True, slots=True)
class CurrentFile:
    """The text in force on the day `as_of`, in `language`, or else the governing text.

    Where nothing is in force, `status` is `announced` (nothing is yet) or `withdrawn`, and all that
    names a version is null; `next_change` is the day on which one takes effect, if any. A text that
    is `archived` is known from a record: later changes are not known here. `url` stays with the
    policy, `permanent` with the version.
    """

    organization: str
    policy: str
    as_of: date
    next_change: date | None
    url: str
    versions: str
    status: Status
    version: date | None
    effective_instant: str | None
    until: date | None
    change: str | None
    language: str | None
    provenance: str | None
    title: str | None
    permanent: str | None
    text: str | None
    sha256: str | None
    ledger: int | None


def standing(found: VersionsFile) -> VersionItem | None:
    """Find the version that stands on the day of a file: in force, or on record."""
    return next((v for v in found.versions if v.status.stands), None)


def status(found: VersionsFile) -> Status:
    """Tell what the undated address shows: a text that stands, one withdrawn, or none yet."""
    if version := standing(found):
        return version.status
    gone = any(v.status is Status.WITHDRAWN and v.until for v in found.versions)
    return Status.WITHDRAWN if gone else Status.ANNOUNCED


def files(url: str, found: VersionsFile, languages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Write what is in force in each of `languages`, by path."""
    plain = urls.policy(found.organization, found.policy)
    version = standing(found)
    for tag in languages:
        address = urls.localized(plain, tag, found.language)
        data = _file(urls.localized(found.url, tag, found.language), found, version, tag)
        yield f"{address}{urls.CURRENT}", written(url, "current", data)


def _file(address: str, found: VersionsFile, version: VersionItem | None, tag: str) -> CurrentFile:
    edition: EditionItem | None = None
    if version:
        listed = {each.language: each for each in version.editions}
        edition = listed.get(tag) or listed[found.language]
    return CurrentFile(
        found.organization,
        found.policy,
        found.as_of,
        found.next_change,
        address,
        f"{found.url}{urls.VERSIONS}",
        status(found),
        version.version if version else None,
        version.effective_instant if version else None,
        version.until if version else None,
        version.change if version else None,
        edition.language if edition else None,
        edition.provenance if edition else None,
        edition.title if edition else None,
        edition.url if edition else None,
        edition.text if edition else None,
        edition.sha256 if edition else None,
        edition.ledger if edition else None,
    )
