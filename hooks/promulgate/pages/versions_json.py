"""`versions.json`: every version of a policy for programs, and which is in force."""

from collections.abc import Iterator
from datetime import date, timedelta

from .. import urls
from ..clock import begins
from ..model.history import Policy, Text, Version
from ..sources.schema import VersionFields, VersionWords
from .json_files import written
from .reader import Reader
from .version_facts import changed_since, changes
from .version_items import (
    GOVERNING,
    CompareItem,
    CorrectionItem,
    EditionItem,
    Floor,
    SectionItem,
    VersionItem,
    VersionsFile,
    WithdrawalItem,
)


def versions(point: Reader, policy: Policy) -> VersionsFile:
    """Gather the versions of a policy; `point` stands in the governing language."""
    organization, history, absolute = point.organization, policy.history, point.site.absolute
    found = tuple(_version(point, policy, v) for v in reversed(history.versions))
    first = history.versions[0]
    return VersionsFile(
        organization.id,
        policy.id,
        (history.standing(point.today_of(policy)) or first).authoritative.words.title,
        organization.language,
        organization.fields.organization.timezone,
        point.today_of(policy),
        min((v.date for v in history.adopted if v.date > point.today_of(policy)), default=None),
        absolute(urls.policy(organization.id, policy.id)),
        absolute(urls.history(organization.id, policy.id)),
        absolute(urls.ledger(organization.id, policy.id)),
        Floor(first.date, first.archived),
        found,
    )


def file(url: str, found: VersionsFile) -> tuple[str, bytes]:
    """Write `versions.json`, with its path."""
    path = f"{urls.policy(found.organization, found.policy)}{urls.VERSIONS}"
    return path, written(url, "versions", found)


def _version(point: Reader, policy: Policy, version: Version) -> VersionItem:
    organization, fields = point.organization, version.fields
    zone, last = organization.fields.organization.timezone, policy.history.last_day(version)
    after = policy.history.successor(version)
    gone, entry = version.withdrawal, version.entry
    assert entry  # what is public is sealed

    until = last + timedelta(days=1) if last else None

    def absolute(address: str | None) -> str | None:
        return point.site.absolute(address) if address else None

    return VersionItem(
        version=version.date,
        status=policy.history.status(version, point.today_of(policy)),
        effective=version.date,
        until=until,
        effective_instant=(
            str(version.date) if version.archived else begins(version.date, version.zone or zone)
        ),
        until_instant=_end(until, after or version, zone) if until else None,
        basis=fields.effective_basis,
        published=entry.seal.date,
        announced=fields.announced,
        updated=fields.updated,
        change=fields.change,
        because=fields.because,
        title=version.authoritative.words.title,
        summary=version.authoritative.words.summary,
        url=point.site.absolute(urls.version(organization.id, policy.id, version.date)),
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


def _end(until: date, after: Version, zone: str) -> str:
    return str(until) if after.archived else begins(until, after.zone or zone)


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
        for line in entry.notes:
            before = (urls.former(address, number), digest) if line.reading else (None, None)
            yield CorrectionItem(
                text.language, line.date, line.number, line.wrong, line.right, *before
            )
            if line.reading:
                number, digest = line.number, line.reading.sha256


def _address(point: Reader, policy: Policy, version: Version, language: str) -> str:
    plain = urls.version(point.organization.id, policy.id, version.date)
    return point.site.absolute(urls.localized(plain, language, point.organization.language))
