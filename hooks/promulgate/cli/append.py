"""How anything gets into a ledger: shown, agreed to, written whole or not at all."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..files import alone, write
from ..ledger.chain import append
from ..ledger.events import LedgerEvent
from ..problems import report
from .folder import Folder, open_folder, remember
from .refusal import RefusalError


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be written, by path of ledger; how it is shown, and what is asked."""

    events: Mapping[str, Sequence[LedgerEvent]]
    shown: str
    question: str


Propose = Callable[[Folder], Proposal]


def publish(docs: Path, propose: Propose, yes: bool) -> int:
    """Propose, ask, and write; the exit code is 0 where it is written or nothing is to do."""
    try:
        seen = open_folder(docs)
        proposal = _proposal(seen, propose)
        if not proposal.events:
            print(proposal.shown)
            return 0
        print(proposal.shown)
        if not yes and not _agreed(proposal.question):
            print("Nothing was written.")
            return 1
        with alone(docs):
            folder = open_folder(docs)
            same = (folder.sources, folder.moment.day) == (seen.sources, seen.moment.day)
            if same:
                folder = seen
            elif _proposal(folder, propose).events != proposal.events:
                raise RefusalError(
                    "The sources changed meanwhile: run it again. Nothing was written."
                )
            ledgers = _written(folder, proposal)
            write(docs, ledgers)
    except OSError as error:
        words = f"The ledger cannot be written: {error}. Nothing was published."
        raise RefusalError(words) from error
    lines = sum(len(events) for events in proposal.events.values())
    print(f"Written: {lines} {'line' if lines == 1 else 'lines'} in {', '.join(ledgers)}.")
    print("Commit this with the sources; the next build publishes it.")
    return 0


def _proposal(folder: Folder, propose: Propose) -> Proposal:
    if folder.moment.day:
        raise RefusalError("DATE is set: what is published is published today. Run it without.")
    if folder.fatal:
        raise RefusalError(report(folder.problems))
    return propose(folder)


def _written(folder: Folder, proposal: Proposal) -> Mapping[str, bytes]:
    """Make the ledgers that are to be, and hold the folder to them before they are written."""
    ledgers: dict[str, bytes] = {}
    for path, events in proposal.events.items():
        known = folder.library.ledgers.get(path)
        last = max((line.date for line in known.lines), default=None) if known else None
        if last and events[0].date < last:
            raise RefusalError(
                f"{path} ends on {last}, and today is {events[0].date} there. Is the clock right, "
                "and the time zone of the organization?"
            )
        ledgers[path] = append(folder.sources.docs.get(path) or b"", events)
    after = folder.with_ledgers(ledgers)
    if after.fatal:
        raise RefusalError(report(after.fatal))
    remember(after)
    return ledgers


def _agreed(question: str) -> bool:
    if not sys.stdin or not sys.stdin.isatty():
        raise RefusalError("Nobody can answer here: add --yes if you mean it. Nothing was written.")
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):
        print()
        return False
