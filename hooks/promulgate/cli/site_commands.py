"""The commands about a site as a whole: to begin it, show it, build it, and keep it for years."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from .options import Day, with_docs, with_yes


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="the name of the site")
@click.option("--url", help="the address at which it will be published")
@click.option("--organization", metavar="ID", help="the folder of the first organization")
@click.option("--languages", help="such as en,es: the governing one first")
@click.option("--timezone", help="in which versions take effect, such as America/Detroit")
@click.option("--jurisdictions", help="laws whose sections it takes in, such as gdpr,california")
@with_yes
def new(folder: Path, yes: bool, **given: str | None) -> int:
    """Begin a site of your own in DIR: drafts to fill, and all that publishes them."""
    from .new import new as begin

    return begin(folder, given, yes)


@click.command()
@with_docs
@click.option("--port", default=8000, show_default=True, help="where it is shown")
@click.option("--date", "day", type=Day(), help="show it as on that day")
def serve(docs: Path, port: int, day: date | None) -> int:
    """Show the site, drafts too, and again at every change."""
    from . import mkdocs

    return mkdocs.serve(docs, port, str(day) if day else None)


@click.command()
@with_docs
@click.option("--organizations", metavar="ID,ID", help="build these alone")
@click.option("--organization", "own", metavar="ID", help="build it for its own domain")
@click.option("--into", type=click.Path(path_type=Path), help="another folder than site/")
@click.option("--date", "day", type=Day(), help="build it as on that day")
def site(docs: Path, day: date | None, **what: Any) -> int:
    """Build the site into site/, strictly."""
    from . import mkdocs

    return mkdocs.site(docs, day=str(day) if day else None, **what)


@click.command()
@with_docs
@click.argument("old", metavar="ORG[/POLICY]")
@click.argument("new", metavar="ORG[/POLICY]")
@with_yes
def move(docs: Path, old: str, new: str, yes: bool) -> int:
    """Give an organization or a policy another name; its old addresses lead to the new ones."""
    from .move import move as rename

    return rename(docs, old, new, yes)


@click.command()
@with_docs
@click.argument("organization", metavar="ORG")
@click.option("--notice", help="what is said at its addresses, in its language")
@with_yes
def retire(docs: Path, organization: str, notice: str | None, yes: bool) -> int:
    """End an organization: its texts go, and one notice stands at all its addresses."""
    from .retire import retire as end

    return end(docs, organization, notice, yes)


@click.command()
@with_docs
@with_yes
def upgrade(docs: Path, yes: bool) -> int:
    """Bring workflows, pins and shared laws of a site up to date, but what was edited."""
    from .upgrade import upgrade as renew

    return renew(docs, yes)


@click.command()
@with_docs
@click.argument("what", nargs=-1, required=True, metavar="ORG[/POLICY[/DATE[/LANGUAGE]]]...")
@with_yes
def unseal(docs: Path, what: tuple[str, ...], yes: bool) -> int:
    """Take back seals that were never pushed; what others have stays published."""
    from .unseal import unseal as undo

    return undo(docs, what, yes)


@click.command()
@with_docs
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default="preview",
    show_default=True,
    help="the folder that is written",
)
@click.option("--date", "day", type=Day(), help="show it as on that day")
def preview(docs: Path, into: Path, day: date | None) -> int:
    """Build the site with its drafts, to be shown to partners before they are sealed."""
    from . import mkdocs

    return mkdocs.preview(docs, into, str(day) if day else None)


SITE = (new, serve, site, preview, move, retire, upgrade, unseal)
