"""`versions.json`: every version of a policy for programs, and which is in force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .. import urls
from ..clock import begins
from ..model.history import Policy, Status, Text, Version
from ..sources.schema import VersionFields, VersionWords
from .json_files import written
from .reader import Reader
from .version_facts import changed_since, changes

GOVERNING = "governing"


@dataclass(frozen=True, slots=True)
class EditionItem:
    """A version in one language.

    `provenance` is `governing`, `person` or `machine`: whose words they are. `awaiting` are the
    parts that are not translated yet. `sha256` and `ledger` (the number of a line) are those of the
    text as it reads now, at `text`; `published` is the day of its seal.
    """

    language: str
    provenance: str
    awaiting: tuple[str, ...]
    title: str
    summary: str | None
    url: str
    text: str
    sha256: str
    ledger: int
    published: date


@dataclass(frozen=True, slots=True)
class CorrectionItem:
    """A note on an edition: for what is `wrong`, read what is `right`.

    Where words changed, `before` is the text as it read until then, and `before_sha256` its digest.
    """

    language: str
    date: date
    ledger: int
    wrong: str
    right: str
    before: str | None
    before_sha256: str | None


@dataclass(frozen=True, slots=True)
class WithdrawalItem:
    """Since when a version is withdrawn, and why, by language."""

    date: date
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SectionItem:
    """The part that a law adds; `wording` is the organization whose own it is, null if shared."""

    jurisdiction: str
    version: date
    wording: str | None


@dataclass(frozen=True, slots=True)
class CompareItem:
    """Pages that compare a version with the one before, and with the one in force."""

    previous: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class VersionItem:
    """A version, in force from `effective` up to and without `until`.

    `effective_instant` is when that day begins for the organization, in UTC. `until` is null while
    no end is known, and where it never took effect. `published` is the day of the seal, `announced`
    and `updated` are what the text says. `basis` tells what `effective` rests on: `stated`,
    `last-updated` or `first-archived`. `change` is `none`, `editorial`, `clarification` or
    `material`; `because` is `practice`, `wording` or `law`.
    """

    version: date
    status: Status
    effective: date
    until: date | None
    effective_instant: str
    basis: str
    published: date
    announced: date | None
    updated: date | None
    change: str | None
    because: str | None
    title: str
    summary: str | None
    url: str
    editions: tuple[EditionItem, ...]
    sections: tuple[SectionItem, ...]
    compare: CompareItem
    corrections: tuple[CorrectionItem, ...]
    withdrawal: WithdrawalItem | None


@dataclass(frozen=True, slots=True)
class Floor:
    """The oldest version that is known; before one that states no date there may be others."""

    effective: date
    earlier_text_may_exist: bool


@dataclass(frozen=True, slots=True)
class VersionsFile:
    """A policy in time, newest first; all addresses are absolute.

    Statuses are those of the day `as_of` in `timezone`, and change on the day `next_change` as far
    as is known.
    """

    organization: str
    policy: str
    title: str
    language: str
    timezone: str
    as_of: date
    next_change: date | None
    url: str
    history: str
    ledger: str
    floor: Floor
    versions: tuple[VersionItem, ...]


def versions(point: Reader, policy: Policy) -> VersionsFile:
    """Gather the versions of a policy; `point` stands in the governing language."""
    organization, history, base = point.organization, policy.history, point.site.url
    found = tuple(_version(point, policy, v) for v in reversed(history.versions))
    first = history.versions[0]
    return VersionsFile(
        organization.id,
        policy.id,
        (history.standing(point.today) or first).authoritative.words.title,
        organization.language,
        organization.fields.organization.timezone,
        point.today,
        min((v.date for v in history.adopted if v.date > point.today), default=None),
        f"{base}{urls.policy(organization.id, policy.id)}",
        f"{base}{urls.history(organization.id, policy.id)}",
        f"{base}{urls.ledger(organization.id, policy.id)}",
        Floor(first.date, first.fields.effective_basis != "stated"),
        found,
    )


def file(url: str, found: VersionsFile) -> tuple[str, bytes]:
    """Write `versions.json`, with its path."""
    path = f"{urls.policy(found.organization, found.policy)}{urls.VERSIONS}"
    return path, written(url, "versions", found)


def _version(point: Reader, policy: Policy, version: Version) -> VersionItem:
    organization, fields, base = point.organization, version.fields, point.site.url
    last, gone, entry = policy.history.last_day(version), version.withdrawal, version.entry
    assert entry  # what is public is sealed

    def absolute(address: str | None) -> str | None:
        return base + address if address else None

    return VersionItem(
        version=version.date,
        status=policy.history.status(version, point.today),
        effective=version.date,
        until=last + timedelta(days=1) if last else None,
        effective_instant=begins(version.date, organization.fields.organization.timezone),
        basis=fields.effective_basis,
        published=entry.seal.date,
        announced=fields.announced,
        updated=fields.updated,
        change=fields.change,
        because=fields.because,
        title=version.authoritative.words.title,
        summary=version.authoritative.words.summary,
        url=base + urls.version(organization.id, policy.id, version.date),
        editions=tuple(
            _edition(point, policy, version, version.editions[tag])
            for tag in organization.languages
            if tag in version.editions
        ),
        sections=tuple(
            SectionItem(s.jurisdiction, s.date, s.owner)
            for s in point.site.library.contained(organization, version)
        ),
        compare=CompareItem(
            absolute(changes(point, policy, version)),
            absolute(changed_since(point, policy, version)),
        ),
        corrections=tuple(_corrections(point, policy, version)),
        withdrawal=WithdrawalItem(gone.date, gone.reasons) if gone else None,
    )


def _edition(
    point: Reader, policy: Policy, version: Version, text: Text[VersionFields | VersionWords]
) -> EditionItem:
    words, entry = text.words, text.entry
    assert entry
    translated = isinstance(words, VersionWords)
    address = _address(point, policy, version, text.language)
    return EditionItem(
        text.language,
        words.translation if isinstance(words, VersionWords) else GOVERNING,
        tuple(words.awaiting) if isinstance(words, VersionWords) else (),
        words.title,
        words.summary or (version.fields.summary if translated else None),
        address,
        urls.wording(address),
        entry.digest,
        entry.line.number,
        entry.seal.date,
    )


def _corrections(point: Reader, policy: Policy, version: Version) -> Iterator[CorrectionItem]:
    for text in version.editions.values():
        entry = text.entry
        assert entry
        number, digest = entry.seal.number, entry.seal.sha256
        address = _address(point, policy, version, text.language)
        for line in entry.corrections:
            before = (urls.former(address, number), digest) if line.reading else (None, None)
            yield CorrectionItem(
                text.language, line.date, line.number, line.wrong, line.right, *before
            )
            if line.reading:
                number, digest = line.number, line.reading.sha256


def _address(point: Reader, policy: Policy, version: Version, language: str) -> str:
    plain = urls.version(point.organization.id, policy.id, version.date)
    return point.site.url + urls.localized(plain, language, point.organization.language)
