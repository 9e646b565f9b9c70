"""Editions as they will read: every passage rendered once, for the rules and for the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .assemble import Passage, assemble, corrected, section_passage
from .facts import facts, fill
from .history import Text, Version
from .links import Dead, Link, is_external, resolve
from .markup import Inspection, Refused, clean, inspect, render
from .model import Library, Organization

Key = tuple[str, str, date, str]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A passage with its HTML: `html` is clean, and marks addresses of the site by `links.MARK`."""

    passage: Passage
    html: str
    inspection: Inspection


@dataclass(frozen=True, slots=True)
class Proof:
    """All leaves of an edition in order."""

    leaves: tuple[Leaf, ...]

    @property
    def ids(self) -> list[str]:
        """List every anchor, repeated where the text repeats it."""
        return [name for leaf in self.leaves for name in leaf.inspection.ids]


def proofs(library: Library) -> Mapping[Key, Proof]:
    """Render every edition that is not withdrawn, by organization, policy, date and language."""
    return {
        (organization.id, policy.id, version.date, language): proof(
            library, organization, version, language
        )
        for organization in library.organizations.values()
        for policy in organization.policies.values()
        for version in policy.history.versions
        for language in version.editions
        if not version.withdrawal
    }


def earlier(library: Library, public: Library) -> Mapping[Key, Proof]:
    """Render the editions that read otherwise on the day of `public`, before a correction."""
    return {
        (organization.id, policy.id, version.date, language): proof(
            library, organization, version, language
        )
        for organization in public.organizations.values()
        for policy in organization.policies.values()
        for version in policy.history.versions
        for language, text in version.editions.items()
        for now in [_same(library, organization, policy.id, version).editions[language]]
        if text.entry and now.entry and text.entry.readings != now.entry.readings
    }


def _same(library: Library, organization: Organization, policy: str, version: Version) -> Version:
    found = library.organizations[organization.id].policies[policy].history.versions
    return next(v for v in found if v.date == version.date)


def proof(library: Library, organization: Organization, version: Version, language: str) -> Proof:
    """Render an edition as it reads now, corrections and all."""
    entry = version.editions[language].entry
    readings = entry.readings if entry else ()
    passages = assemble(library, organization, version, language)
    return Proof(tuple(leaf(library, p) for p in corrected(passages, readings)))


def essays(library: Library) -> Mapping[str, Leaf]:
    """Render every text that is not an edition, by the path of its source.

    Sections keep their placeholders: they stand here for no organization.
    """
    leaves: list[Leaf] = []

    def add(text: Text[object], words: str) -> None:
        leaves.append(leaf(library, Passage(text.document, text.language, words)))

    for page in (library.home, *library.pages.values()):
        add(page, page.document.body)
    for organization in library.organizations.values():
        for intro in organization.texts.values():
            add(intro, fill(intro.document.body, facts(organization, intro.language)))
    for jurisdiction in library.jurisdictions.values():
        for essay in jurisdiction.texts.values():
            add(essay, essay.document.body)
    for section in library.sections:
        for language in section.texts:
            leaves.append(leaf(library, section_passage(section, language)))
    return {leaf.passage.source.path: leaf for leaf in leaves}


def leaf(library: Library, passage: Passage) -> Leaf:
    """Render a passage; dead links lose their address, and the rules tell of them."""
    deep = False
    try:
        raw = render(passage.markdown) if passage.category is None else ""
    except RecursionError:
        raw, deep = "", True

    def link(href: str) -> str | None:
        found = href if is_external(href) else resolve(library, passage.source.path, href)
        if isinstance(found, Dead):
            return None
        return found.marked if isinstance(found, Link) else found

    inspection = inspect(raw)
    if deep:
        wrong = "Lists or quotations stand too deep inside each other here."
        inspection.refused.append(Refused(wrong, "Use fewer levels.", ""))
    return Leaf(passage, clean(raw, link), inspection)
