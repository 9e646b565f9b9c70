"""From files to a Library: each text validated, in its place, with its translations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from .frontmatter import Document, parse
from .layout import slot, stray
from .model import History, Jurisdiction, Library, Organization, Policy, Section, Text, Version
from .problems import Place, Problem
from .schema import (
    Fields,
    JurisdictionFields,
    JurisdictionWords,
    OrganizationFields,
    OrganizationWords,
    PageFields,
    SectionFields,
    SectionWords,
    VersionFields,
    VersionWords,
)
from .validate import validate

# For each kind of file: the fields of the authoritative text, and those of a translation.
KINDS: Mapping[str, tuple[type[Fields], type[Fields]]] = {
    "organization": (OrganizationFields, OrganizationWords),
    "version": (VersionFields, VersionWords),
    "jurisdiction": (JurisdictionFields, JurisdictionWords),
    "section": (SectionFields, SectionWords),
}
Unit = tuple[str, str | None, str, Any]
T = TypeVar("T")


@dataclass
class _Shelf:
    """What the files hold, by unit: a text with its translations, keyed by language."""

    problems: list[Problem] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    units: dict[Unit, dict[str | None, Document]] = field(default_factory=lambda: defaultdict(dict))

    def knows(self, path: str) -> bool:
        """Tell whether something is known to be wrong with the file at `path` already."""
        return any(problem.place.path == path for problem in self.problems)


def build(sources: Mapping[str, bytes | None]) -> tuple[Library | None, list[Problem]]:
    """Make a Library of all that is right in `sources`, and list all that is wrong.

    The Library is None where there is no home page to publish at all.
    """
    shelf = _Shelf()
    for path, data in sources.items():
        _sort(shelf, path, data)
    jurisdictions = {j.id: j for j in _jurisdictions(shelf)}
    organizations = {o.id: o for o in _organizations(shelf)}
    pages = _pages(shelf, set(organizations))
    home = pages.pop("index", None)
    if home is None and "docs/index.md" not in sources:
        fix = "Write one: a title in front matter, and a few words for the home page."
        shelf.problems.append(Problem(Place("docs/index.md"), "There is no home page.", fix))
    problems = sorted(shelf.problems)
    if home is None:
        return None, problems
    unread = frozenset(problem.place.path for problem in problems) & frozenset(sources)
    files = frozenset(shelf.files)
    return Library(home, pages, organizations, jurisdictions, files, unread), problems


def _sort(shelf: _Shelf, path: str, data: bytes | None) -> None:
    if data is None:
        shelf.files.add(path)
        shelf.problems += stray(path)
        return
    found = slot(path)
    document, problems = parse(path, data)
    if isinstance(found, list):
        shelf.problems += found
    elif document:
        problems += _hollow(document, found.kind)
        unit = (found.kind, found.organization, found.folder, found.date)
        shelf.units[unit][found.language] = document
    shelf.problems += problems


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


def _pages(shelf: _Shelf, organizations: set[str]) -> dict[str, Text[PageFields]]:
    pages = {}
    for (kind, _, name, _), documents in shelf.units.items():
        if kind != "page":
            continue
        for tag, document in documents.items():
            if tag:
                fix = "Remove it: pages of the site itself are in one language."
                shelf.problems.append(Problem(document.place(), "This page has no place.", fix))
        own = documents.get(None)
        if own and name in organizations:
            wrong = f"The address /{name}/ is that of the organization '{name}'."
            shelf.problems.append(Problem(own.place(), wrong, "Give the page another name."))
        elif own:
            words, problems = validate(PageFields, own)
            shelf.problems += problems
            if words:
                pages[name] = Text("en", own, words)
    return pages


def _jurisdictions(shelf: _Shelf) -> Iterator[Jurisdiction]:
    shared = _sections(shelf, None, "en")
    for (kind, _, name, _), documents in sorted(shelf.units.items(), key=_by_place):
        if kind != "jurisdiction":
            continue
        texts = _texts(shelf, kind, documents, _record_language(documents, "jurisdiction"))
        own = next((t for t in texts.values() if isinstance(t.words, JurisdictionFields)), None)
        if own:
            yield Jurisdiction(name, own.words, texts, shared.pop(name, ()))
        else:
            shared.pop(name, ())
    for name, sections in shared.items():
        place = Place(f"docs/jurisdictions/{name}/index.md")
        fix = "Write it: what the law is, whom it protects, what it asks to disclose."
        if not shelf.knows(place.path):
            wrong = f"'{name}' has {len(sections)} dated section(s), and no page of its own."
            shelf.problems.append(Problem(place, wrong, fix))


def _organizations(shelf: _Shelf) -> Iterator[Organization]:
    names = sorted({unit[1] for unit in shelf.units if unit[1]})
    for name in names:
        documents = shelf.units.get(("organization", name, "", None), {})
        language = _record_language(documents, "organization")
        texts = _texts(shelf, "organization", documents, language)
        own = next((t for t in texts.values() if isinstance(t.words, OrganizationFields)), None)
        # Without a record the rest is still checked, so that every problem is told at once.
        policies = dict(_policies(shelf, name, language))
        sections = _sections(shelf, name, language)
        if own:
            yield Organization(name, own.words, texts, policies, sections)
        elif None not in documents:
            fix = "Write it, with an 'organization:' record in its front matter."
            place = Place(f"docs/{name}/index.md")
            if not shelf.knows(place.path):
                wrong = f"The folder '{name}' has texts, and no record of its organization."
                shelf.problems.append(Problem(place, wrong, fix))


def _policies(shelf: _Shelf, organization: str, language: str) -> Iterator[tuple[str, Policy]]:
    units = [u for u in shelf.units if u[:2] == ("version", organization)]
    for name, dated in groupby(sorted(units, key=lambda u: (u[2], u[3])), key=lambda u: u[2]):
        versions = []
        for unit in dated:
            texts = _texts(shelf, "version", shelf.units[unit], language)
            own = next((t for t in texts.values() if isinstance(t.words, VersionFields)), None)
            if own:
                _same_date(shelf, own.document, own.words.effective, unit[3])
                if own.words.effective == unit[3]:
                    versions.append(Version(own.language, own.words, texts))
        if versions:
            yield name, Policy(name, History(tuple(versions)))


def _sections(
    shelf: _Shelf, organization: str | None, language: str
) -> dict[str, tuple[Section, ...]]:
    found: dict[str, list[Section]] = defaultdict(list)
    units = [u for u in shelf.units if u[:2] == ("section", organization)]
    for unit in sorted(units, key=lambda u: (u[2], u[3])):
        tag = language
        if organization is None:
            page = shelf.units.get(("jurisdiction", None, unit[2], None), {})
            tag = _record_language(page, "jurisdiction")
        texts = _texts(shelf, "section", shelf.units[unit], tag)
        own = next((t for t in texts.values() if isinstance(t.words, SectionFields)), None)
        if own:
            _same_date(shelf, own.document, own.words.effective, unit[3])
            found[unit[2]].append(Section(unit[2], organization, tag, own.words, texts))
    return {name: tuple(sections) for name, sections in found.items()}


def _same_date(shelf: _Shelf, document: Document, effective: Any, named: Any) -> None:
    if effective != named:
        wrong = f"'effective' is {effective}, and the file is named {named}."
        fix = f"Write {named}, or rename the file."
        shelf.problems.append(Problem(document.place("effective"), wrong, fix))


def _record_language(documents: Mapping[str | None, Document], record: str) -> str:
    """Find the governing language before the record is validated, so that all is checked once."""
    own = documents.get(None)
    fields = own.fields.get(record) if own else None
    language = fields.get("language") if isinstance(fields, dict) else None
    return language if isinstance(language, str) else "en"


def _texts(
    shelf: _Shelf, kind: str, documents: Mapping[str | None, Document], language: str
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
    shelf: _Shelf, own: Document | None, document: Document, tag: str, language: str
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
    shelf: _Shelf, own: Document | None, document: Document, words: type[Fields]
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


def _by_place(item: tuple[Unit, Iterable[Any]]) -> str:
    return "/".join(str(part) for part in item[0])
