"""What editors ask for and begin: commands about sources that are still written."""

from pathlib import Path

import click

from .options import with_docs, with_yes


@click.command()
@with_docs
@click.option("--strict", is_flag=True, help="fail on advice too")
@click.option("--fix", is_flag=True, help="mend what is certain, after showing it")
@click.option("--json", "as_json", is_flag=True, help="answer for programs")
@with_yes
def check(docs: Path, strict: bool, fix: bool, as_json: bool, yes: bool) -> int:
    """Check all sources, and say how to mend them."""
    from . import queries

    if fix:
        from .fix import fix as mend

        if not mend(docs, yes):
            return 1
    return queries.check(docs, strict, as_json)


EDITOR: tuple[click.Command, ...] = (check,)
