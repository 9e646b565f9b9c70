"""`status`: what needs doing, on a terminal or for programs."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..checks.agenda import Agenda, agenda
from ..problems import Problem, count
from ..sources.paths import is_ledger
from .folder import Folder, open_folder, remember
from .git import git
from .queries import told as as_told
from .refusal import RefusalError

GRID = {"outdated": "outdated", "awaiting": "incomplete", "machine": "made by a machine",
        "missing": "missing", "draft": "draft"}  # fmt: skip


def status(docs: Path, as_json: bool) -> int:
    """Say what needs doing, by day; the code is 0 whatever there is."""
    folder = open_folder(docs)
    problems = folder.problems
    found = _agenda(folder)
    unpushed = _unpushed(docs, folder.published)
    today = folder.moment.today("UTC")
    remember(folder)
    if as_json:
        print(json.dumps(_answer(found, problems, unpushed, today), ensure_ascii=False, indent=2))
        return 0
    lines = list(_lines(found, problems, unpushed, today))
    print("\n".join(lines or ["Nothing needs doing."]))
    return 0


def _agenda(folder: Folder) -> Agenda | None:
    """List what needs doing; None where sources are broken, which is what needs doing first."""
    try:
        return agenda(folder.library, folder.rendered, folder.moment) if folder.rendered else None
    except RefusalError:
        return None


def _unpushed(docs: Path, published: Mapping[str, bytes]) -> int | None:
    """Count lines of ledgers that the branch's remote does not have; None where there is none."""
    if git(docs, "rev-parse", "--verify", "--quiet", "@{upstream}") is None:
        return None
    number = 0
    for path, data in published.items():
        if is_ledger(path):
            known = git(docs, "show", f"@{{upstream}}:./{path.removeprefix('docs/')}") or b""
            number += data.count(b"\n") - known.count(b"\n")
    return number


def _answer(
    found: Agenda | None, problems: list[Problem], unpushed: int | None, today: date
) -> dict[str, Any]:
    told: dict[str, Any] = {"as_of": str(today), "complete": found is not None}
    for name, entries in (found._asdict() if found else {}).items():
        told[name] = [
            {key: list(v) if isinstance(v, tuple) else str(v) for key, v in each._asdict().items()}
            for each in entries
        ]
    problems_told = [as_told(problem) for problem in problems]
    return {**told, "problems": problems_told, "seals_not_pushed": unpushed}


def _lines(
    found: Agenda | None, problems: list[Problem], unpushed: int | None, today: date
) -> Iterator[str]:
    broken = [problem for problem in problems if not problem.advice]
    if broken:
        yield f"{count(len(broken), 'problem')}: nothing can be published until they are mended."
        yield from (f"  {problem}" for problem in broken)
    if found:
        dated = [*_dated(found, today)]
        yield from (f"{day}  {words}" for day, words in sorted(dated))
        yield from _grid(found)
    advice = [problem for problem in problems if problem.advice]
    if advice:
        yield f"Advice ({len(advice)}):"
        yield from (f"  {problem}" for problem in advice)
    if unpushed:
        yield f"{count(unpushed, 'line')} of ledgers not pushed yet: 'git push' publishes them."


def _dated(found: Agenda, today: date) -> Iterator[tuple[date, str]]:
    """Write what has a day: drafts, announced versions, newer sections, reviews."""
    for draft in found.drafts:
        late = " (its day has come)" if draft.effective <= today else ""
        how = f"to publish it: make seal EDITION={draft.edition}"
        yield draft.effective, f"{draft.path} is a draft{late}; {how}"
    for version in found.announced:
        days = count((version.effective - today).days, "day")
        yield version.effective, f"{version.version} takes effect, in {days}"
    for newer in found.sections:
        how = f"promulgate new-version {newer.policy} --because law"
        words = f"'{newer.section}' has a version newer than {newer.contained}"
        yield newer.newest, f"{newer.policy}: {words}; to take it up: {how}"
    for review in found.reviews:
        yield review.due, f"{review.policy} is to be reviewed"


def _grid(found: Agenda) -> Iterator[str]:
    behind = [each for each in found.translations if each.state in GRID]
    current = len(found.translations) - len(behind)
    if found.translations:
        yield f"Translations: {current} of {len(found.translations)} are up to date."
    for each in behind:
        parts = f" ({', '.join(each.parts)})" if each.parts else ""
        how = f"; promulgate translate {each.version} {each.language}" * (each.state == "missing")
        yield f"  {each.version}/{each.language}: {GRID[each.state]}{parts}{how}"
