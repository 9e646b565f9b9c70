"""Pages, made of plans with the theme's templates, in the context that MkDocs gives to them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError, pass_context
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import url_filter

from ..builder.fingerprint import WORDS
from ..builder.page_html import RenderedPage, UnfillableError
from ..builder.templates import TemplateBytecode, Unlisted, css, escapes, say, unfilled
from ..i18n import Interface
from ..memo import Memo
from ..pages.context import Site
from ..pages.page import Page
from ..problems import Problem
from ..sources.scan import Template

THEME_WORDS = "partials/languages/*.html"


class ThemeRenderer:
    """Makes pages of plans with the theme's templates, in MkDocs' context."""

    def __init__(
        self,
        config: MkDocsConfig,
        search: Any,
        templates: Mapping[str, Template],
        wrong: Sequence[Problem],
    ) -> None:
        self.config, self.search, self.templates, self.wrong = config, search, templates, wrong
        self.speaking: dict[str, Mapping[str, Any]] = {}
        self.home = Files([File.generated(config, "index.md", content="")])
        self.languages = {
            file.stem for folder in config.theme.dirs for file in Path(folder).glob(THEME_WORDS)
        }

    @cached_property
    def environment(self) -> Environment:
        return self.config.theme.get_env()

    def compile(self) -> None:
        """Compile all templates: forked processes, and the next build, find them compiled."""
        for name in self.templates:
            with suppress(TemplateError):  # told when a page is printed with it
                self.environment.get_template(name)

    @cached_property
    def nav(self) -> Any:
        return get_navigation(self.home, self.config)

    def render(self, page: Page, site: Site) -> RenderedPage:
        """Fill the template of a page; raise UnfillableError where that cannot be done."""
        if self.wrong:
            raise UnfillableError(self.wrong[0])
        try:
            return self._page(page, site)
        except Exception as error:
            raise UnfillableError(unfilled(error, self.templates.values())) from error

    def spoken(self, interface: Interface) -> Mapping[str, Any]:
        """Give templates what they say in the language of an interface, made once."""
        if interface.language not in self.speaking:
            spoken = spoken_words(self.environment, interface.gettext, interface.ngettext)
            self.speaking[interface.language] = spoken
        return self.speaking[interface.language]

    def _page(self, planned: Page, site: Site) -> RenderedPage:
        page = self._of_mkdocs(planned, site)
        view: Any = planned.view
        context: Any = get_context(self.nav, self.home, self.config, page)
        context.update(
            self.spoken(site.interface(planned.language)),
            view=view,
            frame=view.frame,
            reading=getattr(view, "reading", None),
            domains=site.domains,
            noindex=not planned.indexed,
            theme_language=self._theme_language(planned.language),
        )
        page.content = str(getattr(view, "intro", ""))
        if reading := context["reading"]:
            text_interface = site.interface(reading.language.tag)
            text_words = self.spoken(text_interface)["words"]
            context.update(text_interface=text_interface, text_words=text_words)
            page.content = self.environment.get_template("partials/pm/text.html").render(context)
            parts = [AnchorLink(part.words, part.anchor, 2) for part in reading.contents]
            page.toc = TableOfContents(parts)
        context = self.config.plugins.on_page_context(
            context, page=page, config=self.config, nav=self.nav
        )
        page.content = Markup(page.content)
        entries = self._searched(site, planned)
        output = self.environment.get_template(planned.template).render(context)
        output = self.config.plugins.on_post_page(output, page=page, config=self.config)
        return RenderedPage(output.encode("utf-8", errors="xmlcharrefreplace"), entries)

    def _of_mkdocs(self, planned: Page, site: Site) -> MkDocsPage:
        folder = site.domains.place(planned.folder)
        file = File.generated(self.config, f"{folder}index.md", content="")
        page = MkDocsPage(None, file, self.config)
        columns = {
            "navigation": planned.view.frame.speaker,
            "toc": getattr(planned.view, "reading", None),
        }
        page.meta = {
            "title": planned.title,
            "search": {"exclude": not planned.searchable},
            "hide": [name for name, content in columns.items() if not content],
        }
        page.markdown = ""  # else its title is not looked up
        page.canonical_url = site.absolute(planned.canonical)
        page.update_date = str(planned.updated or "")
        page.active = True
        return page

    def _searched(self, site: Site, planned: Page) -> tuple[Mapping[str, Any], ...]:
        """Take what the search plugin has found on the page at hand, at its address."""
        if self.search is None:
            return ()
        found = tuple(self.search.search_index.entries)
        self.search.search_index.entries = []
        above = planned.folder.removesuffix(site.domains.place(planned.folder))
        return tuple({**entry, "location": f"{above}{entry['location']}"} for entry in found)

    def _theme_language(self, language: str) -> str:
        """Find the language that the theme speaks, for the few words that are its own."""
        spoken = (tag for tag in (language, language.split("-")[0]) if tag in self.languages)
        return next(spoken, "en")


def environment_with(memo: Memo, original: Callable[[], Environment]) -> Environment:
    """Make the theme's environment: it keeps templates compiled, and does not list icons."""
    environment = original()
    environment.loader = Unlisted(environment.loader.searchpath)  # type: ignore[union-attr]
    environment.bytecode_cache = TemplateBytecode(memo)
    environment.filters["css"] = css
    environment.filters["url"] = url
    environment.autoescape = escapes(environment.loader.searchpath)
    return environment


@pass_context
def url(context: Any, address: str) -> str:
    """Link an address from the page at hand, wherever either of them is published."""
    places = context.get("domains")
    return str(url_filter(context, places.link(address) if places else address))


def spoken_words(
    environment: Environment,
    gettext: Callable[[str], str] = str,
    ngettext: Callable[[str, str, int], str] = lambda one, many, n: one if n == 1 else many,
) -> Mapping[str, Any]:
    """Give templates what they say in one language; English, where no plan has the page."""
    spoken = {"_": gettext, "ngettext": ngettext, "say": say}
    return {**spoken, "words": environment.get_template(WORDS).make_module(spoken)}
