"""The command line: `python -m promulgate check`."""

import argparse
import sys
from pathlib import Path

from .clock import now
from .plan import Sources, prepare
from .problems import count, report
from .reader import read_catalogs, read_sources

LOCALES = Path(__file__).parent / "locales"


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code is 0 where nothing is wrong."""
    parser = argparse.ArgumentParser(prog="promulgate", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check all sources, and say how to mend them")
    check.add_argument("--docs", type=Path, default=Path("docs"), help="the folder of sources")
    check.add_argument("--strict", action="store_true", help="fail on advice too")
    options = parser.parse_args(arguments)
    return _check(options.docs, options.strict)


def _check(docs: Path, strict: bool) -> int:
    if not docs.is_dir():
        print(f"There is no folder '{docs}' here. Run this where mkdocs.yml is.", file=sys.stderr)
        return 2
    sources = Sources(read_sources(docs), read_catalogs(LOCALES))
    plan, problems = prepare(sources, now(), "https://check.invalid/")
    if problems:
        print(report(problems), file=sys.stderr)
    if plan is None or (strict and problems):
        return 1
    print(f"{count(len(sources.docs), 'file')} checked, {count(len(plan.pages), 'page')} planned.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
