"""`unseal`: take back seals that nobody else has. What was pushed once is published for good."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ..checks.verify import edition_of
from ..clock import real
from ..files import alone, remove
from ..files import replace as put
from ..ledger.apart import by_digest, commit, read_line, words_path
from ..ledger.events import LedgerEvent, lines_of
from ..ledger.log import CHECKPOINT_PATH, LOG_PATH, with_checkpoint
from ..problems import Problem, count, near, report
from ..sources.paths import is_ledger
from .agreement import agreed
from .folder import Folder, open_folder
from .git import in_repository, pushed
from .refusal import RefusalError
from .witness import SIGNATURE, STAMP

NOTHING = "Nothing was changed."


def unseal(docs: Path, what: Sequence[str], yes: bool) -> int:
    """Make drafts again of editions whose seals are on no branch that was pushed."""
    site = docs.resolve().parent
    if not in_repository(site):
        wrong = "This folder is in no repository of git, so nobody can tell what was published."
        raise RefusalError(f"{wrong} {NOTHING}")
    with alone(docs):
        folder = open_folder(docs, real(), writing=True)
        wanted, undone = _whole(site, folder, _wanted(folder, what))
        print(f"To be drafts again, {count(len(wanted), 'edition')}:")
        print("".join(f"  {name}\n" for name in sorted(wanted)), end="")
        if not agreed("Take these seals back?", yes, NOTHING):
            return 1
        for path, data in undone.files.items():
            put(docs / path.removeprefix("docs/"), data)
        remove(docs, sorted(undone.emptied))
        for path in remove(docs, (STAMP, SIGNATURE)):
            print(f"{path} was of the checkpoint before, and is removed.")
    print("Done. Commit the ledgers, docs/log.txt and docs/checkpoint, if they were committed.")
    return 0


class Undone(NamedTuple):
    """What is written, which files go, and what is wrong then that was not before."""

    files: Mapping[str, bytes]
    emptied: frozenset[str]
    broken: tuple[Problem, ...]


def _whole(site: Path, folder: Folder, wanted: frozenset[str]) -> tuple[frozenset[str], Undone]:
    """Add what cannot stay sealed alone, such as a text that links to one that is a draft again."""
    ledgers = folder.library.ledgers.values()
    sealed = {name: entry.seal for ledger in ledgers for name, entry in ledger.entries.items()}
    while True:
        own = {name.rpartition("/")[0] for name in wanted if sealed[name].authoritative is None}
        wanted |= {name for name in sealed if name.rpartition("/")[0] in own}  # translations of it
        undone = _undone(site, folder, wanted)
        named = [edition_of(problem.place.path) for problem in undone.broken]
        more = {e for e in sealed for name in named if f"{e}/".startswith(f"{name}/")} - wanted
        if not more:
            break
        wanted |= more
    if undone.broken:
        raise RefusalError(f"{report(undone.broken)}\n\n{NOTHING}")
    return wanted, undone


def _wanted(folder: Folder, what: Sequence[str]) -> frozenset[str]:
    sealed = [name for ledger in folder.library.ledgers.values() for name in ledger.entries]
    found: set[str] = set()
    for name in (each.strip("/") for each in what):
        own = {edition for edition in sealed if f"{edition}/".startswith(f"{name}/")}
        if not own:
            depth = name.count("/") + 1
            alike = sorted({"/".join(edition.split("/")[:depth]) for edition in sealed})
            fix = near(name, alike, "There is") if alike else "Nothing is sealed yet."
            raise RefusalError(f"Nothing is sealed at '{name}'. {fix} {NOTHING}")
        found |= own
    return frozenset(found)


def _known(site: Path, path: str, data: bytes) -> int:
    """Count the lines of a ledger that somebody else has too."""
    mine = lines_of(data)[:-1]
    shared = 0
    for theirs in pushed(site, path):
        lines = lines_of(theirs)[:-1]
        same = (at for at, (a, b) in enumerate(zip(mine, lines, strict=False)) if a != b)
        shared = max(shared, next(same, min(len(mine), len(lines))))
    return shared


def _without(folder: Folder, path: str, known: int, wanted: frozenset[str]) -> Mapping[str, bytes]:
    """Write a ledger anew after the lines that others have, without what is `wanted`."""
    apart = words_path(path)
    data, words = folder.sources.docs.get(path) or b"", folder.sources.docs.get(apart) or b""
    lines, said = lines_of(data)[:-1], by_digest(words)
    events = folder.library.ledgers[path].lines
    for event in events[:known]:
        if event.edition in wanted:
            raise RefusalError(
                f"{event.edition} was pushed: what is published stays published. Tell what was "
                f"wrong ('promulgate correct'), or withdraw it. {NOTHING}"
            )
    kept = {read_line(line, {}).words for line in lines[:known]}
    begun = b"".join(line + b"\n" for line in lines[:known])
    said_before = b"".join(line + b"\n" for name, line in said.items() if name in kept)
    rest = [_bare(event) for event in events[known:] if event.edition not in wanted]
    ledger, left = commit(begun, said_before, rest)
    return {path: ledger, **({apart: left} if apart in folder.sources.docs else {})}


def _bare(event: LedgerEvent) -> LedgerEvent:
    """Take what a line says, without where it stood."""
    return event.model_copy(update={"words": None, "previous": None})


def _undone(site: Path, folder: Folder, wanted: frozenset[str]) -> Undone:
    """Write ledgers anew without what is `wanted`, and a log of all that are left."""
    made: dict[str, bytes] = {}
    for path, ledger in folder.library.ledgers.items():
        if any(line.edition in wanted for line in ledger.lines):
            made |= _without(folder, path, _known(site, path, ledger.data), wanted)
    log = folder.published.get(LOG_PATH, b"")
    theirs = [data for data in pushed(site, LOG_PATH) if log.startswith(data)]
    published = {**folder.published, LOG_PATH: max(theirs, key=len, default=b"")}
    emptied = {path for path, data in made.items() if not data}
    left = {p: d for p, d in {**published, **made}.items() if p not in emptied}
    proofs = with_checkpoint(left, folder.settings.origin)
    if not any(map(is_ledger, left)):
        emptied |= {LOG_PATH, CHECKPOINT_PATH}
    files = {p: d for p, d in {**made, **proofs}.items() if p not in emptied}
    kept = {p: d for p, d in folder.sources.docs.items() if p not in emptied}
    kept |= {path: data for path, data in files.items() if path in made}
    sources = folder.sources._replace(docs=kept)
    proven = {p: d for p, d in {**left, **proofs}.items() if p not in emptied}
    after = replace(folder, sources=sources, published=proven)
    broken = (problem for problem in after.fatal if problem not in folder.fatal)
    return Undone(files, frozenset(emptied), tuple(broken))
