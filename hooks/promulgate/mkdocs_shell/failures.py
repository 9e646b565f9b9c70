"""What fails outside the core, under MkDocs: told as a problem, and never as a traceback.

Without this, MkDocs lets a browser wait until the next build that ends well.
"""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb
from typing import Any

from click import ClickException
from mkdocs.exceptions import PluginError

from ..problems import Place, Problem, ours, report
from .packaged import PACKAGE
from .state import State

log = logging.getLogger("mkdocs.hooks.promulgate")

SETTINGS = "mkdocs.yml"
AGAIN = "Mend it and save: the site is built again, and until then stays as it was."


def unstuck(build: Callable[..., None], state: State) -> Callable[..., None]:
    """Build, and where that fails go on with the last good site, with the reason on top of it."""

    def rebuild(*given: Any) -> None:
        try:
            build(*given)
        except (Exception, SystemExit) as error:
            state.problems = _told(_cause(error))
            log.error(report(state.problems))

    return rebuild


def is_ours(error: BaseException) -> bool:
    """Tell a fault of this program from what was said in words, and from faults of others."""
    if isinstance(error, (ClickException, SystemExit)):
        return False
    files = (Path(frame.f_code.co_filename) for frame, _ in walk_tb(error.__traceback__))
    return any(file.is_relative_to(PACKAGE) for file in files)


def _cause(error: BaseException) -> BaseException:
    """Find what MkDocs, and we ourselves, have put other words around."""
    while isinstance(error, (PluginError, SystemExit)) and (error.__cause__ or error.__context__):
        error = error.__cause__ or error.__context__ or error
    return error


def _told(error: BaseException) -> list[Problem]:
    if isinstance(error, OSError):
        where = os.path.relpath(error.filename) if error.filename else "docs"
        return [Problem(Place(where), f"{error.strerror or error}.", AGAIN)]
    if isinstance(error, Exception) and not isinstance(error, (ClickException, SystemExit)):
        return [ours(error)]
    return [Problem(Place(SETTINGS), f"{str(error).rstrip('.')}.", AGAIN)]
