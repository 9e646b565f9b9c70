"""Source files sorted by what they belong to, and a text joined to its translations."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from ..ledger.apart import words_path
from ..ledger.chain import Ledger
from ..ledger.chain import parse as parse_ledger
from ..ledger.moves import NO_MOVES, Moves
from ..memo import Memo
from ..problems import Problem, ours
from ..sources.front_matter import Document, Parsed, parse
from ..sources.gate import LINK, UNREADABLE, admit, admit_name
from ..sources.paths import (
    is_drawing,
    is_ledger,
    is_record,
    is_words,
    misplaced_ledger,
    slot,
    stray,
)
from ..sources.schema import (
    Fields,
    OrganizationFields,
    OrganizationWords,
    PageFields,
    PageWords,
    RetiredFields,
    VersionFields,
    VersionWords,
    Words,
)
from ..sources.schema_law import JurisdictionFields, JurisdictionWords, SectionFields, SectionWords
from ..sources.svg import active
from ..sources.validate import validate
from .history import Text

# For each kind of file: the fields of the authoritative text, and those of a translation.
KINDS: Mapping[str, tuple[type[Fields], type[Fields]]] = {
    "page": (PageFields, PageWords),
    "organization": (OrganizationFields, OrganizationWords),
    "retired": (RetiredFields, Words),
    "version": (VersionFields, VersionWords),
    "jurisdiction": (JurisdictionFields, JurisdictionWords),
    "section": (SectionFields, SectionWords),
}
Unit = tuple[str, str | None, str, Any]


@dataclass
class Grouping:
    """What the files hold, by unit: a text with its translations, keyed by language."""

    problems: list[Problem] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    chains: dict[str, bytes] = field(default_factory=dict)
    words: dict[str, bytes] = field(default_factory=dict)
    ledgers: dict[str, Ledger] = field(default_factory=dict)
    moves: Moves = NO_MOVES
    listings: dict[str, bytes] = field(default_factory=dict)
    units: dict[Unit, dict[str | None, Document]] = field(default_factory=lambda: defaultdict(dict))

    documents: list[Document] = field(default_factory=list)

    def knows(self, path: str) -> bool:
        """Tell whether something is known to be wrong with the file at `path` already."""
        return any(problem.place.path == path for problem in self.problems)


def sort(shelf: Grouping, path: str, data: bytes | None, memory: Memo) -> None:
    """Put a source where it belongs; a fault of ours at one leaves the others their problems."""
    try:
        _sort(shelf, path, data, memory)
    except Exception as error:
        shelf.problems.append(ours(error, path))


def _sort(shelf: Grouping, path: str, data: bytes | None, memory: Memo) -> None:
    """Put a source where it belongs; what was taken apart before is taken from `memory`."""
    if refused := admit_name(path) or (admit(path, data) if data in (LINK, UNREADABLE) else []):
        shelf.problems += refused
        return
    if data is None:
        shelf.files.add(path)
        shelf.problems += stray(path)
        return
    if is_drawing(path):
        shelf.files.add(path)
        shelf.problems += stray(path) or active(path, data)
        return
    if is_ledger(path):
        shelf.files.add(path)
        shelf.chains[path] = data
        return
    if is_words(path):
        shelf.words[path] = data
        return
    if is_record(path):
        shelf.files.add(path)
        shelf.listings[path] = data
        return
    found = slot(path)
    parsed = memory.recall(
        "parse", Parsed, lambda: parse(path, data), path, sha256(data).hexdigest()
    )
    document, problems = parsed.document, list(parsed.problems)
    if words := document or parsed.words:
        shelf.documents.append(words)
    if isinstance(found, list):
        shelf.problems += found
    elif document:
        problems += _hollow(document, found.kind)
        unit = (found.kind, found.organization, found.folder, found.date)
        shelf.units[unit][found.language] = document
    shelf.problems += problems


def read_ledgers(shelf: Grouping) -> None:
    """Read every ledger with the words that stand apart from it."""
    for path, data in shelf.chains.items():
        words = shelf.words.get(words_path(path), b"")
        shelf.ledgers[path], problems = parse_ledger(path, data, words, shelf.moves)
        shelf.problems += misplaced_ledger(path) or problems


def _hollow(document: Document, kind: str) -> Iterator[Problem]:
    """Find a text without words, and placeholders where none is filled."""
    if kind in ("version", "section") and not document.body.strip():
        wrong = "This file has front matter, and no text below it."
        yield Problem(document.place(), wrong, "Write the text, or remove the file.")
    for keys, value in document.values():
        if isinstance(value, str) and "{{" in value:
            wrong = f"Front matter holds a placeholder: '{value}'."
            fix = "Write the words themselves; placeholders are filled in the text below."
            yield Problem(document.place(*keys), wrong, fix)


def record_language(documents: Mapping[str | None, Document], record: str) -> str:
    """Find the governing language before the record is validated, so that all is checked once."""
    own = documents.get(None)
    fields = own.fields.get(record) if own else None
    language = fields.get("language") if isinstance(fields, dict) else None
    return language if isinstance(language, str) else "en"


def texts(
    shelf: Grouping, kind: str, documents: Mapping[str | None, Document], language: str
) -> dict[str, Text[Any]]:
    """Validate a text and its translations; they come out by language, the authoritative first."""
    own_kind, words_kind = KINDS[kind]
    own = documents.get(None)
    texts: dict[str, Text[Any]] = {}
    if own:
        fields, problems = validate(own_kind, own)
        shelf.problems += problems
        if fields:
            texts[language] = Text(language, own, fields)
    for tag, document in sorted((t, d) for t, d in documents.items() if t):
        shelf.problems += _misplaced(shelf, own, document, tag, language)
        words, problems = validate(words_kind, _without_shared(shelf, own, document, words_kind))
        shelf.problems += problems
        if words and own and tag != language:
            texts[tag] = Text(tag, document, words)
    return texts if language in texts else {}


def _misplaced(
    shelf: Grouping, own: Document | None, document: Document, tag: str, language: str
) -> list[Problem]:
    plain = document.path.removesuffix(f".{tag}.md") + ".md"
    name = plain.rsplit("/", 1)[-1]
    if tag == language:
        wrong = f"'{tag}' is the governing language, whose text has no language in its name."
        return [Problem(document.place(), wrong, f"Rename the file to {name}, or remove it.")]
    if own is None and not shelf.knows(plain):
        wrong = f"This translates {name}, which does not exist."
        return [Problem(document.place(), wrong, "Write the authoritative text first.")]
    return []


def _without_shared(
    shelf: Grouping, own: Document | None, document: Document, words: type[Fields]
) -> Document:
    """Take out shared facts that a translation repeats; another value for one is a problem."""
    if own is None:
        return document
    kept = {}
    for name, value in document.fields.items():
        if name in words.model_fields or name not in own.fields:
            kept[name] = value
        elif value != own.fields[name]:
            there = own.place(name)
            wrong = f"'{name}' is another value than in {there}."
            fix = "Remove it here: a translation takes its facts from the authoritative text."
            shelf.problems.append(Problem(document.place(name), wrong, fix))
    return Document(document.path, kept, document.lines, document.body, document.body_line)
