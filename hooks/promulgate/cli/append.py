"""How anything gets into a ledger: shown, agreed to, written whole or not at all."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..builder.plan import Plan, prepare
from ..clock import Moment
from ..files import alone, write
from ..ledger.chain import append
from ..ledger.events import LedgerEvent
from ..problems import Problem, report
from ..sources.scan import Sources
from .folder import URL, Folder, RefusalError, read


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be written, by path of ledger; how it is shown, and what is asked."""

    events: Mapping[str, Sequence[LedgerEvent]]
    shown: str
    question: str


Propose = Callable[[Plan, Moment, Sequence[Problem]], Proposal]


def publish(docs: Path, propose: Propose, yes: bool) -> int:
    """Propose, ask, and write; the exit code is 0 where it is written or nothing is to do."""
    try:
        proposal = _proposal(read(docs), propose)
        if not proposal.events:
            print(proposal.shown)
            return 0
        print(proposal.shown)
        if not yes and not _agreed(proposal.question):
            print("Nothing was written.")
            return 1
        with alone(docs):
            folder = read(docs)
            if _proposal(folder, propose).events != proposal.events:
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
    if folder.plan is None:
        raise RefusalError(report(folder.problems))
    return propose(folder.plan, folder.moment, folder.problems)


def _written(folder: Folder, proposal: Proposal) -> Mapping[str, bytes]:
    """Make the ledgers that are to be, and hold the folder to them before they are written."""
    ledgers: dict[str, bytes] = {}
    for path, events in proposal.events.items():
        known = folder.plan.library.ledgers.get(path) if folder.plan else None
        last = max((line.date for line in known.lines), default=None) if known else None
        if last and events[0].date < last:
            raise RefusalError(
                f"{path} ends on {last}, and today is {events[0].date} there. Is the clock right, "
                "and the time zone of the organization?"
            )
        ledgers[path] = append(folder.sources.docs.get(path) or b"", events)
    docs = {**folder.sources.docs, **ledgers}
    plan, problems = prepare(Sources(docs, folder.sources.catalogs), folder.moment, URL)
    if plan is None:
        raise RefusalError(report([problem for problem in problems if not problem.advice]))
    return ledgers


def _agreed(question: str) -> bool:
    if not sys.stdin or not sys.stdin.isatty():
        raise RefusalError("Nobody can answer here: add --yes if you mean it. Nothing was written.")
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):
        print()
        return False
