"""The day of a text: from a field, from its own words, or from the archive, in this order."""

import itertools
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .capture import Capture
from .days_in_words import Told, days_in
from .formats.html import day_of
from .formats.kinds import Extract
from .phrases import EFFECTIVE, UPDATED, phrases
from .tree import squeezed, text_of

FIRST, LAST = 14, 8  # blocks at the beginning and the end in which a text tells its age
LONGEST = 260  # signs of such a block
NEXT_TO = 2  # signs between two phrases that are one
REACH = 70  # signs between a phrase and its day
EFFECTIVE_FIELDS = {"effective", "effectivedate", "dateeffective", "validfrom", "effectiveon"}
UPDATED_FIELDS = (
    *("lastupdated", "lastmod", "lastmodified", "lastupdate", "updated", "updatedat"),
    *("modified", "dateupdated", "datemodified", "lastrevised", "revised", "revisiondate"),
    *("articlemodifiedtime", "ogupdatedtime", "dctermsmodified", "dcdatemodified"),
    *("versiondate", "date", "dcdate"),
)


class Dated(NamedTuple):
    """A day, what it rests on as sources say it, and where it was found, in words.

    `updated` is another day that the text tells; `gaps` are days that it tells and that cannot be.
    """

    day: date | None
    basis: str
    where: str
    updated: date | None = None
    gaps: tuple[str, ...] = ()


def date_text(extract: Extract, capture: Capture, language: str) -> Dated:
    """Find the day that a text gives itself; the day None leaves it to the archive."""
    stated, updated = _of_fields(extract)
    gaps: list[str] = []
    told = list(_of_words(extract, language))
    for kind, found, _ in told:
        if found.day is None:
            gaps.append(f"The text says {found.wrong}")
        elif kind == "stated" and stated is None:
            stated = found.day, f"text '{found.written}'"
        elif kind == "updated" and updated is None:
            updated = found.day, f"text '{found.written}'"
    found_gaps = tuple(dict.fromkeys(gaps))
    if stated:
        later = updated[0] if updated and updated[0] != stated[0] else None
        return Dated(stated[0], "stated", stated[1], later, ())
    if updated:
        return Dated(updated[0], "last-updated", updated[1], None, ())
    return Dated(None, "first-archived", capture.kept, None, found_gaps)


def date_of_file(extract: Extract, named: date | None) -> tuple[date, str] | None:
    """Find what a single file tells: its name, then what its program noted."""
    if named:
        return named, "name of the file"
    return extract.days[0] if extract.days else None


def _of_fields(extract: Extract) -> tuple[tuple[date, str] | None, tuple[date, str] | None]:
    stated: tuple[date, str] | None = None
    found: dict[str, tuple[date, str]] = {}
    for name, value in extract.fields.items():
        key = re.sub(r"[^a-z]", "", name.lower())
        day = day_of(str(value)) or next((d.day for d in days_in(str(value), "en") if d.day), None)
        if day and key in EFFECTIVE_FIELDS:
            stated = stated or (day, f"field '{name}'")
        elif day:
            found.setdefault(key, (day, f"field '{name}'"))
    return stated, next((found[key] for key in UPDATED_FIELDS if key in found), None)


def _of_words(extract: Extract, language: str) -> Iterator[tuple[str, Told, int]]:
    """Yield each day that follows a phrase about the age of the text, or stands alone on top."""
    blocks = [squeezed(b) for b in text_of(extract.tree).split("\n")]
    blocks = [block for block in blocks if block]
    edges = blocks if len(blocks) <= FIRST + LAST else [*blocks[:FIRST], *blocks[-LAST:]]
    joined = [*edges, *(f"{a} {b}" for a, b in itertools.pairwise(edges) if len(a) < 60)]
    stated = re.compile(rf"(?<!\w)(?:{phrases(EFFECTIVE, language)})", re.IGNORECASE)
    updated = re.compile(rf"(?<!\w)(?:{phrases(UPDATED, language)})", re.IGNORECASE)
    for number, block in enumerate(joined):
        if len(block) > LONGEST:
            block = block[:LONGEST]
        for told in days_in(block, language):
            before = block[max(0, told.at - REACH) : told.at]
            kinds = _nearest(before, {"stated": stated, "updated": updated})
            if kinds:
                yield kinds, told, number
            elif number < 6 and len(block) < len(told.written) + 12:
                yield "updated", told, number


def _nearest(before: str, kinds: dict[str, re.Pattern[str]]) -> str | None:
    """Tell which phrase stands nearest before a day; 'last updated and effective' is effective."""
    last = {
        kind: found[-1]
        for kind, expression in kinds.items()
        if (found := [*expression.finditer(before)])
    }
    if not last:
        return None
    kind = max(last, key=lambda kind: last[kind].end())
    if kind == "updated" and "stated" in last:  # 'effective date', 'effective as of'
        between = last["updated"].start() - last["stated"].end()
        kind = "stated" if between <= NEXT_TO else kind
    return None if re.search(r"[.;]\s+\S", before[last[kind].end() :]) else kind
