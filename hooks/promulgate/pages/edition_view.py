"""The words of an edition as one page shows them: its links, headings, sections, register."""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple

from markupsafe import Markup

from .. import urls
from ..dates import SESSION
from ..editions.links import MARK
from ..editions.markdown import plain
from ..editions.register import cookies_in
from ..editions.render import RenderedPassage
from ..i18n import Day, Interface, Language, language_of
from ..model.entities import Organization, Section
from ..model.history import Version
from ..sources.schema import Cookie
from ..sources.schema_law import Citation
from .context import Site
from .markup import Html

# In HTML that nh3 has written, every attribute has its value between double quotes, every element
# is closed, no heading stands inside another, and words hold no '<'. A parser would find the same,
# far slower, on every page that shows a text.
HEADING = re.compile(r'<h([2-6])((?: [\w-]+="[^"]*")*)>(.*?)</h\1>', re.DOTALL)
ID = re.compile(r' id="([^"]*)"')
# The mark stands in no words: sources that hold it are refused.
ADDRESS = re.compile(rf' (href|src)="{MARK}([^"#]*)([^"]*)"')


NOTHING = Markup()


class ContentsItem(NamedTuple):
    """A heading in the contents."""

    anchor: str
    words: Html
    language: Language
    below: tuple["ContentsItem", ...] = ()


class SectionFacts(NamedTuple):
    """What the site says about a section: whom it speaks to, its law, its version."""

    id: str
    applies_to: str
    law: tuple[Citation, ...]
    effective: Day
    url: str


class Row(NamedTuple):
    """A cookie; `language` is set where its words are not translated."""

    cookie: Cookie
    provider: str
    purpose: str
    duration: str | None
    language: Language | None


class PassageView(NamedTuple):
    """A stretch of the text: words, or a section, or one category of the cookie register.

    `language` is set where the words are in another language than the rest of the text; `heading`
    and `html` together are a section, whose facts stand between them.
    """

    html: Html = NOTHING
    language: Language | None = None
    heading: Html = NOTHING
    section: SectionFacts | None = None
    category: str | None = None
    rows: tuple[Row, ...] = ()


class EditionView(NamedTuple):
    """A text as one page shows it."""

    language: Language
    blocks: tuple[PassageView, ...]
    contents: tuple[ContentsItem, ...]


def root(address: str) -> str:
    """Write the way from a page up to the root of the site: `../../`."""
    return "../" * address.count("/") or "./"


def shown(site: Site, html: str, address: str, language: str) -> Html:
    """Make clean HTML right for the page at `address` read in `language`, headings and all."""
    return Markup(addressed(relative(site, html, address, language), site.interface(language)))


def relative(site: Site, html: str, address: str, language: str) -> str:
    """Make the links of clean HTML right for the page at `address` read in `language`."""
    domains = site.domains
    up = root(domains.place(address))

    def link(match: re.Match[str]) -> str:
        name, target, anchor = match.groups()
        if target in site.hidden:
            return ""
        found = domains.link(site.variant(target, language))
        way = "" if "://" in found else up
        return f' {name}="{way}{found}{anchor}"'

    return ADDRESS.sub(link, html)


def addressed(html: str, interface: Interface) -> str:
    """Give each heading a link to itself; its sign is drawn by the stylesheet, not a word."""
    label = interface.gettext("Address of this part: %(heading)s")

    def link(match: re.Match[str]) -> str:
        level, attributes, words = match.groups()
        anchor = ID.search(attributes)
        if not anchor:
            return match[0]
        name = escape(label % {"heading": unescape(plain(words))}, quote=True)
        tail = f'<a class="headerlink" href="#{anchor[1]}" aria-label="{name}"></a>'
        return f"<h{level}{attributes}>{words}{tail}</h{level}>"

    return HEADING.sub(link, html)


def edition_view(
    site: Site, organization: Organization, policy: str, version: Version, tag: str, address: str
) -> EditionView:
    """Lay out the edition of `version` for the page at `address`, read in the language `tag`.

    Where the translation is missing, it is the authoritative edition.
    """
    spoken = tag if tag in version.editions else version.language
    edition = site.edition(organization, policy, version, spoken)
    blocks = tuple(_block(site, version, each, spoken, tag, address) for each in edition.shown)
    contents = _contents([each for each in edition.shown if each.html])
    return EditionView(language_of(spoken), blocks, contents)


def _block(
    site: Site, version: Version, rendered: RenderedPassage, spoken: str, tag: str, address: str
) -> PassageView:
    passage = rendered.passage
    language = None if passage.language == spoken else language_of(passage.language)
    if passage.category:
        rows = tuple(_rows(site, version, spoken, passage.category))
        return PassageView(category=passage.category, rows=rows)
    html = shown(site, rendered.html, address, tag)
    if passage.section is None:
        return PassageView(html, language)
    heading, close, rest = html.partition("</h2>")
    facts = section_facts(site, passage.section, passage.language, tag)
    return PassageView(rest, language, heading + close, facts)


def section_facts(site: Site, section: Section, spoken: str, tag: str) -> SectionFacts:
    """Say of a section what a reader must know before reading it."""
    address = urls.jurisdiction(section.jurisdiction)
    return SectionFacts(
        section.jurisdiction,
        section.text(spoken).words.applies_to,
        tuple(section.fields.law),
        site.interface(tag).day(section.date),
        f"{site.variant(address, tag)}#v{section.date}" if not section.owner else "",
    )


def _rows(site: Site, version: Version, spoken: str, category: str) -> Iterator[Row]:
    authoritative = language_of(version.language)
    for cookie, provider, purpose, untranslated in cookies_in(version, spoken):
        if cookie.category != category:
            continue
        duration = None
        if cookie.duration != SESSION:
            duration = site.interface(spoken).duration(cookie.duration)
        yield Row(cookie, provider, purpose, duration, authoritative if untranslated else None)


def _contents(passages: list[RenderedPassage]) -> tuple[ContentsItem, ...]:
    """List the parts of a text, at whatever level they begin, with those one level below them."""
    found = [
        (int(match[1]), ContentsItem(anchor[1], Markup(plain(match[3])), language))
        for rendered in passages
        for language in (language_of(rendered.passage.language),)
        for match in HEADING.finditer(rendered.html)
        if (anchor := ID.search(match[2]))
    ]
    top = min((level for level, _ in found), default=0)
    parts: list[ContentsItem] = []
    for level, part in found:
        if level == top or not parts:
            parts.append(part)
        elif level == top + 1:
            parts[-1] = parts[-1]._replace(below=(*parts[-1].below, part))
    return tuple(parts)
