"""The command line: `python -m promulgate`."""

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click
from pydantic_core import PydanticCustomError

from ..dates import read_day
from . import append, notices, queries
from . import spread as machines
from .folder import RefusalError
from .seal import propose

Command = Callable[..., Any]


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code is 0 where all is well, 1 where it is not, 2 where unclear."""
    try:
        return int(promulgate.main(arguments, prog_name="promulgate", standalone_mode=False))
    except RefusalError as refusal:
        print(refusal, file=sys.stderr)
        return refusal.code
    except click.ClickException as unclear:
        unclear.show()
        return unclear.exit_code
    except click.Abort:  # by Ctrl-C
        return 1


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def promulgate() -> None:
    """Publish policies, for good."""


class _Day(click.ParamType[date]):
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return read_day(value)
        except PydanticCustomError as error:
            context = error.context or {}
            return self.fail(f"The day {context['what']} {context['fix']}", param, ctx)


def _yes(command: Command) -> Command:
    return click.option("--yes", is_flag=True, help="do not ask")(command)


def _docs(command: Command) -> Command:
    folder = click.Path(path_type=Path)
    return click.option("--docs", type=folder, default="docs", help="the folder of sources")(
        command
    )


# --- commands that only look ---


@promulgate.command()
@_docs
@click.option("--strict", is_flag=True, help="fail on advice too")
def check(docs: Path, strict: bool) -> int:
    """Check all sources, and say how to mend them."""
    return queries.check(docs, strict)


@promulgate.command()
@_docs
@click.argument("policy", metavar="ORG/POLICY")
@click.argument("day", type=_Day())
def at(docs: Path, policy: str, day: date) -> int:
    """Say which version of a policy was in force on a DAY such as 2021-01-15."""
    return queries.at(docs, policy, day)


@promulgate.command()
@_docs
@click.option("--url", help="the address of a published site, or of 'make serve'")
def verify(docs: Path, url: str | None) -> int:
    """Hold the sources to what was sealed, and a published site too."""
    return queries.verify(docs, url)


@promulgate.command()
@_docs
def addresses(docs: Path) -> int:
    """List every address that answers."""
    return queries.addresses(docs)


@promulgate.command()
@_docs
@click.argument("before")
def grown(docs: Path, before: str) -> int:
    """Hold the sources to those that were published before.

    BEFORE is a published site, or a folder with docs/ as it was.
    """
    return queries.grown(docs, before)


# --- commands that write ---


@promulgate.command()
@_docs
@click.argument("what", nargs=-1, metavar="[ORG[/POLICY[/DATE[/LANGUAGE]]]]...")
@_yes
def seal(docs: Path, what: tuple[str, ...], yes: bool) -> int:
    """Publish editions: from then on their words cannot change. Without names, every draft."""
    return append.publish(docs, partial(propose, what=what), yes)


@promulgate.command()
@_docs
@click.argument("edition", metavar="ORG/POLICY/DATE[/LANGUAGE]")
@click.option("--wrong", required=True, help="what was wrong, in a plain sentence")
@click.option("--right", required=True, help="what it should say, in a plain sentence")
@click.option("--for", "words", help="words of the text that are to be replaced")
@click.option("--read", "instead", help="the words to read instead")
@_yes
def correct(
    docs: Path,
    edition: str,
    wrong: str,
    right: str,
    words: str | None,
    instead: str | None,
    yes: bool,
) -> int:
    """Publish a note on an edition: what was wrong, what it should say."""
    if (words is None) != (instead is None):
        raise click.UsageError("--for and --read go together: for these words, read those")
    return append.publish(docs, notices.correct(edition, wrong, right, words, instead), yes)


@promulgate.command()
@_docs
@click.argument("version", metavar="ORG/POLICY/DATE")
@click.option("--reason", required=True, help="why, in the governing language")
@click.option(
    "--reason-in", "others", nargs=2, multiple=True, metavar="LANGUAGE REASON",
    help="why, in another language",
)  # fmt: skip
@_yes
def withdraw(
    docs: Path, version: str, reason: str, others: tuple[tuple[str, str], ...], yes: bool
) -> int:
    """Put a notice in the place of a version, in every language."""
    return append.publish(docs, notices.withdraw(version, {"": reason, **dict(others)}), yes)


@promulgate.command()
@_docs
@click.argument("scheduler")
@click.option(
    "--cache", type=click.Path(path_type=Path), default=".cache/build", help="where parts go"
)
@click.option("--at-once", default=machines.AT_ONCE, help="organizations of a task")
def spread(docs: Path, scheduler: str, cache: Path, at_once: int) -> int:
    """Build organizations with the workers of a Dask SCHEDULER, such as tcp://127.0.0.1:8786."""
    return machines.spread(docs.resolve(), scheduler, cache, at_once)
