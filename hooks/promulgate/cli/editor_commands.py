"""What editors ask for and begin: commands about sources that are still written."""

from datetime import date
from pathlib import Path

import click

from .options import AS_JSON, FILE, Day, with_docs, with_yes

BECAUSE = click.Choice(["practice", "wording", "law"])
POLICY = click.argument("policy", metavar="ORG/POLICY")


@click.command()
@with_docs
@click.option("--strict", is_flag=True, help="fail on advice too")
@click.option("--fix", is_flag=True, help="mend what is certain, after showing it")
@AS_JSON
@with_yes
def check(docs: Path, strict: bool, fix: bool, as_json: bool, yes: bool) -> int:
    """Check all sources, and say how to mend them."""
    from . import queries

    if fix:
        from .fix import fix as mend

        if not mend(docs, yes):
            return 1
    return queries.check(docs, strict, as_json)


@click.command()
@with_docs
@AS_JSON
def status(docs: Path, as_json: bool) -> int:
    """Say what needs doing, by day."""
    from .status import status as told

    return told(docs, as_json)


@click.command()
@with_docs
@POLICY
@AS_JSON
def history(docs: Path, policy: str, as_json: bool) -> int:
    """List the versions of a policy, newest first."""
    from .history import history as told

    return told(docs, policy, as_json)


@click.command()
@with_docs
@POLICY
@click.option("--into", required=True, type=FILE, metavar="DIR", help="a folder that is not there")
def export(docs: Path, policy: str, into: Path) -> int:
    """Write a policy with all versions as Markdown that any generator builds."""
    from .export import export as written

    return written(docs, policy, into)


@click.command("new-version")
@with_docs
@POLICY
@click.argument("day", type=Day(), required=False)
@click.option("--because", type=BECAUSE, help="why it is made")
def new_version(docs: Path, policy: str, day: date | None, because: str | None) -> int:
    """Begin a version that takes effect on DAY with the words of the latest one."""
    from .drafts import new_version as begun

    return begun(docs, policy, day, because)


@click.command()
@with_docs
@click.argument("version", metavar="ORG/POLICY/DATE")
@click.argument("language")
def translate(docs: Path, version: str, language: str) -> int:
    """Begin a translation: the official words stand in comments beside what waits."""
    from .drafts import translate as begun

    return begun(docs, version, language)


@click.command("new-policy")
@with_docs
@POLICY
@click.argument("day", type=Day(), required=False)
@click.option("--title", help="else it is made of the folder's name")
def new_policy(docs: Path, policy: str, day: date | None, title: str | None) -> int:
    """Begin a policy with a draft full of gaps, which check names."""
    from .begin import new_policy as begun

    return begun(docs, policy, day, title)


@click.command("new-organization")
@with_docs
@click.argument("name", metavar="ORG")
@click.option("--languages", default="en", show_default=True, help="the governing one first")
@click.option("--timezone", default="UTC", show_default=True, help="such as America/Detroit")
def new_organization(docs: Path, name: str, languages: str, timezone: str) -> int:
    """Begin an organization with a record full of gaps."""
    from .begin import new_organization as begun

    return begun(docs, name, languages, timezone)


@click.command("new-jurisdiction")
@with_docs
@click.argument("name", metavar="ID")
@click.argument("day", type=Day(), required=False)
def new_jurisdiction(docs: Path, name: str, day: date | None) -> int:
    """Begin a law with its record and the section that it adds to policies."""
    from .begin import new_jurisdiction as begun

    return begun(docs, name, day)


EDITOR: tuple[click.Command, ...] = (
    *(check, status, history, export),
    *(new_version, translate, new_policy, new_organization, new_jurisdiction),
)
