"""`upgrade`: what comes with Promulgate, brought up to date in a site, as a change to be reviewed.

Nothing that was edited is written over, nor a section that sealed texts contain.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from ..files import replace
from ..ledger.events import Sealed
from ..problems import count, report
from ..sources.front_matter import parse
from ..sources.settings import read_site
from .agreement import agreed
from .folder import Folder, open_folder
from .new import files_of
from .refusal import RefusalError
from .template import CHANGES, JURISDICTIONS, wheel
from .written import RECORD, Written, ours, read_record, record, release

NOTHING = "Nothing was changed."
SEALED = "sealed texts contain it"
EDITED = "it was edited here"


class Upgrade(NamedTuple):
    """What is to be written by path, and why the rest is left as it is."""

    written: Mapping[str, bytes]
    kept: Mapping[str, str]


def upgrade(docs: Path, yes: bool) -> int:
    """Show what would change in a site, ask, and change it; `git diff` shows it again."""
    site = docs.resolve().parent
    if not (site / "mkdocs.yml").is_file():
        raise RefusalError(f"There is no mkdocs.yml in {site}. Run this where it is. {NOTHING}", 2)
    folder, known = open_folder(docs), read_record(site)
    asked = {**_told(folder, docs), **known.asked}
    program = wheel()
    files = {path: data for path, data in files_of(asked, program, _laws(docs)) if ours(path)}
    planned = _planned(site, files, known, _sealed(folder))
    new = {**planned.written, **({f"wheels/{program[0]}": program[1]} if program else {})}
    for path, data in planned.written.items():
        print("".join(_diff(site, path, data)), end="")
    for path, why in planned.kept.items():
        print(f"{path} stays as it is: {why}.")
    print("\n".join(_seen(known.version)), end="\n\n")
    if not planned.written:
        print("All that comes with Promulgate is up to date.")
    elif not agreed(f"Change {count(len(planned.written), 'file')}?", yes, NOTHING):
        return 1
    _write(site, docs, folder, {**new, RECORD: record(asked, _as_written(files, planned))})
    print("Done. 'git diff' shows it; install requirements.txt anew, then 'make test'.")
    return 0


def _planned(
    site: Path, files: Mapping[str, bytes], known: Written, sealed: frozenset[str]
) -> Upgrade:
    written: dict[str, bytes] = {}
    kept: dict[str, str] = {}
    for path, data in sorted(files.items()):
        file = site / path
        now = file.read_bytes() if file.is_file() else None
        if now is None:
            if path in known.files:
                kept[path] = "it was removed here"
            else:
                written[path] = data
        elif now.replace(b"\r\n", b"\n") == data:
            continue
        elif path in sealed:
            kept[path] = SEALED
        elif known.wrote(path, now):
            written[path] = data
        elif path == "requirements.txt" and (line := _with_wheel(now, data)) != now:
            written[path] = line
        else:
            kept[path] = EDITED
    return Upgrade(written, kept)


def _with_wheel(now: bytes, new: bytes) -> bytes:
    """Change the line that names Promulgate, and leave what somebody has pinned besides."""
    pattern = re.compile(rb"(?m)^(--find-links wheels\n)?(\./wheels/promulgate-|promulgate==).*$")
    found = pattern.search(new)
    return pattern.sub(lambda _: found[0], now, count=1) if found else now


def _write(site: Path, docs: Path, before: Folder, new: Mapping[str, bytes]) -> None:
    """Write all files, or none where something that held would hold no more."""
    old = {path: (site / path).read_bytes() for path in new if (site / path).is_file()}
    for path, data in new.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        replace(site / path, data)
    broken = [problem for problem in open_folder(docs).fatal if problem not in before.fatal]
    if broken:
        for path in new:
            if path in old:
                replace(site / path, old[path])
            else:
                (site / path).unlink()
        raise RefusalError(f"{report(broken)}\n\n{NOTHING}")


def _as_written(files: Mapping[str, bytes], planned: Upgrade) -> Mapping[str, bytes]:
    """List what stands in the site as a release wrote it; what was edited stays unknown."""
    return {path: data for path, data in files.items() if path not in planned.kept}


def _sealed(folder: Folder) -> frozenset[str]:
    """List the files of shared sections that sealed texts contain."""
    pins = (
        pin
        for ledger in folder.library.ledgers.values()
        for line in ledger.lines
        if isinstance(line, Sealed)
        for pin in line.sections
        if pin.owner is None
    )
    plain = {f"docs/jurisdictions/{pin.jurisdiction}/{pin.date}": pin for pin in pins}
    return frozenset(
        path for path in folder.sources.docs if any(path.startswith(f"{p}.") for p in plain)
    )


def _laws(docs: Path) -> list[str]:
    """List the laws that a site has taken, as far as they come with Promulgate."""
    here = {page.parent.name for page in docs.glob("jurisdictions/*/index.md")}
    return sorted(name for name in here if (JURISDICTIONS / name).is_dir())


def _told(folder: Folder, docs: Path) -> dict[str, object]:
    """Find out what a site was told when it was made, where no record says so."""
    name, url = read_site(folder.configuration)
    records = sorted(docs.glob("*/index.md"))
    first = next((r for r in records if r.parent.name != "jurisdictions"), None)
    organization = first.parent.name if first else "acme"
    document = parse("docs/x/index.md", first.read_bytes()).document if first else None
    fields = document.fields.get("organization") if document else None
    said = fields if isinstance(fields, dict) else {}
    dated = sorted(docs.glob(f"{organization}/*/????-??-??.md"))
    return {
        "name": name,
        "url": url,
        "organization": organization,
        "languages": said.get("languages") or [said.get("language", "en")],
        "timezone": said.get("timezone", "UTC"),
        "date": dated[0].stem if dated else "2030-01-01",
    }


def _diff(site: Path, path: str, data: bytes) -> Iterator[str]:
    """Show a change as `git diff` does."""
    file = site / path
    old = _lines(file.read_bytes()) if file.is_file() else []
    yield from unified_diff(old, _lines(data), path if old else "/dev/null", path, n=1)


def _lines(data: bytes) -> list[str]:
    return data.decode(errors="replace").replace("\r\n", "\n").splitlines(keepends=True)


def _seen(since: str) -> Iterator[str]:
    """Say what readers will see change, as the list of changes tells it."""
    changes = CHANGES.read_text("utf-8")
    yield f"Promulgate {release()}{f', after {since}' if since else ''}. Readers will see:"
    for section in re.split(r"(?m)^## ", changes)[1:]:
        if since and section.startswith(f"[{since}]"):
            break
        if match := re.search(r"(?ms)^### Readers see\n+(.*?)(?=^### |\Z)", section):
            yield match[1].rstrip()
