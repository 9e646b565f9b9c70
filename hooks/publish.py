"""MkDocs events, and what Promulgate answers: the only file that knows MkDocs, and no policy logic.

Sources are read and checked, and pages are printed, before anything is written: a mistake leaves
the last good site standing. MkDocs writes what is its own into a folder beside it; then the site is
brought up to date. Under `mkdocs serve` problems are shown on top of the last good pages.
"""

import gc
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, DictLoader, Environment, TemplateError
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from promulgate.builder.cache import Store
from promulgate.builder.fingerprint import WORDS, fingerprint, plain
from promulgate.builder.page_html import Printed, UnprintableError
from promulgate.builder.plan import Setting
from promulgate.builder.runner import Building, Built
from promulgate.builder.stages import Works
from promulgate.builder.styles import joined
from promulgate.builder.sync import Output, outgoing, within
from promulgate.builder.templates import (
    TemplateBytecode,
    Unlisted,
    css,
    escapes,
    mistakes,
    say,
    unfilled,
)
from promulgate.builder.workers import cores
from promulgate.clock import UntimelyError, now
from promulgate.files import finish, locked
from promulgate.i18n import Interface, interfaces
from promulgate.memo import Memo, digest_of
from promulgate.mkdocs_shell.overlay import with_panel
from promulgate.mkdocs_shell.progress import Progress
from promulgate.pages.chrome import Chrome
from promulgate.pages.context import Site
from promulgate.pages.page import Page
from promulgate.pages.search import Settings
from promulgate.problems import Place, Problem, near, report, summary
from promulgate.sources.scan import (
    SourceFile,
    read_catalogs,
    read_styles,
    read_templates,
    surroundings,
    survey,
)

log = logging.getLogger("mkdocs.hooks.promulgate")

HOOKS = Path(__file__).parent
LOCALES = HOOKS / "promulgate" / "locales"
STEMMERS = "assets/javascripts/lunr/min/lunr.??.min.js"
THEME_WORDS = "partials/languages/*.html"
THEME_STYLES, STYLE = "assets/stylesheets/{}.*.min.css", "assets/promulgate.css"
SEARCH = ("material/search", "search")
QUIET = 0.05  # seconds without another change after which `serve` builds
MANY = 500  # answers of former builds, beside those of this one, that are kept for the next
CACHE, ONLY, POLL = "PROMULGATE_CACHE", "ORGANIZATIONS", "PROMULGATE_POLL"


@dataclass
class State:
    """What lives on between the events of a build, and under `serve` between builds.

    `held` is what ends with a build: the lock, and the folder that MkDocs writes into.
    """

    serving: bool = False
    held: ExitStack = field(default_factory=ExitStack)
    program: str = ""
    templates: Mapping[str, bytes] = field(default_factory=dict)
    remembered: Mapping[str, bytes] = field(default_factory=dict)
    memory: Memo = field(default_factory=Memo)
    sources: Mapping[str, SourceFile] = field(default_factory=dict)
    site: Path = Path()
    static: dict[str, Path] = field(default_factory=dict)
    building: Building | None = None
    built: Built | None = None
    good: Mapping[str, str] = field(default_factory=dict)  # templates of the last good build
    problems: Sequence[Problem] = ()
    english: Mapping[str, Any] = field(default_factory=dict)
    panel: Callable[[str], str] = lambda _path: ""


state = State()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool, **_: Any) -> None:
    if dirty:
        raise PluginError(
            "--dirty is not supported: it would publish pages with fields and search entries "
            "missing. Run the same command without it: what has not changed is not made anew."
        )
    state.serving = command == "serve"
    if not state.serving:
        gc.set_threshold(10_000, 20, 50)  # looking for what little waste there is takes a twentieth


@event_priority(100)  # before the search plugin asks the theme for its words
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if not config.site_url:
        raise PluginError(
            "mkdocs.yml: 'site_url' is missing. Write the address at which the site is published, "
            "such as https://policies.example.org/; permanent addresses are made from it."
        )
    config.watch += [str(LOCALES), *config.theme.dirs[:1]]
    if not state.program or not state.serving:  # under serve, code that changes is not read again
        state.program = surroundings(HOOKS, sys.path)
    state.templates = read_templates(Path(config.theme.custom_dir or "."))
    state.remembered = _remembering(config).remembered()
    state.memory = Memo(state.remembered)
    environment = partial(_environment, config.theme.get_env)
    config.theme.get_env = environment  # type: ignore[method-assign]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and check all sources, and make what has changed; nothing is published yet."""
    cache, docs = _cache(config), Path(config.docs_dir)
    waiting = partial(log.info, "Another build of this folder is running; waiting for it.")
    progress = Progress(time.monotonic)
    try:
        state.held.enter_context(locked(cache, waiting))
        finish(docs)
        setting = Setting(now(), f"{str(config.site_url).rstrip('/')}/", state.serving)
        state.sources = survey(docs, state.sources if state.serving else None, time.time_ns())
        works = replace(_works(config, setting), tell=progress.tell)
        building = Building(works, Store(cache, state.program), state.sources, cores())
        built, problems = building.build(_only(building))
    except (OSError, UntimelyError) as error:
        raise PluginError(f"{error}.") from error
    finally:
        progress.end()
    fatal = [problem for problem in problems if config.strict or not problem.advice]
    # Where no template was ever good, there is nothing to show a problem of a template with.
    blank = not state.good and any(each.place.path.startswith("overrides/") for each in fatal)
    if fatal and (blank or not state.serving):
        raise PluginError(report(problems))
    if built is None or fatal:
        log.error(report(problems))
    else:
        state.building, state.built = building, built
        for problem in problems:
            log.warning(str(problem))
        for note in (note for each in built.parts for note in each.part.notes):
            log.info(note)
        state.good = {name: source.decode() for name, source in state.templates.items()}
    state.problems = problems if built is None or fatal else ()
    state.site = Path(config.site_dir)
    config.site_dir = state.held.enter_context(TemporaryDirectory(prefix="promulgate-"))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave to MkDocs what is published as it is, and nothing else."""
    kept = {path for each in state.built.parts for path in each.part.kept} if state.built else ()
    for file in list(files):
        own = file.src_dir == config.docs_dir
        if file.is_documentation_page() or (own and f"docs/{file.src_uri}" not in kept):
            files.remove(file)
    files.append(_style(config, files))
    return files


@event_priority(-100)  # when nobody else asks for files any more
def on_env(env: Environment, config: MkDocsConfig, files: Files, **_: Any) -> Environment:
    if state.problems and env.loader:  # the last templates that could be read
        env.loader = ChoiceLoader([DictLoader(dict(state.good)), env.loader])
    state.english = _spoken(env)
    if state.serving:
        state.panel = _panel(env, config)
    state.static = _taken(files, config)
    return env


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    parts = [each.part for each in state.built.parts] if state.built else []
    about = parts[0].about if parts else ()
    frame = Chrome("en", "ltr", "", None, about=about)
    listings = (found for part in parts for found in part.listings)
    context.update(state.english, frame=frame, noindex=True, sitemap=list(listings))
    return context


@event_priority(-100)  # after the search plugin, whose index is replaced here
def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Bring the site up to date: what was made, what MkDocs has written, and nothing else."""
    try:
        files = outgoing({**state.static, **within(Path(config.site_dir))})
        if state.built and state.building:
            files |= state.building.outgoing(state.built)
        written = Output(state.site, _cache(config) / "site.record").update(files)
        log.info(f"{len(written)} of {len(files)} files written to {state.site}")
        used = state.memory.used
        if used.keys() - state.remembered.keys():
            before = state.remembered if len(state.remembered) < MANY else {}
            with suppress(OSError):
                _remembering(config).remember({**before, **used})
    except OSError as error:
        rest = "Not all of the site was written; the next build does it."
        raise PluginError(f"{error}. {rest}") from error
    finally:
        config.site_dir = str(state.site)
        state.held.close()


def on_build_error(**_: Any) -> None:
    state.held.close()


def on_serve(server: Any, config: MkDocsConfig, **_: Any) -> Any:
    """Notice changes at once, and show what is wrong on top of pages as they are served."""
    server.set_app(with_panel(server.serve_request, lambda path: state.panel(path)))
    server.build_delay = QUIET
    if not os.environ.get(POLL):
        from promulgate.mkdocs_shell.watch import Changes

        watched = [config.docs_dir, str(config.config_file_path)]
        for path in watched:
            server.unwatch(path)
        server.observer = Changes()
        for path in watched:
            server.watch(path)
    return server


def _cache(config: MkDocsConfig) -> Path:
    """Find where finished parts are kept: what is shown to editors apart from what is published."""
    beside = Path(str(config.config_file_path)).parent / ".cache"
    return Path(os.environ.get(CACHE) or beside) / ("serve" if state.serving else "build")


def _remembering(config: MkDocsConfig) -> Store:
    """Keep what is the same for all parts as long as code and templates are."""
    templates = {name: sha256(data).hexdigest() for name, data in state.templates.items()}
    return Store(_cache(config), digest_of(state.program, templates))


def _style(config: MkDocsConfig, files: Files) -> File:
    """Join the style sheet of all pages, which takes the place of the theme's own."""
    names = ("main", "palette") if config.theme.get("palette") else ("main",)
    theme = [
        file.read_bytes()
        for name in names
        for top in config.theme.dirs
        for file in Path(top).glob(THEME_STYLES.format(name))
    ]
    style, wrong = joined(read_styles(Path(config.theme.custom_dir or ".")), theme)
    if files.get_file_from_path(STYLE):
        fix = "Give yours another name, and list it under 'extra_css' in mkdocs.yml."
        taken = "The style sheet that is made from overrides/styles/ has this address."
        wrong.append(Problem(Place(f"docs/{STYLE}", 1), taken, fix))
    if wrong and not state.serving:
        raise PluginError(report(wrong))
    if wrong:
        log.error(report(wrong))
    return File.generated(config, STYLE, content=style)


def _taken(files: Files, config: MkDocsConfig) -> dict[str, Path]:
    """Take from MkDocs what is published as it lies, by its place in the site: a copy less.

    Other plugins may work on the copies, and have them.
    """
    if len({*config.plugins} - {*SEARCH}) > 1:  # we are one ourselves
        return {}
    taken = [
        file
        for file in files
        if file.abs_src_path
        and file.inclusion.value > InclusionLevel.DRAFT.value
        and file.src_uri not in config.extra_templates
    ]
    for file in taken:
        files.remove(file)
    return {file.dest_uri: Path(str(file.abs_src_path)) for file in taken}


def _only(building: Building) -> list[str]:
    """Read which organizations are built; none are named where all are."""
    names = os.environ.get(ONLY, "").replace(",", " ").split()
    for name in names:
        if not name or name not in building.own:
            fix = near(name, building.own, "There is")
            raise PluginError(f"ORGANIZATIONS names '{name}', which is none. {fix}")
    return names


def _works(config: MkDocsConfig, setting: Setting) -> Works:
    catalogs, memory = read_catalogs(LOCALES), state.memory
    interfaces(catalogs, memory)  # compiled once, for all parts
    wrong = memory.recall("mistakes", list[Problem], lambda: list(mistakes(state.templates)))
    plugin: Any = next((config.plugins[name] for name in SEARCH if name in config.plugins), None)
    index = json.loads(plugin.search_index.generate_search_index(None)) if plugin else {}
    stemmed = {
        file.name.split(".")[1] for top in config.theme.dirs for file in Path(top).glob(STEMMERS)
    }
    theme = {key: config.theme[key] for key in config.theme}
    press = Press(config, plugin, wrong)
    if not state.remembered:
        press.compile()
    return Works(
        state.program,
        memory,
        setting,
        catalogs,
        fingerprint(digest_of(plain(config), plain(theme)), state.templates, memory),
        Settings(index.get("config", {}), ("en", *sorted(stemmed))),
        press.page,
    )


class Press:
    """Prints pages with the theme's templates, in MkDocs' context."""

    def __init__(self, config: MkDocsConfig, search: Any, wrong: Sequence[Problem]) -> None:
        self.config, self.search, self.wrong = config, search, wrong
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
        for name in state.templates:
            with suppress(TemplateError):  # told when a page is printed with it
                self.environment.get_template(name)

    @cached_property
    def nav(self) -> Any:
        return get_navigation(self.home, self.config)

    def page(self, planned: Page, site: Site) -> Printed:
        """Print a page; raise UnprintableError where its template cannot be filled."""
        if self.wrong:
            raise UnprintableError(self.wrong[0])
        try:
            return self._page(planned, site)
        except Exception as error:
            raise UnprintableError(unfilled(error)) from error

    def spoken(self, interface: Interface) -> Mapping[str, Any]:
        """Give templates what they say in the language of an interface, made once."""
        if interface.language not in self.speaking:
            spoken = _spoken(self.environment, interface.gettext, interface.ngettext)
            self.speaking[interface.language] = spoken
        return self.speaking[interface.language]

    def _page(self, planned: Page, site: Site) -> Printed:
        page = self._of_mkdocs(planned, site)
        view: Any = planned.view
        context: Any = get_context(self.nav, self.home, self.config, page)
        context.update(
            self.spoken(site.interface(planned.language)),
            view=view,
            frame=view.frame,
            reading=getattr(view, "reading", None),
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
        entries = self._searched()
        output = self.environment.get_template(planned.template).render(context)
        output = self.config.plugins.on_post_page(output, page=page, config=self.config)
        return Printed(output.encode("utf-8", errors="xmlcharrefreplace"), entries)

    def _of_mkdocs(self, planned: Page, site: Site) -> MkDocsPage:
        file = File.generated(self.config, f"{planned.address}index.md", content="")
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
        page.canonical_url = site.url + planned.canonical
        page.update_date = str(planned.updated or "")
        page.active = True
        return page

    def _searched(self) -> tuple[Mapping[str, Any], ...]:
        """Take what the search plugin has found on the page at hand."""
        if self.search is None:
            return ()
        found = tuple(self.search.search_index.entries)
        self.search.search_index.entries = []
        return found

    def _theme_language(self, language: str) -> str:
        """Find the language that the theme speaks, for the few words that are its own."""
        spoken = (tag for tag in (language, language.split("-")[0]) if tag in self.languages)
        return next(spoken, "en")


def _environment(original: Callable[[], Environment]) -> Environment:
    """Make the theme's environment: it keeps templates compiled, and does not list icons."""
    environment = original()
    environment.loader = Unlisted(environment.loader.searchpath)  # type: ignore[union-attr]
    environment.bytecode_cache = TemplateBytecode(state.memory)
    environment.filters["css"] = css
    environment.autoescape = escapes(environment.loader.searchpath)
    return environment


def _spoken(
    environment: Environment,
    gettext: Callable[[str], str] = str,
    ngettext: Callable[[str, str, int], str] = lambda one, many, n: one if n == 1 else many,
) -> Mapping[str, Any]:
    """Give templates what they say in one language; English, where no plan has the page."""
    spoken = {"_": gettext, "ngettext": ngettext, "say": say}
    return {**spoken, "words": environment.get_template(WORDS).make_module(spoken)}


def _panel(environment: Environment, config: MkDocsConfig) -> Callable[[str], str]:
    """Say on top of each page what only editors see: problems, drafts, and another day."""
    template = environment.get_template("partials/pm/panel.html")
    root = urlsplit(str(config.site_url)).path
    wrong = {"head": summary(state.problems), "list": state.problems} if state.problems else None
    parts = [each.part for each in state.built.parts] if state.built else []
    drafts = {part.name: part.drafts for part in parts}
    day = state.building.works.setting.moment.day if state.building else None

    def panel(path: str) -> str:
        organization = path.removeprefix(root).split("/")[0]
        return template.render(
            state.english,
            problems=wrong,
            drafts=drafts.get(organization, ()),
            travelled=day,
            root=root,
        )

    return panel
