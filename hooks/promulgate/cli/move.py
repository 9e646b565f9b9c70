"""`move`: another name for an organization or a policy, with answers at every address it had."""

from collections.abc import Sequence
from pathlib import Path

from .. import urls
from ..clock import real
from ..files import alone, replace
from ..ledger.moves import Move, moves_of
from ..problems import near, report
from ..sources.paths import MOVES_PATH, slot
from .agreement import agreed
from .folder import Folder, open_folder
from .queries import promised_addresses
from .refusal import RefusalError

NOTHING = "Nothing was changed."


def move(docs: Path, old: str, new: str, yes: bool) -> int:
    """Rename a folder of sources, and note it where it leaves answers at its old addresses.

    A folder that was renamed by hand already is only noted.
    """
    old, new = old.strip("/"), new.strip("/")
    there = (docs / old).is_dir()
    _hold(docs, old, new, there)
    folder = open_folder(docs, real())
    if there and folder.fatal:
        raise RefusalError(f"{report(folder.fatal)}\n\n{NOTHING}")
    lines = _lines(folder, docs, old if there else new, old, new)
    answers = _answers(folder, old) if there else ["the addresses that it had"]
    print(f"docs/{old} becomes docs/{new}, and docs/{urls.MOVES} tells of it:")
    print("".join(f"  {line.line}" for line in lines), end="")
    print(f"{len(answers) if there else 'All'} addresses below /{old}/ lead to /{new}/, for ever.")
    print("Ledgers, sealed texts and their digests stay as they are, to the byte.")
    if not agreed(f"Move {old} to {new}?", yes, NOTHING):
        return 1
    with alone(docs):
        if there:
            (docs / old).rename(docs / new)
        before = folder.sources.docs.get(MOVES_PATH) or b""
        noted = docs / urls.MOVES
        replace(noted, before + "".join(line.line for line in lines).encode())
    after = open_folder(docs, real())
    if after.fatal:
        with alone(docs):
            if there:
                (docs / new).rename(docs / old)
            replace(noted, before) if before else noted.unlink()
        raise RefusalError(f"{report(after.fatal)}\n\n{NOTHING}")
    print(f"Moved. Commit docs/{new} and docs/{urls.MOVES} together.")
    return 0


def _hold(docs: Path, old: str, new: str, there: bool) -> None:
    """Raise RefusalError where the names are none, or not free."""
    deep = old.count("/")
    if deep != new.count("/") or deep > 1 or (deep and old.split("/")[0] != new.split("/")[0]):
        fix = "Write 'acme newco' for an organization, 'acme/privacy acme/data' for a policy."
        raise RefusalError(f"'{old}' and '{new}' are not names of one kind. {fix} {NOTHING}", 2)
    wrong = slot(f"docs/{new}/{'2021-01-01' if deep else 'index'}.md")
    if isinstance(wrong, list):
        raise RefusalError(f"'{new}': {wrong[0].wrong} {wrong[0].fix} {NOTHING}", 2)
    if not there and not (docs / new).is_dir():
        known = [
            f.parent.relative_to(docs).as_posix() for f in docs.glob("*/" * (1 + deep) + "*.md")
        ]
        fix = near(old, sorted({*known}), "There is")
        raise RefusalError(f"There is no folder docs/{old}. {fix} {NOTHING}", 2)
    if there and (docs / new).exists():
        raise RefusalError(f"docs/{new} is there already. Choose another name. {NOTHING}")


def _lines(folder: Folder, docs: Path, lies: str, old: str, new: str) -> Sequence[Move]:
    """Make the lines of a move: an organization's policies have one each, before its own."""
    today, moves = folder.moment.today("UTC"), moves_of(folder.published)
    used = {name for line in moves.lines for name in (line.old, line.new)}
    if new in used:
        wrong = f"/{new}/ was the address of something else once, which still answers there."
        raise RefusalError(f"{wrong} Choose another name. {NOTHING}")
    below = sorted(f.parent.name for f in (docs / lies).glob("*/" + urls.LEDGER))
    inside = [] if "/" in old else [Move(today, f"{old}/{p}", f"{new}/{p}") for p in below]
    return [*inside, Move(today, old, new)]


def _answers(folder: Folder, old: str) -> list[str]:
    listed = promised_addresses(folder).decode().splitlines()
    return [address for address in listed if address.startswith(f"/{old}/")]
