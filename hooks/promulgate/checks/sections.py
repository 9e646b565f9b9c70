"""A version names jurisdictions that exist, are in force on its date, and speak its languages."""

from collections.abc import Iterator

from ..model.entities import Library, Section
from ..problems import Place, Problem, advise, near
from ..sources.paths import JURISDICTIONS
from ..sources.schema import VersionWords
from ..sources.schema_law import SectionWords
from .translations import headings_agree
from .walk import EditionInPlace, accepted, editions


def sections(library: Library) -> Iterator[Problem]:
    """A version names jurisdictions that exist and are in force on its date."""
    for edition in editions(library):
        if isinstance(edition.text.words, VersionWords):
            continue
        named_here = edition.version.fields.jurisdictions
        for index, name in enumerate(named_here):
            place = edition.document.place("jurisdictions", index)
            if library.has_unread(f"docs/jurisdictions/{name}"):
                continue
            if name not in library.jurisdictions:
                wrong = f"There is no jurisdiction '{name}'."
                yield Problem(place, wrong, near(name, {*library.jurisdictions, *_broken(library)}))
                continue
            if name in named_here[:index]:
                yield Problem(place, f"'{name}' is named a second time.", "Keep one of the two.")
            section = library.section(edition.organization, name, edition.version.date)
            if section is None and not edition.text.entry:
                yield _not_yet(library, edition, name, place)
            elif section:
                yield from _spoken(edition, section, place)
    for section in library.sections:
        yield from _own_language(section)


def _broken(library: Library) -> set[str]:
    """Name the jurisdictions in which something is wrong already."""
    paths = (path.split("/") for path in library.unread)
    return {parts[2] for parts in paths if parts[1] == JURISDICTIONS and len(parts) > 3}


def _not_yet(library: Library, edition: EditionInPlace, name: str, place: Place) -> Problem:
    known = library.jurisdictions[name].sections
    first = f"its first version is of {known[0].date}" if known else "it has no version yet"
    wrong = f"The section '{name}' was not in force on {edition.version.date}: {first}."
    fix = "Remove it from 'jurisdictions', or write the section that applied on that day."
    return Problem(place, wrong, fix)


def _spoken(edition: EditionInPlace, section: Section, place: Place) -> Iterator[Problem]:
    for language, text in edition.version.editions.items():
        if language not in section.texts and not text.entry and not accepted(text, "sections"):
            path = section.texts[section.language].document.path.removesuffix(".md")
            wrong = f"The section '{section.jurisdiction}' is not translated into '{language}'."
            fix = (
                f"Readers see it in '{section.language}', under its language; write "
                f"{path}.{language}.md, or accept it with 'accepts: [sections]'."
            )
            yield advise(text.place if text is not edition.text else place, wrong, fix)


def _own_language(section: Section) -> Iterator[Problem]:
    own = section.texts[section.language]
    for text in section.texts.values():
        if isinstance(text.words, SectionWords):
            if section.fields.summary and not text.words.summary:
                wrong = "Field 'summary' is missing; the authoritative text has one."
                yield Problem(text.place, wrong, "Add 'summary: …' in this language.")
            yield from headings_agree(own, text)
