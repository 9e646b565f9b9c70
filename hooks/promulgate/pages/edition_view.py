"""The words of an edition as one page shows them: its links, headings, sections, register."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape, unescape
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from ..editions.links import MARK
from ..editions.markdown import plain
from ..editions.register import category_name, cookies_in, has_kinds, kept_for, own_names
from ..editions.render import RenderedPassage
from ..i18n import Day, Interface, Language, language_of
from ..model.entities import Organization
from ..model.history import Version
from ..sources.schema import Cookie
from .context import Site
from .domains import climb
from .glossary import terms
from .markup import Html
from .numbers import numbered
from .redline_shapes import Group
from .section_facts import SectionFacts, section_facts

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
    number: str = ""


class Row(NamedTuple):
    """A cookie; `language` is set where its words are not translated."""

    cookie: Cookie
    provider: str
    purpose: str
    duration: str | None
    language: Language | None


class Since(NamedTuple):
    """Since when a paragraph stands in its words, by which change; and the history of its part."""

    day: Day
    url: str
    part: str


class Announced(NamedTuple):
    """What becomes of a paragraph on a day, as the comparison draws it."""

    day: Day
    url: str
    groups: tuple[Group, ...]


class ParagraphView(NamedTuple):
    """A paragraph with what the site puts beside it."""

    html: Html
    since: Since | None
    announced: Announced | None


class PassageView(NamedTuple):
    """A stretch of the text: words, or a section, or one category of the cookie register.

    `language` is set where the words are in another language than the rest of the text; `heading`
    and `html` together are a section, whose facts stand between them. Where something is put beside
    them, they are told by paragraphs, too: those `above` the facts, and the others. `category` is a
    name in words; where the register has `kinds`, each row tells its own.
    """

    html: Html = NOTHING
    language: Language | None = None
    heading: Html = NOTHING
    section: SectionFacts | None = None
    category: str | None = None
    rows: tuple[Row, ...] = ()
    above: tuple[ParagraphView, ...] = ()
    paragraphs: tuple[ParagraphView, ...] = ()
    since: Since | None = None
    kinds: bool = False


class EditionView(NamedTuple):
    """A text as one page shows it.

    `numbers` are those of its headings by anchor, where none of them has one of its own.
    """

    language: Language
    blocks: tuple[PassageView, ...]
    contents: tuple[ContentsItem, ...]
    numbers: Mapping[str, str] = MappingProxyType({})


def shown(site: Site, html: str, address: str, language: str) -> Html:
    """Make clean HTML right for the page at `address` read in `language`, headings and all."""
    return Markup(addressed(relative(site, html, address, language), site.interface(language)))


def relative(site: Site, html: str, address: str, language: str) -> str:
    """Make the links of clean HTML right for the page at `address` read in `language`."""
    domains = site.domains
    up = climb(domains.place(address))

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
    today = site.today(organization)
    blocks = tuple(
        _block(site, version, each, spoken, tag, address, today) for each in edition.shown
    )
    found = list(_headings(edition.shown))
    numbers = numbered([(level, part.anchor, part.words) for level, part in found])
    return EditionView(language_of(spoken), blocks, _contents(found, numbers), numbers)


def _block(
    site: Site,
    version: Version,
    rendered: RenderedPassage,
    spoken: str,
    tag: str,
    address: str,
    today: date,
) -> PassageView:
    passage = rendered.passage
    language = None if passage.language == spoken else language_of(passage.language)
    if passage.category:
        rows = tuple(_rows(site, version, spoken, passage.category))
        say, own = site.interface(spoken).gettext, own_names(version, spoken)
        caption = category_name(say, passage.category, own)
        return PassageView(category=caption, rows=rows, kinds=has_kinds(version))
    html = shown(site, rendered.html, address, tag)
    if passage.section is None:
        return PassageView(html, language)
    heading, close, rest = html.partition("</h2>")
    explained = terms(html, site.interface(passage.language), site.interface(tag))
    facts = section_facts(site, passage.section, passage.language, tag, today)._replace(
        terms=explained
    )
    return PassageView(rest, language, heading + close, facts)


def _rows(site: Site, version: Version, spoken: str, category: str) -> Iterator[Row]:
    authoritative = language_of(version.language)
    for cookie, provider, purpose, untranslated in cookies_in(version, spoken):
        if cookie.category != category:
            continue
        duration = kept_for(cookie.duration, site.interface(spoken))
        yield Row(cookie, provider, purpose, duration, authoritative if untranslated else None)


def _headings(passages: Iterable[RenderedPassage]) -> Iterator[tuple[int, ContentsItem]]:
    for rendered in passages:
        language = language_of(rendered.passage.language)
        for match in HEADING.finditer(rendered.html):
            if anchor := ID.search(match[2]):
                yield int(match[1]), ContentsItem(anchor[1], Markup(plain(match[3])), language)


def _contents(
    found: Sequence[tuple[int, ContentsItem]], numbers: Mapping[str, str]
) -> tuple[ContentsItem, ...]:
    """List the parts of a text, at whatever level they begin, with those one level below them."""
    top = min((level for level, _ in found), default=0)
    parts: list[ContentsItem] = []
    for level, item in found:
        part = item._replace(number=numbers.get(item.anchor, ""))
        if level == top or not parts:
            parts.append(part)
        elif level == top + 1:
            parts[-1] = parts[-1]._replace(below=(*parts[-1].below, part))
    return tuple(parts)
