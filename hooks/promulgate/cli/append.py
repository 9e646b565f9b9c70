"""How anything gets into a ledger: shown, agreed to, written whole or not at all."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..checks.personal import personal
from ..clock import DAY, EPOCH, Moment, real
from ..files import alone, remove, write
from ..ledger.apart import commit, words_path
from ..ledger.events import LedgerEvent
from ..ledger.log import CHECKPOINT_PATH, leaves, with_checkpoint
from ..problems import count, printable, report
from ..sources.paths import is_ledger
from .agreement import agreed
from .folder import Folder, open_folder, remember
from .refusal import RefusalError


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be written, by path of ledger; how it is shown, and what is asked.

    `words` are those of the texts that are published by it.
    """

    events: Mapping[str, Sequence[LedgerEvent]]
    shown: str
    question: str
    words: Sequence[str] = ()


class Manner(NamedTuple):
    """How it is written: without asking; as of another day; vouched for by whom.

    `sealed_on` is for imports alone. `tsa` is the address of a time-stamping authority and `key`
    that of a key of OpenSSH, where they are others than mkdocs.yml names.
    """

    yes: bool = False
    sealed_on: date | None = None
    tsa: str | None = None
    key: str | None = None


Propose = Callable[[Folder], Proposal]


def publish(docs: Path, propose: Propose, manner: Manner) -> int:
    """Propose, ask, and write; the exit code is 0 where it is written or nothing is to do."""
    if os.environ.get(DAY):
        raise RefusalError("DATE is set: what is published is published today. Run it without.")
    if os.environ.get(EPOCH):
        print(f"{EPOCH} is set, and counts for builds alone: seals are dated by the clock.")
    moment = real()
    try:
        seen = _opened(docs, moment, manner)
        proposal = _proposal(seen, propose, manner)
        if not proposal.events:
            print(printable(proposal.shown))
            return 0
        if manner.sealed_on:
            today = moment.today("UTC")
            print(f"AN IMPORT: SEALED ON {manner.sealed_on}, NOT TODAY ({today}).", end="\n\n")
        print(printable(proposal.shown))
        for line in _personal(seen, proposal):
            print(printable(line))
        if not agreed(proposal.question, manner.yes, "Nothing was written."):
            return 1
        with alone(docs):
            folder = _opened(docs, real(), manner)
            if _same(seen, folder):
                folder = seen  # and all that is known of it
            elif _proposal(folder, propose, manner).events != proposal.events:
                raise RefusalError(
                    "The sources changed meanwhile: run it again. Nothing was written."
                )
            ledgers, after = _written(folder, proposal)
            _write(docs, {**ledgers, **_proofs(after)})
    except OSError as error:
        words = f"The ledger cannot be written: {error}. Nothing was published."
        raise RefusalError(words) from error
    lines = sum(len(events) for events in proposal.events.values())
    print(f"Written: {count(lines, 'line')} in {', '.join(proposal.events)}.")
    print("Commit this with the sources; the next build publishes it.")
    _vouch(docs, after, manner)
    return 0


def checkpoint(docs: Path, manner: Manner) -> int:
    """Write the log and the checkpoint of what stands in the ledgers, and have it vouched for."""
    try:
        with alone(docs):
            folder = open_folder(docs, real(), writing=True)
            if folder.loaded[1]:
                folder.library  # noqa: B018  refuses ledgers that are broken
            made = with_checkpoint(folder.published, folder.settings.origin)
            if any(folder.published.get(path) != data for path, data in made.items()):
                after = folder.with_ledgers({})
                if after.fatal:
                    raise RefusalError(report(after.fatal))
                _write(docs, made)
            else:
                after = folder
    except OSError as error:
        raise RefusalError(f"The checkpoint cannot be written: {error}.") from error
    size = len(leaves(made["docs/log.txt"]))
    print(f"{CHECKPOINT_PATH} is of {count(size, 'line')} in {_ledgers(after)}.")
    _vouch(docs, after, manner)
    return 0


def _personal(folder: Folder, proposal: Proposal) -> Iterator[str]:
    """Warn of what looks personal: who published it cannot take all of it back."""
    named = {event.edition.split("/")[0] for found in proposal.events.values() for event in found}
    records = (folder.library.organizations[name].fields.organization for name in named)
    own = [record.model_dump_json() for record in records]
    said = [event.model_dump_json() for found in proposal.events.values() for event in found]
    if found := personal([*proposal.words, *said], own):
        yield f"LOOKS PERSONAL, and is none of the organization's own: {', '.join(found)}."
        yield "Whatever is published may be copied, and a reason stays in the ledger for ever."
        yield ""


def _ledgers(folder: Folder) -> str:
    return count(sum(map(is_ledger, folder.published)), "ledger")


def _proofs(folder: Folder) -> dict[str, bytes]:
    """Take the log and the checkpoint of a folder."""
    return with_checkpoint(folder.published, folder.settings.origin)


def _write(docs: Path, files: Mapping[str, bytes]) -> None:
    """Write ledgers with their log and checkpoint; who vouched for the old one did not for it."""
    from .witness import SIGNATURE, STAMP

    write(docs, files)
    for path in remove(docs, (STAMP, SIGNATURE)):
        print(f"{path} was of the checkpoint before, and is removed.")


def _vouch(docs: Path, folder: Folder, manner: Manner) -> None:
    tsa, key = manner.tsa or folder.settings.tsa, manner.key or folder.settings.signing_key
    if tsa or key:
        from .witness import bear_witness

        bear_witness(docs, _proofs(folder)[CHECKPOINT_PATH], tsa, key)


def _opened(docs: Path, moment: Moment, manner: Manner) -> Folder:
    """Open a folder on the real day, or on that of an import."""
    if manner.sealed_on is None:
        return open_folder(docs, moment, writing=True)
    if manner.sealed_on > moment.today("UTC"):
        raise RefusalError(f"--sealed-on is {manner.sealed_on}, a day that has not come yet.")
    return open_folder(docs, Moment(moment.instant, manner.sealed_on), writing=True)


def _same(seen: Folder, folder: Folder) -> bool:
    """Tell whether nothing changed meanwhile, and midnight passed nowhere."""
    zones = {each.fields.organization.timezone for each in seen.library.organizations.values()}
    return (seen.sources, seen.published) == (folder.sources, folder.published) and all(
        seen.moment.today(zone) == folder.moment.today(zone) for zone in zones
    )


def _proposal(folder: Folder, propose: Propose, manner: Manner) -> Proposal:
    if folder.fatal:
        raise RefusalError(report(folder.problems))
    proposal = propose(folder)
    if manner.sealed_on is None:
        return proposal
    own = [event.edition for events in proposal.events.values() for event in events]
    if homemade := [edition for edition in own if not _imported(folder, edition)]:
        raise RefusalError(
            "--sealed-on is for imports alone: texts that name their 'source:', or a folder that "
            f"no site is built from. {homemade[0]} is sealed today: leave the option out."
        )
    written = Moment(folder.moment.instant).today("UTC")
    events = {
        path: [event.model_copy(update={"written": written}) for event in found]
        for path, found in proposal.events.items()
    }
    return replace(proposal, events=events)


def _imported(folder: Folder, edition: str) -> bool:
    """Tell whether a text was published elsewhere before, or no site is built from the folder.

    Only then can its seal be of another day; the line says when it was written all the same.
    """
    organization, policy, day, _ = edition.split("/")
    _, version = folder.library.find(organization, policy, date.fromisoformat(day))
    return version.fields.source is not None or not folder.configuration


def _written(folder: Folder, proposal: Proposal) -> tuple[Mapping[str, bytes], Folder]:
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
        apart, docs = words_path(path), folder.sources.docs
        before, moves = (docs.get(path) or b"", docs.get(apart) or b""), folder.library.moves
        made = commit(*before, events, moves=moves)
        ledgers[path] = made[0]
        if made[1] or apart in docs:
            ledgers[apart] = made[1]
    after = folder.with_ledgers(ledgers)
    if after.fatal:
        raise RefusalError(report(after.fatal))
    remember(after)
    return ledgers, after
