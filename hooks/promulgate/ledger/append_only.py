"""What was published before, held against what is here: ledgers only grow, addresses stay."""

from collections.abc import Collection, Iterator, Mapping
from itertools import zip_longest

from ..problems import Place, Problem, count
from ..sources.paths import MOVES_PATH, is_ledger
from .checkpoint import parse_checkpoint
from .events import RESTORE, lines_of
from .log import BACK, CHECKPOINT_PATH, LOG_PATH, MERGE, Published, consistent, leaves
from .moves import parse_moves, path_now


def shrunk(
    before: Mapping[str, bytes | None], here: Mapping[str, bytes | None]
) -> Iterator[Problem]:
    """Find ledgers of the sources `before` that are no beginning of those `here`."""
    moves = parse_moves(here.get(MOVES_PATH) or b"")[0]
    told = before.get(MOVES_PATH)
    if told and not (here.get(MOVES_PATH) or b"").startswith(told):
        yield Problem(Place(MOVES_PATH), "Lines that were published here are gone.", BACK)
    for published_at, published in before.items():
        path = path_now(moves, published_at)
        if not is_ledger(path) or published is None or path.split("/")[1] in moves.retired:
            continue
        now = here.get(path)
        if now is None:
            yield Problem(Place(path), "This ledger was published, and is gone.", RESTORE)
        elif not now.startswith(published):
            yield _altered(path, lines_of(published)[:-1], lines_of(now)[:-1])


def _altered(path: str, published: list[bytes], now: list[bytes]) -> Problem:
    if now == published[: len(now)]:
        wrong = (
            f"The end of the ledger is cut off: {len(published)} lines were published, and "
            f"{len(now)} are here."
        )
        return Problem(Place(path, len(now) + 1), wrong, RESTORE)
    pairs = zip(published, now, strict=False)
    at, *more = (at for at, (old, new) in enumerate(pairs) if old != new)
    if not more and len(now) >= len(published):
        wrong = f"Line {at + 1} of the ledger is another than was published."
    elif published[at] in now:
        wrong = f"Line {at + 1} of the ledger, as it was published, stands elsewhere now."
    elif now[at] in published:
        wrong = f"Line {at + 1} of the ledger, as it was published, is gone."
    else:
        wrong = f"The ledger was written anew from line {at + 1} on."
    return Problem(Place(path, at + 1), wrong, RESTORE)


def unanswered(before: Collection[str], here: Collection[str]) -> Iterator[Problem]:
    """Find addresses that answered `before`, and would no longer."""
    kept = set(here)
    for address in before:
        if address not in kept:
            wrong = f"The address /{address} was published, and would no longer answer."
            fix = "Bring back what stood there; a text that must go is withdrawn: 'make withdraw'."
            yield Problem(Place(f"docs/{address}"), wrong, fix)


def rewritten(before: Published, here: Published) -> Iterator[Problem]:
    """Find what was in the log `before` and is not `here`, at the same place."""
    log, now = before.get(LOG_PATH), here.get(LOG_PATH, b"")
    if log is not None and not now.startswith(log):
        pairs = zip_longest(leaves(log), leaves(now))
        line = next(at for at, (old, new) in enumerate(pairs, start=1) if old != new)
        what = "is another than was published" if line <= len(leaves(now)) else "is gone"
        yield Problem(Place(LOG_PATH, line), f"Line {line} of the log {what}.", MERGE)
        return
    data = before.get(CHECKPOINT_PATH)
    if data is None:
        return
    if (found := parse_checkpoint(data)) is None:
        yield Problem(Place(CHECKPOINT_PATH), "What was published is no checkpoint.", BACK)
    elif not consistent(found, now):
        wrong = f"The log does not begin with the {count(found.size, 'line')} that were published."
        yield Problem(Place(LOG_PATH), wrong, BACK)
