"""The stage of checks: everything that must hold before anything is published."""

from collections.abc import Collection, Mapping, Sequence

from ..editions.render import EditionKey, Editions
from ..memo import Memo
from ..model.entities import Library
from ..problems import Problem
from .rendered import check_rendered
from .rules import apply_rules
from .verify import verify


def check(
    library: Library,
    editions: Editions,
    catalogs: Collection[str],
    memo: Memo,
    elsewhere: Mapping[EditionKey, Sequence[str]] | None = None,
    around: Library | None = None,
) -> list[Problem]:
    """Apply every check; the answer is sorted and tells each problem once.

    `catalogs` are the languages that the interface speaks. Where the library is a part of a
    greater one, `around` is that one, with stand-ins for what was rendered `elsewhere` to these
    anchors: links may lead there.
    """
    anchors = {**(elsewhere or {}), **{key: e.ids for key, e in editions.texts.items()}}
    found = {
        *apply_rules(library, catalogs),
        *check_rendered(around or library, editions, anchors, memo),
        *verify(library, editions.texts),
    }
    return sorted(found)
