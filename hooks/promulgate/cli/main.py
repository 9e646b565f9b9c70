"""The command line: `python -m promulgate`.

Each command imports what it needs when it runs: a question is answered sooner than all is loaded.
"""

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from ..problems import ours, printable, report
from .editor_commands import EDITOR
from .import_group import import_group
from .options import AS_JSON, FILE, Day, with_docs, with_forms, with_manner, with_witnesses
from .refusal import RefusalError
from .site_commands import SITE


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code is 0 where all is well, 1 where it is not, 2 where unclear."""
    try:
        return int(promulgate.main(arguments, prog_name="promulgate", standalone_mode=False))
    except RefusalError as refusal:
        print(printable(str(refusal)), file=sys.stderr)
        return refusal.code
    except click.ClickException as unclear:
        unclear.show()
        return unclear.exit_code
    except click.Abort:  # by Ctrl-C
        return 1
    except OSError as error:
        print(printable(f"{error}."), file=sys.stderr)
        return 1
    except Exception as error:
        print(report([ours(error)]), file=sys.stderr)
        return 1


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def promulgate() -> None:
    """Publish policies, for good."""


promulgate.add_command(import_group)
for command in (*EDITOR, *SITE):
    promulgate.add_command(command)


# --- commands that only look ---


@promulgate.command()
@with_docs
@click.argument("policy", metavar="ORG/POLICY")
@click.argument("day", type=Day())
@click.option("--known-on", "known", type=Day(), help="as it was known here on that day")
@AS_JSON
def at(docs: Path, policy: str, day: date, known: date | None, as_json: bool) -> int:
    """Say which version of a policy was in force on a DAY such as 2021-01-15."""
    from .at import at

    return at(docs, policy, day, known, as_json)


@promulgate.command()
@with_docs
@click.argument("policy", metavar="ORG/POLICY")
@click.argument("old", type=Day())
@click.argument("new", type=Day())
@click.option("--language", help="the language of the texts; else the governing one")
@with_forms
def diff(docs: Path, docx: Path | None, as_json: bool, **pair: Any) -> int:
    """Say what changed from the version of one day to that of another, drafts too."""
    from . import diff as differences

    return differences.diff(docs, differences.Pair(**pair), as_json, docx)


@promulgate.command()
@with_docs
@click.option("--url", help="the address of a published site, or of 'make serve'")
@click.option("--organization", metavar="ID", help="whose own domain that address is")
@click.option("--first", is_flag=True, help="it may be that nothing is published there yet")
@click.option("--pending", is_flag=True, help="the newest seals may wait to be published there")
@click.option("--tsa-certificate", "certificate", type=FILE, help="whose time-stamps to believe")
@click.option("--allowed-signers", "signers", type=FILE, help="whose signatures to believe")
@click.option("--patience", type=float, default=30, help="seconds for one answer")
@click.option("--limit", type=int, default=32 * 1024 * 1024, help="bytes of one answer")
def verify(docs: Path, **question: Any) -> int:
    """Hold the sources to what was sealed, and a published site too."""
    from .verify import Question, verify

    return verify(docs, Question(**question))


@promulgate.command()
@with_docs
def addresses(docs: Path) -> int:
    """List every address that answers."""
    from . import queries

    return queries.addresses(docs)


@promulgate.command()
@with_docs
@click.argument("before")
@click.option("--first", is_flag=True, help="it may be that nothing is published there yet")
def grown(docs: Path, before: str, first: bool) -> int:
    """Hold the sources to those that were published before.

    BEFORE is a published site, a folder with docs/ as it was, or the file of a checkpoint.
    """
    from .grown import grown

    return grown(docs, before, first)


# --- commands that write ---


@promulgate.command()
@with_docs
@click.argument("what", nargs=-1, metavar="[ORG[/POLICY[/DATE[/LANGUAGE]]]]...")
@with_manner
def seal(docs: Path, what: tuple[str, ...], **manner: Any) -> int:
    """Publish editions: from then on their words cannot change. Without names, every draft."""
    from . import append
    from .seal import propose

    return append.publish(docs, partial(propose, what=what), append.Manner(**manner))


@promulgate.command()
@with_docs
@click.argument("edition", metavar="ORG/POLICY/DATE[/LANGUAGE]")
@click.option("--wrong", required=True, help="what was wrong, in a plain sentence")
@click.option("--right", required=True, help="what it should say, in a plain sentence")
@click.option("--for", "words", help="words of the text that are to be replaced")
@click.option("--read", "instead", help="the words to read instead")
@with_manner
def correct(
    docs: Path,
    edition: str,
    wrong: str,
    right: str,
    words: str | None,
    instead: str | None,
    **manner: Any,
) -> int:
    """Publish a note on an edition: what was wrong, what it should say."""
    if (words is None) != (instead is None):
        raise click.UsageError("--for and --read go together: for these words, read those")
    from . import append, notices

    proposal = notices.correct(edition, wrong, right, words, instead)
    return append.publish(docs, proposal, append.Manner(**manner))


@promulgate.command()
@with_docs
@click.argument("version", metavar="ORG/POLICY/DATE")
@click.option("--reason", required=True, help="why, in the governing language")
@click.option(
    "--reason-in", "others", nargs=2, multiple=True, metavar="LANGUAGE REASON",
    help="why, in another language",
)  # fmt: skip
@with_manner
def withdraw(
    docs: Path, version: str, reason: str, others: tuple[tuple[str, str], ...], **manner: Any
) -> int:
    """Put a notice in the place of a version, in every language."""
    from . import append, notices

    proposal = notices.withdraw(version, {"": reason, **dict(others)})
    return append.publish(docs, proposal, append.Manner(**manner))


@promulgate.command()
@with_docs
@with_witnesses
def checkpoint(docs: Path, **manner: Any) -> int:
    """Write the checkpoint of all ledgers; have it time-stamped and signed."""
    from . import append

    return append.checkpoint(docs, append.Manner(**manner))


@promulgate.command()
@with_docs
@click.argument("scheduler")
@click.option(
    "--cache", type=click.Path(path_type=Path), default=".cache/build", help="where parts go"
)
@click.option("--at-once", type=int, help="organizations of a task")
def spread(docs: Path, scheduler: str, cache: Path, at_once: int | None) -> int:
    """Build organizations with the workers of a Dask SCHEDULER, such as tcp://127.0.0.1:8786."""
    from .spread import AT_ONCE
    from .spread import spread as spread_over

    return spread_over(docs.resolve(), scheduler, cache, at_once or AT_ONCE)
