"""The stage of checks: everything that must hold before anything is published."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from ..editions.render import EditionKey, Editions
from ..memo import Memo
from ..model.entities import Library
from ..problems import Problem, ours
from .dropped import dropped
from .honesty import honesty
from .organizations import apart
from .rendered import check_rendered, sealed_paths
from .rules import apply_rules
from .same_words import same_words
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
    stages: tuple[Callable[[], Iterable[Problem]], ...] = (
        lambda: apply_rules(library, catalogs),
        lambda: apart(around or library),
        lambda: check_rendered(around or library, editions, anchors, memo),
        lambda: honesty(library, editions),
        lambda: dropped(library, editions),
        lambda: same_words(editions, _wrong(found), sealed_paths(library), memo),
        lambda: verify(library, editions.texts),
    )
    found: set[Problem] = set()
    for stage in stages:
        try:
            found.update(stage())
        except Exception as error:  # what the others find is told beside it
            found.add(ours(error))
    return sorted(found)


def _wrong(found: Iterable[Problem]) -> set[str]:
    return {problem.place.path for problem in found if not problem.advice}
