"""What needs doing, by day: drafts, announced versions, translations, reviews, newer sections."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from ..clock import Moment
from ..dates import DURATION, after
from ..editions import canonical
from ..editions.render import EditionKey, Editions
from ..ledger.events import edition_id
from ..model.entities import Library, Organization
from ..model.history import Policy, Status, Text, Version
from ..problems import Place
from ..sources.schema import VersionWords
from .notes import newer_sections

State = Literal["up-to-date", "outdated", "awaiting", "machine", "draft", "missing"]


class Draft(NamedTuple):
    """An edition that is not sealed, and the day that it is for."""

    edition: str
    path: str
    effective: date


class Announced(NamedTuple):
    """A version that is sealed and takes effect on a day to come."""

    version: str
    effective: date


class Translation(NamedTuple):
    """What the text of a version in a language is; `parts` are those that are behind."""

    version: str
    language: str
    state: State
    parts: tuple[str, ...] = ()


class Review(NamedTuple):
    """A policy that is to be looked at again on a day."""

    policy: str
    due: date


class NewerSection(NamedTuple):
    """A section that a policy contains in an older version than there is."""

    policy: str
    section: str
    contained: date
    newest: date
    place: Place


class Agenda(NamedTuple):
    """What needs doing; each list is in the order of days, then of names."""

    drafts: tuple[Draft, ...]
    announced: tuple[Announced, ...]
    translations: tuple[Translation, ...]
    reviews: tuple[Review, ...]
    sections: tuple[NewerSection, ...]


def agenda(library: Library, editions: Editions, moment: Moment) -> Agenda:
    """List what needs doing at `moment`."""
    drafts: list[Draft] = []
    announced: list[Announced] = []
    translations: list[Translation] = []
    reviews: list[Review] = []
    sections: list[NewerSection] = []
    for organization in library.organizations.values():
        for policy in organization.policies.values():
            name = f"{organization.id}/{policy.id}"
            today = policy.history.today(moment, organization.fields.organization.timezone)
            drafts += _drafts(organization, policy)
            for version in _current(policy, today):
                status = policy.history.status(version, today)
                if status is Status.ANNOUNCED:
                    announced.append(Announced(f"{name}/{version.date}", version.date))
                translations += _translations(editions, organization, policy, version)
            standing = policy.history.in_force(today)
            if standing and standing.fields.review:
                reviews.append(Review(name, _due(standing.date, standing.fields.review)))
            for section, newest, place in newer_sections(library, organization, policy):
                named = (section.jurisdiction, section.date, newest.date, place)
                sections.append(NewerSection(name, *named))
    return Agenda(
        tuple(sorted(drafts, key=lambda each: each.effective)),
        tuple(sorted(announced, key=lambda each: each.effective)),
        tuple(translations),
        tuple(sorted(reviews, key=lambda each: each.due)),
        tuple(sorted(sections, key=lambda each: each.newest)),
    )


def _drafts(organization: Organization, policy: Policy) -> Iterator[Draft]:
    for version in policy.history.versions:
        for language, text in version.editions.items():
            if text.entry is None:
                name = edition_id(organization.id, policy.id, version.date, language)
                yield Draft(name, text.document.path, version.date)


def _current(policy: Policy, today: date) -> Iterator[Version]:
    """List the versions that somebody reads or will: in force, announced, drafts to come."""
    standing = policy.history.in_force(today)
    for version in policy.history.versions:
        coming = version.draft or version.date > today
        if version is standing or (coming and not version.withdrawal):
            yield version


def _translations(
    editions: Editions, organization: Organization, policy: Policy, version: Version
) -> Iterator[Translation]:
    name = f"{organization.id}/{policy.id}/{version.date}"
    for language in organization.languages:
        if language == version.language:
            continue
        text = version.editions.get(language)
        if text is None:
            yield Translation(name, language, "missing")
            continue
        parts = _behind(editions, organization, policy, version, text)
        words = text.words
        assert isinstance(words, VersionWords)
        if parts:
            yield Translation(name, language, "outdated", parts)
        elif words.awaiting:
            yield Translation(name, language, "awaiting", tuple(words.awaiting))
        elif text.entry is None:
            yield Translation(name, language, "draft")
        else:
            machine = words.translation == "machine"
            yield Translation(name, language, "machine" if machine else "up-to-date")


def _behind(
    editions: Editions,
    organization: Organization,
    policy: Policy,
    version: Version,
    text: Text[object],
) -> tuple[str, ...]:
    """Name the parts of the official text that read otherwise than when this was translated."""
    made, own = text.entry.seal.authoritative if text.entry else None, version.entry
    if made is None or own is None or made.sha256 == own.digest:
        return ()
    key = EditionKey(organization.id, policy.id, version.date, version.language)
    sealed = editions.texts[key].sealed
    write = canonical.write(
        organization, policy.id, version, version.language, sealed, own.readings
    )
    now = canonical.parts(write)
    return tuple(part for part in now if made.headings.get(part) != now[part])


def _due(day: date, review: str) -> date:
    match = DURATION.fullmatch(review)
    assert match
    return after(day, {unit: int(number) for unit, number in match.groupdict("0").items()})
