"""An edition put together: its own words, the sections of its jurisdictions, its register."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ..ledger.events import Reading
from ..model.entities import Library, Organization
from ..model.history import Text, Version
from ..sources.schema import VersionWords
from .headings import align, awaited, named
from .markdown import Heading, headings
from .passages import Passage, corrected, cut_at_headings, joined, section_passage
from .placeholders import SECTIONS_LINE, fill, known
from .register import categories_of


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
    own, entry = version.entry, version.editions[language].entry
    return [
        line.reading
        for line in (own.corrections if own else ())
        if line.reading and (entry is None or line.number < entry.seal.number)
    ]


def unfilled(
    library: Library, organization: Organization, version: Version, language: str
) -> tuple[Passage, ...]:
    """Put an edition together with its placeholders."""
    text = version.editions[language]
    stretches = list(_stretches(version, text))
    waiting = categories_of(version)
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
    return tuple(joined(passages))


def _sections(
    library: Library, organization: Organization, version: Version, language: str
) -> Iterator[Passage]:
    entry = version.editions[language].entry
    spoken = {pin.jurisdiction: pin.language for pin in entry.seal.sections} if entry else {}
    for section in library.contained(organization, version):
        yield section_passage(
            section, language, spoken.get(section.jurisdiction), version.anchor_rule
        )


def _stretches(version: Version, text: Text[object]) -> Iterator[tuple[str | None, Passage]]:
    """Yield the edition's own words from heading to heading, with what still awaits translation."""
    own, rule = version.authoritative, version.anchor_rule
    written = headings(own.document.body)
    names = named(written, rule)
    if not isinstance(text.words, VersionWords):
        yield from _passages(own, written, names)
        return
    ours = headings(text.document.body)
    alignment = align(written, ours, text.words.awaiting, rule)
    after = _anchor_before(names, awaited(written, text.words.awaiting, rule))
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
        for anchor, words in cut_at_headings(document.body, written, anchors)
    ]
