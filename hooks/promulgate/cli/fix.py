"""`check --fix`: what is certain is mended in drafts and records, shown first and agreed to."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..files import alone, replace
from ..ledger.chain import parse as parse_ledger
from ..ledger.events import source_in
from ..ledger.log import Published
from ..ledger.moves import moves_of
from ..mending.mend import mend
from ..problems import count, report
from ..sources.languages import canonical, is_language
from ..sources.paths import is_ledger
from ..sources.scan import Docs
from .agreement import agreed
from .colours import coloured
from .folder import open_folder
from .refusal import RefusalError

NOTHING = "Nothing was written."
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class Kept(NamedTuple):
    """What was sealed: paths of editions, and how those of sections end but for their language."""

    editions: frozenset[str]
    sections: frozenset[str]

    def holds(self, path: str) -> bool:
        return path in self.editions or any(section in path for section in self.sections)


def fix(docs: Path, yes: bool) -> bool:
    """Show what would be mended, ask, and write it; False where that was not agreed to."""
    folder = open_folder(docs)
    sources, kept = folder.sources.docs, _sealed(folder.published)
    mended, names = _mended(sources, kept), _names(sources, kept)
    if not mended and not names:
        print("Nothing is certain enough to be mended.")
        return True
    for line in _difference(sources, mended, names):
        print(coloured(line, line[:1]))
    if not agreed(f"Write {count(len({*mended, *names}), 'file')}?", yes, NOTHING):
        return False
    with alone(docs):
        if open_folder(docs).sources.docs != sources:
            raise RefusalError(f"The sources changed meanwhile: run it again. {NOTHING}")
        for path, data in mended.items():
            replace(_file(docs, path), data)
        for path, name in names.items():
            _file(docs, path).rename(_file(docs, name))
    print(f"Mended: {count(len({*mended, *names}), 'file')}.")
    return True


def _file(docs: Path, path: str) -> Path:
    file = docs / path.removeprefix("docs/")
    upper = file.with_suffix(".MD")  # as some systems write it
    return upper if upper.exists() and not file.exists() else file


def _mended(sources: Docs, kept: Kept) -> dict[str, bytes]:
    """Mend every Markdown file that is not sealed; those alone are named in which this changes."""
    found = {}
    for path, data in sources.items():
        if data is not None and path.endswith(".md") and not kept.holds(path):
            new = mend(path, data)
            if new != data:
                found[path] = new
    return found


def _names(sources: Docs, kept: Kept) -> dict[str, str]:
    """Find files whose names say a language as it is not written: `2021-01-15.pt_BR.md`."""
    found: dict[str, str] = {}
    spelled = Counter(path.lower() for path in sources)
    for path in sources:
        folder, _, name = path.rpartition("/")
        stem, *rest = name.split(".")
        if len(rest) == 2 and rest[1] == "md" and not kept.holds(path):
            meant = f"{folder}/{stem}.{canonical(rest[0])}.md"
            taken = spelled[meant.lower()] > (meant.lower() == path.lower())
            if meant != path and is_language(canonical(rest[0])) and not taken:
                found[path] = meant
    return found


def _sealed(published: Published) -> Kept:
    """Name what was sealed; where a ledger cannot be read, raise RefusalError."""
    editions, sections = set(), set()
    moves = moves_of(published)
    for path, data in published.items():
        if is_ledger(path):
            ledger, problems = parse_ledger(path, data, moves=moves)
            if problems:
                raise RefusalError(report(problems))
            folder = path.rpartition("/")[0]
            for entry in ledger.entries.values():
                editions.add(source_in(folder, entry.seal))
                pins = entry.seal.sections
                sections |= {f"/jurisdictions/{pin.jurisdiction}/{pin.date}." for pin in pins}
    return Kept(frozenset(editions), frozenset(sections))


def _difference(
    sources: Docs, mended: Mapping[str, bytes], names: Mapping[str, str]
) -> Iterator[str]:
    for path, data in mended.items():
        old, new = (_lines(each) for each in (sources[path] or b"", data))
        yield from (line.rstrip("\n") for line in difflib.unified_diff(old, new, path, path, n=1))
    for path, name in names.items():
        yield f"{path} is renamed to {name}"


def _lines(data: bytes) -> list[str]:
    """Cut into lines; signs that nobody sees are named, so that it is seen that they go."""
    text = data.decode("utf-8", "replace").replace("\r", "<CR>")
    return UNSEEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", text).splitlines()
