"""A folder of sources as the commands find it."""

from dataclasses import dataclass
from pathlib import Path

from ..builder.plan import Plan, prepare
from ..clock import Moment, UntimelyError, now
from ..files import finish
from ..problems import Problem
from ..sources.scan import Sources, read_catalogs, read_sources

LOCALES = Path(__file__).parent.parent / "locales"
URL = "https://check.invalid/"  # where addresses need a root, and nobody sees it


class RefusalError(Exception):
    """Why something is not done, in words that say what to do; `code` is the exit code."""

    def __init__(self, words: str, code: int = 1) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds, and what is wrong with it; the Plan is None where a rule is broken."""

    path: Path
    sources: Sources
    moment: Moment
    plan: Plan | None
    problems: list[Problem]


def read(path: Path) -> Folder:
    """Read and check a folder of sources; raise RefusalError where there is none."""
    if not path.is_dir():
        raise RefusalError(f"There is no folder '{path}' here. Run this where mkdocs.yml is.", 2)
    try:
        moment = now()
    except UntimelyError as error:
        raise RefusalError(str(error), 2) from error
    try:
        finish(path)
    except OSError as error:
        raise RefusalError(f"{error}.") from error
    sources = Sources(read_sources(path), read_catalogs(LOCALES))
    plan, problems = prepare(sources, moment, URL)
    return Folder(path, sources, moment, plan, problems)
