"""The plan of a site: every page and every file that is made, from what is published."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..checks.notes import notes
from ..model.entities import Library
from ..pages import draft, feeds, organization
from ..pages.addresses import kept_files, linked_files, shown_passages
from ..pages.context import Site
from ..pages.page import Page
from ..pages.reader import NamedLink
from .inventory import accent, policy_files, policy_pages, shared_pages
from .summary import Summary, show, summarize


class Plan(NamedTuple):
    """What to publish: pages by address, and files by path.

    `kept` are the files below docs/ that are published as they lie; `notes` are lines that a build
    says and goes on; `drafts` are listed in a preview. `summaries` are those of the organizations
    that are planned.
    """

    pages: Mapping[str, Page]
    files: Mapping[str, bytes]
    kept: frozenset[str]
    notes: tuple[str, ...] = ()
    drafts: tuple[NamedLink, ...] = ()
    summaries: tuple[Summary, ...] = ()


def plan_organizations(site: Site, library: Library) -> Plan:
    """Plan what organizations publish; `library` is all that was read, drafts included."""
    pages: dict[str, Page] = {}
    files: dict[str, bytes] = {}
    for speaker in site.library.organizations.values():
        pages |= {page.address: page for page in organization.pages(site, speaker)}
        files |= [accent(speaker)]
    summaries = []
    for known in library.organizations.values():
        speaker, told = site.library.organizations[known.id], dict[str, feeds.Told]()
        for name in known.policies:
            made = {page.address: page for page in policy_pages(site, speaker, name)}
            if promise := speaker.policies.get(name):
                told[name] = feeds.told(site, speaker, promise, made)
                files |= policy_files(site, speaker, promise, told[name])
            pages |= made
        files |= feeds.of_organization(site, speaker, told)
        shown = show(site, speaker, told)
        summaries.append(summarize(known, site.publication.editions, shown))
    editions = site.publication.editions
    linked = linked_files(shown_passages(site.preview or site.library, editions))
    return Plan(
        pages,
        files,
        kept_files(library, linked),
        tuple(notes(library)),
        tuple(draft.listed(site.preview)) if site.preview else (),
        tuple(summaries),
    )


def plan_shared(site: Site, library: Library, summaries: Sequence[Summary]) -> Plan:
    """Plan what all organizations share, from the summaries of each."""
    pages = {page.address: page for page in shared_pages(site, summaries)}
    latest = [known.shown.feed for known in summaries if known.shown]
    kept = kept_files(library, linked_files(site.publication.editions.essays.values()))
    return Plan(pages, feeds.together(site, latest), kept)
