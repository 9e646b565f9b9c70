"""What changed between two versions: in short, by part, then word by word."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from .. import urls
from ..i18n import N_, Day, Language, language_of
from ..model.entities import Organization
from ..model.history import Policy, Status, Version
from .before_after import Row, rows
from .changed_parts import ChangedPart
from .chrome import Chrome, framed
from .edition_view import EditionView
from .page import Page
from .pairs import pairs
from .reader import NamedLink, Reader
from .redlines import Drawn, Redlines

FOLD = 40  # words of unchanged text that are folded away
SINCE, ON = N_("What changed since %(date)s"), N_("What changed on %(date)s")
LISTED = 8  # lines of changed parts that stand above the text; the others are folded


class Side(NamedTuple):
    """One of the two versions."""

    day: Day
    status: Status
    url: str


class PartGroup(NamedTuple):
    """Changed parts that stand in one part, which is named where none of them is that part."""

    no: str
    name: str
    parts: tuple[ChangedPart, ...]


class CompareView(NamedTuple):
    """Two versions of a policy, and what changed from the one to the other.

    `since` tells that it is the latest with which a version is compared; `same` that this is the
    version itself, whose text is `reading`. Of the changed `groups` those that do not fit above the
    text are `more`, those that are `small` stand apart. `table` has the columns `old` and `new`,
    and `before` first where there is such a side.
    """

    frame: Chrome
    policy: str
    old: Side
    new: Side
    since: bool
    same: bool
    change: str | None
    summary: str | None
    summary_language: Language | None
    withdrawn: bool
    language: Language
    missing: str | None
    drawn: Drawn
    groups: tuple[PartGroup, ...]
    more: tuple[PartGroup, ...]
    small: tuple[ChangedPart, ...]
    before: Side | None
    table: tuple[Row, ...]
    named: Mapping[str, ChangedPart]
    choose: str
    word: str | None
    reading: EditionView | None
    fold: int = FOLD
    draft: str | None = None


def pages(
    organization: Organization, policy: Policy, redlines: Mapping[str, Redlines]
) -> Iterator[Page]:
    """Compare each version with the one before, and each with the text in force."""
    for tag in organization.languages:
        point = redlines[tag].point
        for old, new, to in pairs(policy.history, organization, point.today_of(policy)):
            yield page(redlines[tag], old, new, to)


def page(redlines: Redlines, old: Version, new: Version, to: str) -> Page:
    """Compare two versions as readers of one language see them."""
    point, policy = redlines.point, redlines.policy
    organization, interface = point.organization, point.interface
    plain = urls.compare(organization.id, policy.id, old.date, to)
    address, spoken = point.url(plain), redlines.spoken(old, new)
    withdrawn, same = bool(old.withdrawal or new.withdrawal), old is new
    entry = point.entry(policy)
    edition = point.edition(new)
    history = policy.history
    before = history.predecessor(new)
    successive = before is old and not withdrawn
    present = [t for t in organization.languages if t in old.editions and t in new.editions]
    drawn = redlines.of(old, new, to)
    weighty = tuple(part for part in drawn.parts if not part.small)
    small = tuple(part for part in drawn.parts if part.small) if weighty else ()
    groups, more = _groups(weighty or drawn.parts)
    earlier = history.predecessor(old)
    announced = history.status(new, point.today_of(policy)) is Status.ANNOUNCED
    three = announced and earlier is not None and not (earlier.withdrawal or withdrawn)
    shown = redlines.of(earlier, old, str(old.date)) if earlier and three else None
    view = CompareView(
        framed(point, plain, present, (entry, NamedLink("", point.history_url(policy)))),
        entry.name,
        _side(point, policy, old),
        _side(point, policy, new),
        to == urls.LATEST,
        same,
        new.fields.change if successive else None,
        edition.words.summary if successive else None,
        point.foreign(edition.language),
        withdrawn,
        language_of(spoken),
        None if spoken == point.language or withdrawn else interface.name_of(point.language),
        drawn,
        groups,
        more,
        small,
        _side(point, policy, earlier) if earlier and three else None,
        rows(drawn, shown) if drawn.changes else (),
        {part.id: part for part in drawn.parts},
        f"{point.history_url(policy)}#compare",
        f"{address}{urls.WORD}" if organization.fields.organization.word == "all" else None,
        redlines.text(old, spoken)[0] if same and not withdrawn else None,
    )
    said = SINCE if to == urls.LATEST else ON
    day = view.old.day if to == urls.LATEST else view.new.day
    return Page(
        address,
        "compare.html",
        interface.language,
        interface.gettext(said) % {"date": day.text},
        view,
        canonical=address,
        indexed=False,
        searchable=False,
    )


def _side(point: Reader, policy: Policy, version: Version) -> Side:
    status = policy.history.status(version, point.today_of(policy))
    url = point.version_url(policy, version)
    return Side(point.interface.day(version.date), status, url)


def _groups(
    parts: tuple[ChangedPart, ...],
) -> tuple[tuple[PartGroup, ...], tuple[PartGroup, ...]]:
    """Gather parts by the part that they stand in; those after the first lines come apart."""
    shown: list[PartGroup] = []
    more: list[PartGroup] = []
    lines = 0
    own = ("", "")  # the part whose line stands above
    for top, group in groupby(parts, lambda part: part.top):
        found = tuple(group)
        head = ("", "") if top == own else top
        lines += bool(head[1])
        room = max(0, LISTED - lines)
        lines += len(found)
        if found[:room] and not more:
            shown.append(PartGroup(head[0], head[1], found[:room]))
            found = found[room:]
        if found:
            more.append(PartGroup(head[0], head[1], found))
        if not top[1]:
            own = (found or shown[-1].parts)[-1].no, (found or shown[-1].parts)[-1].name
    if sum(len(group.parts) for group in more) == 1 and shown:
        return (*shown, *more), ()  # one line takes no more room than its fold
    return tuple(shown), tuple(more)
