"""What changed between two versions, word by word."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from .. import urls
from ..i18n import Day, Interface, Language, language_of
from ..memo import digest_of
from ..model.entities import Organization
from ..model.history import Policy, Status, Version
from ..redline.blocks import HEADINGS
from ..redline.changes import Change, counted
from ..redline.listed import Listed, Op, listed
from ..redline.redline import redline
from .chrome import Chrome, framed
from .context import Site
from .diff_input import blocks_of
from .edition_view import EditionView, edition_view, root
from .page import Page
from .pairs import pairs
from .reader import NamedLink, Reader
from .redline_view import Segment, Ways, segments

WHOLE = (Op.ADDED, Op.REMOVED, Op.MOVED)
SLIGHT = (Op.RENUMBERED, Op.LINK, Op.EMPHASIS)
FOLD = 40  # words of unchanged text that are folded away


class Side(NamedTuple):
    """One of the two versions."""

    day: Day
    status: Status
    url: str


class ChangedPart(NamedTuple):
    """A part of the text in which something changed; `law` names the jurisdiction that words it."""

    op: str
    name: str
    number: int
    law: str


class Drawn(NamedTuple):
    """What changed between two texts, as a page draws it.

    `added`, `removed` and `moved` are words, `unchanged` is in percent of the old ones.
    """

    added: int
    removed: int
    moved: int
    changes: int
    unchanged: int
    parts: tuple[ChangedPart, ...]
    segments: tuple[Segment, ...]


class CompareView(NamedTuple):
    """Two versions of a policy, and what changed from the one to the other."""

    frame: Chrome
    policy: str
    old: Side
    new: Side
    since: bool
    change: str | None
    summary: str | None
    summary_language: Language | None
    withdrawn: bool
    language: Language
    missing: str | None
    added: int
    removed: int
    moved: int
    changes: int
    unchanged: int
    parts: tuple[ChangedPart, ...]
    segments: tuple[Segment, ...]
    fold: int = FOLD
    draft: str | None = None


def pages(site: Site, organization: Organization, policy: Policy) -> Iterator[Page]:
    """Compare each version with the one before, and each former one with the text in force."""
    for tag in organization.languages:
        point, views = Reader(site, organization, tag), Views()
        for old, new, to in pairs(policy.history, organization, point.today_of(policy)):
            yield page(point, policy, old, new, to, views)


# Of a version in a language, with the digest of its view: each is compared several times, on pages
# that lie equally deep, so that its links are the same on all of them.
Views = dict[tuple[date, str], tuple[EditionView, str]]


def page(point: Reader, policy: Policy, old: Version, new: Version, to: str, views: Views) -> Page:
    """Compare two versions as readers of one language see them; `views` has those seen before."""
    organization, interface = point.organization, point.interface
    plain = urls.compare(organization.id, policy.id, old.date, to)
    address = point.url(plain)
    spoken = point.language
    if not (spoken in old.editions and spoken in new.editions):
        spoken = new.language
    withdrawn = bool(old.withdrawal or new.withdrawal)
    texts = []
    for version in () if withdrawn else (old, new):
        key = version.date, spoken
        if key not in views:
            view_ = edition_view(point.site, organization, policy.id, version, spoken, address)
            views[key] = view_, digest_of(view_)
        texts.append(views[key])
    entry = point.entry(policy)
    edition = point.edition(new)
    successive = policy.history.predecessor(new) is old and not withdrawn
    translated = spoken == point.language
    present = [t for t in organization.languages if t in old.editions and t in new.editions]
    placed, *sides = map(
        point.site.domains.place,
        (address, point.version_url(policy, old), point.version_url(policy, new)),
    )
    ways = Ways(root(placed) + sides[0], root(placed) + sides[1], f"/{placed}")
    drawn = _drawn(point, texts, point.site.interface(spoken), ways)
    view = CompareView(
        framed(point, plain, present, (entry, NamedLink("", point.history_url(policy)))),
        entry.name,
        _side(point, policy, old),
        _side(point, policy, new),
        to == urls.LATEST,
        new.fields.change if successive else None,
        edition.words.summary if successive else None,
        point.foreign(edition.language),
        withdrawn,
        language_of(spoken),
        None if translated or withdrawn else interface.name_of(point.language),
        drawn.added,
        drawn.removed,
        drawn.moved,
        drawn.changes,
        drawn.unchanged,
        drawn.parts,
        drawn.segments,
    )
    return Page(
        address,
        "compare.html",
        interface.language,
        interface.gettext("What changed on %(date)s") % {"date": view.new.day.text},
        view,
        canonical=address,
        indexed=False,
        searchable=False,
    )


def _drawn(
    point: Reader, digested: Sequence[tuple[EditionView, str]], words: Interface, ways: Ways
) -> Drawn:
    """Compare two texts, or recall what came of it; without texts nothing is drawn."""
    texts = [text for text, _ in digested]
    laws = {
        law.id: law.text(point.language).words.jurisdiction.name
        for law in point.site.library.jurisdictions.values()
    }

    def draw() -> Drawn:
        changes = redline(*(list(blocks_of(text, words)) for text in texts))
        found = listed(changes)
        drawn = tuple(segments(changes, found, point.language, ways))
        count = counted(changes)
        older = count["="] + count["-"] + count[">"]
        unchanged = round(100 * count["="] / max(older, 1))
        heads = tuple(parts(laws, changes, found))
        return Drawn(count["+"], count["-"], count[">"], len(found), unchanged, heads, drawn)

    if not texts:
        return Drawn(0, 0, 0, 0, 0, (), ())
    named = {
        block.section.id: laws.get(block.section.id, "")
        for text in texts
        for block in text.blocks
        if block.section
    }
    asked = (
        [digest for _, digest in digested],
        words.language,
        words.digest,
        point.language,
        ways,
        named,
    )
    return point.site.memo.recall("redline", Drawn, draw, *asked)


def _side(point: Reader, policy: Policy, version: Version) -> Side:
    status = policy.history.status(version, point.today_of(policy))
    url = point.version_url(policy, version)
    return Side(point.interface.day(version.date), status, url)


def parts(
    laws: Mapping[str, str], changes: Sequence[Change], found: Sequence[Listed]
) -> list[ChangedPart]:
    """List the parts in which something changed, each once, under the heading nearest to it.

    `laws` are the names of jurisdictions by their ids.
    """
    names = {b.id: b.text for c in changes for b in (*c.old, *c.new) if b.id}
    inside: dict[str, ChangedPart] = {}
    whole: set[str] = set()
    for number, each in enumerate(found, start=1):
        blocks = [changes[at].block for at in each.at]
        if each.op in WHOLE and blocks[0].kind in HEADINGS:
            blocks, op = blocks[:1], each.op  # all that stands below it came, went or moved too
            whole.add(blocks[0].part)
        else:
            op = each.op if each.op in SLIGHT else Op.CHANGED
        for block in blocks:
            law, name = laws.get(block.owner, ""), names.get(block.part, "")
            known = inside.setdefault(block.part, ChangedPart(op, name, number, law))
            if known.op != op and block.part not in whole:
                inside[block.part] = known._replace(op=Op.CHANGED)
    return list(inside.values())
