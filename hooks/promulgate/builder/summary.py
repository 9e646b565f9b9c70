"""What the pages that organizations share say of each of them, and nothing more.

An organization is built by itself; the home page, the pages of laws and what is checked there need
only this of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pydantic import TypeAdapter

from ..editions.render import EditionKey
from ..model.entities import Library, Organization
from ..model.history import History, Policy, Version
from ..pages import feeds, jurisdiction, organization
from ..pages.atom import FeedEntry
from ..pages.context import Site
from ..pages.feeds import Told
from ..pages.jurisdiction import Publisher
from ..pages.organization import OrganizationCard
from ..sources.schema import OrganizationFields, VersionFields


class Shown(NamedTuple):
    """What other pages show of an organization.

    `hidden` are addresses of what is not public. `sections` are the shared ones that its public
    texts contain, `publishers` its policies in force by law and language. `feed` is the latest
    that feeds tell of it in its own language.
    """

    listed: OrganizationCard
    hidden: tuple[str, ...]
    sections: tuple[tuple[str, date], ...]
    publishers: Mapping[str, Mapping[str, Sequence[Publisher]]]
    feed: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """An organization as others see it; nothing is `shown` of one in which something is wrong.

    `anchors` are those of each version in the governing language, by policy and date, drafts
    included: what links may lead to. They are None where a text is withdrawn.
    """

    id: str
    fields: OrganizationFields
    anchors: Mapping[str, Mapping[date, Sequence[str] | None]]
    shown: Shown | None = None


def summarize(
    speaker: Organization,
    anchors: Mapping[EditionKey, Sequence[str]],
    site: Site | None,
    told: Mapping[str, Told] = MappingProxyType({}),
) -> Summary:
    """Say of an organization what others need; `speaker` has what is not public, too.

    `told` is what feeds tell of each of its policies.
    """
    dated = {
        policy.id: {
            version.date: anchors.get((speaker.id, policy.id, version.date, speaker.language))
            for version in policy.history.versions
        }
        for policy in speaker.policies.values()
    }
    return Summary(speaker.id, speaker.fields, dated, _shown(site, speaker, told) if site else None)


def _shown(site: Site, speaker: Organization, told: Mapping[str, Told]) -> Shown:
    public = site.library.organizations[speaker.id]
    contained = {
        (section.jurisdiction, section.date)
        for policy in public.policies.values()
        for version in policy.history.versions
        for section in site.library.contained(public, version)
        if section.owner is None
    }
    return Shown(
        organization.listed(site, public),
        tuple(sorted(address for address in site.gone if address.startswith(f"{speaker.id}/"))),
        tuple(sorted(contained)),
        jurisdiction.publishers(site, public),
        feeds.latest(site, public, public.language, told),
    )


def parse(data: str) -> Summary:
    """Read an outline from JSON."""
    return _adapter().validate_json(data)


@lru_cache  # a slow thing to make, and seldom asked for
def _adapter() -> TypeAdapter[Summary]:
    return TypeAdapter(Summary)


def with_outlines(library: Library, outlines: Iterable[Summary]) -> Library:
    """Stand in for organizations that are built elsewhere, so that links to them are resolved."""
    return replace(library, organizations={o.id: _stand_in(o) for o in outlines})


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


def anchors(outlines: Iterable[Summary]) -> Iterator[tuple[EditionKey, Sequence[str]]]:
    """List the anchors of every version, as `proofread` wants them."""
    for known in outlines:
        for policy, dated in known.anchors.items():
            for day, ids in dated.items():
                if ids is not None:
                    yield (known.id, policy, day, known.fields.organization.language), ids
