"""The log: every line of every ledger, in the order in which they were published.

A line of it is `<ledger> <number> <SHA-256 of that line>`, and a leaf of the tree whose root stands
in the checkpoint. It is only ever added to, at its end, so that whoever keeps a checkpoint can tell
whether all that was published then still is.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..problems import Place, Problem, count
from ..sources.paths import is_ledger
from ..urls import CHECKPOINT, LOG
from .checkpoint import Checkpoint, checkpoint_of, parse_checkpoint
from .events import digest, lines_of
from .moves import moves_of, path_now

LOG_PATH, CHECKPOINT_PATH = f"docs/{LOG}", f"docs/{CHECKPOINT}"
_LINE = re.compile(rb"([a-z0-9-]+/[a-z0-9-]+/ledger\.jsonl) ([1-9]\d{0,8}) ([0-9a-f]{64})")
_MERGED = re.compile(rb"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_DATE = re.compile(rb'"date":"(\d{4}-\d\d-\d\d)"')

BACK = (
    "Bring it back as it was published ('git checkout' does); 'promulgate checkpoint' then adds "
    "what is missing."
)
MERGE = (
    "Two branches published at once. Take both files as they stand on the branch that is published "
    f"('git checkout origin/main -- {LOG_PATH} {CHECKPOINT_PATH}'), and run 'promulgate "
    "checkpoint': it adds the lines of this branch at the end."
)
AGAIN = "Run 'promulgate checkpoint': it adds them at the end."

Published = Mapping[str, bytes]  # ledgers, the log and the checkpoint by path (`docs/…`)


class LogLine(NamedTuple):
    """A line of a ledger as the log names it; `ledger` is its path below docs/."""

    ledger: str
    number: int
    sha256: str


def leaves(log: bytes) -> list[bytes]:
    """List the lines of a log, which are the leaves of the tree."""
    return lines_of(log)[:-1]


def parse_line(line: bytes) -> LogLine | None:
    match = _LINE.fullmatch(line)
    return match and LogLine(match[1].decode(), int(match[2]), match[3].decode())


def extended(published: Published) -> bytes:
    """Write the log with all lines of ledgers that it has not yet, the oldest first."""
    log = published.get(LOG_PATH, b"")
    known = set(leaves(log))
    new = sorted(
        (when, path, number, leaf)
        for path, number, line in _lines(published)
        for leaf in [f"{path} {number} {digest(line)}".encode()]
        for dated in [_DATE.search(line)]
        for when in [dated[1] if dated else b""]
        if leaf not in known
    )
    return log + b"".join(leaf + b"\n" for _, _, _, leaf in new)


def with_checkpoint(published: Published, origin: str) -> dict[str, bytes]:
    """Give the log and the checkpoint, by path, that belong to these ledgers.

    A checkpoint that is there keeps its origin.
    """
    log = extended(published)
    before = parse_checkpoint(published.get(CHECKPOINT_PATH, b""))
    made = checkpoint_of(before.origin if before else origin, leaves(log))
    return {LOG_PATH: log, CHECKPOINT_PATH: made.data}


def check_log(published: Published, latest: date, whole: bool = False) -> list[Problem]:
    """Hold the log and the checkpoint to the ledgers; `latest` is the last day that may be today.

    A folder that has neither yet is none the worse: `unlogged` says so. One without some of the
    organizations is, where it must be the `whole`.
    """
    problems = list(_future(published, latest))
    begun = whole or any(map(is_ledger, published))
    if not begun or (LOG_PATH not in published and CHECKPOINT_PATH not in published):
        return problems
    for path in (LOG_PATH, CHECKPOINT_PATH):
        if path not in published:
            return [*problems, Problem(Place(path), "This file is gone.", BACK)]
        if match := _MERGED.search(published[path]):
            line = published[path].count(b"\n", 0, match.start()) + 1
            wrong = "Two branches of this file were put side by side, and not joined."
            return [*problems, Problem(Place(path, line), wrong, MERGE)]
    wrong_lines = list(_log(published, whole))
    return problems + (wrong_lines or list(_checkpoint(published)))


def unlogged(published: Published) -> str | None:
    """Say that there is no checkpoint yet, where something is published."""
    if LOG_PATH in published or not any(map(is_ledger, published)):
        return None
    return (
        f"There is no {CHECKPOINT_PATH} yet, so nobody can tell if a whole policy vanished: the "
        "next seal writes one, or 'promulgate checkpoint' now"
    )


def consistent(before: Checkpoint, log: bytes) -> bool:
    """Tell whether a log begins with all that stood in it at an earlier checkpoint."""
    now = leaves(log)
    return before.size <= len(now) and checkpoint_of(before.origin, now[: before.size]) == before


def _lines(published: Published) -> Iterator[tuple[str, int, bytes]]:
    """List the lines of all ledgers: the first name of theirs below docs/, number, bytes."""
    moves = moves_of(published)
    for path, data in published.items():
        if is_ledger(path):
            name = moves.first(path.removeprefix("docs/"))
            for number, line in enumerate(lines_of(data)[:-1], start=1):
                yield name, number, line


def _log(published: Published, whole: bool) -> Iterator[Problem]:
    data, seen = published[LOG_PATH], dict[str, int]()
    moves = moves_of(published)
    here = {path.split("/")[1] for path in filter(is_ledger, published)}
    known = {(path, number): line for path, number, line in _lines(published)}
    if lines_of(data)[-1]:
        place = Place(LOG_PATH, len(lines_of(data)))
        yield Problem(place, "The last line of the log is cut off.", BACK)
    for at, line in enumerate(leaves(data), start=1):
        place, found = Place(LOG_PATH, at), parse_line(line)
        if found is None:
            yield Problem(place, "This line is none that the log holds.", BACK)
            return
        if found.number != seen.get(found.ledger, 0) + 1:
            wrong = f"Line {found.number} of {found.ledger} does not come next here."
            yield Problem(place, wrong, BACK)
            return
        seen[found.ledger] = found.number
        now = path_now(moves, f"docs/{found.ledger}")
        organization = now.split("/")[1]
        if organization in moves.retired or (not whole and organization not in here):
            continue
        stands = known.pop((found.ledger, found.number), None)
        if stands is None or digest(stands) != found.sha256:
            ledger = Place(now, found.number)
            what = "is gone" if stands is None else "is another now"
            wrong = f"This line was published (line {at} of {LOG_PATH}), and {what}."
            yield Problem(ledger, wrong, f"Bring it back: 'git checkout {now}'.")
    if known:
        path, number = min(known)
        wrong = f"{count(len(known), 'line')} of ledgers stand not in the log: {path}:{number}"
        more = " first" if len(known) > 1 else ""
        yield Problem(Place(LOG_PATH, len(leaves(data)) + 1), f"{wrong}{more}.", AGAIN)


def _checkpoint(published: Published) -> Iterator[Problem]:
    place, found = Place(CHECKPOINT_PATH), parse_checkpoint(published[CHECKPOINT_PATH])
    log = leaves(published[LOG_PATH])
    if found is None:
        wrong = "This is no checkpoint: a name, a number and a digest, a line each."
        yield Problem(place, wrong, BACK)
    elif found.size < len(log) and consistent(found, published[LOG_PATH]):
        wrong = f"The checkpoint is of {count(found.size, 'line')}, and the log has {len(log)}."
        yield Problem(Place(CHECKPOINT_PATH, 2), wrong, "Run 'promulgate checkpoint'.")
    elif found != checkpoint_of(found.origin, log):
        wrong = "The checkpoint is that of another log."
        yield Problem(place, wrong, BACK)


def _future(published: Published, latest: date) -> Iterator[Problem]:
    """Find ledgers that end on a day that has not come: nothing could be published after it."""
    for path, data in published.items():
        if not is_ledger(path):
            continue
        for number, line in reversed(list(enumerate(lines_of(data)[:-1], start=1))):
            try:
                day = date.fromisoformat(json.loads(line)["date"])
            except (ValueError, KeyError, TypeError):  # told where ledgers are read
                break
            if day <= latest:
                break
            wrong = f"This line is of {day}, a day that has not come yet."
            fix = (
                "Set the clock of this machine right if it is wrong. If the line is not published "
                f"yet, take it back ('git checkout {path}') and seal again; if it is, nothing can "
                "be added before that day."
            )
            yield Problem(Place(path, number), wrong, fix)
