"""Captures become versions: one a day on which the words changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from .archives.names import day_in_name
from .capture import Capture, ImportRefusedError
from .cleaning import signs
from .cleaning.clean import Cleaned, clean
from .cleaning.links import WHOLE
from .dating import Dated, date_of_file, date_text
from .formats.kinds import read_capture
from .proof import prove
from .tree import text_of, text_without, tokens

AHEAD = timedelta(days=550)  # how far before its day a text may have been kept
UNDATED = "undated"


@dataclass(slots=True)
class Draft:
    """A text on its way to a version: what it was, its marks, its words, its day."""

    capture: Capture
    cleaned: Cleaned
    words: list[str]
    dated: Dated
    gaps: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    told: date | None = None  # the day that the text gives itself, believed or not

    @property
    def day(self) -> date | None:
        return self.dated.day


def draft_of(
    capture: Capture, language: str, named: date | None = None, known: list[str] | None = None
) -> Draft | None:
    """Read, date and clean a capture; refuse it where cleaning lost a word unmarked.

    The answer is None where all its words are those that are `known` of the capture before, which
    then hold these.
    """
    extract = read_capture(capture.name, capture.data)
    if capture.address is None and WHOLE.match(extract.address or ""):
        capture = capture._replace(address=extract.address)
    signs.replace(extract.tree)
    before = tokens(text_of(extract.tree))
    if known is not None:
        if before == known:
            return None
        known[:] = before
    dated = date_text(extract, capture, language)
    if dated.day is None and capture.day is None and (found := date_of_file(extract, named)):
        dated = dated._replace(day=found[0], where=found[1])
    cleaned = clean(extract, capture.address)
    if lost := prove(before, tokens(text_without(cleaned.tree, "ins"))):
        raise ImportRefusedError(
            f"{_name(capture)}: cleaning would change words unmarked, {lost}. "
            "Nothing was written. Mend the file there, or report it."
        )
    return Draft(capture, cleaned, tokens(text_without(cleaned.tree, "del")), dated)


def drafts_of(captures: Iterable[Capture], language: str, passed: list[str]) -> Iterator[Draft]:
    """Yield each text whose words are not those of the one before."""
    data, known, last = b"", list[str](), list[str]()
    for capture in captures:
        if capture.data == data:
            passed.append(f"{_name(capture)}: the file is that of before.")
            continue
        data = capture.data
        draft = draft_of(capture, language, day_in_name(capture.name), known)
        if draft is None or draft.words == last:
            passed.append(f"{_name(capture)}: the words are those of the text before.")
        elif not draft.words:
            passed.append(f"{_name(capture)}: no words are left, and it was passed over.")
        else:
            last = draft.words
            yield draft


def versions_of(drafts: Iterable[Draft], passed: list[str]) -> tuple[list[Draft], list[Draft]]:
    """Give each text its day; those without any come second."""
    found: list[Draft] = []
    undated: list[Draft] = []
    for draft in drafts:
        if draft.capture.technical and found:
            name = _name(draft.capture)
            passed.append(f"{name}: the archive says it changed its own way of reading.")
            continue
        _place(draft, found, undated, passed)
    return found, undated


def files_in_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Order single files by their days; what has none comes last."""
    return sorted(drafts, key=lambda d: (d.day or date.max, d.capture.name))


def _place(draft: Draft, found: list[Draft], undated: list[Draft], passed: list[str]) -> None:
    """Decide the day of a text by those before it; what remains unclear is a gap."""
    kept = draft.capture.day
    before = found[-1].day if found else None
    told = draft.day
    draft.gaps += draft.dated.gaps
    if told and kept and told > kept + AHEAD:
        draft.gaps.append(f"The text says {told}, long after it was kept on {kept}.")
        told = None
    if told and found and kept and kept > told and told == found[-1].told:
        draft.gaps.append(f"Words changed under one date: the text still says {told}.")
        draft.told, told = told, None
    elif told and before and kept and told < before:
        draft.gaps.append(f"The text says {told}, a day before the version of {before}.")
        draft.told, told = told, None
    elif told and told == before and kept is None:
        draft.gaps.append(f"Two texts have the day {told}.")
        undated.append(draft)
        return
    day = told or kept
    if day is None:
        draft.gaps.append("No date stands in the text, in its name or in its file.")
        undated.append(draft)
        return
    draft.told = draft.told or told
    if not told:
        draft.dated = Dated(kept, "first-archived", draft.capture.kept, None)
    if before and day <= before:  # it took the place of a text that was to come, or of that day
        passed.append(
            f"{_name(found[-1].capture)}: the text of {before} was changed again by that day."
        )
        draft.dated = draft.dated._replace(day=before)
        found.pop()
        if found and found[-1].words == draft.words:
            passed.append(f"{_name(draft.capture)}: the words are again those of before.")
            return
    found.append(draft)


def _name(capture: Capture) -> str:
    return f"{capture.name} ({capture.kept})" if capture.kept else capture.name
