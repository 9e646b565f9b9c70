"""Runs of words that a text shares with others, which are known by digests alone.

The archived policies that docs/ restates are not in this repository, and no sentence of them is.
`python tests/samples/runs.py FOLDER` reads them from a folder and writes `runs.json`: a salted
digest of each run of eight words, from which nobody reads a sentence. A text has a run in common
with them where one of its own runs has the same digest.
"""

import json
import re
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

LENGTH = 8  # words: fewer in common are chance, or the only way to say it
SIZE = 6  # bytes of a digest: enough that two runs do not meet by chance
SALT = b"promulgate"
KEPT = Path(__file__).with_name("runs.json")
WORD = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")
# Placeholders, addresses of links, and what ends a block: no run goes on across these.
ENDS = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|https?://\S+|\S+@\S+|\n\s*\n")
# Contact lines are facts, and so is who is named: names count as no word, contacts end a run.
CONTACT = re.compile(
    r"22670 Haggerty Road.*?48335-2611|2318 Mill Road.*?22314|\+1 703 837 6313"
    r"|information@icmec\.org|info@mpro\.org|info@migrationpolicy\.org",
    re.DOTALL,
)
NAMES = re.compile(
    r"International Cent(?:re|er) for Missing (?:&|and) Exploited Children"
    r"|Migration Policy Institute|MPI Europe|\bMPI\b|\bMPRO\b|\bICMEC\b"
    r"|(?:www\.)?(?:mpro|icmec|migrationpolicy)\.org"
    r"|General Data Protection Regulation|European Economic Area|Secure Sockets? Layers?",
    re.IGNORECASE,
)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """List all runs of words of a text."""
    plain = NAMES.sub(" ", CONTACT.sub("\n\n", text.replace("’", "'")))
    for stretch in ENDS.split(plain):
        words = [word.casefold() for word in WORD.findall(stretch)]
        for at in range(len(words) - LENGTH + 1):
            yield tuple(words[at : at + LENGTH])


def digest(run: tuple[str, ...]) -> str:
    return blake2b(" ".join(run).encode(), digest_size=SIZE, key=SALT).hexdigest()


def common(text: str, known: frozenset[str]) -> list[str]:
    """List the runs of a text that are known, as words, joined where they go on."""
    found: list[list[str]] = []
    before: tuple[str, ...] = ()
    for run in runs(text):
        if digest(run) in known:
            if before and run[:-1] == before[1:]:
                found[-1].append(run[-1])
            else:
                found.append(list(run))
            before = run
        else:
            before = ()
    return [" ".join(words) for words in found]


def kept() -> frozenset[str]:
    """Read the digests of all runs of the archived policies."""
    return frozenset(json.loads(KEPT.read_text("utf-8")))


if __name__ == "__main__":
    sources = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
    known = sorted({digest(run) for text in sources for run in runs(text)})
    KEPT.write_text(json.dumps(known, indent=0) + "\n", "utf-8")
    print(f"{len(known)} runs of {len(sources)} texts.")
