"""The plan of the site: every page and every made file, from a Library that holds."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from . import urls
from .colour import accents
from .interface import interfaces
from .layout import is_ledger
from .library import build
from .links import Link, is_external, resolve
from .model import Library
from .moment import Moment
from .notes import notes
from .pages import compare, draft, feeds, history, jurisdiction, organization, policy
from .problems import Problem
from .proof import earlier, essays, proofs
from .proofreading import proofread
from .publication import published
from .rules import check
from .site import Page, Site
from .verification import verify
from .wording import texts

DEEP = 3  # slashes in the path of a file that lies in the folder of a policy or a jurisdiction


@dataclass(frozen=True, slots=True)
class Sources:
    """What was on the disk: files below docs/ (None: published as it is), catalogs by language."""

    docs: Mapping[str, bytes | None]
    catalogs: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to publish: pages by address, and files by path.

    `library` is everything that was read; `notes` are lines that a build says and goes on. `kept`
    are the files below docs/ that are published as they are.
    """

    site: Site
    pages: Mapping[str, Page]
    files: Mapping[str, bytes]
    library: Library
    kept: frozenset[str]
    notes: tuple[str, ...]


def prepare(
    sources: Sources, moment: Moment, url: str, preview: bool = False
) -> tuple[Plan | None, list[Problem]]:
    """Read, check and lay out everything; the Plan is None where a rule is broken.

    `url` is the absolute address of the site, with a final slash. Drafts have pages in a `preview`.
    """
    speaking, problems = interfaces(sources.catalogs)
    library, found = build(sources.docs)
    problems += found
    if library is None:
        return None, sorted(problems)
    rendered, others = proofs(library), essays(library)
    problems += check(library, speaking.by_tag) + proofread(library, rendered, others)
    problems += verify(library)
    if any(not problem.advice for problem in problems):
        return None, sorted(problems)
    public = published(library, moment)
    shown = published(library, moment, drafts=True) if preview else public
    site = Site(
        public,
        shown if preview else None,
        {**rendered, **earlier(library, public)},
        others,
        speaking,
        moment,
        url,
        frozenset(_addresses(library)) - frozenset(_addresses(shown)),
    )
    pages = {page.address: page for page in _pages(site)}
    files, kept = dict(_files(site, pages)), _kept(library, shown, site)
    as_they_are = (path.removeprefix("docs/") for path in kept)
    files[urls.ADDRESSES] = _listed({*pages, *files, *as_they_are})
    return Plan(site, pages, files, library, kept, tuple(notes(library))), sorted(problems)


def _pages(site: Site) -> Iterator[Page]:
    yield organization.home(site)
    yield from organization.own_pages(site)
    for law in site.library.jurisdictions.values():
        yield from jurisdiction.pages(site, law)
    for speaker in site.library.organizations.values():
        yield from organization.pages(site, speaker)
        for promise in speaker.policies.values():
            yield from policy.pages(site, speaker, promise)
            yield from history.pages(site, speaker, promise)
            yield from compare.pages(site, speaker, promise)
    if site.preview:
        yield from draft.pages(site, site.preview)


def _files(site: Site, pages: Mapping[str, Page]) -> Iterator[tuple[str, bytes]]:
    yield from feeds.feeds(site, pages)
    for speaker in site.library.organizations.values():
        light, dark = accents(speaker.fields.organization.colour)
        path = f"{urls.organization(speaker.id)}accent.css"
        yield path, f":root {{ --pm-org: {light}; --pm-org-dark: {dark}; }}\n".encode()
        for promise in speaker.policies.values():
            for version in promise.history.versions:
                for tag in version.editions:
                    yield from texts(site.library, speaker, promise.id, version, tag)


def _kept(library: Library, shown: Library, site: Site) -> frozenset[str]:
    """List the files that are published: those beside texts only where a shown text links them."""
    leaves = [*site.essays.values()]
    for speaker in shown.organizations.values():
        for promise in speaker.policies.values():
            for version in promise.history.versions:
                for tag in version.editions if not version.withdrawal else ():
                    leaves += site.proofs[speaker.id, promise.id, version.date, tag].leaves
    linked = {
        found.address
        for leaf in leaves
        for _, href in leaf.inspection.links
        if not is_external(href)
        for found in [resolve(library, leaf.passage.source.path, href)]
        if isinstance(found, Link) and found.file
    }
    return frozenset(
        path
        for path in library.files
        if path.count("/") < DEEP
        or path.startswith("docs/assets/")
        or is_ledger(path)
        or path.removeprefix("docs/") in linked
    )


def _listed(addresses: Collection[str]) -> bytes:
    """Write the addresses that are promised to last: pages and texts, not how pages look."""
    passing = (".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf")
    kept = sorted(a for a in addresses if not a.lower().endswith(passing))
    return "".join(f"/{address}\n" for address in kept).encode()


def _addresses(library: Library) -> Iterator[str]:
    """List the addresses of policies and their versions in governing languages."""
    for speaker in library.organizations.values():
        for promise in speaker.policies.values():
            yield urls.policy(speaker.id, promise.id)
            for version in promise.history.versions:
                yield urls.version(speaker.id, promise.id, version.date)
