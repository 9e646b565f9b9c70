"""What to do about a text that was edited after it was sealed: git tells the cases apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ..checks.verify import edition_of, restores
from ..ledger.chain import Ledger
from ..ledger.events import path_of
from ..problems import Problem
from ..sources.paths import slot
from .git import commit_of, in_repository, is_pushed


def remedied(
    problems: Iterable[Problem], ledgers: Mapping[str, Ledger], site: Path
) -> Iterator[Problem]:
    """Say of each edited text what helps: it was never committed, never pushed, or published."""
    known: bool | None = None
    for problem in problems:
        if restores(problem):
            known = in_repository(site) if known is None else known
            if known and (fix := _fix(problem.place.path, ledgers, site)):
                yield replace(problem, fix=fix)
                continue
        yield problem


def _fix(path: str, ledgers: Mapping[str, Ledger], site: Path) -> str | None:
    found = slot(path)
    if isinstance(found, list) or found.organization is None:
        return None
    ledger = ledgers.get(path_of(found.organization, found.folder))
    named = edition_of(path)
    entries = ledger.entries.values() if ledger else ()
    entry = next((e for e in entries if f"{e.seal.edition}/".startswith(f"{named}/")), None)
    if entry is None or ledger is None:
        return None
    edition, commit = entry.seal.edition, commit_of(site, ledger.path, entry.seal.sha256)
    unseal = f"'promulgate unseal {edition}', and seal it again"
    if commit is None:
        return f"It was sealed here and never committed: undo what was changed, or {unseal}."
    back = f"'git checkout {commit} -- {path}' brings back what was"
    if not is_pushed(site, commit):
        return f"{back} sealed; or, since nobody else has it yet, {unseal}."
    return (
        f'{back} published. Then tell what was wrong (\'promulgate correct {edition} --wrong "…" '
        f'--right "…"\'), or write a new version: {path.rpartition("/")[0]}/<date>.md.'
    )
