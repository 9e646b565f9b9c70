"""`at`: which version was in force on a day, as it is known now or was on another day."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from .. import urls
from ..ledger.events import Entry
from ..model.entities import Organization
from ..model.history import History, Policy, Status, Version
from ..model.known import belated, first_known, known_on
from ..model.visibility import published
from ..problems import printable
from .folder import open_folder
from .named import find_policy


def at(docs: Path, policy: str, day: date, known: date | None, as_json: bool) -> int:
    """Say which version of a policy was in force on a day, or will be."""
    folder = open_folder(docs)
    organization, found = find_policy(published(folder.library, folder.moment), policy)
    history = known_on(found.history, known) if known else found.history
    # Whoever knows a day knows no later one; who asks now knows today.
    today = found.history.today(folder.moment, organization.fields.organization.timezone)
    today = min(known, today) if known else today
    if as_json:
        answer = _answer(organization, found.id, history, day, today, known)
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return 0
    for line in _lines(organization, found, history, day, today, known):
        print(printable(line))
    return 0


def _lines(
    organization: Organization,
    policy: Policy,
    history: History,
    day: date,
    today: date,
    known: date | None,
) -> Iterator[str]:
    if known:
        yield f"As it was known here on {known}:"
    version, standing = history.in_force(day), history.standing(day)
    if version is None:
        yield f"On {day} nothing was in force: {_why(policy.history, history, day, known)}."
        if standing and (gone := standing.withdrawal):
            yield f"  {gone.reasons.get(organization.language, '')}".rstrip()
            yield from _withdrawn(organization, policy.id, standing)
        return
    last = history.last_day(version)
    yield f"On {day} the version of {version.date} {_stood(version, day, today, known)}."
    until = f" until {last}" if last else ""
    yield f"  {version.authoritative.words.title}, from {version.date}{until}"
    yield f"  /{urls.version(organization.id, policy.id, version.date)}"
    if late := belated(version):
        yield f"  Published here on {late}{'' if version.archived else ', after it took effect'}."
    if gone := version.withdrawal:
        yield f"  Withdrawn on {gone.date}, number {gone.number} in the ledger."
    for language, text in version.editions.items():
        if entry := text.entry:
            line = entry.line
            yield f"  {language}: sealed on {entry.seal.date}, number {entry.seal.number}"
            for note in entry.notes:
                yield f"    corrected on {note.date}, number {note.number}: {note.wrong}"
                yield f"      {note.right}"
            yield f"    SHA-256 {entry.digest}, number {line.number} in the ledger"


def _stood(version: Version, day: date, today: date, known: date | None) -> str:
    """Say how a version stood on a day: one that is archived is not known to have been in force."""
    tense = "was" if day < today else "is" if day == today else "will be"
    if version.archived:
        return f"{tense} on record (archived: later changes are not known here)"
    told = f", as far as is announced {'then' if known else 'today'}" if day > today else ""
    return f"{tense} in force{told}"


def _withdrawn(organization: Organization, policy: str, version: Version) -> Iterator[str]:
    gone = version.withdrawal
    assert gone
    yield f"  The version of {version.date} was withdrawn on {gone.date}, number {gone.number}."
    yield f"  /{urls.version(organization.id, policy, version.date)}"


def _why(whole: History, history: History, day: date, known: date | None) -> str:
    """Say why nothing was in force."""
    if not history.versions and known and (first := first_known(whole)):
        return f"the first version was published here on {first}"
    first = history.adopted[0].date if history.adopted else None
    return f"the first version took effect on {first}" if first and day < first else "withdrawn"


def _answer(
    organization: Organization,
    policy: str,
    history: History,
    day: date,
    today: date,
    known: date | None,
) -> Mapping[str, Any]:
    """Answer for programs, in the names of `versions.json`."""
    asked = {
        "organization": organization.id,
        "policy": policy,
        "day": str(day),
        "known_on": str(known) if known else None,
        "as_of": str(today),
    }
    version, standing = history.in_force(day), history.standing(day)
    if version is None:
        gone = _withdrawal(standing) if standing else None
        return {**asked, "version": None, "status": None, "withdrawal": gone}
    last, entry = history.last_day(version), version.entry
    address = urls.version(organization.id, policy, version.date)
    status = history.status(version, day)
    return {
        **asked,
        "version": str(version.date),
        "status": str(Status.IN_FORCE if status is Status.WITHDRAWN else status),
        "title": version.authoritative.words.title,
        "effective": str(version.date),
        "until": str(last) if last else None,
        "published": str(entry.seal.date) if entry else None,
        "published_after_effect": belated(version) is not None,
        "url": f"/{address}",
        "editions": [
            _edition(text.entry, urls.localized(address, tag, organization.language))
            for tag, text in version.editions.items()
            if text.entry
        ],
        "corrections": [
            {"date": str(n.date), "language": tag, "wrong": n.wrong, "right": n.right}
            | {"ledger": n.number}
            for tag, text in version.editions.items()
            for n in (text.entry.notes if text.entry else ())
        ],
        "withdrawal": _withdrawal(version),
    }


def _edition(entry: Entry, address: str) -> Mapping[str, Any]:
    return {
        "language": entry.seal.language,
        "url": f"/{address}",
        "text": f"/{urls.wording(address)}",
        "published": str(entry.seal.date),
        "sha256": entry.digest,
        "ledger": entry.line.number,
    }


def _withdrawal(version: Version) -> Mapping[str, Any] | None:
    gone = version.withdrawal
    if gone is None:
        return None
    return {"date": str(gone.date), "reasons": gone.reasons, "ledger": gone.number}
