"""`retire`: the end of an organization here, with one notice at all its addresses."""

import shutil
from pathlib import Path

from .. import urls
from ..clock import real
from ..editions.canonical import field
from ..files import alone, replace
from ..i18n import N_, interfaces
from ..ledger.moves import RETIRED, Move
from ..problems import count, near, report
from ..sources.paths import MOVES_PATH
from .agreement import agreed
from .folder import Folder, open_folder
from .queries import promised_addresses
from .refusal import RefusalError

NOTHING = "Nothing was changed."
NOTICE = N_("The policies of %(name)s have no longer been published here since %(date)s.")


def retire(docs: Path, name: str, notice: str | None, yes: bool) -> int:
    """Take the texts of an organization away, and leave a notice wherever they stood."""
    folder = open_folder(docs, real())
    if folder.fatal:
        raise RefusalError(f"{report(folder.fatal)}\n\n{NOTHING}")
    name = name.strip("/")
    if name not in folder.library.organizations:
        fix = near(name, folder.library.organizations, "There is")
        raise RefusalError(f"There is no organization '{name}'. {fix} {NOTHING}", 2)
    new = _written(folder, name, notice)
    gone = sorted(f for f in (docs / name).rglob("*") if f.is_file())
    listed = new[f"docs/{name}/{urls.ADDRESSES}"].decode().splitlines()
    print(f"{count(len(gone), 'file')} of docs/{name} go, the ledgers too; git keeps them.")
    print(f"One notice answers at {count(len(listed), 'address')} from the next build on:")
    print(f"  {new[f'docs/{name}/retired.md'].decode().strip().splitlines()[-1]}")
    print("Its lines stay in the log, as digests: the checkpoint of all others holds.")
    if not agreed(f"Retire {name} for good?", yes, NOTHING):
        return 1
    kept = {file: file.read_bytes() for file in [*gone, docs / urls.MOVES] if file.is_file()}
    with alone(docs):
        shutil.rmtree(docs / name)
        (docs / name).mkdir()
        for path, data in new.items():
            replace(docs / path.removeprefix("docs/"), data)
    after = open_folder(docs, real())
    if after.fatal:
        with alone(docs):
            for path in new:
                (docs / path.removeprefix("docs/")).unlink()
            for file, data in kept.items():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        raise RefusalError(f"{report(after.fatal)}\n\n{NOTHING}")
    print(f"Retired. Change the words of docs/{name}/retired.md as you like, and commit the folder")
    print(f"with docs/{urls.MOVES}.")
    return 0


def _written(folder: Folder, name: str, notice: str | None) -> dict[str, bytes]:
    """Make the notice, the list of addresses, and the moves with the line that says so."""
    organization = folder.library.organizations[name]
    tag, today = organization.language, folder.moment.today("UTC")
    interface = interfaces(folder.sources.catalogs, folder.memo)[0][tag]
    own = organization.name(tag)
    said = {"name": own, "date": interface.day(today).text}
    words = notice or interface.gettext(NOTICE) % said
    head = field("title", own) + field("language", tag)
    others = {*promised_addresses(folder.without(name)).decode().splitlines()}
    listed = promised_addresses(folder).decode().splitlines()
    addresses = "".join(f"{address}\n" for address in listed if address not in others)
    moves = folder.sources.docs.get(MOVES_PATH) or b""
    return {
        f"docs/{name}/retired.md": f"---\n{head}---\n\n{words}\n".encode(),
        f"docs/{name}/{urls.ADDRESSES}": addresses.encode(),
        MOVES_PATH: moves + Move(today, name, RETIRED).line.encode(),
    }
