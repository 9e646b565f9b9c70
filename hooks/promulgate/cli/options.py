"""Options that several commands share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
from pydantic_core import PydanticCustomError

from ..dates import read_day

Command = Callable[..., Any]
FILE = click.Path(path_type=Path)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="answer for programs")
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


class Day(click.ParamType[date]):
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return read_day(value)
        except PydanticCustomError as error:
            context = error.context or {}
            return self.fail(f"The day {context['what']} {context['fix']}", param, ctx)


def with_yes(command: Command) -> Command:
    return click.option("--yes", is_flag=True, help="do not ask")(command)


def with_witnesses(command: Command) -> Command:
    tsa = click.option("--tsa", help="a time-stamping authority, such as https://tsa.example/")
    return tsa(click.option("--key", help="a key of OpenSSH that signs the checkpoint")(command))


def with_manner(command: Command) -> Command:
    as_of = click.option("--sealed-on", type=Day(), help="the day of what is imported")
    return with_yes(as_of(with_witnesses(command)))


def with_forms(command: Command) -> Command:
    """Add in which form changes are told, beside words for a terminal."""
    docx = click.option("--docx", type=NEW_FILE, help="write a Word file with tracked changes")
    told = "print [{op, part, old, new}]"
    return docx(click.option("--json", "as_json", is_flag=True, help=told)(command))


def with_docs(command: Command) -> Command:
    folder = click.Path(path_type=Path)
    return click.option("--docs", type=folder, default="docs", help="the folder of sources")(
        command
    )
