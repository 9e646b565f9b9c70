"""What is said of a law names its sources, and what a law fixes stands where it must."""

from collections.abc import Iterator, Sequence

from ..editions.canonical import OPENING
from ..editions.markdown import headings
from ..model.entities import Jurisdiction, Library, Section
from ..problems import Place, Problem, near
from ..sources.front_matter import Document
from ..sources.schema_law import Checked
from .walk import EditionInPlace, editions


def law(library: Library) -> Iterator[Problem]:
    """Each statement of law names sources that are listed, and parts that exist."""
    for jurisdiction in library.jurisdictions.values():
        if not jurisdiction.texts:
            continue  # its record cannot be read, which is told
        yield from _sources(jurisdiction)
        own = jurisdiction.text(jurisdiction.fields.jurisdiction.language).document
        parts = [part.part for part in jurisdiction.fields.jurisdiction.parts]
        for index, part in enumerate(parts):
            yield from _anchor(own, part, own.place("jurisdiction", "parts", index, "part"))
    items = {
        item.id
        for jurisdiction in library.jurisdictions.values()
        for item in jurisdiction.fields.jurisdiction.disclosures
    }
    for section in library.sections:
        document = section.texts[section.language].document
        for anchor, named in section.fields.rests.items():
            place = document.place("rests", anchor)
            yield from _anchor(document, anchor, place)
            for item in named:
                if item not in items and not library.has_unread("docs/jurisdictions"):
                    wrong = f"No jurisdiction asks for '{item}'."
                    yield Problem(place, wrong, near(item, items))


def sales(library: Library) -> Iterator[Problem]:
    """A section is true of what its organization sells, and has the words that its law fixes."""
    for edition in editions(library):
        if edition.text.entry:
            continue
        for section in library.contained(edition.organization, edition.version):
            yield from _sold(library, edition, section)


def _sources(jurisdiction: Jurisdiction) -> Iterator[Problem]:
    record = jurisdiction.fields.jurisdiction
    document = jurisdiction.text(record.language).document
    known = [source.id for source in record.sources]
    stated: list[tuple[str, Sequence[Checked]]] = [
        ("disclosures", record.disclosures),
        ("dates", record.dates),
        ("parts", record.parts),
    ]
    for field, items in stated:
        for index, item in enumerate(items):
            place = document.place("jurisdiction", field, index)
            if known and not item.source:
                wrong = "This statement of law names no source."
                yield Problem(place, wrong, f"Add 'source:' with one of {', '.join(known)}.")
            for name in item.source:
                if name not in known:
                    yield Problem(place, f"There is no source '{name}'.", near(name, known))


def _anchor(document: Document, anchor: str, place: Place) -> Iterator[Problem]:
    found = [OPENING, *(each.anchor for each in headings(document.body) if each.anchor)]
    if anchor not in found:
        wrong = f"There is no heading '#{anchor}' in this text."
        yield Problem(place, wrong, near(anchor, found))


def _sold(library: Library, edition: EditionInPlace, section: Section) -> Iterator[Problem]:
    organization, place = edition.organization, edition.text.place
    sells = organization.fields.organization.sells
    true_of = section.fields.sells
    record = f"docs/{organization.id}/index.md"
    if true_of and sells not in true_of:
        says = f"'sells: {sells}'" if sells else "not what it sells"
        wrong = (
            f"The section '{section.jurisdiction}' is written for who sells {', '.join(true_of)}, "
            f"and {record} says {says}."
        )
        own = f"docs/{organization.id}/jurisdictions/{section.jurisdiction}/{section.date}.md"
        fix = f"Write 'sells:' in {record} as it is, or this part in your own words: {own}."
        yield Problem(place, wrong, fix)
    words = section.text(edition.text.language).document
    for fixed in library.jurisdictions[section.jurisdiction].fields.jurisdiction.fixed:
        if (fixed.sells == sells) != (fixed.words in words.body):
            wrong = f"The law fixes the words '{fixed.words}' for who sells {fixed.sells} data"
            if fixed.sells == sells:
                yield Problem(words.place(), f"{wrong}; they do not stand here.", "Add them.")
            else:
                fix = f"Remove them, or write 'sells: {fixed.sells}' in {record}."
                yield Problem(words.place(), f"{wrong}, and it sells none.", fix)
