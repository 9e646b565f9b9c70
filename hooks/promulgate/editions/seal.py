"""What publishing an edition records: its digest, and all that it was assembled from."""

import datetime
from collections.abc import Mapping, Sequence

from ..ledger.events import Original, Pin, Sealed, digest, edition_id
from ..model.entities import Library, Organization, Section
from ..model.history import Version
from ..sources.schema import VersionWords
from .assemble import unfilled
from .canonical import SPEAKER, as_json, parts, section_facts, write
from .passages import Passage, section_passage
from .placeholders import PLACEHOLDER, known
from .render import Edition, EditionKey


def seal(
    library: Library,
    texts: Mapping[EditionKey, Edition],
    key: EditionKey,
    today: datetime.date,
) -> Sealed:
    """Say what publishing an edition records; `today` is the day in its organization's zone."""
    organization, version = library.find(key.organization, key.policy, key.date)
    policy, language = key.policy, key.language
    text = version.editions[language]
    data = write(organization, policy, version, language, texts[key].sealed)
    original = None
    if isinstance(text.words, VersionWords):
        own = version.entry
        readings = own.readings if own else ()
        source = texts[key._replace(language=version.language)].sealed
        words = write(organization, policy, version, version.language, source, readings)
        original = Original(sha256=digest(words), headings=parts(words))
    passages = unfilled(library, organization, version, language)
    return Sealed(
        date=today,
        edition=edition_id(organization.id, policy, version.date, language),
        title=text.words.title,
        sha256=digest(data),
        size=len(data),
        sections=tuple(
            pin(p.section, p.language, version.anchor_rule) for p in passages if p.section
        ),
        facts=_used(organization, version, language, passages),
        headings=parts(data),
        authoritative=original,
        zone=None if version.restated else organization.fields.organization.timezone,
        anchor_rule=2 if version.anchor_rule == 2 else None,
    )


def pin(section: Section, language: str, rule: int, owner: str | None = None) -> Pin:
    """Name a version of a section, with the digest of what an edition takes from it.

    `rule` is the one by which the edition makes anchors; `owner` is what the organization whose
    wording it is was called when it was sealed.
    """
    words = section_passage(section, language, language, rule)
    content = as_json({**section_facts(section, language, owner or ""), "words": words.markdown})
    return Pin(
        jurisdiction=section.jurisdiction,
        owner=owner or section.owner,
        date=section.date,
        language=language,
        sha256=digest(content.encode()),
    )


def _used(
    organization: Organization, version: Version, language: str, passages: Sequence[Passage]
) -> dict[str, dict[str, str]]:
    """List the facts that an edition uses, by language; who speaks is always one."""
    used = {language: {SPEAKER}}
    for passage in passages:
        names = used.setdefault(passage.language, set())
        names.update(match[1] for match in PLACEHOLDER.finditer(passage.markdown))
    return {
        tag: {name: values[name] for name in sorted(names) if name in values}
        for tag, names in sorted(used.items())
        for values in [known(organization, version, language, tag)]
        if names
    }
