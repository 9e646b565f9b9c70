"""How long a build takes beside plain MkDocs with Material on the same pages: `make bench`.

Both are measured in turn in one run, as whole processes, and compared as a ratio: seconds say more
about a machine than about a program. Verifying is measured beside hashing the same bytes.
"""

import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from conftest import EPOCH, JURISDICTION, NOON, PROJECT, SECTION, mkdocs, small
from promulgate.blocks import Block, Word
from promulgate.ledger import append, parse, path_of
from promulgate.library import build as read
from promulgate.model import Library
from promulgate.redline import redline
from promulgate.sealing import seal
from promulgate.verification import verify

RUNS = 5
POLICIES, VERSIONS, WORDS = 10, 100, 1500  # two languages each: 2,000 editions
TEXT = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
PLAIN = """site_name: Plain
site_url: https://plain.example/
theme: {name: material, font: false}
plugins: [search]
not_in_nav: "*"
validation: {links: {not_found: ignore, unrecognized_links: ignore, anchors: ignore}}
"""


def main() -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder) / "ours", Path(folder) / "plain"
        build(PROJECT, ours)
        pages = same_pages(ours, plain)
        here, there = [], []
        for _ in range(RUNS):
            here.append(build(PROJECT, ours))
            there.append(build(plain, Path(folder) / "there"))
    ratio = statistics.median(a / b for a, b in zip(here, there, strict=True))
    print(f"{pages} pages, median of {RUNS} cold builds, Python {sys.version.split()[0]}")
    print(f"  Promulgate                  {statistics.median(here):6.2f} s")
    print(f"  plain MkDocs with Material  {statistics.median(there):6.2f} s")
    print(f"  ratio                       {ratio:6.2f}")
    verifying()
    comparing()


def comparing() -> None:
    """Measure the CPU time of a redline, for usual edits and for texts that compare badly."""
    print(f"redlines, median of {RUNS}, CPU")
    chance = random.Random(1)
    for size in (5_000, 50_000):
        old = [paragraph(chance, 60) for _ in range(size // 60)]
        usual = [revised(chance, block) for block in old]
        other = [paragraph(chance, 60) for _ in range(size // 60)]
        repeated = [Block("p", (tuple(Word("ab"[n % 2], True) for n in range(size)),))]
        short = [paragraph(chance, 1) for _ in range(size)]
        few = [revised(chance, b) if n % (len(old) // 14) == 0 else b for n, b in enumerate(old)]
        texts = {
            "some fourteen edits": (old, few),
            "every paragraph revised": (old, usual),
            "another text": (old, other),
            "two words repeated": (old, repeated),
            "a word a paragraph": (old, short),
        }
        for name, pair in texts.items():
            spent = statistics.median(cpu(partial(redline, *pair)) for _ in range(RUNS))
            print(f"  {size:6} words, {name:24}{1000 * spent:8.1f} ms")


def paragraph(chance: random.Random, size: int) -> Block:
    """Write a paragraph of words from a vocabulary of 3,000."""
    return Block("p", (tuple(Word(f"w{chance.randrange(3000)}", True) for _ in range(size)),))


def revised(chance: random.Random, block: Block) -> Block:
    """Put other words in the place of some."""
    words = list(block.cells[0])
    at = chance.randrange(len(words))
    words[at : at + 2] = [Word("new", True), Word(f"w{chance.randrange(3000)}", True)]
    return Block("p", (tuple(words),))


def verifying() -> None:
    """Measure the CPU time in which sealed editions are reassembled and held to their seals."""
    library = sealed_library()
    ours = statistics.median(cpu(lambda: verify(library)) for _ in range(RUNS))
    parsed = statistics.median(
        cpu(lambda: [parse(ledger.path, ledger.data) for ledger in library.ledgers.values()])
        for _ in range(RUNS)
    )
    editions = sum(len(ledger.entries) for ledger in library.ledgers.values())
    print(f"{editions} sealed editions of {WORDS} words, median of {RUNS}, CPU")
    print(f"  holding them to their seals {ours:6.2f} s")
    print(f"  reading their ledgers       {parsed:6.2f} s")


def sealed_library() -> Library:
    """Make and seal a library in memory: policies, versions, a section, two languages."""
    docs = small({"jurisdictions/texas/index.md": JURISDICTION,
                  "jurisdictions/texas/2012-09-01.md": SECTION})  # fmt: skip
    for policy in range(POLICIES):
        for year in range(VERSIONS):
            day = f"{2013 + year}-01-01"
            path = f"docs/acme/policy-{policy}/{day}"
            head = f"title: Policy {policy}\neffective: {day}\njurisdictions: [texas]\n"
            more = "change: material\nsummary: More.\n" if year else ""
            docs[f"{path}.md"] = f"---\n{head}{more}---\n\n{text(policy, year)}".encode()
            summary = "summary: Más.\n" if year else ""
            docs[f"{path}.es.md"] = f"---\ntitle: P\n{summary}---\n\n{text(policy, year)}".encode()
    library, problems = read(docs)
    assert library
    assert not problems
    acme = library.organizations["acme"]
    for policy_ in acme.policies.values():
        events = [
            seal(library, acme, policy_.id, version, tag, NOON.date())
            for version in policy_.history.versions
            for tag in version.editions
        ]
        docs[path_of("acme", policy_.id)] = append(b"", events)
    whole, problems = read(docs)
    assert whole
    assert not problems + verify(whole)
    return whole


def text(policy: int, year: int) -> str:
    """Write words that differ from version to version, in twelve parts."""
    part = " ".join(f"Sentence {n} of {policy}, in its year {year}." for n in range(WORDS // 96))
    return "".join(f"## Part {n} {{#part-{n}}}\n\n{part}\n\n" for n in range(12))


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def same_pages(site: Path, folder: Path) -> int:
    """Write as many pages with the same words as Markdown, for the generator alone."""
    docs = folder / "docs"
    pages = sorted(site.rglob("index.html"))
    for page in pages:
        found = TEXT.search(page.read_text("utf-8"))
        words = re.sub(
            r"<(script|style|svg).*?</\1>", "", found[1] if found else "", flags=re.DOTALL
        )
        lines = [re.sub(r"<[^>]+>", "", line).strip() for line in words.splitlines()]
        target = docs / page.parent.relative_to(site) / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("# Page\n\n" + "\n\n".join(line for line in lines if line), "utf-8")
    (folder / "mkdocs.yml").write_text(PLAIN, "utf-8")
    return len(pages)


def build(project: Path, site: Path) -> float:
    """Build once; the time of the whole process in seconds."""
    start = time.perf_counter()
    done = mkdocs("build", "--quiet", "--site-dir", str(site), cwd=project, SOURCE_DATE_EPOCH=EPOCH)
    spent = time.perf_counter() - start
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, "mkdocs build", stderr=done.stderr)
    return spent


if __name__ == "__main__":
    main()
