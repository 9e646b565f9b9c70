"""What parts of the core take by themselves, in this process and in seconds of its CPU."""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from conftest import JURISDICTION, NOON, SECTION, committed, small
from promulgate.checks.verify import verify
from promulgate.editions.render import EditionKey, render
from promulgate.editions.seal import seal
from promulgate.ledger.apart import words_path
from promulgate.ledger.chain import parse
from promulgate.ledger.events import path_of
from promulgate.memo import Memo
from promulgate.model.entities import Library
from promulgate.model.load import load as read
from promulgate.redline.blocks import Block
from promulgate.redline.redline import redline
from promulgate.redline.tokens import Word

POLICIES, VERSIONS, WORDS = 10, 100, 1500  # two languages each: 2,000 editions
Figure = tuple[str, list[float]]


def figures(runs: int) -> Iterator[Figure]:
    """Measure each figure several times."""
    for name, task in (*comparing(), *verifying()):
        yield name, [cpu(task) for _ in range(runs)]


def cpu(task: Callable[[], object]) -> float:
    """Seconds of CPU that a piece of work takes."""
    start = time.process_time()
    task()
    return time.process_time() - start


def comparing() -> Iterator[tuple[str, Callable[[], object]]]:
    """Compare texts, with usual edits and such that compare badly."""
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
            yield f"redline of {size:,} words, {name}", partial(redline, *pair)


def paragraph(chance: random.Random, size: int) -> Block:
    """Write a paragraph of words from a vocabulary of 3,000."""
    return Block("p", (tuple(Word(f"w{chance.randrange(3000)}", True) for _ in range(size)),))


def revised(chance: random.Random, block: Block) -> Block:
    """Put other words in the place of some."""
    words = list(block.cells[0])
    at = chance.randrange(len(words))
    words[at : at + 2] = [Word("new", True), Word(f"w{chance.randrange(3000)}", True)]
    return Block("p", (tuple(words),))


def verifying() -> Iterator[tuple[str, Callable[[], object]]]:
    """Reassemble sealed editions and hold them to their seals."""
    library, docs = sealed_library()
    editions = sum(len(ledger.entries) for ledger in library.ledgers.values())
    ledgers = [(p, docs[p] or b"", docs[words_path(p)]) for p in library.ledgers]

    def hold() -> object:
        return verify(library, render(library, Memo()).texts)

    yield f"holding {editions:,} editions to their seals", hold
    yield "reading their ledgers", lambda: [parse(*each) for each in ledgers]


def sealed_library() -> tuple[Library, Mapping[str, bytes | None]]:
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
    acme, texts = library.organizations["acme"], render(library, Memo()).texts
    for policy_ in acme.policies.values():
        events = [
            seal(library, texts, EditionKey("acme", policy_.id, version.date, tag), NOON.date())
            for version in policy_.history.versions
            for tag in version.editions
        ]
        docs |= committed(docs, path_of("acme", policy_.id), events)
    whole, problems = read(docs)
    assert whole
    assert not problems + verify(whole, render(whole, Memo()).texts)
    return whole, docs


def text(policy: int, year: int) -> str:
    """Write words that differ from version to version, in twelve parts."""
    part = " ".join(f"Sentence {n} of {policy}, in its year {year}." for n in range(WORDS // 96))
    return "".join(f"## Part {n} {{#part-{n}}}\n\n{part}\n\n" for n in range(12))
