"""The record of a version: which text this is, and what stands before and after it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .. import urls
from ..editions.canonical import SPEAKER
from ..editions.placeholders import known
from ..i18n import Day, Language, language_of
from ..model.history import Policy, Status, Version
from ..model.known import belated
from .reader import Reader

GROUP = 16  # digits that the eye can hold together


class Neighbour(NamedTuple):
    """Another version of the same policy, by the day from which it applies, at its own address."""

    day: Day
    url: str


class Coming(NamedTuple):
    """The version that is announced to follow, and what changes with it."""

    day: Day
    url: str
    summary: str | None
    language: Language | None
    changes: str | None
    calendar: str


class Seal(NamedTuple):
    """How to check that a text is unaltered; `groups` are the 64 digits of its SHA-256."""

    number: int
    day: Day
    groups: tuple[str, ...]
    command: str
    file: str
    ledger: str
    receipt: str


class Correction(NamedTuple):
    """What was wrong and what it should say; `before` is the file with the text as it read then."""

    day: Day
    wrong: str
    right: str
    language: Language | None
    before: str | None


class Withdrawal(NamedTuple):
    """Since when a text is withdrawn, and why."""

    day: Day
    reason: str
    language: Language | None


class Record(NamedTuple):
    """Which text this is: all that a reader must know before relying on it.

    Of other versions it says no more than it must, so that a new one leaves old pages as they are.
    """

    status: Status
    archived: bool
    restated: bool
    since: Day
    until: Day | None
    announced: Day | None
    updated: Day | None
    belated: Day | None
    basis: str
    languages: tuple[Language, ...]
    authoritative: Language
    authoritative_name: str
    authoritative_url: str
    previous: Neighbour | None
    next: Neighbour | None
    in_force_url: str | None
    changes: str | None
    changed_since: str | None
    history_url: str
    permanent: str
    source: str | None
    retrieved: Day | None
    legal_name: str
    cookies: int | None
    seal: Seal | None
    corrections: tuple[Correction, ...]
    withdrawal: Withdrawal | None


def record(point: Reader, policy: Policy, version: Version) -> Record:
    """Gather what a reader must know of a version."""
    interface, organization = point.interface, point.organization
    history, fields = policy.history, version.fields
    current, until = history.in_force(point.today_of(policy)), history.last_day(version)
    shown = point.edition(version).language
    source = fields.source
    dated = urls.version(organization.id, policy.id, version.date)
    translated = shown != version.language

    def day(found: date | None) -> Day | None:
        return interface.day(found) if found else None

    def near(other: Version | None) -> Neighbour | None:
        return neighbour(point, policy, other) if other else None

    return Record(
        status=history.status(version, point.today_of(policy)),
        archived=version.archived,
        restated=version.restated,
        since=interface.day(version.date),
        until=day(until),
        announced=day(fields.announced),
        updated=day(fields.updated),
        belated=day(belated(version)),
        basis=fields.effective_basis,
        languages=point.languages_of(version),
        authoritative=language_of(version.language),
        authoritative_name=interface.name_of(version.language),
        authoritative_url=dated if translated else "",
        previous=near(history.predecessor(version)),
        next=near(history.successor(version)),
        in_force_url=point.policy_url(policy) if current and current is not version else None,
        changes=changes(point, policy, version),
        changed_since=changed_since(point, policy, version),
        history_url=point.history_url(policy),
        permanent=point.site.absolute(point.url(dated)),
        source=source.url if source else None,
        retrieved=day(source.retrieved) if source else None,
        legal_name=known(organization, version, shown, shown).get(SPEAKER, ""),
        cookies=len(fields.cookies) if fields.cookies is not None else None,
        seal=seal(point, policy, version),
        corrections=tuple(corrections(point, policy, version)),
        withdrawal=withdrawal(point, version),
    )


def changes(point: Reader, policy: Policy, version: Version) -> str | None:
    """Find what changed with a version, where the one before it is still shown."""
    before = policy.history.predecessor(version)
    if before is None or before.withdrawal or version.withdrawal or version.draft:
        return None
    organization = point.organization.id
    return point.url(urls.compare(organization, policy.id, before.date, str(version.date)))


def changed_since(point: Reader, policy: Policy, version: Version) -> str | None:
    """Find what changed since a version that is no longer in force."""
    current = policy.history.in_force(point.today_of(policy))
    if current is None or current.withdrawal or current.date <= version.date or version.withdrawal:
        return None
    return point.url(urls.compare(point.organization.id, policy.id, version.date, urls.LATEST))


def seal(point: Reader, policy: Policy, version: Version) -> Seal | None:
    """Say how to check the text that is shown; None for a draft."""
    edition = point.edition(version)
    if edition.entry is None:
        return None
    organization = point.organization
    plain = urls.version(organization.id, policy.id, version.date)
    file = urls.wording(urls.localized(plain, edition.language, organization.language))
    digits = edition.entry.digest
    return Seal(
        edition.entry.line.number,
        point.interface.day(edition.entry.line.date),
        tuple(digits[at : at + GROUP] for at in range(0, len(digits), GROUP)),
        f"curl -s {point.site.absolute(file)} | sha256sum",
        file,
        urls.ledger(organization.id, policy.id),
        f"{urls.RECEIPT}?of={digits}",
    )


def corrections(point: Reader, policy: Policy, version: Version) -> Iterator[Correction]:
    """List what was corrected in the text that is shown, in order."""
    edition = point.edition(version)
    if edition.entry is None:
        return
    organization = point.organization
    plain = urls.version(organization.id, policy.id, version.date)
    address = urls.localized(plain, edition.language, organization.language)
    number = edition.entry.seal.number
    for line in edition.entry.notes:
        yield Correction(
            point.interface.day(line.date),
            line.wrong,
            line.right,
            point.foreign(edition.language),
            urls.former(address, number) if line.reading else None,
        )
        number = line.number if line.reading else number


def withdrawal(point: Reader, version: Version) -> Withdrawal | None:
    """Say why a text is withdrawn, in the reader's language where it was said in it."""
    gone = version.withdrawal
    if gone is None:
        return None
    language = point.language if point.language in gone.reasons else version.language
    return Withdrawal(
        point.interface.day(gone.date), gone.reasons[language], point.foreign(language)
    )


def neighbour(point: Reader, policy: Policy, version: Version) -> Neighbour:
    """Link another version."""
    return Neighbour(point.interface.day(version.date), point.version_url(policy, version))


def coming(point: Reader, policy: Policy, version: Version) -> Coming | None:
    """Find what is announced to follow the version in force."""
    after = policy.history.successor(version)
    if after is None or not policy.history.status(version, point.today_of(policy)).stands:
        return None
    edition = point.edition(after)
    return Coming(
        point.interface.day(after.date),
        point.version_url(policy, after),
        edition.words.summary,
        point.foreign(edition.language),
        changes(point, policy, after),
        f"{point.policy_url(policy)}{urls.CALENDAR}",
    )
