"""What a build says without stopping: drafts that it left out, sections that have moved on."""

from collections.abc import Iterator

from ..ledger.events import edition_id
from ..model.entities import Library, Organization, Section
from ..model.history import Policy, Version
from ..problems import Place
from .walk import accepted


def notes(library: Library) -> Iterator[str]:
    """Say one line for each draft, and for each policy that contains a section of yesterday."""
    for organization in library.organizations.values():
        for policy in organization.policies.values():
            for version in policy.history.versions:
                yield from _drafts(organization, policy.id, version)
            for section, newest, place in newer_sections(library, organization, policy):
                name = section.jurisdiction
                told = f"The section '{name}' is that of {section.date} here, and there is one of "
                yield (
                    f"{place}: {told}{newest.date}. Publish a new version that takes it up, or "
                    "accept it with 'accepts: [newer-section]'."
                )


def _drafts(organization: Organization, policy: str, version: Version) -> Iterator[str]:
    for tag, text in version.editions.items():
        if text.entry is None:
            name = edition_id(organization.id, policy, version.date, tag)
            how = f"make seal EDITION={name}"
            yield f"{text.document.path} is a draft and not published; to publish it: {how}"


def newer_sections(
    library: Library, organization: Organization, policy: Policy
) -> Iterator[tuple[Section, Section, Place]]:
    """List the sections of the latest version of which there is a newer one, with that."""
    latest = policy.history.adopted
    if not latest or latest[-1].withdrawal or accepted(latest[-1].authoritative, "newer-section"):
        return
    for index, section in enumerate(library.contained(organization, latest[-1])):
        shared = library.jurisdictions[section.jurisdiction].sections
        newest = (organization.sections.get(section.jurisdiction) or shared)[-1]
        if newest.date > section.date:
            place = latest[-1].authoritative.document.place("jurisdictions", index)
            yield section, newest, place
