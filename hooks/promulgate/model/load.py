"""From files to a Library: every text in its place, and what has no place told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from ..i18n import ENGLISH
from ..ledger.chain import Ledger
from ..ledger.events import another_day, edition_id, path_of
from ..ledger.moves import parse_moves
from ..memo import Memo
from ..problems import Place, Problem, ours
from ..sources.front_matter import Document
from ..sources.paths import MOVES_PATH, RETIRED, SHARED, organization_of
from ..sources.scan import Docs
from ..sources.schema import OrganizationFields, VersionFields, VersionWords
from ..sources.schema_law import JurisdictionFields, JurisdictionRecord, SectionFields
from .entities import Jurisdiction, Library, Organization, Section
from .gone import gone
from .grouping import Grouping, Unit, read_ledgers, record_language, sort
from .grouping import texts as texts_of
from .history import History, Policy, Text, Version
from .own_pages import own_pages


def load(docs: Docs, memo: Memo | None = None) -> tuple[Library | None, list[Problem]]:
    """Make a Library of all that is right in `docs`, and list all that is wrong.

    The Library is None where there is no home page to publish at all.
    """
    moves, problems = parse_moves(docs.get(MOVES_PATH) or b"")
    shelf, memo = Grouping(problems, moves=moves), memo or Memo()
    for path, data in docs.items():
        sort(shelf, path, data, memo)
    try:
        read_ledgers(shelf)
        library = _library(shelf, docs)
    except Exception as error:  # what is wrong in files is told beside it
        library = None
        shelf.problems.append(ours(error))
    return library, sorted(shelf.problems)


def _library(shelf: Grouping, docs: Docs) -> Library | None:
    """Join what was sorted; None where there is no home page."""
    jurisdictions = {j.id: j for j in _jurisdictions(shelf)}
    organizations = {o.id: o for o in _organizations(shelf)}
    written = own_pages(shelf, set(organizations))
    pages = {name: texts[ENGLISH] for name, texts in written.items()}
    home = pages.pop("index", None)
    if home is None and "docs/index.md" not in docs:
        fix = "Write one: a title in front matter, and a few words for the home page."
        shelf.problems.append(Problem(Place("docs/index.md"), "There is no home page.", fix))
    retired = tuple(gone(shelf))
    if home is None:
        return None
    unread = frozenset(problem.place.path for problem in shelf.problems) & frozenset(docs)
    files = frozenset(shelf.files)
    return Library(
        home,
        pages,
        organizations,
        jurisdictions,
        shelf.ledgers,
        files,
        frozenset(docs) - files,
        unread,
        apart={d.path: d for d in shelf.documents if _apart(d.path, unread, organizations)},
        moves=shelf.moves,
        retired=retired,
        translated={
            name: {tag: text for tag, text in texts.items() if tag != ENGLISH}
            for name, texts in written.items()
        },
    )


def _apart(path: str, unread: Collection[str], organizations: Collection[str]) -> bool:
    """Tell whether a source may be in no text because something is wrong, there or above it."""
    owner = organization_of(path)
    return path in unread or (owner != SHARED and owner not in organizations)


def _jurisdictions(shelf: Grouping) -> Iterator[Jurisdiction]:
    shared = _sections(shelf, None, "en")
    for (kind, _, name, _), documents in sorted(shelf.units.items(), key=_by_place):
        if kind != "jurisdiction":
            continue
        texts = texts_of(shelf, kind, documents, record_language(documents, "jurisdiction"))
        own = next((t for t in texts.values() if isinstance(t.words, JurisdictionFields)), None)
        sections = shared.pop(name, ())
        if own:
            yield Jurisdiction(name, own.words, texts, sections)
        elif sections:
            # What is wrong with the record is told; the sections are still checked.
            yield Jurisdiction(name, _stand_in(name), {}, sections)
    for name, sections in shared.items():
        place = Place(f"docs/jurisdictions/{name}/index.md")
        fix = "Write it: what the law is, whom it protects, what it asks to disclose."
        if not shelf.knows(place.path):
            wrong = f"'{name}' has {len(sections)} dated section(s), and no page of its own."
            shelf.problems.append(Problem(place, wrong, fix))


def _stand_in(name: str) -> JurisdictionFields:
    """Stand in for the record of a law that cannot be read: nothing is published of it."""
    record = JurisdictionRecord.model_construct(name=name, protects="", law=[], language="en")
    return JurisdictionFields.model_construct(title=name, jurisdiction=record)


def _organizations(shelf: Grouping) -> Iterator[Organization]:
    kept = {path.split("/")[1] for path in shelf.ledgers}
    named = {unit[1] for unit in shelf.units if unit[1] and unit[0] != RETIRED}
    names = sorted(named | kept)
    for name in names:
        documents = shelf.units.get(("organization", name, "", None), {})
        language = record_language(documents, "organization")
        texts = texts_of(shelf, "organization", documents, language)
        own = next((t for t in texts.values() if isinstance(t.words, OrganizationFields)), None)
        # Without a record the rest is still checked, so that every problem is told at once.
        restated = own is not None and own.words.organization.restated
        policies = dict(_policies(shelf, name, language, restated))
        sections = _sections(shelf, name, language)
        if own:
            yield Organization(name, own.words, texts, policies, sections)
        elif None not in documents:
            fix = "Write it, with an 'organization:' record in its front matter."
            place = Place(f"docs/{name}/index.md")
            if not shelf.knows(place.path):
                wrong = f"The folder '{name}' has texts, and no record of its organization."
                shelf.problems.append(Problem(place, wrong, fix))


def _policies(
    shelf: Grouping, organization: str, language: str, restated: bool
) -> Iterator[tuple[str, Policy]]:
    """Join the versions of each policy with what its ledger says of them."""
    home = f"docs/{organization}/"
    dated: dict[str, list[Unit]] = {
        path.split("/")[2]: [] for path in shelf.ledgers if path.startswith(home)
    }
    for unit in shelf.units:
        if unit[:2] == ("version", organization):
            dated.setdefault(unit[2], []).append(unit)
    for name, units in sorted(dated.items()):
        ledger = shelf.ledgers.get(path_of(organization, name)) or Ledger("")
        versions = dict(_withdrawn(ledger, language, name))
        for unit in units:
            texts = {
                tag: replace(
                    text, entry=ledger.entries.get(edition_id(organization, name, unit[3], tag))
                )
                for tag, text in texts_of(shelf, "version", shelf.units[unit], language).items()
            }
            own = next((t for t in texts.values() if isinstance(t.words, VersionFields)), None)
            if own:
                _same_date(shelf, own.document, own.words.effective, unit[3], ledger)
                if own.words.effective == unit[3]:
                    version = Version(own.language, own.words, texts, own.entry, restated)
                    versions.setdefault(unit[3], version)
        if versions:
            yield name, Policy(name, History(tuple(versions[day] for day in sorted(versions))))


def _withdrawn(ledger: Ledger, language: str, name: str) -> Iterator[tuple[date, Version]]:
    """Stand in for each version that is withdrawn: its words may be gone, and are not shown.

    Its title is gone with them: it is called as the others of its policy are, or as its folder.
    """
    titles = {language: name.replace("-", " ").capitalize()}
    standing = (entry.seal for entry in ledger.entries.values() if not entry.withdrawal)
    titles |= {seal.language: seal.title for seal in standing}
    gone: dict[date, dict[str, Text[Any]]] = defaultdict(dict)
    fields: dict[date, VersionFields] = {}
    for entry in ledger.entries.values():
        if entry.withdrawal:
            seal, day = entry.seal, entry.seal.effective
            own = seal.language == language
            title = seal.title or titles.get(seal.language) or titles[language]
            known = {"title": title, "effective": str(day)}
            words = VersionFields.model_validate(known) if own else VersionWords(title=title)
            if isinstance(words, VersionFields):
                fields[day] = words
            tail = "" if own else f".{seal.language}"
            path = f"{ledger.path.rpartition('/')[0]}/{day}{tail}.md"
            text = Text(seal.language, Document(path, {}, {}, "", 1), words, entry)
            gone[day][seal.language] = text
    for day, words in fields.items():
        yield day, Version(language, words, gone[day], gone[day][language].entry)


def _sections(
    shelf: Grouping, organization: str | None, language: str
) -> dict[str, tuple[Section, ...]]:
    found: dict[str, list[Section]] = defaultdict(list)
    units = [u for u in shelf.units if u[:2] == ("section", organization)]
    for unit in sorted(units, key=lambda u: (u[2], u[3])):
        tag = language
        if organization is None:
            page = shelf.units.get(("jurisdiction", None, unit[2], None), {})
            tag = record_language(page, "jurisdiction")
        texts = texts_of(shelf, "section", shelf.units[unit], tag)
        own = next((t for t in texts.values() if isinstance(t.words, SectionFields)), None)
        if own:
            _same_date(shelf, own.document, own.words.effective, unit[3])
            found[unit[2]].append(Section(unit[2], organization, tag, own.words, texts))
    return {name: tuple(sections) for name, sections in found.items()}


def _same_date(
    shelf: Grouping,
    document: Document,
    effective: date,
    named: date,
    ledger: Ledger | None = None,
) -> None:
    """Hold a date to the name of its file; what was published keeps the day that it had."""
    if effective != named:
        wrong = f"'effective' is {effective}, and the file is named {named}."
        fix = f"Write {named}, or rename the file."
        for entry in ledger.entries.values() if ledger else ():
            if entry.seal.authoritative is None and entry.seal.effective == named:
                fix = f"It was published for {named}: write that again."
                fix = another_day(fix, entry.seal)
            elif entry.seal.authoritative is None and entry.seal.effective == effective:
                folder = document.path.rpartition("/")[0]
                fix = f"'git mv {document.path} {folder}/{effective}.md'."
                fix = another_day(f"It was published for {effective}: {fix}", entry.seal)
        shelf.problems.append(Problem(document.place("effective"), wrong, fix))


def _by_place(item: tuple[Unit, Iterable[Any]]) -> str:
    return "/".join(str(part) for part in item[0])
