"""Pages, made of plans with the theme's templates, in the context that MkDocs gives to them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

from jinja2 import Environment, TemplateError, pass_context
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import url_filter

from ..builder.csp import with_policy
from ..builder.fingerprint import WORDS
from ..builder.page_html import UnfillableError
from ..builder.templates import Unlisted, escapes, say, unfilled
from ..i18n import Interface
from ..pages.context import Site
from ..pages.page import Page
from ..problems import Problem
from ..sources.scan import Template


class ThemeRenderer:
    """Makes pages of plans with the theme's templates, in MkDocs' context."""

    def __init__(
        self,
        config: MkDocsConfig,
        templates: Mapping[str, Template],
        wrong: Sequence[Problem],
    ) -> None:
        self.config, self.templates, self.wrong = config, templates, wrong
        self.speaking: dict[str, Mapping[str, Any]] = {}
        self.home = Files([File.generated(config, "index.md", content="")])

    @cached_property
    def environment(self) -> Environment:
        return self.config.theme.get_env()

    def compile(self) -> None:
        """Compile all templates: forked processes find them compiled. No code is kept on a disk."""
        for name in self.templates:
            with suppress(TemplateError):  # told when a page is printed with it
                self.environment.get_template(name)

    @cached_property
    def nav(self) -> Any:
        return get_navigation(self.home, self.config)

    def render(self, page: Page, site: Site) -> bytes:
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

    def _page(self, planned: Page, site: Site) -> bytes:
        page = self._of_mkdocs(planned, site)
        view: Any = planned.view
        context: Any = get_context(self.nav, self.home, self.config, page)
        context.update(
            self.spoken(site.interface(planned.language)),
            view=view,
            frame=view.frame,
            reading=getattr(view, "reading", None),
            domains=site.domains,
            noindex=not planned.indexed or site.preview is not None,
            alternates=planned.alternates if planned.indexed else None,
        )
        page.content = str(getattr(view, "intro", ""))
        if reading := context["reading"]:
            text_interface = site.interface(reading.language.tag)
            text_words = self.spoken(text_interface)["words"]
            context.update(text_interface=text_interface, text_words=text_words)
            page.content = self.environment.get_template("partials/pm/text.html").render(context)
        context = self.config.plugins.on_page_context(
            context, page=page, config=self.config, nav=self.nav
        )
        page.content = Markup(page.content)
        output = self.environment.get_template(planned.template).render(context).lstrip()
        output = self.config.plugins.on_post_page(output, page=page, config=self.config)
        return with_policy(output).encode("utf-8", errors="xmlcharrefreplace")

    def _of_mkdocs(self, planned: Page, site: Site) -> MkDocsPage:
        folder = site.domains.place(planned.folder)
        file = File.generated(self.config, f"{folder}index.md", content="")
        page = MkDocsPage(None, file, self.config)
        page.meta = {"title": planned.title}
        page.markdown = ""  # else its title is not looked up
        page.canonical_url = site.absolute(planned.canonical)
        page.update_date = str(planned.updated or "")
        page.active = True
        return page


def environment_with(original: Callable[[], Environment]) -> Environment:
    """Make the theme's environment: it does not list icons."""
    environment = original()
    environment.loader = Unlisted(environment.loader.searchpath)  # type: ignore[union-attr]
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
