"""Organizations that were retired: a notice and a list of addresses are all that is left."""

from collections.abc import Iterator

from ..problems import Place, Problem
from ..sources.paths import RETIRED, organization_of
from ..sources.schema import RetiredFields
from ..urls import ADDRESSES
from .entities import Retired
from .grouping import Grouping, texts
from .history import Text

BACK = "Bring it back ('git checkout' does); 'promulgate retire' wrote it."


def gone(shelf: Grouping) -> Iterator[Retired]:
    """Join each notice with its addresses; what is not as `retire` left it is a problem."""
    days = {move.old: move.day for move in shelf.moves.lines if move.old in shelf.moves.retired}
    here = [path for path in (*shelf.files, *shelf.words) if organization_of(path) in days]
    here += [
        document.path
        for unit, documents in shelf.units.items()
        for document in documents.values()
        if unit[0] != RETIRED and unit[1] in days
    ]
    for path in here:
        if path != f"docs/{organization_of(path)}/{ADDRESSES}":
            wrong = f"'{organization_of(path)}' was retired, and has nothing of its own any more."
            fix = "Remove this file; who comes back is an organization of another name."
            shelf.problems.append(Problem(Place(path), wrong, fix))
    for unit, documents in sorted(shelf.units.items(), key=str):
        if unit[0] != RETIRED:
            continue
        (document,) = documents.values()
        name, fields = str(unit[1]), document.fields
        language = fields.get("language")
        tag = language if isinstance(language, str) else "en"
        text: Text[RetiredFields] | None = texts(shelf, RETIRED, documents, tag).get(tag)
        listing = f"docs/{name}/{ADDRESSES}"
        listed = shelf.listings.get(listing, b"").decode(errors="replace").splitlines()
        if name not in days:
            wrong = f"This says that '{name}' is gone, and docs/moves.txt does not."
            fix = f"Remove it; 'promulgate retire {name}' ends an organization."
            shelf.problems.append(Problem(document.place(), wrong, fix))
        elif not listed or not all(line.startswith("/") for line in listed):
            wrong = "The list of the addresses at which the notice stands is gone, or no list."
            shelf.problems.append(Problem(Place(listing), wrong, BACK))
        elif text:
            yield Retired(name, days[name], text, tuple(line[1:] for line in listed))
