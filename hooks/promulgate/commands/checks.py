"""Commands that only look: `check`, `verify`, `addresses`, `grown`."""

import sys
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError

from .. import urls
from ..growth import shrunk, unanswered
from ..layout import is_ledger
from ..live import compare
from ..plan import Plan
from ..problems import Problem, count, near, report
from ..reader import read_sources
from .folder import Folder, RefusalError, read

AT_ONCE = 8  # requests
PATIENCE = 30  # seconds


def check(docs: Path, strict: bool) -> int:
    """Check all sources, and say how to mend what is wrong."""
    folder = read(docs)
    if folder.problems:
        print(report(folder.problems), file=sys.stderr)
    if folder.plan is None or (strict and folder.problems):
        return 1
    for note in folder.plan.notes:
        print(note)
    files, pages = len(folder.sources.docs), len(folder.plan.pages)
    print(f"{count(files, 'file')} checked, {count(pages, 'page')} planned.")
    return 0


def at(docs: Path, policy: str, day: date) -> int:
    """Say which version of a policy was in force on a day, or will be."""
    folder = read(docs)
    plan = _plan(folder)
    names = {
        f"{organization.id}/{found.id}": (organization, found)
        for organization in plan.site.library.organizations.values()
        for found in organization.policies.values()
    }
    name = policy.strip("/")
    if name not in names:
        raise RefusalError(f"There is no policy '{name}'. {near(name, names, 'There is')}")
    organization, known = names[name]
    history, today = known.history, plan.site.today(organization)
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
    plan = _plan(read(docs))
    ledgers = plan.library.ledgers.values()
    sealed = count(sum(len(ledger.entries) for ledger in ledgers), "sealed edition")
    print(f"{sealed} in {count(len(ledgers), 'ledger')}: every chain whole, every word as sealed.")
    if not url:
        return 0
    try:
        number, problems = compare(plan.library, lambda found: _fetch(url, found))
    except (OSError, HTTPException) as error:
        raise RefusalError(f"{url} cannot be reached: {error}.") from error
    if problems:
        raise RefusalError(report(problems))
    print(f"{count(number, 'text')} fetched from {url}: every one as sealed.")
    return 0


def addresses(docs: Path) -> int:
    """List what answers, one address a line."""
    plan = _plan(read(docs))
    print("\n".join(_addresses(plan)))
    return 0


def grown(docs: Path, before: Path) -> int:
    """Hold this folder to one that was published before: its ledgers and addresses are kept.

    `before` holds `docs/`, and may hold `addresses.txt`, written by the program of that time.
    """
    folder = read(docs)
    listed = before / "addresses.txt"
    earlier = read_sources(before / "docs")
    if listed.is_file():
        answered = listed.read_text("utf-8").split()
    else:
        answered = list(_addresses(_plan(read(before / "docs"))))
    problems: list[Problem] = [*shrunk(earlier, folder.sources.docs)]
    problems += [] if folder.plan else [p for p in folder.problems if not p.advice]
    if folder.plan:
        problems += unanswered(answered, list(_addresses(folder.plan)))
    if problems:
        raise RefusalError(report(problems))
    ledgers = sum(is_ledger(path) for path in earlier)
    print(f"{count(ledgers, 'ledger')} and {len(answered)} addresses that were published are kept.")
    return 0


def _plan(folder: Folder) -> Plan:
    if folder.plan is None:
        raise RefusalError(report([p for p in folder.problems if not p.advice]))
    return folder.plan


def _addresses(plan: Plan) -> Sequence[str]:
    """List pages, made files, and files that are published as they are; not the look of pages."""
    files = (path.removeprefix("docs/") for path in plan.library.files)
    made = [path for path in plan.files if not path.endswith(".css")]
    return sorted({*plan.pages, *made, *(f for f in files if not f.startswith("assets/"))})


def _fetch(url: str, found: Sequence[str]) -> Sequence[bytes | None]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda address: _get(f"{url.rstrip('/')}/{address}"), found))


def _get(address: str) -> bytes | None:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return bytes(answer.read())
    except HTTPError:
        return None
