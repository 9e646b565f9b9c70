"""The stages in their order: what makes an artifact from sources, or says why there is none."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple

from ..checks.check import check
from ..clock import Moment
from ..editions.publication import publish_on
from ..editions.render import Tell, render
from ..i18n import ENGLISH, Interfaces, interfaces
from ..memo import Memo, digest_of
from ..model.entities import Library
from ..model.load import load
from ..model.visibility import addresses
from ..pages.addresses import old_addresses_clash
from ..pages.chrome import about
from ..pages.context import Site
from ..pages.domains import Domains, Recorded, domains
from ..pages.moved import TEMPLATE
from ..problems import Problem
from ..sources.paths import SHARED, organization_of
from ..sources.scan import Sources
from .artifact import Artifact, days_of
from .cache import Cache
from .fingerprint import Fingerprint
from .page_html import PageRenderer, render_pages
from .plan import Plan, plan_organizations, plan_shared
from .summary import Summary, anchors, summarize, with_summaries


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """All that artifacts depend on beside their own sources.

    `program` is the digest of the code and its packages; `url` is the absolute address of the
    shared site, with a final slash; `root` is the organization whose own domain is built, if any.
    Drafts have pages in a `preview`. `tell` is told how far slow work is.
    """

    program: str
    moment: Moment
    url: str
    preview: bool
    catalogs: Mapping[str, bytes]
    fingerprint: Fingerprint
    tell: Tell = lambda _what, _done, _of: None
    root: str = ""

    def domains(self, organizations: Iterable[Recorded]) -> Domains:
        """Find where these organizations are published."""
        return domains(self.url, organizations, self.root, self.preview)

    @property
    def digest(self) -> str:
        """Digest what all artifacts depend on."""
        words = {tag: sha256(data).hexdigest() for tag, data in self.catalogs.items()}
        shown = (self.url, self.root, self.preview, str(self.moment.day or ""), words)
        looks = self.fingerprint
        return digest_of(self.program, shown, looks.around, looks.templates)


class Workplace(NamedTuple):
    """What making an artifact takes beside its sources.

    Problems are `told` as they are found: if the rest fails, they are known.
    """

    settings: BuildSettings
    renderer: PageRenderer
    cache: Cache
    told: list[Problem]


class Made(NamedTuple):
    """What came of making an artifact: None where a rule is broken; the problems in any case.

    `contents` are its files that are not in the cache, by digest; `memo` has the answers to keep.
    Others need the `summaries` of organizations, and which sources could not be read (`unread`).
    """

    artifact: Artifact | None
    problems: list[Problem]
    summaries: tuple[Summary, ...]
    unread: frozenset[str]
    contents: Mapping[str, bytes]
    memo: Memo


def make_organization(name: str, key: str, sources: Sources, place: Workplace) -> Made:
    """Make what an organization publishes; `sources` are its own, and those that all share."""
    settings, memo = place.settings, Memo(place.cache.answers(name))
    languages, library, problems = _loaded(sources, memo)
    place.told.extend(problems)
    if library is None:
        return Made(None, problems, (), frozenset(), {}, memo)
    editions = render(library, memo, shared=False, tell=settings.tell)
    problems = sorted({*problems, *check(library, editions, languages.by_tag, memo)})
    place.told.extend(problems)
    if any(not problem.advice for problem in problems):
        known = tuple(summarize(o, editions, None) for o in library.organizations.values())
        return Made(None, problems, known, library.unread, {}, memo)
    publication = publish_on(settings.moment, library, editions, memo, settings.preview)
    if clashing := old_addresses_clash(publication, library):
        known = tuple(summarize(o, editions, None) for o in library.organizations.values())
        return Made(None, sorted([*problems, *clashing]), known, library.unread, {}, memo)
    places = settings.domains(library.organizations.values())
    site = Site(publication, languages, places, memo)
    plan = plan_organizations(site, library)
    artifact, contents = _artifact(name, key, plan, site, problems, place)
    return Made(artifact, problems, plan.summaries, library.unread, contents, memo)


def make_shared(
    key: str,
    sources: Sources,
    place: Workplace,
    summaries: Sequence[Summary],
    unread: Collection[str] = (),
    complete: bool = True,
) -> Made:
    """Make what all organizations share, from the `summaries` of each.

    Where some are not `complete`, nothing is made, and all is checked.
    """
    settings, memo = place.settings, Memo(place.cache.answers(SHARED))
    languages, library, problems = _loaded(sources, memo)
    place.told.extend(problems)
    if library is None:
        return Made(None, problems, (), frozenset(), {}, memo)
    around = with_summaries(library, summaries)
    around = replace(around, unread=library.unread.union(unread))
    editions = render(around, memo)
    wrong = check(library, editions, languages.by_tag, memo, anchors(summaries), around)
    problems = sorted({*problems, *wrong})
    place.told.extend(problems)
    if any(not problem.advice for problem in problems) or not complete:
        return Made(None, problems, (), library.unread, {}, memo)
    shown = [known.shown for known in summaries if known.shown]
    contained = {(law, None, day) for each in shown for law, day in each.sections}
    publication = publish_on(settings.moment, library, editions, memo, False, contained)
    public = with_summaries(publication.library, (s for s in summaries if s.shown))
    silent = with_summaries(publication.library, (s for s in summaries if not s.shown))
    publication = publication._replace(
        library=public,
        preview=public if settings.preview else None,
        hidden=frozenset([*addresses(silent), *(it for each in shown for it in each.hidden)]),
    )
    places = settings.domains(public.organizations.values())
    site = Site(publication, languages, places, memo)
    plan = plan_shared(site, around, summaries)
    artifact, contents = _artifact(SHARED, key, plan, site, problems, place)
    return Made(artifact, problems, (), library.unread, contents, memo)


def _loaded(sources: Sources, memo: Memo) -> tuple[Interfaces, Library | None, list[Problem]]:
    """Read what every artifact begins with; the problems are sorted."""
    languages, problems = interfaces(sources.catalogs, memo)
    library, found = load(sources.docs, memo)
    return languages, library, sorted([*problems, *found])


def _artifact(
    name: str, key: str, plan: Plan, site: Site, advice: Sequence[Problem], place: Workplace
) -> tuple[Artifact, Mapping[str, bytes]]:
    """Render what is planned; the files that are new come beside the artifact, by digest."""
    settings, renderer, cache, _ = place
    every = {**plan.pages, **plan.embeds}
    pages = render_pages(every, site, renderer, settings.fingerprint, cache, settings.tell)
    made = dict(plan.files)
    digests = {path: sha256(data).hexdigest() for path, data in made.items()}
    contents = {**pages.contents}
    contents |= {d: made[path] for path, d in digests.items() if not cache.has(d)}
    artifact = Artifact(
        name,
        key,
        days_of(plan.summaries, settings.moment),
        dict(sorted({**pages.files, **digests}.items())),
        tuple(sorted(pages.listings, key=lambda listing: listing.canonical)),
        tuple(sorted(path for path in plan.kept if organization_of(path) == name)),
        tuple(advice),
        plan.notes,
        plan.summaries,
        plan.drafts,
        about(site, ENGLISH),
        {page.address: page.view.url for page in plan.pages.values() if page.template == TEMPLATE},
    )
    return artifact, contents
