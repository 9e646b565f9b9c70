"""`grown`: this folder, held to what was published before. Ledgers only grow, addresses stay."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from .. import urls
from ..checks.remote import FIRST, NOWHERE
from ..checks.remote_log import LIMIT, PATIENCE, Answer, Failure
from ..ledger.append_only import rewritten, shrunk, unanswered
from ..ledger.checkpoint import parse_checkpoint
from ..ledger.log import CHECKPOINT_PATH, LOG_PATH, leaves, parse_line
from ..problems import Place, Problem, count, report
from ..sources.paths import is_ledger
from ..sources.scan import read_published, survey
from .folder import Folder, open_folder
from .queries import promised_addresses
from .refusal import RefusalError
from .web import UnreachableError, get

PROOFS = (urls.LOG, urls.CHECKPOINT)


class Earlier(NamedTuple):
    """What was published before: ledgers, log and checkpoint by path; the addresses."""

    published: Mapping[str, bytes]
    addresses: list[str]


def grown(docs: Path, before: str, first: bool = False) -> int:
    """Hold this folder to what was published before: its ledgers and addresses are kept.

    `before` is the address of a published site, a folder that holds `docs/`, and may hold
    `addresses.txt`, written by the program of that time, or the file of a checkpoint. `first`
    allows that nothing is published at an address yet.
    """
    folder = open_folder(docs)
    if Path(before).is_file():
        earlier: Earlier | None = Earlier({CHECKPOINT_PATH: Path(before).read_bytes()}, [])
    else:
        earlier = _of_site(before, folder) if "://" in before else _of_folder(Path(before))
    if earlier is None:
        if not first:
            raise RefusalError(f"{before}: {NOWHERE} {FIRST}")
        print(f"Nothing is published at {before} yet.")
        return 0
    problems: list[Problem] = [
        *shrunk(earlier.published, folder.sources.docs),
        *rewritten(earlier.published, folder.published),
    ]
    problems += folder.fatal or unanswered(earlier.addresses, _lines(promised_addresses(folder)))
    if problems:
        raise RefusalError(report(problems))
    ledgers = count(sum(map(is_ledger, earlier.published)), "ledger")
    print(f"{ledgers} and {len(earlier.addresses)} addresses that were published are kept.")
    if found := parse_checkpoint(earlier.published.get(CHECKPOINT_PATH, b"")):
        print(f"The log begins with the {count(found.size, 'line')} of the checkpoint before.")
    return 0


def _of_folder(before: Path) -> Earlier:
    folder = before / "docs"
    if not folder.is_dir():
        raise RefusalError(f"There is no folder '{folder}' to hold this one to.", 2)
    published, listed = read_published(survey(folder)), before / urls.ADDRESSES
    if listed.is_file():
        return Earlier(published, _lines(listed.read_bytes()))
    return Earlier(published, _lines(promised_addresses(open_folder(folder))))


def _of_site(url: str, here: Folder) -> Earlier | None:
    """Fetch what a site says was published; None where it answers nothing at all."""
    try:
        own = [path.removeprefix("docs/") for path in here.published if is_ledger(path)]
        asked = (urls.ADDRESSES, *PROOFS, "", *own)
        answers = dict(zip(asked, get(url, asked, PATIENCE, LIMIT), strict=True))
        if all(isinstance(answer, Failure) and answer.missing for answer in answers.values()):
            return None
        listed, log = answers[urls.ADDRESSES], answers[urls.LOG]
        addresses = _lines(listed) if isinstance(listed, bytes) else []
        logged = leaves(log) if isinstance(log, bytes) else []
        named = {line.ledger for leaf in logged if (line := parse_line(leaf))}
        named |= {address for address in addresses if is_ledger(f"/{address}")}
        more = sorted(named - {*own})
        answers |= zip(more, get(url, more, PATIENCE, LIMIT), strict=True)
    except UnreachableError as error:
        raise RefusalError(f"{url} cannot be reached: {error}. Nothing is verified.") from error
    wanted = {urls.ADDRESSES, *named, *(proof for proof in PROOFS if proof in addresses)}
    problems = list(_unanswering(answers, wanted))
    if problems:
        raise RefusalError(f"{report(problems)}\n\nWhat is published at {url} is not known.")
    found = {
        f"docs/{address}": data for address, data in answers.items() if isinstance(data, bytes)
    }
    kept = {path: data for path, data in found.items() if is_ledger(path) or path in _LOGGED}
    return Earlier(kept, addresses)


_LOGGED = (LOG_PATH, CHECKPOINT_PATH)


def _unanswering(answers: Mapping[str, Answer], wanted: set[str]) -> list[Problem]:
    """List what must answer and does not, and what answers with a mistake."""
    return [
        Problem(Place(f"docs/{address}"), f"/{address} {answer.wrong}", answer.fix)
        for address, answer in answers.items()
        if isinstance(answer, Failure) and address and (address in wanted or not answer.missing)
    ]


def _lines(listed: bytes) -> list[str]:
    return [line.removeprefix("/") for line in listed.decode(errors="replace").splitlines()]
