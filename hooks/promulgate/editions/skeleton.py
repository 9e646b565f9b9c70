"""Texts to begin with: a new version of a text, and a translation that waits for its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..model.history import Text, Version
from ..sources.schema import VersionFields, VersionWords
from .canonical import as_json
from .headings import align, named
from .markdown import headings
from .passages import cut_at_headings
from .placeholders import SECTIONS_LINE

TITLE = re.compile(r"^(#+) (.*?)( \{#[\w-]+\})?$")
FIELD = re.compile(r"([A-Za-z_]+):")
# What a new version has of its own, and what only an imported or accepted text has.
OWN = {"effective", "announced", "updated", "change", "because", "summary", "effective_basis"}
NOT_COPIED = OWN | {"source", "gaps"}
GAP = "[insert what changes, in one or two plain sentences]"


def new_version(data: bytes, day: date, because: str | None) -> bytes:
    """Copy a text into a new version: its own facts are gaps, all others and the words stay."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    front, _, body = text.partition("\n---")
    kept = [lines for name, lines in _fields(front.split("\n")[1:]) if name not in NOT_COPIED]
    title = [lines for lines in kept if lines[0].startswith("title:")]
    rest = [lines for lines in kept if lines not in title]
    own = [f"effective: {day}", "# change: none, editorial, clarification or material"]
    own += [f"because: {because}"] if because else []
    own += [f"summary: {as_json(GAP)}"]
    written = [line for lines in (*title, own, *rest) for line in lines]
    return "\n".join(["---", *written, f"---{body}"]).encode()


def _fields(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each field with its lines and those indented below; comments go with what follows."""
    name = ""
    found: list[str] = []
    for line in lines:
        match = FIELD.match(line)
        if match or (line.startswith("#") and found):
            if found:
                yield name, found
            found = []
        name = match[1] if match else "#" if line.startswith("#") else name
        found = [*found, line]
    if found:
        yield name, found


def translation(version: Version, language: str, earlier: Version | None) -> bytes:
    """Write a translation that waits for its words, under those of the authoritative text.

    These stand in comments, with which nothing is sealed. Parts that read as in the `earlier`
    version are taken from its translation.
    """
    own = version.authoritative
    fields = own.words
    assert isinstance(fields, VersionFields)
    front: list[str] = [f"title: {_insert(fields.title)}"]
    front += [f"summary: {_insert(fields.summary)}"] if fields.summary else []
    if fields.categories:
        front += ["categories:"]
        front += [f"  {name}: {_insert(words)}" for name, words in fields.categories.items()]
    if fields.cookies:
        front += ["cookies:"]
        front += [
            f"  - {{name: {as_json(row.name)}, purpose: {_insert(row.purpose)}}}"
            for row in fields.cookies
        ]
    known = _known(version, earlier, language) if earlier else {}
    parts = [_part(anchor, words, known) for anchor, words in _parts(own)]
    body = "\n\n".join(part for part in parts if part)
    return ("---\n" + "\n".join(front) + f"\n---\n\n{body}\n").encode()


def _insert(words: str) -> str:
    return as_json(words if words.startswith("[insert") else f"[insert: {words}]")


def _parts(text: Text[object]) -> list[tuple[str | None, str]]:
    body = text.document.body
    written = headings(body)
    return [(a, words.strip("\n")) for a, words in cut_at_headings(body, written, named(written))]


def _known(version: Version, earlier: Version, language: str) -> Mapping[str | None, str]:
    """Take the translated parts of an earlier version of which the official words are the same."""
    text = earlier.editions.get(language)
    if text is None or not isinstance(text.words, VersionWords):
        return {}
    before = dict(_parts(earlier.authoritative))
    body = text.document.body
    ours = headings(body)
    written = headings(earlier.authoritative.document.body)
    anchors = align(written, ours, text.words.awaiting, earlier.anchor_rule).anchors
    told = {a: words.strip("\n") for a, words in cut_at_headings(body, ours, anchors)}
    now = dict(_parts(version.authoritative))
    return {a: told[a] for a, words in now.items() if a in told and before.get(a) == words}


def _part(anchor: str | None, words: str, known: Mapping[str | None, str]) -> str:
    """Write a part as it was translated before, or its words in a comment and a gap for others."""
    if anchor in known:
        return known[anchor]
    heading, _, rest = words.partition("\n") if anchor is not None else ("", "", words)
    sections = SECTIONS_LINE.search(rest)
    rest = SECTIONS_LINE.sub("", rest).strip("\n")
    found = [TITLE.sub(r"\1 [insert: \2]\3", heading)] if heading else []
    if rest.strip():
        found += [f"<!--\n\n{rest.replace('--', '- -')}\n\n-->", "[insert]"]
    found += [sections[0].strip()] if sections else []
    return "\n\n".join(found)
