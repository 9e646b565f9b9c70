"""The plan of a site: every page and every file that is made, from what is published."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..checks.notes import notes
from ..model.entities import Library
from ..pages import draft, embed, feeds, moved, organization, retired, search
from ..pages.addresses import former, kept_files, linked_files, shown_passages
from ..pages.context import Site
from ..pages.old_urls import OldAddress, old_urls, shared_old_urls
from ..pages.page import Page
from ..pages.reader import NamedLink, Reader
from ..pages.redlines import redlines_of
from ..pages.version_items import VersionsFile
from ..pages.versions_json import versions
from .inventory import (
    accent,
    mark,
    organization_files,
    policy_files,
    policy_pages,
    shared_files,
    shared_pages,
)
from .summary import Summary, show, summarize


class Plan(NamedTuple):
    """What to publish: pages by address, and files by path; `embeds` are texts without a page.

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
    embeds: Mapping[str, Page] = MappingProxyType({})


def plan_organizations(site: Site, library: Library) -> Plan:
    """Plan what organizations publish; `library` is all that was read, drafts included."""
    pages: dict[str, Page] = {}
    files: dict[str, bytes] = {}
    embeds: dict[str, Page] = {}
    for speaker in site.library.organizations.values():
        pages |= {page.address: page for page in organization.pages(site, speaker)}
        files |= [accent(speaker), mark(speaker)]
    summaries = []
    editions = site.publication.editions
    linked = linked_files(shown_passages(site.preview or site.library, editions))
    for known in library.organizations.values():
        if known.id not in site.library.organizations:
            summaries.append(summarize(known, editions, None))
            continue
        speaker, told = site.library.organizations[known.id], dict[str, feeds.Told]()
        found: list[VersionsFile] = []
        for name in known.policies:
            promise = speaker.policies.get(name)
            redlines = redlines_of(site, speaker, promise) if promise else {}
            made = {page.address: page for page in policy_pages(site, speaker, name, redlines)}
            if promise:
                told[name] = feeds.told(site, speaker, promise, made)
                found.append(versions(Reader(site, speaker, speaker.language), promise))
                files |= policy_files(site, speaker, promise, redlines, told[name], found[-1])
                embeds |= {page.address: page for page in embed.pages(site, speaker, promise, made)}
            pages |= made
        finding = {page.address: page for page in search.pages(site, speaker, pages)}
        pages |= finding
        files |= feeds.of_organization(site, speaker, told)
        files |= organization_files(site, speaker, found)
        shown = show(site, speaker, told, found, linked, search.listed(speaker, finding))
        summaries.append(summarize(known, editions, shown))
    every = {address: _where_it_answers(site, page) for address, page in pages.items()}
    for address, page in [*pages.items(), *embeds.items()]:
        for old in former(library, address):
            every[old] = moved.moved(page, old, site.absolute(address))
    for gone in site.library.retired:
        every |= {page.address: page for page in retired.pages(site, gone)}
        files |= retired.files(site, gone)
    ledgers = {path.removeprefix("docs/"): each.data for path, each in library.ledgers.items()}
    for path, data in {**files, **ledgers}.items():
        files |= dict.fromkeys(former(library, path), data)
    every |= _old(site, pages, old_urls(site.library))
    return Plan(
        every,
        files,
        kept_files(library, site.library, linked),
        tuple(notes(library)),
        tuple(draft.listed(site.preview)) if site.preview else (),
        tuple(summaries),
        embeds,
    )


def _old(
    site: Site, pages: Mapping[str, Page], found: Iterable[OldAddress]
) -> Iterator[tuple[str, Page]]:
    """Make what stands at old addresses; where one leads nowhere, that is told elsewhere."""
    for old in found:
        if old.target in pages:
            yield (
                old.address,
                moved.moved(pages[old.target], old.address, site.absolute(old.target)),
            )


def _where_it_answers(site: Site, page: Page) -> Page:
    """Take a page, or what leads to it where its organization has a domain of its own."""
    url = site.domains.link(page.address)
    return moved.moved(page, page.address, url) if "://" in url else page


def plan_shared(site: Site, library: Library, summaries: Sequence[Summary]) -> Plan:
    """Plan what all organizations share, from the summaries of each."""
    pages = {page.address: page for page in shared_pages(site, summaries)}
    pages |= _old(site, pages, shared_old_urls(library))
    linked = linked_files(site.publication.editions.essays.values())
    linked = linked.union(*(known.shown.files for known in summaries if known.shown))
    kept = kept_files(library, site.library, linked)
    return Plan(pages, dict(shared_files(site, summaries)), kept)
