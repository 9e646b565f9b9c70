"""An edition put together: its own words, the sections of its jurisdictions, its register."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from .anchors import align, awaited, named
from .facts import SECTIONS_LINE, facts, fill, literal
from .frontmatter import Document
from .history import Text, Version
from .ledger import Reading
from .markup import REFERENCE, Heading, headings, with_anchor
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
    passages = tuple(
        replace(p, markdown=fill(p.markdown, known(organization, version, language, p.language)))
        for p in unfilled(library, organization, version, language)
    )
    earlier = _corrected_before(version, language)
    return tuple(next(iter(corrected([p], earlier))) if p.untranslated else p for p in passages)


def _corrected_before(version: Version, language: str) -> list[Reading]:
    """List the corrections of the authoritative text that a translation was made after."""
    own, entry = version.authoritative.entry, version.editions[language].entry
    return [
        line.reading
        for line in (own.corrections if own else ())
        if line.reading and (entry is None or line.number < entry.seal.number)
    ]


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
        now, then = facts(organization, version.language), own.seal.facts.get(version.language, {})
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
        place = SECTIONS_LINE.search(passage.markdown) if "{{" in passage.markdown else None
        if place:
            passages.append(replace(passage, markdown=passage.markdown[: place.start()]))
            if not placed:
                passages += _sections(library, organization, version, language)
            placed = True
            after = SECTIONS_LINE.sub("", passage.markdown[place.end() :])
            passages.append(replace(passage, markdown=after))
        else:
            passages.append(passage)
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
    body = _with_anchors(section.texts[section.language].document.body, text.document.body)
    # The place of each line is kept: the heading stands in for the title in the front matter.
    words = f"## {literal(text.words.title)} {{#{section.jurisdiction}}}\n\n{body}\n"
    untranslated = text.language != language
    return Passage(text.document, text.language, words, section, None, untranslated)


@lru_cache(maxsize=256)  # the same few sections stand in many policies
def _with_anchors(own: str, body: str) -> str:
    written = headings(body)
    anchors = align(headings(own), written).anchors
    return "\n".join(words for _, words in _split(body, written, anchors))


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
    written = headings(own.document.body)
    names = named(written)
    if not isinstance(text.words, VersionWords):
        yield from _passages(own, written, names)
        return
    ours = headings(text.document.body)
    alignment = align(written, ours, text.words.awaiting)
    after = _anchor_before(names, awaited(written, text.words.awaiting))
    originals = _passages(own, written, names) if after else []
    untranslated = {name: replace(p, untranslated=True) for name, p in originals}
    for anchor, passage in _passages(text, ours, alignment.anchors):
        yield anchor, passage
        for name in after.pop(anchor, ()):
            yield name, untranslated[name]
    for rest in after.values():
        for name in rest:
            yield name, untranslated[name]


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


def _passages(
    text: Text[object], written: Sequence[Heading], anchors: Sequence[str]
) -> list[tuple[str | None, Passage]]:
    document = text.document
    return [
        (anchor, Passage(document, text.language, words))
        for anchor, words in _split(document.body, written, anchors)
    ]


def _split(
    body: str, written: Sequence[Heading], anchors: Sequence[str]
) -> Iterator[tuple[str | None, str]]:
    """Yield the opening words, then each heading with what follows, its anchor written out."""
    lines = body.splitlines()
    edges = [*(heading.line for heading in written), len(lines)]
    yield None, "\n".join(lines[: edges[0]])
    for heading, anchor, (start, end) in zip(written, anchors, pairwise(edges), strict=True):
        first = with_anchor(heading, anchor) if anchor else lines[start]
        yield anchor, "\n".join([first, *lines[start + 1 : end]])


def _categories(version: Version) -> list[str]:
    used = {cookie.category for cookie in version.fields.cookies or ()}
    return [category for category in CATEGORIES if category in used]


def _joined(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Join neighbours from one source, and drop what is empty."""
    for (section, category, *_), group in groupby(passages, _kind):
        found = list(group)
        if section or category:
            yield from found
            continue
        words = "\n".join(p.markdown for p in found)
        # Definitions of links go with whatever words use them.
        references = REFERENCE.findall(found[0].source.body) if "]:" in found[0].source.body else ()
        if references:
            words = REFERENCE.sub("", words) + "\n\n" + "\n".join(references) + "\n"
        if words.strip():
            yield replace(found[0], markdown=words)


def _kind(passage: Passage) -> tuple[object, ...]:
    section = passage.section
    which = (section.jurisdiction, section.date) if section else None
    return which, passage.category, passage.source.path, passage.untranslated
