"""Commands that only look: `check`, `verify`, `addresses`, `grown`."""

import os
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError

from .. import urls
from ..checks.notes import notes
from ..checks.remote import compare
from ..ledger.append_only import shrunk, unanswered
from ..model.entities import Library
from ..model.visibility import published
from ..pages.addresses import file_paths, page_addresses, promised
from ..problems import Problem, count, near, report
from ..sources.paths import is_ledger, organization_of
from ..sources.scan import read_sources
from .folder import Folder, open_folder, remember
from .refusal import RefusalError

ONLY = "ORGANIZATIONS"
AT_ONCE = 8  # requests
PATIENCE = 30  # seconds


def check(docs: Path, strict: bool) -> int:
    """Check all sources, and say how to mend what is wrong."""
    folder = open_folder(docs)
    if folder.problems:
        print(report(folder.problems), file=sys.stderr)
    remember(folder)
    if folder.fatal or (strict and folder.problems):
        return 1
    for note in notes(folder.library):
        print(note)
    files, pages = len(folder.sources.docs), len(set(page_addresses(folder.publication)))
    print(f"{count(files, 'file')} checked, {count(pages, 'page')} planned.")
    return 0


def at(docs: Path, policy: str, day: date) -> int:
    """Say which version of a policy was in force on a day, or will be."""
    folder = open_folder(docs)
    public = published(folder.library, folder.moment)
    names = {
        f"{organization.id}/{found.id}": (organization, found)
        for organization in public.organizations.values()
        for found in organization.policies.values()
    }
    name = policy.strip("/")
    if name not in names:
        raise RefusalError(f"There is no policy '{name}'. {near(name, names, 'There is')}")
    organization, known = names[name]
    zone = organization.fields.organization.timezone
    history, today = known.history, folder.moment.today(zone)
    version = history.in_force(day)
    if version is None:
        first = history.adopted[0].date if history.adopted else None
        why = f"the first version took effect on {first}" if first and day < first else "withdrawn"
        print(f"On {day} nothing was in force: {why}.")
        return 0
    last = history.last_day(version)
    when = "was in force" if day < today else "is in force" if day == today else "will be in force"
    until = f" until {last}" if last else ""
    told = ", as far as is announced today" if day > today else ""
    print(f"On {day} the version of {version.date} {when}{told}.")
    print(f"  {version.authoritative.words.title}, from {version.date}{until}")
    print(f"  /{urls.version(organization.id, known.id, version.date)}")
    return 0


def verify(docs: Path, url: str | None) -> int:
    """Hold the sources, and a site that is published from them, to what was sealed."""
    folder = open_folder(docs)
    folder.editions  # noqa: B018  refuses where a text is not as it was sealed
    library = _named(folder.library)
    ledgers = library.ledgers.values()
    sealed = count(sum(len(ledger.entries) for ledger in ledgers), "sealed edition")
    print(f"{sealed} in {count(len(ledgers), 'ledger')}: every chain whole, every word as sealed.")
    if url is None:
        return 0
    try:
        number, problems = compare(library, lambda found: _fetch(url, found))
    except (OSError, HTTPException, ValueError) as error:
        raise RefusalError(f"{url} cannot be reached: {error}.") from error
    if problems:
        raise RefusalError(report(problems))
    print(f"{count(number, 'text')} fetched from {url}: every one as sealed.")
    return 0


def _named(library: Library) -> Library:
    """Take the organizations that ORGANIZATIONS names, as a build does; all where it names none."""
    names = os.environ.get(ONLY, "").replace(",", " ").split()
    for name in names:
        if name not in library.organizations:
            fix = near(name, library.organizations, "There is")
            raise RefusalError(f"ORGANIZATIONS names '{name}', which is none. {fix}")
    ledgers = {p: found for p, found in library.ledgers.items() if organization_of(p) in names}
    return replace(library, ledgers=ledgers) if names else library


def addresses(docs: Path) -> int:
    """List what answers, one address a line."""
    print(_addresses(open_folder(docs)).decode(), end="")
    return 0


def grown(docs: Path, before: str) -> int:
    """Hold this folder to what was published before: its ledgers and addresses are kept.

    `before` is the address of a published site, or a folder that holds `docs/`, and may hold
    `addresses.txt`, written by the program of that time.
    """
    folder = open_folder(docs)
    known = _of_site(before) if "://" in before else _of_folder(Path(before))
    if known is None:
        print(f"Nothing is published at {before} yet.")
        return 0
    earlier, answered = known
    problems: list[Problem] = [*shrunk(earlier, folder.sources.docs)]
    problems += folder.fatal or unanswered(answered, _lines(_addresses(folder)))
    if problems:
        raise RefusalError(report(problems))
    ledgers = sum(is_ledger(path) for path in earlier)
    print(f"{count(ledgers, 'ledger')} and {len(answered)} addresses that were published are kept.")
    return 0


def _of_folder(before: Path) -> tuple[Mapping[str, bytes | None], list[str]]:
    listed = before / urls.ADDRESSES
    if listed.is_file():
        return read_sources(before / "docs"), _lines(listed.read_bytes())
    folder = open_folder(before / "docs")
    return folder.sources.docs, _lines(_addresses(folder))


def _of_site(url: str) -> tuple[Mapping[str, bytes | None], list[str]] | None:
    try:
        listed = _fetch(url, [urls.ADDRESSES])[0]
        if listed is None:
            return None
        answered = _lines(listed)
        ledgers = [address for address in answered if is_ledger(f"/{address}")]
        found = zip(ledgers, _fetch(url, ledgers), strict=True)
        return {f"docs/{address}": data for address, data in found}, answered
    except (OSError, HTTPException, ValueError) as error:
        raise RefusalError(f"{url} cannot be reached: {error}.") from error


def _lines(listed: bytes) -> list[str]:
    return [line.removeprefix("/") for line in listed.decode(errors="replace").splitlines()]


def _addresses(folder: Folder) -> bytes:
    """List the addresses that the site of a folder promises."""
    publication = folder.publication
    return promised({*page_addresses(publication), *file_paths(publication, folder.library)})


def _fetch(url: str, found: Sequence[str]) -> Sequence[bytes | None]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda address: _get(f"{url.rstrip('/')}/{address}"), found))


def _get(address: str) -> bytes | None:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return bytes(answer.read())
    except HTTPError:
        return None
