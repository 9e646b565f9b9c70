"""`promulgate import`: what it is told on the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Command = Callable[..., Any]


@click.group("import")
def import_group() -> None:
    """Bring an archive in: versions with their dates, and a report of every word."""


def _asked(command: Command) -> Command:
    """Add what every kind of archive is asked for."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="the report for programs"),
        click.option("--language", help="the governing language, where no record says it"),
        click.option("--url", help="where readers found the text"),
        click.option("--translations", metavar="PATTERN", help="such as {lang}/privacy.md"),
        click.option("--into", required=True, metavar="D/ORG/POLICY", help="where to"),
    ):
        command = option(command)
    return command


@import_group.command()
@click.argument("repository")
@click.argument("path")
@_asked
def git(repository: str, path: str, **asked: Any) -> int:
    """Read the history of a Markdown or HTML file in a git REPOSITORY."""
    from . import importing

    return _bring_in(importing.import_git(repository, path, *_where(asked)), asked)


@import_group.command()
@click.argument("files", nargs=-1, required=True)
@_asked
def files(files: tuple[str, ...], **asked: Any) -> int:
    """Read documents: HTML, Word, OpenDocument, PDF, Markdown or plain text."""
    from . import importing

    return _bring_in(importing.import_files([*files], *_where(asked)), asked)


@import_group.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_asked
def snapshots(folder: Path, **asked: Any) -> int:
    """Read a FOLDER of snapshots as web archives and Open Terms Archive keep them."""
    from . import importing

    return _bring_in(importing.import_snapshots(str(folder), *_where(asked)), asked)


def _where(asked: dict[str, Any]) -> tuple[str | None, str | None]:
    return asked["translations"], asked["url"]


def _bring_in(read: Callable[[str | None], Any], asked: dict[str, Any]) -> int:
    from .importing import import_archive

    return import_archive(asked["into"], read, asked["language"], asked["as_json"])
