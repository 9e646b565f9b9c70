"""The plan of the site: every page and every made file, from a Library that holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import urls
from .colour import accents
from .interface import interfaces
from .library import build
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


@dataclass(frozen=True, slots=True)
class Sources:
    """What was on the disk: files below docs/ (None: published as it is), catalogs by language."""

    docs: Mapping[str, bytes | None]
    catalogs: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to publish: pages by address, and files by path.

    `library` is everything that was read; `notes` are lines that a build says and goes on.
    """

    site: Site
    pages: Mapping[str, Page]
    files: Mapping[str, bytes]
    library: Library
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
    plan = Plan(site, pages, dict(_files(site, pages)), library, tuple(notes(library)))
    return plan, sorted(problems)


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


def _addresses(library: Library) -> Iterator[str]:
    """List the addresses of policies and their versions in governing languages."""
    for speaker in library.organizations.values():
        for promise in speaker.policies.values():
            yield urls.policy(speaker.id, promise.id)
            for version in promise.history.versions:
                yield urls.version(speaker.id, promise.id, version.date)
