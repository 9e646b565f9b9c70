"""What must hold in a Library: each rule is a function from it to Problems."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from .anchors import align, awaited, named
from .frontmatter import Document
from .markup import headings
from .model import Library, Organization, Section, Text, Version
from .problems import Place, Problem, advise, near
from .schema import Accepting, SectionWords, VersionWords

UNFINISHED = re.compile(
    r"(?i:\[(?:tbd|tbc|todo|xxx+|insert\b[^\]]*|to be (?:done|determined|confirmed)[^\]]*|\.\.\.|…)\])"
    r"|\b(?:TODO|TBD|FIXME|XXX)\b|(?i:\blorem ipsum\b)|\?\?\?"
)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition with all that it belongs to, as the rules walk over it."""

    organization: Organization
    policy: str
    version: Version
    predecessor: Version | None
    text: Text[object]

    @property
    def document(self) -> Document:
        return self.text.document


def editions(library: Library) -> Iterator[Edition]:
    """Walk over every edition, authoritative texts first."""
    for organization in library.organizations.values():
        for policy in organization.policies.values():
            for version in policy.history.versions:
                before = policy.history.predecessor(version)
                for text in version.editions.values():
                    yield Edition(organization, policy.id, version, before, text)


def check(library: Library, catalogs: Collection[str]) -> list[Problem]:
    """Apply every rule; `catalogs` are the languages that the interface speaks."""
    found = {p for rule in RULES for p in rule(library)}
    found |= {p for o in library.organizations.values() for p in _interface(o, catalogs)}
    return sorted(found)


def accepted(text: Text[object], advice: str) -> bool:
    """Tell whether the front matter of a text accepts this advice."""
    return isinstance(text.words, Accepting) and advice in text.words.accepts


def _interface(organization: Organization, catalogs: Collection[str]) -> Iterator[Problem]:
    own = organization.texts[organization.language]
    for tag in organization.languages:
        if tag not in catalogs and not accepted(own, "interface"):
            place = own.document.place("organization", "languages")
            wrong = f"The site's own words are not translated into '{tag}'."
            fix = (
                "Its texts are published with the interface in English; add a catalog "
                f"(CONTRIBUTING.md says how), or accept it with 'accepts: [interface]'. "
                f"Catalogs exist for {', '.join(sorted(catalogs))}."
            )
            yield advise(place, wrong, fix)


def organizations(library: Library) -> Iterator[Problem]:
    """Languages are listed where they are used; the logo exists."""
    for organization in library.organizations.values():
        own = organization.texts[organization.language]
        record = organization.fields.organization
        if record.logo and f"docs/{organization.id}/{record.logo}" not in library.files:
            wrong = f"There is no file docs/{organization.id}/{record.logo}."
            place = own.document.place("organization", "logo")
            yield Problem(place, wrong, "Put the logo there, or remove the field.")
        for text in organization.texts.values():
            yield from _listed(organization, text)
        for section in (s for found in organization.sections.values() for s in found):
            for text in section.texts.values():
                yield from _listed(organization, text)
        for name in organization.sections:
            if name not in library.jurisdictions:
                words = organization.sections[name][0].texts[organization.language]
                wrong = f"There is no jurisdiction '{name}' that this could be a wording of."
                yield Problem(words.place, wrong, near(name, library.jurisdictions))


def _listed(organization: Organization, text: Text[object]) -> Iterator[Problem]:
    if text.language not in organization.languages:
        own = organization.texts[organization.language].document
        field = own.place("organization", "languages")
        wrong = f"'{text.language}' is not among the languages of {organization.id}."
        fix = f"Add it to 'languages' in {field}, or remove this file."
        yield Problem(text.place, wrong, fix)


def versions(library: Library) -> Iterator[Problem]:
    """A version says what changed, and its dates run forward."""
    for edition in editions(library):
        if isinstance(edition.text.words, VersionWords):
            yield from _listed(edition.organization, edition.text)
            if edition.version.fields.summary and not edition.text.words.summary:
                wrong = "Field 'summary' is missing; the authoritative text has one."
                yield Problem(edition.text.place, wrong, "Add 'summary: …' in this language.")
            continue
        fields, place = edition.version.fields, edition.document.place
        for name in ("change", "summary"):
            if edition.predecessor and not getattr(fields, name):
                wrong = f"Field '{name}' is missing: this version follows another."
                what = (
                    "one of none, editorial, clarification, material"
                    if name == "change"
                    else "what changed, in one or two plain sentences"
                )
                yield Problem(place(), wrong, f"Add '{name}:' with {what}.")
        if fields.announced and fields.announced > fields.effective:
            wrong = f"'announced' is {fields.announced}, after it took effect."
            yield Problem(place("announced"), wrong, "Write the day on which the public was told.")


def sections(library: Library) -> Iterator[Problem]:
    """A version names jurisdictions that exist and are in force on its date."""
    for edition in editions(library):
        if isinstance(edition.text.words, VersionWords):
            continue
        named_here = edition.version.fields.jurisdictions
        for index, name in enumerate(named_here):
            place = edition.document.place("jurisdictions", index)
            if name not in library.jurisdictions:
                yield Problem(place, f"There is no jurisdiction '{name}'.", _near_all(library, name))
                continue
            if name in named_here[:index]:
                yield Problem(place, f"'{name}' is named a second time.", "Keep one of the two.")
            section = library.section(edition.organization, name, edition.version.date)
            if section is None:
                yield _not_yet(library, edition, name, place)
            else:
                yield from _spoken(edition, section, place)
    for section in library.sections:
        yield from _own_language(section)


def _near_all(library: Library, name: str) -> str:
    return near(name, library.jurisdictions)


def _not_yet(library: Library, edition: Edition, name: str, place: Place) -> Problem:
    known = library.jurisdictions[name].sections
    first = f"its first version is of {known[0].date}" if known else "it has no version yet"
    wrong = f"The section '{name}' was not in force on {edition.version.date}: {first}."
    fix = "Remove it from 'jurisdictions', or write the section that applied on that day."
    return Problem(place, wrong, fix)


def _spoken(edition: Edition, section: Section, place: Place) -> Iterator[Problem]:
    for language, text in edition.version.editions.items():
        if language not in section.texts and not accepted(text, "sections"):
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
            yield from headings_agree(own, text, ())


def registers(library: Library) -> Iterator[Problem]:
    """A register names each cookie once, and translations name its cookies."""
    for edition in editions(library):
        rows = edition.version.fields.cookies or []
        names = [row.name for row in rows]
        if not isinstance(edition.text.words, VersionWords):
            for index, name in enumerate(names):
                if name in names[:index]:
                    place = edition.document.place("cookies", index, "name")
                    wrong = f"The cookie '{name}' is listed a second time."
                    yield Problem(place, wrong, "Keep one of the two rows.")
            continue
        told = [words.name for words in edition.text.words.cookies]
        for index, name in enumerate(told):
            if name not in names:
                place = edition.document.place("cookies", index, "name")
                yield Problem(place, f"There is no cookie '{name}'.", near(name, names))
        silent = [name for name in names if name not in told]
        if silent and not accepted(edition.text, "register"):
            wrong = f"No purpose in this language for {', '.join(repr(n) for n in silent)}."
            fix = (
                "Add them under 'cookies' with name and purpose, or accept it with "
                "'accepts: [register]'; readers see the authoritative words."
            )
            yield advise(edition.document.place("cookies"), wrong, fix)


def translations(library: Library) -> Iterator[Problem]:
    """A translation has the headings of the authoritative text, save those it awaits."""
    for edition in editions(library):
        if isinstance(words := edition.text.words, VersionWords):
            own = edition.version.authoritative
            known = named(headings(own.document.body))
            for index, anchor in enumerate(words.awaiting):
                if anchor not in known:
                    wrong = f"The authoritative text has no heading '#{anchor}'."
                    place = edition.document.place("awaiting", index)
                    yield Problem(place, wrong, near(anchor, known))
            yield from headings_agree(own, edition.text, words.awaiting)


def headings_agree(
    own: Text[object], text: Text[object], awaiting: Collection[str]
) -> Iterator[Problem]:
    """Advise where headings are missing or have no counterpart; refuse other anchors."""
    theirs = headings(own.document.body)
    ours = headings(text.document.body)
    alignment = align(theirs, ours, awaiting)
    names = named(theirs)
    for heading, anchor in zip(ours, alignment.anchors, strict=True):
        if heading.anchor and heading.anchor != anchor and anchor in names:
            wrong = f"This heading is '#{heading.anchor}' here and '#{anchor}' in {own.document.path}."
            place = text.document.body_place(heading.line)
            fix = "Remove the anchor: a translation inherits it, so that links work in every language."
            yield Problem(place, wrong, fix)
    if accepted(text, "headings"):
        return
    accept = "or accept the difference with 'accepts: [headings]'"
    lacking = set(awaited(theirs, awaiting))
    for index in alignment.missing:
        before = sum(1 for i in range(index) if i not in lacking and i not in alignment.missing)
        line = ours[before].line if before < len(ours) else len(text.document.body.splitlines())
        wrong = f"Heading '{theirs[index].words}' is missing here."
        fix = f"Translate it, name '{names[index]}' in 'awaiting', {accept}."
        yield advise(text.document.body_place(max(line - 1, 0)), wrong, fix)
    for index in alignment.extra:
        wrong = f"Heading '{ours[index].words}' has no counterpart in {own.document.path}."
        yield advise(
            text.document.body_place(ours[index].line), wrong, f"Remove it, {accept}."
        )


def checklists(library: Library) -> Iterator[Problem]:
    """What `covers` names is an item of a jurisdiction; who answers it is checked in the text."""
    items = {
        item.id
        for jurisdiction in library.jurisdictions.values()
        for item in jurisdiction.fields.jurisdiction.disclosures
    }
    for edition in editions(library):
        if not isinstance(edition.text.words, VersionWords):
            for item in edition.version.fields.covers:
                if item not in items:
                    place = edition.document.place("covers", item)
                    wrong = f"No jurisdiction asks for '{item}'."
                    yield Problem(place, wrong, near(item, items))
    for jurisdiction in library.jurisdictions.values():
        for text in jurisdiction.texts.values():
            words = text.words.jurisdiction
            known = [item.id for item in jurisdiction.fields.jurisdiction.disclosures]
            for index, said in enumerate(words.disclosures):
                if said.id not in known:
                    place = text.document.place("jurisdiction", "disclosures", index)
                    wrong = f"The authoritative page has no item '{said.id}'."
                    yield Problem(place, wrong, near(said.id, known))


def unfinished(library: Library) -> Iterator[Problem]:
    """Nothing that still waits to be written is published unawares."""
    texts = [*(e.text for e in editions(library)), *_texts_of_sections(library)]
    for text in texts:
        if accepted(text, "unfinished"):
            continue
        for number, line in enumerate(text.document.body.splitlines()):
            if match := UNFINISHED.search(line):
                wrong = f"'{match[0]}' is still in the text."
                fix = "Write what belongs there, or accept it with 'accepts: [unfinished]'."
                yield advise(text.document.body_place(number), wrong, fix)


def _texts_of_sections(library: Library) -> list[Text[object]]:
    return [text for section in library.sections for text in section.texts.values()]


RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    organizations,
    versions,
    sections,
    registers,
    translations,
    checklists,
    unfinished,
)
