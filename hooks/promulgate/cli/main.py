"""The command line: `python -m promulgate`."""

import argparse
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from ..dates import read_day
from . import importing
from . import queries as checks
from .append import publish
from .folder import RefusalError
from .notices import correct, withdraw
from .seal import propose
from .spread import AT_ONCE, spread


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code is 0 where all is well, 1 where it is not, 2 where unclear."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except RefusalError as refusal:
        print(refusal, file=sys.stderr)
        return refusal.code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="promulgate", description="Publish policies, for good.")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, help_: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_, description=help_)
        added.add_argument("--docs", type=Path, default=Path("docs"), help="the folder of sources")
        return added

    found = command("check", "check all sources, and say how to mend them")
    found.add_argument("--strict", action="store_true", help="fail on advice too")
    found.set_defaults(run=lambda o: checks.check(o.docs, o.strict))

    found = command("seal", "publish editions: from then on their words cannot change")
    found.add_argument("what", nargs="*", help="ORG[/POLICY[/DATE[/LANGUAGE]]] …; else every draft")
    _yes(found)
    found.set_defaults(run=lambda o: publish(o.docs, partial(propose, what=o.what), o.yes))

    found = command("correct", "publish a note on an edition: what was wrong, what it should say")
    found.add_argument("edition", help="ORG/POLICY/DATE[/LANGUAGE]")
    found.add_argument("--wrong", required=True, help="what was wrong, in a plain sentence")
    found.add_argument("--right", required=True, help="what it should say, in a plain sentence")
    found.add_argument("--for", dest="words", help="words of the text that are to be replaced")
    found.add_argument("--read", help="the words to read instead")
    _yes(found)
    found.set_defaults(run=partial(_correct, found))

    found = command("withdraw", "put a notice in the place of a version, in every language")
    found.add_argument("version", help="ORG/POLICY/DATE")
    found.add_argument("--reason", required=True, help="why, in the governing language")
    found.add_argument(
        "--reason-in", nargs=2, action="append", default=[], metavar=("LANGUAGE", "REASON"),
        help="why, in another language",
    )  # fmt: skip
    _yes(found)
    found.set_defaults(
        run=lambda o: publish(
            o.docs, withdraw(o.version, {"": o.reason, **dict(o.reason_in)}), o.yes
        )
    )

    found = command("at", "say which version of a policy was in force on a day")
    found.add_argument("policy", help="ORG/POLICY")
    found.add_argument("day", type=_day, help="a date such as 2021-01-15")
    found.set_defaults(run=lambda o: checks.at(o.docs, o.policy, o.day))

    found = command("verify", "hold the sources to what was sealed, and a published site too")
    found.add_argument("--url", help="the address of a published site, or of 'make serve'")
    found.set_defaults(run=lambda o: checks.verify(o.docs, o.url))

    found = command("addresses", "list every address that answers")
    found.set_defaults(run=lambda o: checks.addresses(o.docs))

    found = command("grown", "hold the sources to those that were published before")
    found.add_argument("before", help="a published site, or a folder with docs/ as it was")
    found.set_defaults(run=lambda o: checks.grown(o.docs, o.before))

    _import(commands)

    found = command("spread", "build organizations with the workers of a Dask scheduler")
    found.add_argument("scheduler", help="its address, such as tcp://127.0.0.1:8786")
    found.add_argument("--cache", type=Path, default=Path(".cache/build"), help="where parts go")
    found.add_argument("--at-once", type=int, default=AT_ONCE, help="organizations of a task")
    found.set_defaults(run=lambda o: spread(o.docs.resolve(), o.scheduler, o.cache, o.at_once))
    return parser


def _import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    help_ = "bring an archive in: versions with their dates, and a report of every word"
    kinds = commands.add_parser("import", help=help_, description=help_).add_subparsers(
        dest="kind", required=True
    )
    for kind, what, read in (
        ("git", ("repository", "path"), importing.import_git),
        ("files", ("files",), importing.import_files),
        ("snapshots", ("folder",), importing.import_snapshots),
    ):
        found = kinds.add_parser(kind)
        for name in what:
            found.add_argument(name, nargs="+" if name == "files" else None)
        found.add_argument("--into", required=True, metavar="D/ORG/POLICY", help="where to")
        found.add_argument("--translations", metavar="PATTERN", help="such as {lang}/privacy.md")
        found.add_argument("--url", help="where readers found the text")
        found.add_argument("--language", help="the governing language, where no record says it")
        found.add_argument("--json", action="store_true", help="the report for programs")
        found.set_defaults(run=partial(_run_import, read, what))


def _run_import(read: Any, what: tuple[str, ...], o: argparse.Namespace) -> int:
    archive = read(*(getattr(o, name) for name in what), o.translations, o.url)
    return importing.import_archive(o.into, archive, o.language, o.json)


def _day(words: str) -> date:
    try:
        return read_day(words)
    except PydanticCustomError as error:
        context = error.context or {}
        raise argparse.ArgumentTypeError(f"The day {context['what']} {context['fix']}") from error


def _yes(command: argparse.ArgumentParser) -> None:
    command.add_argument("--yes", action="store_true", help="do not ask")


def _correct(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    if (options.words is None) != (options.read is None):
        parser.error("--for and --read go together: for these words, read those")
    proposal = correct(options.edition, options.wrong, options.right, options.words, options.read)
    return publish(options.docs, proposal, options.yes)


if __name__ == "__main__":
    raise SystemExit(main())
