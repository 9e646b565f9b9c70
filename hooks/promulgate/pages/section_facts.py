"""What the site says in its own voice beside a section of a law."""

from datetime import date
from typing import NamedTuple

from .. import urls
from ..i18n import Day
from ..model.entities import Section
from ..sources.schema_law import Citation
from .context import Site
from .glossary import Term


class SectionFacts(NamedTuple):
    """What the site says about a section: whom it speaks to, its law, its version.

    `url` is empty where the words are the organization's own, or `restated` from those. The law has
    `moved` since, on a day that has come: what it asks `now` is said there.
    """

    id: str
    applies_to: str
    law: tuple[Citation, ...]
    effective: Day
    url: str
    restated: bool = False
    moved: Day | None = None
    now: str = ""
    terms: tuple[Term, ...] = ()


def section_facts(site: Site, section: Section, spoken: str, tag: str, today: date) -> SectionFacts:
    """Say of a section what a reader must know before reading it."""
    address = urls.jurisdiction(section.jurisdiction)
    owner = site.library.organizations[section.owner] if section.owner else None
    moved = _moved(site, section, today)
    return SectionFacts(
        section.jurisdiction,
        section.text(spoken).words.applies_to,
        tuple(section.fields.law),
        site.interface(tag).day(section.date),
        f"{site.variant(address, tag)}#v{section.date}" if not section.owner else "",
        owner is not None and owner.fields.organization.restated,
        site.interface(tag).day(moved) if moved else None,
        site.variant(address, tag),
    )


def _moved(site: Site, section: Section, today: date) -> date | None:
    """Tell the last day, of those that have come, on which the law moved after a section."""
    shared = site.library.jurisdictions[section.jurisdiction].sections
    return max((s.date for s in shared if section.date < s.date <= today), default=None)
