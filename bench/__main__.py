"""One table of ratios, all from one run: `make bench`, or `make bench PAGES=10000 RUNS=3`."""

import argparse
import math
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from conftest import EPOCH

from .corpus import edited, publish, restore
from .corpus import write as write_corpus
from .figures import figures
from .measure import Cost, FailedError, clear, port, run, serving, until_shown, work, written
from .peers import Page, Peer, count, pages, peers
from .peers import write as write_peer
from .table import Row, machine, rounds, say, table

MANY = 10_000  # pages from which three runs are enough
MKDOCS = (sys.executable, "-m", "mkdocs")
OURS = {"SOURCE_DATE_EPOCH": EPOCH}
BUILD, SERVE = "build", "serve"
GONE = "gone"  # the folder that holds what was built before
EDITED = "org-01/"  # the address of the page whose words are edited
INTRODUCTION = "docs/org-01/index.md"
UNSERVED = ("mkdocs-static-i18n",)  # serves as MkDocs does


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--runs", type=int)
    given = parser.parse_args()
    runs = given.runs or (5 if given.pages < MANY else 3)
    # Seconds for each row: what is slow is measured less often, unless a number of runs is named.
    budget = math.inf if given.runs else 30 + given.pages / 200
    with tempfile.TemporaryDirectory() as name, ExitStack() as servers:
        folder = Path(name)
        ours = folder / "ours"
        say(f"writing a corpus of {given.pages} pages")
        write_corpus(ours, given.pages)
        say("building it once, strictly")
        run((*MKDOCS, "build", "--strict", "--quiet"), ours, ours / "site", OURS)
        found = list(pages(ours / "site"))
        rows = [*building(ours), *others(folder, found), *floor(ours)]
        rounds(rows, runs, budget)
        serves = list(serving_all(folder, servers))
        rounds(serves, runs, budget)
    say("measuring parts of the core")
    for part, spent in figures(runs):
        costs: list[Cost | None] = [Cost(seconds, seconds) for seconds in spent]
        rows.append(Row(f"in one process: {part}", costs=costs))
    print(f"{len(found)} pages, {machine()}.")
    print("Medians; a ratio is the median of the ratios of each round, serving to serving.\n")
    print(table([*serves, *rows]))


def building(ours: Path) -> Iterator[Row]:
    """Build our site: from nothing, after an edit, after another version was published."""
    site = ours / "site"
    build = partial(run, (*MKDOCS, "build", "--quiet"), ours, site, OURS)

    def from_nothing(_: int) -> Cost:
        clear(site, ours / ".cache", gone=ours.with_name(GONE))
        return build()

    def after_edit(number: int) -> Cost:
        change(ours / INTRODUCTION, number)
        return build()

    def after_publishing(_: int) -> Cost:
        before = publish(ours)
        try:
            return build()
        finally:
            restore(before)

    yield Row("Promulgate, from nothing", BUILD, from_nothing)
    yield Row("Promulgate, after an edit", BUILD, after_edit)
    yield Row("Promulgate, after publishing a version", BUILD, after_publishing)


def others(folder: Path, found: list[Page]) -> Iterator[Row]:
    """Build the same pages with other generators."""
    for peer in peers():
        home = folder / peer.name
        write_peer(peer, found, home)
        cold, warm = partial(from_nothing, peer, home, len(found)), partial(again, peer, home)
        yield Row(f"{peer.name}, from nothing", BUILD, cold, failure=peer.missing)
        if peer.keeps:
            yield Row(f"{peer.name}, after an edit", BUILD, warm, failure=peer.missing)


def from_nothing(peer: Peer, home: Path, expected: int, _: int) -> Cost:
    """Build the site of a peer without what it kept."""
    clear(home / peer.site, home / ".cache", gone=home.with_name(GONE))
    cost = run(peer.build, home, home / peer.site)
    if (built := count(home / peer.site)) != expected:
        raise FailedError(f"built {built} pages instead of {expected}")
    return cost


def again(peer: Peer, home: Path, number: int) -> Cost:
    """Build the site of a peer with what it kept, after an edit."""
    change(home / peer.place(EDITED), number)
    return run(peer.build, home, home / peer.site)


def floor(ours: Path) -> Iterator[Row]:
    """Do what no generator can do without."""
    copied = ours.with_name("copied")

    def read(_: int) -> Cost:
        files = [file for file in (ours / "docs").rglob("*") if file.is_file()]
        return work(lambda: [file.read_bytes() for file in files])

    def copy(_: int) -> Cost:
        clear(copied, gone=ours.with_name(GONE))
        cost = work(partial(shutil.copytree, ours / "site", copied))
        return replace(cost, written=written(copied, 0))

    yield Row("floor: reading the sources", BUILD, read)
    yield Row("floor: copying the built files", BUILD, copy)


def serving_all(folder: Path, servers: ExitStack) -> Iterator[Row]:
    """Start every server; those that wait while another is measured do nothing."""
    command = (*MKDOCS, "serve", "-a", "127.0.0.1:{port}")
    ours = folder / "ours"
    yield serving_one("Promulgate", command, ours, ours / INTRODUCTION, servers)
    for peer in peers():
        home = folder / peer.name
        if peer.missing:
            yield Row(f"{peer.name}, serving", SERVE, failure=peer.missing)
        elif peer.name not in UNSERVED:
            file = home / peer.place(EDITED)
            yield serving_one(peer.name, peer.serve, home, file, servers)


def serving_one(
    name: str, command: Sequence[str], home: Path, file: Path, servers: ExitStack
) -> Row:
    """Start a server; its row measures from saving a file until its words are at their address."""
    say(f"starting {name}")
    row, number = Row(f"{name}, serving: from saving to showing", SERVE), str(port())
    url = f"http://127.0.0.1:{number}/{EDITED}"
    aside = home / "aside"  # what serves puts its site here, so that it goes with the rest
    aside.mkdir(exist_ok=True)
    filled = [part.replace("{port}", number) for part in command]
    try:
        servers.enter_context(serving(filled, home, url, {**OURS, "TMPDIR": str(aside)}))
    except FailedError as error:
        row.failure = str(error)

    def save(number: int) -> Cost:
        text = edited(file.read_text("utf-8"), 100 + number)
        return until_shown(file, text, f"Edited {100 + number} times", url, aside)

    row.measure = save
    return row


def change(file: Path, number: int) -> None:
    """Save an edit of a file."""
    file.write_text(edited(file.read_text("utf-8"), 1 + number), "utf-8")


if __name__ == "__main__":
    main()
