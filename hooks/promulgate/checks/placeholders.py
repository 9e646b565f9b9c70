"""Placeholders stand where they are filled, and name what is known."""

from collections.abc import Iterator

from ..editions.placeholders import PLACEHOLDER, SECTIONS_LINE, misplaced
from ..model.entities import Library, Organization, Section
from ..problems import Problem
from ..sources.front_matter import Document
from .walk import editions


def placeholders(library: Library) -> Iterator[Problem]:
    """Placeholders mean something, and can be filled wherever their text is used."""
    for edition in editions(library):
        if edition.text.entry:
            continue  # its facts are those of its seal
        yield from _misplaced(edition.organization, edition.document, edition.text.language)
        for section in library.contained(edition.organization, edition.version):
            yield from _in_section(edition.organization, section)
    for organization in library.organizations.values():
        for text in organization.texts.values():
            yield from _misplaced(organization, text.document, text.language)
            yield from _no_sections(text.document)
    for section in library.sections:
        for wording in section.texts.values():
            yield from _no_sections(wording.document)
    for document in _of_the_site(library):
        if match := PLACEHOLDER.search(document.body):
            wrong = f"'{match[0]}' cannot be filled: this page belongs to no organization."
            yield Problem(document.find(match[0]), wrong, "Write the words themselves.")


def _no_sections(document: Document) -> Iterator[Problem]:
    if match := SECTIONS_LINE.search(document.body):
        wrong = f"'{match[0]}' has no meaning here: sections stand in policies."
        yield Problem(document.find(match[0]), wrong, "Remove it.")


def _of_the_site(library: Library) -> Iterator[Document]:
    for page in library.site_texts:
        yield page.document
    for jurisdiction in library.jurisdictions.values():
        for text in jurisdiction.texts.values():
            yield text.document


def _in_section(organization: Organization, section: Section) -> Iterator[Problem]:
    for language, text in section.texts.items():
        yield from _misplaced(organization, text.document, language)


def _misplaced(organization: Organization, document: Document, language: str) -> Iterator[Problem]:
    for found in misplaced(document.body, organization, language):
        yield Problem(document.body_place(found.line), found.wrong, found.fix)
