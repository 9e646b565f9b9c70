"""What the pages that organizations share say of each of them, and nothing more.

An organization is built by itself; the home page, the pages of laws and what is checked there need
only this of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from ..editions.render import EditionKey, Editions
from ..model.entities import Library, Organization
from ..model.history import History, Policy, Version
from ..pages import feeds, jurisdiction, organization
from ..pages.atom import FeedEntry
from ..pages.context import Site
from ..pages.feeds import Told
from ..pages.jurisdiction import Publisher
from ..pages.organization import OrganizationCard
from ..pages.policies_json import OrganizationFile, of_organization
from ..pages.reader import Reader
from ..pages.search import FoundOrganization
from ..pages.version_items import VersionsFile
from ..sources.paths import SHARED, organization_of
from ..sources.schema import OrganizationFields, VersionFields


class Shown(NamedTuple):
    """What other pages show of an organization.

    `hidden` are addresses of what is not public. `sections` are the shared ones that its public
    texts contain, `publishers` its policies in force by law and language. `feed` is the latest
    that feeds tell of it in its own language, `published` what programs read of it. `files` are
    those of the site that its texts link, `searched` what the search of all finds of it.
    """

    listed: Mapping[str, OrganizationCard]
    hidden: tuple[str, ...]
    sections: tuple[tuple[str, date], ...]
    publishers: Mapping[str, Mapping[str, Sequence[Publisher]]]
    feed: tuple[FeedEntry, ...]
    published: OrganizationFile
    files: tuple[str, ...]
    searched: FoundOrganization


@dataclass(frozen=True, slots=True)
class Summary:
    """An organization as others see it; nothing is `shown` of one in which something is wrong.

    `anchors` are those of each version in the governing language, by policy and date, drafts
    included: what links may lead to. They are None where a text is withdrawn. In `zones` its
    versions take effect.
    """

    id: str
    fields: OrganizationFields
    anchors: Mapping[str, Mapping[date, Sequence[str] | None]]
    shown: Shown | None = None
    zones: tuple[str, ...] = ()


def summarize(speaker: Organization, editions: Editions, shown: Shown | None) -> Summary:
    """Say of an organization what others need; `speaker` has what is not public, too."""
    anchors: dict[str, dict[date, Sequence[str] | None]] = {}
    for policy in speaker.policies.values():
        for version in policy.history.versions:
            key = EditionKey(speaker.id, policy.id, version.date, speaker.language)
            edition = editions.texts.get(key)
            anchors.setdefault(policy.id, {})[version.date] = edition.ids if edition else None
    return Summary(speaker.id, speaker.fields, anchors, shown, tuple(sorted(_zones(speaker))))


def _zones(speaker: Organization) -> set[str]:
    """List the time zones in which its versions take effect: its own, and those of its seals."""
    versions = [v for p in speaker.policies.values() for v in p.history.versions]
    return {speaker.fields.organization.timezone, *filter(None, (v.zone for v in versions))}


def show(
    site: Site,
    public: Organization,
    told: Mapping[str, Told],
    found: Sequence[VersionsFile],
    linked: Iterable[str],
    searched: FoundOrganization,
) -> Shown:
    """Gather what other pages show; `told` is what feeds tell of each policy.

    `linked` are the files that its texts link, by path.
    """
    contained = {
        (section.jurisdiction, section.date)
        for policy in public.policies.values()
        for version in policy.history.versions
        for section in site.library.contained(public, version)
        if section.owner is None
    }
    return Shown(
        organization.listed(site, public),
        tuple(sorted(address for address in site.hidden if address.startswith(f"{public.id}/"))),
        tuple(sorted(contained)),
        jurisdiction.publishers(site, public),
        feeds.latest(site, public, public.language, told),
        of_organization(Reader(site, public, public.language), found),
        tuple(sorted(path for path in linked if organization_of(path) == SHARED)),
        searched,
    )


def with_summaries(library: Library, summaries: Iterable[Summary]) -> Library:
    """Stand in for organizations that are built elsewhere, so that links to them are resolved."""
    return replace(library, organizations={s.id: _stand_in(s) for s in summaries})


def _stand_in(known: Summary) -> Organization:
    language = known.fields.organization.language
    policies = {
        name: Policy(
            name, History(tuple(Version(language, _fields(name, day), {}) for day in sorted(dated)))
        )
        for name, dated in known.anchors.items()
    }
    return Organization(known.id, known.fields, {}, policies, {})


def _fields(title: str, day: date) -> VersionFields:
    return VersionFields.model_validate({"title": title, "effective": str(day)})


def anchors(summaries: Iterable[Summary]) -> dict[EditionKey, Sequence[str]]:
    """List the anchors of every version in its governing language."""
    return {
        EditionKey(known.id, policy, day, known.fields.organization.language): ids
        for known in summaries
        for policy, dated in known.anchors.items()
        for day, ids in dated.items()
        if ids is not None
    }
