"""Editions as they will read: every passage rendered once, for the rules and for the pages."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ..memo import Memo
from ..model.entities import Library, Organization, Section
from ..model.history import Policy, Text, Version
from .assemble import assemble
from .links import Dead, Link, is_external, resolve
from .markdown import Inspection, Refused, clean, inspect, render
from .passages import Passage, corrected, section_passage
from .placeholders import facts, fill

EditionKey = tuple[str, str, date, str]


class RenderedPassage(NamedTuple):
    """A passage with its HTML: `html` is clean, and marks addresses of the site by `links.MARK`."""

    passage: Passage
    html: str
    inspection: Inspection


class Edition(NamedTuple):
    """All leaves of an edition in order."""

    leaves: tuple[RenderedPassage, ...]

    @property
    def ids(self) -> list[str]:
        """List every anchor, repeated where the text repeats it."""
        return [name for leaf in self.leaves for name in leaf.inspection.ids]


def proofs(
    library: Library, organization: Organization, policy: Policy, memory: Memo
) -> Mapping[EditionKey, Edition]:
    """Render every edition of a policy that is not withdrawn."""
    return {
        (organization.id, policy.id, version.date, language): proof(
            library, organization, version, language, memory
        )
        for version in policy.history.versions
        for language in version.editions
        if not version.withdrawal
    }


def earlier(
    library: Library, organization: Organization, policy: Policy, public: Policy, memory: Memo
) -> Mapping[EditionKey, Edition]:
    """Render the editions of a policy that read otherwise on the day of `public`: not corrected."""
    now = {version.date: version for version in policy.history.versions}
    return {
        (organization.id, policy.id, version.date, language): proof(
            library, organization, version, language, memory
        )
        for version in public.history.versions
        for language, text in version.editions.items()
        for entry in [now[version.date].editions[language].entry]
        if text.entry and entry and text.entry.readings != entry.readings
    }


def proof(
    library: Library, organization: Organization, version: Version, language: str, memory: Memo
) -> Edition:
    """Render an edition as it reads now, corrections and all."""
    entry = version.editions[language].entry
    readings = entry.readings if entry else ()
    passages = assemble(library, organization, version, language)
    leaves = (leaf(library, p, memory) for p in corrected(passages, readings))
    return Edition(tuple(leaves))


def introductions(library: Library, memory: Memo) -> Mapping[str, RenderedPassage]:
    """Render what organizations say of themselves, and their own sections, by path of source."""
    found = [
        _essay(library, text, fill(text.document.body, facts(organization, language)), memory)
        for organization in library.organizations.values()
        for language, text in organization.texts.items()
    ]
    own = [s for o in library.organizations.values() for each in o.sections.values() for s in each]
    return _by_path([*found, *_sections(library, own, memory)])


def essays(library: Library, memory: Memo) -> Mapping[str, RenderedPassage]:
    """Render every text that no organization owns, by the path of its source."""
    texts: list[Text[Any]] = [library.home, *library.pages.values()]
    texts += [text for law in library.jurisdictions.values() for text in law.texts.values()]
    shared = [section for law in library.jurisdictions.values() for section in law.sections]
    found = [_essay(library, text, text.document.body, memory) for text in texts]
    return _by_path([*found, *_sections(library, shared, memory)])


def _essay(library: Library, text: Text[object], words: str, memory: Memo) -> RenderedPassage:
    return leaf(library, Passage(text.document, text.language, words), memory)


def _sections(
    library: Library, sections: Iterable[Section], memory: Memo
) -> Iterator[RenderedPassage]:
    """Render sections with their placeholders: they stand here for no organization."""
    for section in sections:
        for language in section.texts:
            yield leaf(library, section_passage(section, language), memory)


def _by_path(leaves: Iterable[RenderedPassage]) -> Mapping[str, RenderedPassage]:
    return {leaf.passage.source.path: leaf for leaf in leaves}


def leaf(library: Library, passage: Passage, memory: Memo) -> RenderedPassage:
    """Render a passage; dead links lose their address, and the rules tell of them."""
    words = passage.markdown if passage.category is None else ""

    def link(href: str) -> str | None:
        found = href if is_external(href) else resolve(library, passage.source.path, href)
        if isinstance(found, Dead):
            return None
        return found.marked if isinstance(found, Link) else found

    inspection = memory.recall("inspect", Inspection, lambda: _inspected(words), words)
    try:
        links = [link(href) for _, href in inspection.links]
        html = memory.recall("clean", str, lambda: clean(render(words), link), words, links)
    except RecursionError:
        html = ""
    return RenderedPassage(passage, html, inspection)


def _inspected(words: str) -> Inspection:
    try:
        return inspect(render(words))
    except RecursionError:
        wrong = "Lists or quotations stand too deep inside each other here."
        return Inspection(refused=[Refused(wrong, "Use fewer levels.", "")])
