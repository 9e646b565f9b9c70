"""The plan of the site: every page and every made file, from sources that hold.

Each organization is planned by itself, and what all share from their outlines; `prepare` does all
in one go, and the build one after the other, as far as something has changed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .. import urls
from ..checks.notes import notes
from ..checks.rendered import proofread
from ..checks.rules import check
from ..clock import Moment
from ..editions.render import Edition, EditionKey, essays, introductions
from ..i18n import interfaces
from ..memo import Memo
from ..model.entities import Library
from ..model.load import build
from ..model.visibility import addresses, published
from ..pages import draft, feeds, organization
from ..pages.atom import FeedEntry
from ..pages.context import Site
from ..pages.page import Page
from ..pages.reader import NamedLink
from ..problems import Problem
from ..sources.scan import Sources
from .chapters import Chapter, Finished, Share
from .inventory import accent, common_pages, kept_files, linked_files, promised
from .making import Making
from .summary import Summary, anchors, summarize, with_outlines


class Setting(NamedTuple):
    """What a plan depends on beside its sources.

    `url` is the absolute address of the site, with a final slash. Drafts have pages in a `preview`.
    """

    moment: Moment
    url: str
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to publish: pages by address, and files by path.

    `library` is everything that was read; `notes` are lines that a build says and goes on. `kept`
    are the files below docs/ that are published as they are; `drafts` are listed in a preview.
    `shares` are the policies that were planned, `reused` the chapters that were not.
    """

    site: Site
    pages: Mapping[str, Page]
    files: Mapping[str, bytes]
    library: Library
    kept: frozenset[str]
    notes: tuple[str, ...]
    drafts: tuple[NamedLink, ...] = ()
    shares: tuple[Share, ...] = ()
    reused: tuple[Chapter, ...] = ()


class Prepared(NamedTuple):
    """A Plan, None where a rule is broken; the problems, and what others need all the same.

    `outlines` are those of the organizations that were planned, `unread` the sources that could
    not be read.
    """

    plan: Plan | None
    problems: list[Problem]
    outlines: tuple[Summary, ...] = ()
    unread: frozenset[str] = frozenset()


def prepare(
    sources: Sources, moment: Moment, url: str, preview: bool = False
) -> tuple[Plan | None, list[Problem]]:
    """Read, check and lay out everything; the Plan is None where a rule is broken."""
    found = organizations(sources, Setting(moment, url, preview), Memo(), shared=True)
    return found.plan and _whole(found.plan, found.outlines), found.problems


def _whole(plan: Plan, outlines: Sequence[Summary]) -> Plan:
    """Add to the plan of all organizations what they share."""
    pages = {page.address: page for page in common_pages(plan.site, outlines)}
    files = {**plan.files, **feeds.together(plan.site, _feeds(outlines))}
    whole = replace(plan, pages={**pages, **plan.pages}, files=files)
    as_they_are = (path.removeprefix("docs/") for path in plan.kept)
    files[urls.ADDRESSES] = promised({*whole.pages, *files, *as_they_are})
    return whole


def organizations(
    sources: Sources,
    setting: Setting,
    memory: Memo,
    shared: bool = False,
    finished: Finished | None = None,
) -> Prepared:
    """Plan what organizations publish, but for chapters that are `finished`, and their feeds.

    Texts that are `shared` are only checked where it is said.
    """
    speaking, problems = interfaces(sources.catalogs, memory)
    library, found = build(sources.docs, memory)
    problems += found
    if library is None:
        return Prepared(None, sorted(problems))
    public = published(library, setting.moment)
    shown = published(library, setting.moment, drafts=True) if setting.preview else public
    rendered: dict[EditionKey, Edition] = {}
    others = {**introductions(library, memory), **(essays(library, memory) if shared else {})}
    site = Site(
        public,
        shown if setting.preview else None,
        memory,
        rendered,
        others,
        speaking,
        setting.moment,
        setting.url,
        frozenset(addresses(library)) - frozenset(addresses(shown)),
    )
    making = Making(site, library, shown, rendered, sources.docs, finished)
    problems += making.check(speaking.by_tag)
    problems = sorted(set(problems))
    known = library.organizations.values()
    if any(not problem.advice for problem in problems):
        outlines = tuple(summarize(each, making.anchors, None) for each in known)
        return Prepared(None, problems, outlines, library.unread)
    speakers, shares = public.organizations.values(), making.shares()
    pages = {page.address: page for each in speakers for page in organization.pages(site, each)}
    files = dict(map(accent, speakers))
    for each in speakers:
        files |= feeds.of_organization(site, each, making.told[each.id])
    for share in shares:
        pages |= share.pages
        files |= share.files
    linked = linked_files(library, others.values()).union(
        *(share.linked for share in shares), *(chapter.linked for chapter in making.reused)
    )
    plan = Plan(
        site,
        pages,
        files,
        library,
        kept_files(library, linked),
        tuple(notes(library)),
        tuple(draft.listed(shown)) if setting.preview else (),
        tuple(shares),
        tuple(making.reused),
    )
    outlines = tuple(summarize(e, making.anchors, site, making.told[e.id]) for e in known)
    return Prepared(plan, problems, outlines, library.unread)


def _feeds(outlines: Iterable[Summary]) -> list[tuple[FeedEntry, ...]]:
    found = sorted(outlines, key=lambda known: known.id)
    return [known.shown.feed for known in found if known.shown]


def common(
    sources: Sources,
    setting: Setting,
    outlines: Sequence[Summary],
    memory: Memo,
    unread: Collection[str] = (),
    complete: bool = True,
) -> Prepared:
    """Plan what all organizations share; `sources` hold no text of theirs.

    Where some are not `complete`, nothing is planned, and all is checked.
    """
    speaking, problems = interfaces(sources.catalogs, memory)
    library, wrong = build(sources.docs, memory)
    problems += wrong
    if library is None:
        return Prepared(None, sorted(problems))
    problems += check(library, speaking.by_tag)
    shown = [known.shown for known in outlines if known.shown]
    contained = {(law, None, day) for each in shown for law, day in each.sections}
    public = with_outlines(published(library, setting.moment, contained=contained), outlines)
    library = with_outlines(library, outlines)
    library = replace(library, unread=library.unread.union(unread))
    others = essays(library, memory)
    problems += proofread(library, {}, others, dict(anchors(outlines)))
    problems = sorted(set(problems))
    if any(not problem.advice for problem in problems) or not complete:
        return Prepared(None, problems)
    hidden = frozenset(address for each in shown for address in each.hidden)
    site = Site(
        public,
        public if setting.preview else None,
        memory,
        {},
        others,
        speaking,
        setting.moment,
        setting.url,
        hidden,
    )
    pages = {page.address: page for page in common_pages(site, outlines)}
    kept = kept_files(library, linked_files(library, others.values()))
    plan = Plan(site, pages, feeds.together(site, _feeds(outlines)), library, kept, ())
    return Prepared(plan, problems)
