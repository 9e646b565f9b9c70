"""What of a Library is public on a day: sealed, told to the public, and nothing else."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from .. import urls
from ..clock import Moment
from .entities import Jurisdiction, Library, Organization
from .history import History, Policy, Text, Version


def published(
    library: Library,
    moment: Moment,
    drafts: bool = False,
    contained: Collection[object] = frozenset(),
    silent: bool = False,
) -> Library:
    """Leave out what is not public at `moment`; drafts stay where `drafts` is set.

    Corrections that came later are left out too, and sections that only drafts contain. An equal
    Library comes out where nothing is left out. `contained` are sections that public texts of
    other organizations contain, by law, owner and date. An organization that has policies, none of
    them public, is left out too, unless those that are `silent` stay.
    """
    organizations = {
        # Today, whatever is sealed is public; only travel asks since when.
        organization.id: _organization(organization, moment.day, drafts)
        for organization in library.organizations.values()
    }
    organizations = {
        name: public
        for name, public in organizations.items()
        if silent or drafts or public.policies or not library.organizations[name].policies
    }
    contained = {*contained} | {
        (section.jurisdiction, section.owner, section.date)
        for organization in organizations.values()
        for policy in organization.policies.values()
        for version in policy.history.versions
        for section in library.contained(organization, version)
    }
    jurisdictions = {
        law.id: _jurisdiction(law, moment.today("UTC"), contained)
        for law in library.jurisdictions.values()
    }
    return replace(library, organizations=organizations, jurisdictions=jurisdictions)


def public_from(version: Version, language: str) -> date | None:
    """Tell the day from which an edition is public; None for a draft.

    That is the day of its seal. What was sealed together with its version shares the past of that
    version, which may be older than its ledger: it was public when it was announced, at the
    latest when it took effect.
    """
    entry, own = version.editions[language].entry, version.entry
    if entry is None or own is None:
        return None
    if entry.seal.date > own.seal.date:
        return entry.seal.date
    return min(own.seal.date, version.fields.announced or version.date, version.date)


def _organization(organization: Organization, today: date | None, drafts: bool) -> Organization:
    policies = {}
    for policy in organization.policies.values():
        versions = []
        for version in policy.history.versions:
            kept = _editions(version, today, drafts)
            if version.language in kept:
                own = kept[version.language]
                versions.append(replace(version, editions=kept, entry=own.entry))
        if versions:
            policies[policy.id] = Policy(policy.id, History(tuple(versions)))
    return replace(organization, policies=policies)


def _editions(version: Version, today: date | None, drafts: bool) -> Mapping[str, Text[Any]]:
    kept = {}
    for tag, text in version.editions.items():
        since = public_from(version, tag)
        if drafts if since is None else today is None or since <= today:
            kept[tag] = _as_of(text, today)
    return kept


def _as_of(text: Text[Any], today: date | None) -> Text[Any]:
    """Leave out the corrections that came later."""
    entry = text.entry
    if today is None or entry is None or all(c.date <= today for c in entry.corrections):
        return text
    kept = tuple(c for c in entry.corrections if c.date <= today)
    return replace(text, entry=replace(entry, corrections=kept))


def _jurisdiction(law: Jurisdiction, today: date, contained: Collection[object]) -> Jurisdiction:
    """Keep the sections that public policies contain, and those whose day has come."""
    kept = tuple(
        section
        for section in law.sections
        if section.date <= today or (law.id, section.owner, section.date) in contained
    )
    return replace(law, sections=kept)


def addresses(library: Library) -> Iterator[str]:
    """List the addresses of organizations, policies and versions in governing languages."""
    for speaker in library.organizations.values():
        yield urls.organization(speaker.id)
        for promise in speaker.policies.values():
            yield urls.policy(speaker.id, promise.id)
            for version in promise.history.versions:
                yield urls.version(speaker.id, promise.id, version.date)
