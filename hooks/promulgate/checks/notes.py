"""What a build says without stopping: drafts that it left out, sections that have moved on."""

from collections.abc import Iterator

from ..ledger.events import edition_id
from ..model.entities import Library, Organization
from ..model.history import Version
from .walk import accepted


def notes(library: Library) -> Iterator[str]:
    """Say one line for each draft, and for each policy that contains a section of yesterday."""
    for organization in library.organizations.values():
        for policy in organization.policies.values():
            for version in policy.history.versions:
                yield from _drafts(organization, policy.id, version)
            if (latest := policy.history.adopted) and not latest[-1].withdrawal:
                yield from _sections(library, organization, latest[-1])


def _drafts(organization: Organization, policy: str, version: Version) -> Iterator[str]:
    for tag, text in version.editions.items():
        if text.entry is None:
            name = edition_id(organization.id, policy, version.date, tag)
            how = f"make seal EDITION={name}"
            yield f"{text.document.path} is a draft and not published; to publish it: {how}"


def _sections(library: Library, organization: Organization, version: Version) -> Iterator[str]:
    text = version.authoritative
    if accepted(text, "newer-section"):
        return
    for index, section in enumerate(library.contained(organization, version)):
        shared = library.jurisdictions[section.jurisdiction].sections
        newest = (organization.sections.get(section.jurisdiction) or shared)[-1]
        if newest.date > section.date:
            place = text.document.place("jurisdictions", index)
            yield (
                f"{place}: The section '{section.jurisdiction}' is that of {section.date} here, "
                f"and there is one of {newest.date}. Publish a new version that takes it up, or "
                "accept it with 'accepts: [newer-section]'."
            )
