"""Editions as they will read: every passage rendered once, for the checks and for the pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ..ledger.events import Reading
from ..memo import Memo
from ..model.entities import Library, Organization, Section
from ..model.history import Text, Version
from .assemble import assemble
from .links import Dead, Link, is_external, resolve
from .markdown import Heading, Inspection, Refused, clean, headings, inspect, to_html
from .passages import Passage, corrected, section_passage
from .placeholders import facts, fill

Target = Link | Dead | None  # where a link leads; None where it leaves the site
Tell = Callable[[str, int, int], None]  # what is done, how much of it, of how much


class EditionKey(NamedTuple):
    """Names an edition: `policy` is the id of its folder, `date` that of its version."""

    organization: str
    policy: str
    date: date
    language: str


class RenderedPassage(NamedTuple):
    """A passage with its HTML, and what was found in it on the way.

    `html` is clean, and marks addresses of the site by `links.MARK`. `links` are kind (`href` or
    `src`), address as written, and target; `headings` are those of the Markdown.
    """

    passage: Passage
    html: str
    inspection: Inspection
    links: tuple[tuple[str, str, Target], ...]
    headings: tuple[Heading, ...]


class Edition(NamedTuple):
    """An edition: its passages as they are sealed, and as they are shown, corrections and all."""

    sealed: tuple[Passage, ...]
    shown: tuple[RenderedPassage, ...]

    @property
    def ids(self) -> list[str]:
        """List every anchor, repeated where the text repeats it."""
        return [name for passage in self.shown for name in passage.inspection.ids]


class Editions(NamedTuple):
    """All texts of a library, rendered: editions by key, all others (`essays`) by their paths.

    Withdrawn versions have no edition.
    """

    texts: Mapping[EditionKey, Edition]
    essays: Mapping[str, RenderedPassage]


def render(
    library: Library,
    memo: Memo,
    shared: bool = True,
    tell: Tell = lambda _what, _done, _of: None,
) -> Editions:
    """Render every edition and what organizations say of themselves.

    Where it is `shared`, also what no organization owns: the pages of the site, the jurisdictions.
    `tell` is told how many policies of how many are done.
    """
    texts: dict[EditionKey, Edition] = {}
    policies = [(o, p) for o in library.organizations.values() for p in o.policies.values()]
    for done, (organization, policy) in enumerate(policies, 1):
        for version in policy.history.versions:
            for language in version.editions if not version.withdrawal else ():
                key = EditionKey(organization.id, policy.id, version.date, language)
                texts[key] = render_edition(library, organization, version, language, memo)
        tell("Policies read", done, len(policies))
    essays = [*_introductions(library, memo), *(_shared(library, memo) if shared else ())]
    return Editions(texts, {each.passage.source.path: each for each in essays})


def render_edition(
    library: Library, organization: Organization, version: Version, language: str, memo: Memo
) -> Edition:
    """Render an edition as it reads now, corrections and all."""
    entry = version.editions[language].entry
    sealed = assemble(library, organization, version, language)
    return reread(library, sealed, entry.readings if entry else (), memo)


def reread(
    library: Library, sealed: tuple[Passage, ...], readings: Iterable[Reading], memo: Memo
) -> Edition:
    """Render sealed passages with the corrections that are known."""
    shown = (render_passage(library, each, memo) for each in corrected(sealed, readings))
    return Edition(sealed, tuple(shown))


def _introductions(library: Library, memo: Memo) -> Iterator[RenderedPassage]:
    """Render what organizations say of themselves, and their own wording of sections."""
    for retired in library.retired:
        yield _essay(library, retired.text, retired.text.document.body, memo)
    for organization in library.organizations.values():
        for language, text in organization.texts.items():
            words = fill(text.document.body, facts(organization, language))
            yield _essay(library, text, words, memo)
        for sections in organization.sections.values():
            yield from _sections(library, sections, memo)


def _shared(library: Library, memo: Memo) -> Iterator[RenderedPassage]:
    """Render every text that no organization owns."""
    texts: list[Text[Any]] = library.site_texts
    texts += [text for law in library.jurisdictions.values() for text in law.texts.values()]
    for text in texts:
        yield _essay(library, text, text.document.body, memo)
    for law in library.jurisdictions.values():
        yield from _sections(library, law.sections, memo)


def _essay(library: Library, text: Text[object], words: str, memo: Memo) -> RenderedPassage:
    return render_passage(library, Passage(text.document, text.language, words), memo)


def _sections(
    library: Library, sections: Iterable[Section], memo: Memo
) -> Iterator[RenderedPassage]:
    """Render sections with their placeholders: they stand here for no organization."""
    for section in sections:
        for language in section.texts:
            yield render_passage(library, section_passage(section, language), memo)


def render_passage(library: Library, passage: Passage, memo: Memo) -> RenderedPassage:
    """Render a passage; dead links lose their address, and the checks tell of them."""
    words = passage.markdown if passage.category is None else ""
    inspection = memo.recall("inspect", Inspection, lambda: _inspected(words), words)
    links = tuple(
        (kind, href, None if is_external(href) else resolve(library, passage.source.path, href))
        for kind, href in inspection.links
    )
    addresses = {href: _address(href, target) for _, href, target in links}
    asked = [addresses[href] for _, href in inspection.links]
    try:
        html = memo.recall("clean", str, lambda: clean(to_html(words), addresses.get), words, asked)
    except RecursionError:
        html = ""
    return RenderedPassage(passage, html, inspection, links, headings(passage.markdown))


def _address(href: str, target: Target) -> str | None:
    """Write where a link leads as rendered HTML holds it; None where that is nowhere."""
    if target is None:
        return href
    return target.marked if isinstance(target, Link) else None


def _inspected(words: str) -> Inspection:
    try:
        return inspect(to_html(words))
    except RecursionError:
        wrong = "Lists or quotations stand too deep inside each other here."
        return Inspection(refused=[Refused(wrong, "Use fewer levels.", "")])
