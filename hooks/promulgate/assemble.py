"""An edition put together: its own words, the sections of its jurisdictions, its register."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .anchors import align, awaited, named
from .facts import SECTIONS_LINE, facts, fill, literal
from .frontmatter import Document
from .history import Text, Version
from .ledger import Reading
from .markup import REFERENCE, headings, with_anchor
from .model import Library, Organization, Section
from .schema import CATEGORIES, VersionWords


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an edition from one source; `markdown` is ready to be read.

    A passage is words, or the section of a jurisdiction, or (with `category`) a part of the cookie
    register. `untranslated` words stand in the authoritative language inside a translation.
    """

    source: Document
    language: str
    markdown: str
    section: Section | None = None
    category: str | None = None
    untranslated: bool = False


def assemble(
    library: Library, organization: Organization, version: Version, language: str
) -> tuple[Passage, ...]:
    """Put together the edition of `version` in `language`, which must exist.

    A sealed edition gets the facts and sections that its seal names, whatever they are by now; it
    comes out as it was sealed, before any correction.
    """
    return tuple(
        replace(p, markdown=fill(p.markdown, known(organization, version, language, p.language)))
        for p in unfilled(library, organization, version, language)
    )


def known(
    organization: Organization, version: Version, edition: str, language: str
) -> Mapping[str, str]:
    """List the facts for passages in `language` of an edition.

    A sealed edition has those of its seal. A translation that is made later agrees with the
    authoritative text in all that is not bound to a language.
    """
    if entry := version.editions[edition].entry:
        return entry.seal.facts.get(language, {})
    found = facts(organization, language)
    if own := version.authoritative.entry:
        now, then = facts(organization, version.language), own.seal.facts[version.language]
        return {
            name: then.get(name, value) if now.get(name) == value else value
            for name, value in found.items()
        }
    return found


def unfilled(
    library: Library, organization: Organization, version: Version, language: str
) -> tuple[Passage, ...]:
    """Put an edition together with its placeholders."""
    text = version.editions[language]
    stretches = list(_stretches(version, text))
    waiting = _categories(version)
    passages: list[Passage] = []
    placed = False
    for anchor, passage in stretches:
        before, found, after = _cut(passage.markdown)
        passages.append(replace(passage, markdown=before))
        if found and not placed:
            passages += _sections(library, organization, version, language)
            placed = True
        if after.strip():
            passages.append(replace(passage, markdown=after))
        if anchor in waiting:
            waiting.remove(anchor)
            passages.append(replace(passage, markdown="", category=anchor))
    last = stretches[-1][1]
    passages += [replace(last, markdown="", category=category) for category in waiting]
    if not placed:
        passages += _sections(library, organization, version, language)
    return tuple(_joined(passages))


def corrected(passages: Iterable[Passage], readings: Iterable[Reading]) -> tuple[Passage, ...]:
    """Put the words of each reading in the place of those that it corrects."""
    found = list(passages)
    for reading in readings:
        found = [
            replace(p, markdown=p.markdown.replace(reading.words, reading.instead)) for p in found
        ]
    return tuple(found)


def section_passage(section: Section, language: str, spoken: str | None = None) -> Passage:
    """Write a section as a part with its heading, for readers of `language`.

    It is in the language `spoken`, where one is named and exists, or in theirs, or else in its own.
    """
    text = section.text(spoken or language)
    own = section.texts[section.language]
    below = headings(text.document.body)
    anchors = align(headings(own.document.body), below).anchors
    body = "\n".join(line for _, line in _anchored(text.document, anchors))
    # The place of each line is kept: the heading stands in for the title in the front matter.
    words = f"## {literal(text.words.title)} {{#{section.jurisdiction}}}\n\n{body}\n"
    untranslated = text.language != language
    return Passage(text.document, text.language, words, section, None, untranslated)


def _sections(
    library: Library, organization: Organization, version: Version, language: str
) -> Iterator[Passage]:
    entry = version.editions[language].entry
    spoken = {pin.jurisdiction: pin.language for pin in entry.seal.sections} if entry else {}
    for section in library.contained(organization, version):
        yield section_passage(section, language, spoken.get(section.jurisdiction))


def _stretches(version: Version, text: Text[object]) -> Iterator[tuple[str | None, Passage]]:
    """Yield the edition's own words from heading to heading, with what still awaits translation."""
    own = version.authoritative
    own_headings = headings(own.document.body)
    if not isinstance(text.words, VersionWords):
        yield from _split(text, named(own_headings))
        return
    lacking = awaited(own_headings, text.words.awaiting)
    alignment = align(own_headings, headings(text.document.body), text.words.awaiting)
    translated = list(_split(text, alignment.anchors))
    originals = dict(_split(own, named(own_headings)))
    names = named(own_headings)
    after = _anchor_before(names, lacking)
    for anchor, passage in translated:
        yield anchor, passage
        for name in after.pop(anchor, ()):
            yield name, replace(originals[name], untranslated=True)
    for rest in after.values():
        for name in rest:
            yield name, replace(originals[name], untranslated=True)


def _anchor_before(names: Sequence[str], lacking: Collection[int]) -> dict[str | None, list[str]]:
    """Say after which heading (None: the opening words) each untranslated part stands."""
    after: dict[str | None, list[str]] = {}
    last: str | None = None
    for index, name in enumerate(names):
        if index in lacking:
            after.setdefault(last, []).append(name)
        else:
            last = name
    return after


def _split(text: Text[object], anchors: Sequence[str]) -> Iterator[tuple[str | None, Passage]]:
    references = "\n".join(REFERENCE.findall(text.document.body))
    stretch: list[str] = []
    at: str | None = None
    for anchor, line in _anchored(text.document, anchors):
        if anchor is not None:
            yield at, _own(text, stretch, references)
            at, stretch = anchor, []
        stretch.append(line)
    yield at, _own(text, stretch, references)


def _own(text: Text[object], lines: Sequence[str], references: str) -> Passage:
    words = REFERENCE.sub("", "\n".join(lines))
    tail = f"\n\n{references}\n" if references else ""
    return Passage(text.document, text.language, words + tail)


def _anchored(document: Document, anchors: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    """Yield each line, headings with their anchor written out."""
    at = {h.line: (h, a) for h, a in zip(headings(document.body), anchors, strict=True)}
    for number, line in enumerate(document.body.splitlines()):
        if number in at:
            heading, anchor = at[number]
            yield anchor, with_anchor(heading, anchor) if anchor else line
        else:
            yield None, line


def _cut(markdown: str) -> tuple[str, bool, str]:
    match = SECTIONS_LINE.search(markdown)
    if not match:
        return markdown, False, ""
    return markdown[: match.start()], True, SECTIONS_LINE.sub("", markdown[match.end() :])


def _categories(version: Version) -> list[str]:
    used = {cookie.category for cookie in version.fields.cookies or ()}
    return [category for category in CATEGORIES if category in used]


def _joined(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Join neighbours from one source, and drop what is empty."""
    last: Passage | None = None
    for passage in passages:
        if not passage.markdown.strip() and passage.category is None:
            continue
        own = passage.category is None and passage.section is None
        if own and last and replace(last, markdown="") == replace(passage, markdown=""):
            last = replace(last, markdown=f"{last.markdown}\n{passage.markdown}")
            continue
        if last:
            yield last
        last = passage
    if last:
        yield last
