"""Commands that only look at sources: `check`, `addresses`."""

import json
import sys
from pathlib import Path

from ..checks.notes import notes
from ..ledger.log import unlogged
from ..pages.addresses import file_paths, old_addresses_clash, page_addresses, promised
from ..problems import Problem, count, report
from .folder import Folder, open_folder, remember


def check(docs: Path, strict: bool, as_json: bool = False) -> int:
    """Check all sources, and say how to mend what is wrong."""
    folder = open_folder(docs)
    problems = list(folder.problems)
    if not folder.fatal:
        problems = sorted([*problems, *old_addresses_clash(folder.publication, folder.library)])
    failed = any(strict or not problem.advice for problem in problems)
    remember(folder)
    if as_json:
        print(json.dumps([told(problem) for problem in problems], ensure_ascii=False))
        return int(failed)
    if problems:
        print(report(problems), file=sys.stderr)
    if failed:
        return 1
    for note in (*notes(folder.library), *filter(None, [unlogged(folder.published)])):
        print(note)
    files, pages = len(folder.sources.docs), len(set(page_addresses(folder.publication)))
    print(f"{count(files, 'file')} checked, {count(pages, 'page')} planned.")
    return 0


def told(problem: Problem) -> dict[str, str | int | bool]:
    """Tell a problem to programs."""
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "wrong": problem.wrong,
        "fix": problem.fix,
        "advice": problem.advice,
    }


def addresses(docs: Path) -> int:
    """List what answers, one address a line."""
    print(promised_addresses(open_folder(docs)).decode(), end="")
    return 0


def promised_addresses(folder: Folder) -> bytes:
    """List the addresses that the site of a folder promises."""
    publication = folder.publication
    return promised({*page_addresses(publication), *file_paths(publication, folder.library)})
