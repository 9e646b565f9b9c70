"""What must hold in the words themselves: headings, placeholders, links, harmless HTML."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..editions.headings import named
from ..editions.links import Dead, Link, malformed
from ..editions.markdown import headings, plain
from ..editions.render import Edition, EditionKey, Editions, RenderedPassage
from ..ledger.events import source_in
from ..memo import Memo
from ..model.entities import Library
from ..model.history import Version
from ..problems import Problem, near
from ..sources.front_matter import Document
from .anchors import shared, unnamed
from .markdown_lint import misread

# Anchors that the page around a text uses itself.
RESERVED = frozenset({"text", "problems"})
# A link whose definition is missing, as Markdown leaves it in the text.
UNDEFINED = re.compile(r"\[[^\[\]\n]+\]\[[^\[\]\n]*\]")


def check_rendered(
    library: Library,
    editions: Editions,
    anchors: Mapping[EditionKey, Sequence[str]],
    memo: Memo,
) -> list[Problem]:
    """Read every rendered text, and list what must not go out; `anchors` are those of editions."""
    found: set[Problem] = set()
    every = [*editions.essays.values(), *(p for e in editions.texts.values() for p in e.shown)]
    sources = {each.passage.source.path: each.passage.source for each in every}
    sources |= {p: d for p, d in library.apart.items() if p not in sources}
    sealed = sealed_paths(library)
    linted = {p: [] if p in sealed else _linted(d, memo) for p, d in sources.items()}
    found.update(problem for problems in linted.values() for problem in problems)
    for key, edition in editions.texts.items():
        found.update(_anchors(library, key, edition))
        for each in edition.shown:
            found.update(_passage(each, linted))
            found.update(_links(library, anchors, each, key, edition.ids))
    for each in editions.essays.values():
        found.update(_passage(each, linted))
        found.update(_links(library, anchors, each, None, _ids(each)))
    for section in library.sections:
        found.update(unnamed(section.texts[section.language].document))
    return sorted(found)


def _ids(rendered: RenderedPassage) -> Sequence[str]:
    """List the anchors of a text that stands alone; of a section, those of every rule.

    It is sealed where it is contained, by whatever rule.
    """
    if section := rendered.passage.section:
        own = headings(section.texts[section.language].document.body)
        return [*rendered.inspection.ids, *named(own, 1)]
    return rendered.inspection.ids


def sealed_paths(library: Library) -> set[str]:
    """Name the texts that were sealed: what was told of them then cannot be mended any more."""
    found = {
        text.document.path
        for organization in library.organizations.values()
        for policy in organization.policies.values()
        for version in policy.history.versions
        for text in version.editions.values()
        if text.entry
    }
    for ledger in library.ledgers.values():
        folder = ledger.path.rpartition("/")[0]
        found |= {source_in(folder, entry.seal) for entry in ledger.entries.values()}
        for pin in (pin for entry in ledger.entries.values() for pin in entry.seal.sections):
            if (section := library.pinned(pin)) and pin.language in section.texts:
                found.add(section.texts[pin.language].document.path)
    return found


def _passage(
    rendered: RenderedPassage, linted: Mapping[str, Sequence[Problem]]
) -> Iterator[Problem]:
    document = rendered.passage.source
    seen: Counter[str] = Counter()
    for refused in rendered.inspection.refused:
        place = document.find(refused.needle, seen[refused.needle])
        seen[refused.needle] += 1
        yield Problem(place, refused.wrong, refused.fix)
    # Where a heading is told of at its own line, nothing is said of it once more.
    told = any(not problem.advice for problem in linted.get(document.path, ()))
    written = Counter(h.anchor or "" for h in rendered.headings)
    if Counter(rendered.inspection.headings) - written and not told:
        wrong = "A heading here stands in a list, a quotation or HTML, and has no address."
        fix = "Write it as '## Words {#address}' at the start of a line."
        yield Problem(document.body_place(0), wrong, fix)
    for heading in rendered.headings:
        unread = heading.anchor and heading.anchor not in rendered.inspection.ids
        if unread and "{" not in heading.words and not _unspaced(document, heading.words):
            wrong = f"The heading '{heading.words}' is not shown as one: it stands inside HTML."
            fix = "Close the HTML or comment above it with an empty line after it, or remove it."
            yield Problem(document.find(heading.words), wrong, fix)
    if "][" in rendered.html and (match := UNDEFINED.search(plain(rendered.html))):
        wrong = f"The link '{match[0]}' has no address."
        yield Problem(document.find(match[0]), wrong, "Write it as [words](address).")


def _linted(document: Document, memo: Memo) -> list[Problem]:
    """Read a source once, however many editions show it."""
    accepted = "layout" in (document.fields.get("accepts") or ())
    asked = (document.path, document.body, document.body_line, accepted)
    found = memo.recall("lint", list[Problem], lambda: list(misread(document, accepted)), *asked)
    return found if accepted else [*document.doubts, *found]


def _unspaced(document: Document, words: str) -> bool:
    """Tell whether the address of a heading follows its words without a blank."""
    return f" {words}{{" in document.body


def _anchors(library: Library, key: EditionKey, edition: Edition) -> Iterator[Problem]:
    version = _version(library, key)
    text = version.editions[key[3]]
    document = text.document
    if key[3] == version.language:
        yield from unnamed(document, version.anchor_rule)
    for name in RESERVED & set(edition.ids):
        wrong = f"The anchor '#{name}' is one of the site's own."
        yield Problem(document.find(f"#{name}"), wrong, "Give the part another anchor.")
    twice = {name for name, number in Counter(edition.ids).items() if number > 1}
    yield from shared(edition, twice, version.anchor_rule)
    if key[3] == version.language and _complete(library, version):
        for item, anchor in version.fields.covers.items():
            if anchor not in edition.ids:
                wrong = f"'{item}' is covered by '#{anchor}', and the text has no such heading."
                yield Problem(document.place("covers", item), wrong, near(anchor, edition.ids))


def _links(
    library: Library,
    anchors: Mapping[EditionKey, Sequence[str]],
    rendered: RenderedPassage,
    key: EditionKey | None,
    ids: Sequence[str],
) -> Iterator[Problem]:
    document = rendered.passage.source
    for kind, href, target in rendered.links:
        if target is None:
            if bad := malformed(href, kind == "src"):
                yield Problem(document.find(href), bad.wrong, bad.fix)
            continue
        found = target
        if kind == "src" and isinstance(found, Link) and not found.file:
            found = Dead(f"The picture '{href}' is no file.", "Name a picture beside the text.")
        if isinstance(found, Link) and key and _is_draft(library, key, found):
            fix = "Seal both together, or link to what is published."
            found = Dead(f"The link '{href}' leads to a draft, and this text is published.", fix)
        if isinstance(found, Dead):
            yield Problem(document.find(href), found.wrong, found.fix)
            continue
        known: Sequence[str] | None = None
        if found.address is None:
            whole = key is None or _complete(library, _version(library, key))
            known = ids if whole else None
        elif found.policy and found.anchor:
            known = _ids_of(library, anchors, found, key)
        if found.anchor and known is not None and found.anchor not in known:
            wrong = f"The link '{href}' leads to '#{found.anchor}', which that text does not have."
            yield Problem(document.find(href), wrong, near(found.anchor, known))


def _ids_of(
    library: Library,
    anchors: Mapping[EditionKey, Sequence[str]],
    link: Link,
    key: EditionKey | None,
) -> Sequence[str] | None:
    """List the anchors of a text that is linked to.

    A link without a date is held to the text in force on the day of the one that links, so that
    what was right when it was published stays right.
    """
    assert link.address
    assert link.policy
    organization = library.organizations[link.address.split("/")[0]]
    history, version = organization.policies[link.policy].history, link.version
    if version is None:
        day = key[2] if key else history.versions[-1].date
        draft = key is None or _version(library, key).draft
        known = history.versions if draft else history.adopted or history.versions
        target = next((v for v in reversed(known) if v.date <= day), known[0])
        version = target.date
    key = EditionKey(organization.id, link.policy, version, organization.language)
    return anchors.get(key)


def _is_draft(library: Library, key: EditionKey, link: Link) -> bool:
    """Tell whether a published text leads to one that is not."""
    if not link.policy or _version(library, key).editions[key[3]].entry is None:
        return False
    history = library.organizations[key[0]].policies[link.policy].history
    targets = [v for v in history.versions if link.version in (None, v.date)]
    return all(version.draft for version in targets)


def _complete(library: Library, version: Version) -> bool:
    """Tell whether every section stands in the text; where one is missing, that is told instead."""
    named_here = version.fields.jurisdictions
    return all(name in library.jurisdictions for name in named_here) and not library.has_unread(
        "docs/jurisdictions"
    )


def _version(library: Library, key: EditionKey) -> Version:
    return library.find(key.organization, key.policy, key.date)[1]
