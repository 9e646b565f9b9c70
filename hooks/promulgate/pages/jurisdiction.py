"""A jurisdiction: whom it protects, what it asks for, its section's versions, who publishes it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from .. import urls
from ..editions.markdown import clean
from ..editions.passages import section_passage
from ..editions.placeholders import fill
from ..editions.render import render_passage
from ..i18n import Day, Interface, Language, language_of
from ..model.entities import Jurisdiction, Organization, Section
from ..model.history import Policy
from ..sources.schema_law import Citation, Disclosure, JurisdictionWords
from .chrome import Chrome, LanguageLink, frame
from .context import Site
from .edition_view import relative, shown
from .law_basis import Basis, Rested, basis_of, rested
from .markup import Html
from .page import Page
from .reader import NamedLink, Reader

# A fact that is the words of a link to itself, such as an e-mail address.
LINKED_FACT = re.compile(r"\[(\{\{[^}]*\}\})\]\([^()]*\{\{[^}]*\}\}[^()]*\)")


class Asked(NamedTuple):
    """An item of the checklist in the reader's language."""

    item: Disclosure
    asks: str
    basis: Basis


class Dated(NamedTuple):
    """A day on which the law moved."""

    id: str
    day: Day
    event: str
    basis: Basis


class SectionVersion(NamedTuple):
    """A dated version of the shared section, with its words as HTML."""

    day: Day
    title: str
    summary: str | None
    applies_to: str
    html: Html
    language: Language


class Publisher(NamedTuple):
    """A policy in force that contains the section."""

    organization: str
    policy: NamedLink
    section: Day
    own: bool
    restated: bool


class JurisdictionView(NamedTuple):
    """One law."""

    frame: Chrome
    title: str
    machine: bool
    protects: str
    law: tuple[Citation, ...]
    dates: tuple[Dated, ...]
    intro: Html
    asked: tuple[Asked, ...]
    rested: tuple[Rested, ...]
    sections: tuple[SectionVersion, ...]
    publishers: tuple[Publisher, ...]


def pages(
    site: Site, jurisdiction: Jurisdiction, publishers: Mapping[str, Sequence[Publisher]]
) -> Iterator[Page]:
    """Make the page of a jurisdiction in each language that it is written in.

    `publishers` are by language.
    """
    plain = urls.jurisdiction(jurisdiction.id)
    record = jurisdiction.fields.jurisdiction
    for tag, text in jurisdiction.texts.items():
        interface = site.interface(tag)
        address = urls.localized(plain, tag, record.language)
        names = text.words.jurisdiction
        links = tuple(
            LanguageLink(language_of(t), urls.localized(plain, t, record.language), t == tag, False)
            for t in jurisdiction.texts
        )
        asks = {said.id: said.asks for said in names.disclosures}
        view = JurisdictionView(
            frame(site, tag, address, links),
            text.words.title,
            isinstance(text.words, JurisdictionWords) and text.words.translation == "machine",
            names.protects,
            tuple(record.law),
            tuple(_dates(jurisdiction, tag, interface)),
            shown(site, site.essay(text.document.path).html, address, tag),
            tuple(
                Asked(item, asks.get(item.id, item.asks), basis_of(record, item, interface))
                for item in record.disclosures
            ),
            tuple(rested(record, site.essay(text.document.path).html, interface)),
            tuple(_sections(site, jurisdiction, tag, address)),
            tuple(publishers.get(tag, ())),
        )
        yield Page(
            address,
            "jurisdiction.html",
            interface.language,
            text.words.title,
            view,
            canonical=address,
            alternates={t: urls.localized(plain, t, record.language) for t in jurisdiction.texts},
        )


def _dates(jurisdiction: Jurisdiction, tag: str, interface: Interface) -> Iterator[Dated]:
    said: dict[date, list[str]] = {}
    for words in jurisdiction.text(tag).words.jurisdiction.dates:
        said.setdefault(words.date, []).append(words.event)
    for moved in jurisdiction.fields.jurisdiction.dates:
        translated = said.get(moved.date)
        event = translated.pop(0) if translated else moved.event
        basis = basis_of(jurisdiction.fields.jurisdiction, moved, interface)
        yield Dated(f"{jurisdiction.id}-{moved.date}", interface.day(moved.date), event, basis)


def _sections(
    site: Site, jurisdiction: Jurisdiction, tag: str, address: str
) -> Iterator[SectionVersion]:
    """Show the section as it stands for any organization, newest first."""
    interface = site.interface(tag)
    for section in reversed(jurisdiction.sections):
        passage = section_passage(section, tag)
        markdown = fill(LINKED_FACT.sub(r"\1", passage.markdown), _anyone(interface))
        filled = replace(passage, markdown=markdown)
        words = section.text(tag).words
        html = relative(site, render_passage(site.library, filled, site.memo).html, address, tag)
        yield SectionVersion(
            interface.day(section.date),
            words.title,
            words.summary,
            words.applies_to,
            Markup(_quoted(html)),
            language_of(passage.language),
        )


def _anyone(interface: Interface) -> Mapping[str, str]:
    """Stand in for the facts of an organization where a section is shown by itself."""
    _ = interface.gettext
    organization = _("[the organization]")
    return {
        "organization.name": organization,
        "organization.legal_name": organization,
        "organization.website": _("[its website]"),
        "organization.contact.role": _("[its contact]"),
        "organization.contact.email": _("[its e-mail address]"),
        "organization.contact.postal": _("[its postal address]"),
        "organization.contact.phone": _("[its telephone number]"),
    }


def _quoted(html: str) -> str:
    """Take the heading and all anchors out of a section: its versions stand on one page."""
    _, _, words = html.partition("</h2>")
    words = clean(words, lambda href: None if href.startswith("#") else href, ids=False)
    return words.replace("<h3", "<h4").replace("</h3>", "</h4>")


def publishers(
    site: Site, organization: Organization
) -> Mapping[str, Mapping[str, list[Publisher]]]:
    """List the policies in force of an organization, by the laws and the languages of their pages.

    A law is told for each language that its page has.
    """
    found: dict[str, dict[str, list[Publisher]]] = {}
    for policy in Reader(site, organization, organization.language).policies():
        version = policy.history.in_force(site.today(organization, policy))
        contained = site.library.contained(organization, version) if version else ()
        for section in {s.jurisdiction: s for s in contained}.values():
            law = section.jurisdiction
            for tag in site.library.jurisdictions[law].texts:
                told = found.setdefault(law, {}).setdefault(tag, [])
                told.append(_publisher(site, organization, policy, section, tag))
    return found


def _publisher(
    site: Site, organization: Organization, policy: Policy, section: Section, tag: str
) -> Publisher:
    spoken = tag if tag in organization.languages else organization.language
    point = Reader(site, organization, spoken, words=tag)
    entry = point.entry(policy)
    return Publisher(
        organization.name(tag),
        replace(entry, url=f"{entry.url}#{section.jurisdiction}"),
        point.interface.day(section.date),
        section.owner is not None,
        organization.fields.organization.restated,
    )
