"""The ledgers, the log and the checkpoint of a site, held against those here.

What is published here must be a beginning of what is served, or equal to it: a server that forgets
a line could show a withdrawn text again. A ledger that the checkpoint there does not know yet is a
policy that is not published yet, which is said.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..ledger.apart import read_line
from ..ledger.chain import parse
from ..ledger.checkpoint import Checkpoint, checkpoint_of, parse_checkpoint
from ..ledger.events import Entry, Sealed, lines_of
from ..ledger.log import CHECKPOINT_PATH, LOG_PATH, Published, consistent, leaves, parse_line
from ..ledger.moves import moves_of, path_now
from ..problems import Place, Problem, count
from ..sources.paths import is_ledger

PATIENCE = 30.0  # seconds that one answer may take, from the first byte to the last
LIMIT = 32 * 1024 * 1024  # bytes of one answer
UPDATE = "Bring this folder up to date ('git pull')."
WHO = "Find out which of the two was altered; 'promulgate verify' checks the one here."
OLDER = (
    "Publish the site again; if nothing is wrong but that the site waits to be published, say so: "
    "'--pending'."
)


class Failure(NamedTuple):
    """Why an address did not give its file, continuing the sentence that begins with the address.

    `endless` are answers that are too slow or too large; `missing` is what is not there at all.
    """

    wrong: str
    fix: str
    endless: bool = False
    missing: bool = False


Answer = bytes | Failure
UNASKED = Failure("was not asked for any more.", "Ask again when the server is well.")


class Served(NamedTuple):
    """What a site has published: entries by path of ledger; which ledgers it has not yet."""

    entries: Mapping[str, Mapping[str, Entry]]
    waiting: tuple[str, ...]
    problems: tuple[Problem, ...]


def compare_ledgers(here: Published, there: Mapping[str, Answer], pending: bool) -> Served:
    """Hold what is served, by path (`docs/…`), to the ledgers and the log here.

    `pending` allows that the newest seals are not published yet, in a state that once was whole.
    """
    problems: list[Problem] = []
    size, wrong = _checkpoint(here, there, pending)
    problems += wrong
    known = {
        line.ledger for leaf in leaves(here.get(LOG_PATH, b""))[:size] if (line := parse_line(leaf))
    }
    moves = moves_of(here)
    entries: dict[str, Mapping[str, Entry]] = {}
    waiting: list[str] = []
    for path in filter(is_ledger, here):
        name, answer = path.removeprefix("docs/"), there[path]
        if isinstance(answer, Failure):
            if answer.missing and LOG_PATH in here and not wrong and moves.first(name) not in known:
                waiting.append(name)
            else:
                problems.append(Problem(Place(path), f"/{name} {answer.wrong}", answer.fix))
            continue
        found, broken = parse(path, answer, moves=moves)
        unlike = list(_ledger(path, here[path], answer, pending))
        problems += unlike or broken
        if not unlike and not broken:
            entries[path] = found.entries
            problems += _unlogged(path, moves.first(name), answer, there)
    return Served(entries, tuple(waiting), tuple(problems))


def _ledger(path: str, here: bytes, there: bytes, pending: bool) -> Iterator[Problem]:
    address = f"/{path.removeprefix('docs/')}"
    if there.startswith(here):
        return
    mine, theirs = lines_of(here)[:-1], lines_of(there)[:-1]
    if not here.startswith(there) or (there and not there.endswith(b"\n")):
        yield Problem(Place(path), f"{address} is another ledger there.", WHO)
    elif not pending or any(not _seals(line) for line in mine[len(theirs) :]):
        lost = [line for line in mine[len(theirs) :] if not _seals(line)]
        what = " What it leaves out withdraws or corrects a text." if lost else ""
        wrong = (
            f"{address} is cut off there: {count(len(theirs), 'line')}, and {len(mine)} are here."
        )
        yield Problem(Place(path, len(theirs) + 1), wrong + what, OLDER)


def _seals(line: bytes) -> bool:
    return isinstance(read_line(line, {}), Sealed)


def _checkpoint(
    here: Published, there: Mapping[str, Answer], pending: bool
) -> tuple[int, list[Problem]]:
    """Hold the checkpoint and the log there to those here; the number is that of lines it knows."""
    log, mark = there[LOG_PATH], there[CHECKPOINT_PATH]
    place, mine = Place(CHECKPOINT_PATH), leaves(here.get(LOG_PATH, b""))
    own = parse_checkpoint(here.get(CHECKPOINT_PATH, b""))
    if own is None:  # a folder that has none yet: what is published there cannot be newer
        if isinstance(log, Failure) and log.missing and isinstance(mark, Failure) and mark.missing:
            return 0, []
        return 0, [Problem(place, "A checkpoint is published there, and none is here.", UPDATE)]
    failed = [
        Problem(Place(path), f"/{path.removeprefix('docs/')} {answer.wrong}", answer.fix)
        for path, answer in ((CHECKPOINT_PATH, mark), (LOG_PATH, log))
        if isinstance(answer, Failure) and not (pending and answer.missing)
    ]
    if failed or isinstance(log, Failure) or isinstance(mark, Failure):
        return len(mine), failed
    found = parse_checkpoint(mark)
    if found is None:
        return 0, [Problem(place, "/checkpoint is no checkpoint there.", WHO)]
    if found != checkpoint_of(found.origin, leaves(log)) or not log.endswith(b"\n"):
        wrong = "/checkpoint and /log.txt do not fit each other there."
        return 0, [Problem(place, wrong, "Publish the site again, both at once.")]
    if found.origin != own.origin:
        wrong = f"/checkpoint is that of the log '{found.origin}', and ours is '{own.origin}'."
        return 0, [Problem(place, wrong, WHO)]
    if found.size >= own.size:
        if consistent(own, log):
            return len(mine), []
        wrong = "/checkpoint tells another history: it does not contain all that stands here."
        return 0, [Problem(place, wrong, WHO)]
    return _older(found, mine, here, there, pending)


def _older(
    found: Checkpoint,
    mine: list[bytes],
    here: Published,
    there: Mapping[str, Answer],
    pending: bool,
) -> tuple[int, list[Problem]]:
    """Judge a checkpoint that has fewer lines: it may lack policies, and nothing else."""
    place = Place(CHECKPOINT_PATH, 2)
    if not consistent(found, here[LOG_PATH]):
        wrong = "/checkpoint tells another history: no checkpoint of this folder was ever like it."
        return 0, [Problem(place, wrong, WHO)]
    lacking = {line.ledger for leaf in mine[found.size :] if (line := parse_line(leaf))}
    moves = moves_of(here)
    now = {name: path_now(moves, f"docs/{name}") for name in lacking}
    lacking = {name for name in lacking if now[name].split("/")[1] not in moves.retired}
    answers = {name: there[now[name]] for name in lacking}
    absent = all(isinstance(a, Failure) and a.missing for a in answers.values())
    begun = {line.ledger for leaf in mine[: found.size] if (line := parse_line(leaf))}
    if pending or (absent and not lacking & begun):
        return found.size, []
    wrong = f"/checkpoint is an old one: it knows {found.size} of {count(len(mine), 'line')}."
    return found.size, [Problem(place, wrong, OLDER)]


def _unlogged(
    path: str, logged_as: str, ledger: bytes, there: Mapping[str, Answer]
) -> Iterator[Problem]:
    """Find lines of a ledger that its own log there does not know."""
    log = there[LOG_PATH]
    if isinstance(log, Failure):
        return
    name, number = path.removeprefix("docs/"), len(lines_of(ledger)) - 1
    logged = sum(leaf.startswith(f"{logged_as} ".encode()) for leaf in leaves(log))
    if logged != number:
        wrong = f"/{name} has {count(number, 'line')} there, and the log there knows {logged}."
        yield Problem(Place(path), wrong, "Publish the site again, all files of it at once.")
