"""An edition as bytes: what is sealed, and published as `policy.md`.

Everything that readers rely on is in it: who speaks, the dates as they were written, the words, the
sections, the register of cookies. What the site adds (dates in words, the status of the day) is
not, so that the bytes depend on nothing but sources and seals.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ..ledger.events import Reading, digest
from ..model.entities import Organization, Section
from ..model.history import Version
from ..sources.schema import VersionWords
from .markdown import headings
from .passages import Passage, corrected
from .placeholders import known
from .register import cookies_in, has_kinds, own_names

SPEAKER = "organization.legal_name"
OPENING = "text"  # what the words before the first heading are called, as on the page
CATEGORIES = "categories"  # the field that names those that are the register's own
KIND = "kind"  # a last column, where not everything is a cookie
COLUMNS = ("name", "provider", "category", "purpose", "duration", "party")


def write(
    organization: Organization,
    policy: str,
    version: Version,
    language: str,
    sealed: Sequence[Passage],
    readings: Sequence[Reading] = (),
) -> bytes:
    """Write an edition as UTF-8, front matter and body.

    `sealed` are its passages as they are sealed; `readings` are the corrections to apply.
    """
    passages = corrected(sealed, readings)
    front = _front(organization, policy, version, language, passages)
    head = "".join(field(name, value) for name, value in front if value is not None)
    return f"---\n{head}---\n\n{_body(version, language, passages)}".encode()


def body(data: bytes) -> str:
    """Take the words of a sealed text, without its front matter."""
    return data.decode().split("\n---\n\n", 1)[1]


def own_categories(data: bytes) -> dict[str, str]:
    """Take the names of a sealed register's own categories."""
    front = data.decode().split("\n---\n\n", 1)[0]
    named = [line for line in front.splitlines() if line.startswith(f"{CATEGORIES}: ")]
    return json.loads(named[0].partition(": ")[2]) if named else {}


def parts(data: bytes) -> dict[str, str]:
    """Take the SHA-256 of what follows each heading of a text, itself included."""
    words = body(data)
    lines = words.splitlines()
    starts = [(0, OPENING), *((h.line, h.anchor or h.words) for h in headings(words))]
    ends = [line for line, _ in starts[1:]] + [len(lines)]
    return {
        name: digest("\n".join(lines[start:end]).encode())
        for (start, name), end in zip(starts, ends, strict=True)
        if end > start
    }


def _front(
    organization: Organization,
    policy: str,
    version: Version,
    language: str,
    passages: Sequence[Passage],
) -> Iterator[tuple[str, Any]]:
    """List the fields of a sealed text in the order in which they are written."""
    text, fields = version.editions[language], version.fields
    moved = text.entry.sealed_as if text.entry else ""
    owner = text.entry.owner if text.entry else ""
    translated = isinstance(text.words, VersionWords)
    yield "organization", known(organization, version, language, language).get(SPEAKER)
    yield "policy", moved or f"{organization.id}/{policy}"
    yield "title", text.words.title
    yield "language", language
    if isinstance(text.words, VersionWords):
        yield "authoritative", version.language
        yield "translation", text.words.translation
        yield "awaiting", text.words.awaiting or None
    yield "effective", str(fields.effective)
    yield "effective_basis", fields.effective_basis
    yield "announced", str(fields.announced) if fields.announced else None
    yield "updated", str(fields.updated) if fields.updated else None
    yield "change", fields.change
    yield "because", fields.because
    yield "summary", text.words.summary or (fields.summary if translated else None)
    sections = [section_facts(p.section, p.language, owner) for p in passages if p.section]
    yield "sections", sections or None
    yield "cookies", len(fields.cookies) if fields.cookies is not None else None
    yield CATEGORIES, dict(own_names(version, language)) or None
    if source := fields.source:
        found = {
            "url": source.url,
            "retrieved": source.retrieved and str(source.retrieved),
            "commit": source.commit,
            "file": source.file,
        }
        yield "source", {name: value for name, value in found.items() if value}


def section_facts(section: Section, language: str, owner: str = "") -> dict[str, Any]:
    """List what a section says of itself; addresses of laws are the site's own, and may move.

    `owner` is what the organization whose wording it is was called, where it is called otherwise.
    """
    return {
        "jurisdiction": section.jurisdiction,
        "version": str(section.date),
        **({"wording": owner or section.owner} if section.owner else {}),
        "language": language,
        "applies_to": section.text(language).words.applies_to,
        "law": [law.cite for law in section.fields.law],
    }


def _body(version: Version, language: str, passages: Sequence[Passage]) -> str:
    stretches = (
        "\n".join(_register(version, language, p.category))
        if p.category
        else p.markdown.strip("\n")
        for p in passages
    )
    return "\n\n".join(stretch for stretch in stretches if stretch) + "\n"


def _register(version: Version, language: str, category: str) -> Iterator[str]:
    """Write one category of the register as a table of its fields."""
    kinds = has_kinds(version)
    columns = (*COLUMNS, KIND) if kinds else COLUMNS
    yield _row(columns)
    yield "|---" * len(columns) + "|"
    for cookie, provider, purpose, _ in cookies_in(version, language):
        if cookie.category == category:
            cells = (cookie.name, provider, category, purpose, cookie.duration, cookie.party)
            yield _row((*cells, cookie.kind) if kinds else cells)


def _row(cells: Sequence[str]) -> str:
    return (
        "".join(f"| {' '.join(cell.split())} " for cell in (c.replace("|", "\\|") for c in cells))
        + "|"
    )


def field(name: str, value: Any) -> str:
    """Write a field as JSON, which is YAML too and reads the same whatever library wrote it."""
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return f"{name}:\n" + "".join(f"  - {as_json(item)}\n" for item in value)
    return f"{name}: {as_json(value)}\n"


def as_json(value: Any) -> str:
    """Write a value as JSON with its letters as they are."""
    return json.dumps(value, ensure_ascii=False)
