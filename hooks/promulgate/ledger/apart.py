"""The words of a ledger, apart from it: what a withdrawal can still remove.

A line of a ledger stays for ever. Of words and facts it holds a commitment alone: the SHA-256 of a
line of `words.jsonl` beside it, which has them with a salt that nobody can guess. A withdrawal
removes that line. Lines of before 2026-11-28 hold their words themselves, and are read as ever.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from secrets import token_hex
from typing import Any

import rfc8785

from ..urls import LEDGER, WORDS
from .events import LedgerEvent, Withdrawn, digest, lines_of, read_event
from .moves import NO_MOVES, Moves

SALT = 16  # bytes
# What stands apart, by event, as pydantic names fields within fields.
APART: Mapping[str, Any] = {
    "sealed": {"title": True, "facts": True, "headings": True, "authoritative": {"headings"}},
    "corrected": {"wrong": True, "right": True, "reading": {"words", "instead"}},
}
Salt = Callable[[int], str]


def commit(
    data: bytes,
    words: bytes,
    events: Iterable[LedgerEvent],
    salt: Salt = token_hex,
    moves: Moves = NO_MOVES,
) -> tuple[bytes, bytes]:
    """Add a line for each event to a ledger, and their words to those apart.

    The ledger begins with `data`; words of what is withdrawn are no longer there, whatever it was
    called before one of the `moves`.
    """
    lines, kept = lines_of(data)[:-1], lines_of(words)[:-1]
    for event in events:
        previous = digest(lines[-1]) if lines else None
        whole = event.model_copy(update={"number": len(lines) + 1, "previous": previous})
        if apart := APART.get(whole.event):
            said = whole.model_dump(mode="json", exclude_none=True, include=apart)
            line = rfc8785.dumps({"number": whole.number, "salt": salt(SALT), **said})
            kept.append(line)
            whole = whole.model_copy(update={"words": digest(line)})
        written = whole.model_dump(mode="json", exclude_none=True, exclude=apart)
        lines.append(rfc8785.dumps(written))
    return _whole(lines), _whole(_living(lines, kept, moves))


def read_line(line: bytes, said: Mapping[str, bytes]) -> LedgerEvent:
    """Read a line of a ledger with the words that are `said`, by their digests.

    Where they are gone the event has none. Raise ValueError where it is no line of a ledger.
    """
    found = json.loads(line)
    if not isinstance(found, dict) or not (named := found.get("words")):
        return read_event(line)
    apart = APART.get(str(found.get("event")), {})
    if any(found.get(key) for key, whole in apart.items() if whole is True):
        raise ValueError("words stand in the line and apart from it")
    words = json.loads(said[named]) if named in said else {}
    for key in apart.keys() & words.keys():
        deep = isinstance(found.get(key), dict)
        found[key] = {**found[key], **words[key]} if deep else words[key]
    return read_event(json.dumps(found).encode())


def words_path(ledger: str) -> str:
    """Name the file beside a ledger that has its words."""
    return ledger.removesuffix(LEDGER) + WORDS


def by_digest(words: bytes) -> dict[str, bytes]:
    """List the lines of `words.jsonl` by their digests."""
    return {digest(line): line for line in lines_of(words) if line}


def _living(lines: Iterable[bytes], kept: Iterable[bytes], moves: Moves) -> Iterable[bytes]:
    """Leave out the words of editions that are withdrawn."""
    events = [read_line(line, {}) for line in lines]
    gone = {moves.current(event.edition) for event in events if isinstance(event, Withdrawn)}
    living = {event.words for event in events if moves.current(event.edition) not in gone}
    return [line for line in kept if digest(line) in living]


def _whole(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)
