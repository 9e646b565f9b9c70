"""A history as it was known here on a day: what was published later was not in it yet.

Two times meet in a policy: the day from which a version applies, and the day on which it was
published here, which the ledger holds. A version that is published after it took effect changes
what is true of the past, and not what could be known then.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from .history import History, Text, Version


def belated(version: Version) -> date | None:
    """Tell the day on which a version was published here, where it was in effect by then."""
    entry = version.entry
    return entry.seal.date if entry and entry.seal.date > version.date else None


def known_on(history: History, day: date) -> History:
    """Leave out what was sealed, corrected or withdrawn after `day`."""
    versions = []
    for version in history.versions:
        editions = {tag: text for tag, text in version.editions.items() if _sealed(text, day)}
        if version.language in editions:
            known = {tag: _as_of(text, day) for tag, text in editions.items()}
            entry = known[version.language].entry
            versions.append(replace(version, editions=known, entry=entry))
    return History(tuple(versions))


def _sealed(text: Text[Any], day: date) -> bool:
    return text.entry is not None and text.entry.seal.date <= day


def _as_of(text: Text[Any], day: date) -> Text[Any]:
    entry = text.entry
    assert entry
    gone = entry.withdrawal
    kept = tuple(note for note in entry.corrections if note.date <= day)
    known = replace(entry, corrections=kept, withdrawal=gone if gone and gone.date <= day else None)
    return replace(text, entry=known)


def first_known(history: History) -> date | None:
    """Tell the day on which the first version was published here; None where none is."""
    days = [v.entry.seal.date for v in history.versions if v.entry]
    return min(days, default=None)
