"""Drafts, for the eyes of editors: in a preview only, at the address that each will have."""

from collections.abc import Iterator
from dataclasses import replace

from .. import urls
from ..ledger.events import edition_id
from ..model.entities import Library, Organization
from ..model.history import Policy, Status, Version
from . import compare
from .context import Site
from .page import Page
from .policy import PolicyView, page
from .reader import NamedLink, Reader
from .redlines import Redlines


def listed(preview: Library) -> Iterator[NamedLink]:
    """Link each edition that is not sealed, at the address that it will have."""
    for organization in preview.organizations.values():
        for policy in organization.policies.values():
            for version in policy.history.versions:
                plain = urls.version(organization.id, policy.id, version.date)
                for tag, text in version.editions.items():
                    if text.entry is None:
                        name = edition_id(organization.id, policy.id, version.date, tag)
                        yield NamedLink(name, urls.localized(plain, tag, organization.language))


def pages(site: Site, organization: Organization, policy: Policy) -> Iterator[Page]:
    """Make the page of each edition that is not sealed, in place of what the public sees there."""
    for version in policy.history.versions:
        in_force = policy.history.in_force(site.today(organization, policy))
        for tag in organization.languages:
            text = version.editions.get(tag)
            if not version.draft and (text is None or text.entry):
                continue
            point = Reader(site, organization, tag)
            against = None
            if version.draft and in_force and not in_force.withdrawal:
                redlines = Redlines(point, policy)
                compared = compare.page(redlines, in_force, version, str(version.date))
                yield compared
                against = compared.address
            yield _page(point, policy, version, against)


def _page(point: Reader, policy: Policy, version: Version, against: str | None) -> Page:
    organization = point.organization
    spoken = point.edition(version).language
    shown = page(point, policy, version, undated=False)
    view: PolicyView = shown.view
    public = policy.id in organization.policies
    return replace(
        shown,
        canonical=shown.address,
        indexed=False,
        searchable=False,
        view=view._replace(
            frame=view.frame if public else view.frame._replace(path=()),
            record=view.record and view.record._replace(status=Status.DRAFT),
            history_url=view.history_url if public else "",
            against=against,
            draft=edition_id(organization.id, policy.id, version.date, spoken),
        ),
    )
