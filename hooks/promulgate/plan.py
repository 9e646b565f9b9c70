"""The plan of the site: every page and every made file, from a Library that holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import urls
from .colour import accents
from .interface import interfaces
from .library import build
from .moment import Moment
from .pages import history, jurisdiction, organization, policy
from .problems import Problem
from .proof import essays, proofs
from .proofreading import proofread
from .rules import check
from .site import Page, Site


@dataclass(frozen=True, slots=True)
class Sources:
    """What was on the disk: files below docs/ (None: published as it is), catalogs by language."""

    docs: Mapping[str, bytes | None]
    catalogs: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to publish: pages by address, and files (text) by path."""

    site: Site
    pages: Mapping[str, Page]
    files: Mapping[str, str]


def prepare(sources: Sources, moment: Moment, url: str) -> tuple[Plan | None, list[Problem]]:
    """Read, check and lay out everything; the Plan is None where a rule is broken.

    `url` is the absolute address of the site, with a final slash.
    """
    speaking, problems = interfaces(sources.catalogs)
    library, found = build(sources.docs)
    problems += found
    if library is None:
        return None, sorted(problems)
    rendered, others = proofs(library), essays(library)
    problems += check(library, speaking.by_tag) + proofread(library, rendered, others)
    if any(not problem.advice for problem in problems):
        return None, sorted(problems)
    site = Site(library, rendered, others, speaking, moment, url)
    pages = {page.address: page for page in _pages(site)}
    return Plan(site, pages, dict(_files(site))), sorted(problems)


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


def _files(site: Site) -> Iterator[tuple[str, str]]:
    for speaker in site.library.organizations.values():
        light, dark = accents(speaker.fields.organization.colour)
        path = f"{urls.organization(speaker.id)}accent.css"
        yield path, f":root {{ --pm-org: {light}; --pm-org-dark: {dark}; }}\n"
