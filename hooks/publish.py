"""MkDocs events, and what Promulgate answers: the only file that knows MkDocs, and no policy logic.

Sources are read and checked before MkDocs empties the site folder, so a mistake leaves the last
good site standing. Under `mkdocs serve` that site is shown again with the problems on every page.
"""

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from traceback import extract_tb
from typing import Any, Literal

from jinja2 import ChoiceLoader, DictLoader, Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from promulgate.clock import UntimelyError, now
from promulgate.pages.frame import Frame
from promulgate.pages.frame import frame as frame_of
from promulgate.plan import Plan, Sources, prepare
from promulgate.problems import Place, Problem, report, summary
from promulgate.reader import read_catalogs, read_sources, read_templates
from promulgate.search import INDEX, split
from promulgate.site import Page
from promulgate.templates import mistakes
from promulgate.writer import finish

log = logging.getLogger("mkdocs.hooks.promulgate")

STEMMERS = "assets/javascripts/lunr/min/lunr.??.min.js"
THEME_WORDS = "partials/languages/*.html"
AS_IT_IS = ".as-it-is"
LOCALES = Path(__file__).parent / "promulgate" / "locales"


@dataclass
class State:
    """What lives on between the events of a build, and under `serve` between builds."""

    serving: bool = False
    plan: Plan | None = None
    problems: tuple[Problem, ...] = ()
    environment: Environment | None = None
    templates: Mapping[str, str] = field(default_factory=dict)
    untried: Mapping[str, str] = field(default_factory=dict)  # templates of the build under way
    failure: Problem | None = None  # what the build before this one stumbled over
    theme_languages: frozenset[str] = frozenset()


state = State()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool, **_: Any) -> None:
    if dirty:
        raise PluginError(
            "--dirty is not supported: it would publish pages with fields and search entries "
            "missing. Run the same command without it."
        )
    state.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if not config.site_url:
        raise PluginError(
            "mkdocs.yml: 'site_url' is missing. Write the address at which the site is published, "
            "such as https://policies.example.org/; permanent addresses are made from it."
        )
    config.watch += [str(LOCALES), *config.theme.dirs[:1]]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    docs = Path(config.docs_dir)
    try:
        finish(docs)
        moment = now()
    except (OSError, UntimelyError) as error:
        raise PluginError(str(error)) from error
    sources = Sources(read_sources(docs), read_catalogs(LOCALES))
    url = (config.site_url or "").rstrip("/") + "/"
    plan, problems = prepare(sources, moment, url, preview=state.serving)
    templates = read_templates(Path(config.theme.custom_dir or "."))
    failed = [state.failure] if state.failure else []
    problems = sorted([*problems, *mistakes(templates), *failed])
    fatal = [problem for problem in problems if config.strict or not problem.advice]
    if fatal and not state.serving:
        raise PluginError(report(problems))
    if plan is None or fatal:
        log.error(report(problems))
        state.problems = tuple(problems)
        return
    for problem in problems:
        log.warning(str(problem))
    for note in plan.notes:
        log.info(note)
    state.untried = {name: source.decode() for name, source in templates.items()}
    state.plan, state.problems = plan, ()


def on_serve(server: Any, builder: Callable[[], None], **_: Any) -> Any:
    """Where a template fails on the way, show the last good site again, and say so on it."""

    def rebuild() -> None:
        try:
            builder()
        except Exception as error:
            log.exception("The build failed on the way.")
            state.failure = _failure(error)
            try:
                builder()
            finally:
                state.failure = None

    server.builder = rebuild
    return server


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for file in list(files):
        if file.is_documentation_page() or (
            state.plan
            and file.src_dir == config.docs_dir
            and f"docs/{file.src_uri}" not in state.plan.kept
        ):
            files.remove(file)
    if state.plan is None:
        files.append(_generated(config, "index.md", ""))
        return files
    for address in state.plan.pages:
        files.append(_generated(config, f"{address}index.md", ""))
    for path, content in state.plan.files.items():
        if existing := files.get_file_from_path(path):
            files.remove(existing)
        files.append(_generated(config, path, content))
    return files


def on_page_markdown(markdown: str, page: MkDocsPage, **_: Any) -> str:
    planned = _planned(page)
    page.meta["template"] = planned.template if planned else "problems.html"
    page.meta["title"] = planned.title if planned else "Problems"
    if planned and state.plan:
        page.canonical_url = state.plan.site.url + planned.canonical
        page.meta["search"] = {"exclude": not planned.searchable}
        page.meta["hide"] = _hidden(planned)
        page.update_date = str(planned.updated or state.plan.site.moment.today("UTC"))
    return markdown


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    env.filters["css"] = css
    if state.problems and env.loader:  # the last templates that could be read
        env.loader = ChoiceLoader([DictLoader(dict(state.templates)), env.loader])
    state.theme_languages = frozenset(
        file.stem for folder in config.theme.dirs for file in Path(folder).glob(THEME_WORDS)
    )
    state.environment = env
    return env


@event_priority(100)  # before the search plugin, which indexes the content that is made here
def on_page_context(context: dict[str, Any], page: MkDocsPage, **_: Any) -> dict[str, Any]:
    planned = _planned(page)
    context.update(_words(planned.language if planned else "en"))
    context["problems"] = _problems()
    if planned is None:
        return context
    view: Any = planned.view
    context.update(
        view=view,
        frame=view.frame,
        reading=getattr(view, "reading", None),
        noindex=not planned.indexed,
        theme_language=_theme_language(planned.language),
    )
    if reading := context["reading"]:
        assert state.environment
        assert state.plan
        context["text_interface"] = state.plan.site.interface(reading.language.tag)
        text = state.environment.get_template("partials/pm/text.html")
        page.content = text.render(context)
        page.toc = TableOfContents(
            [AnchorLink(part.words, part.anchor, 2) for part in context["reading"].contents]
        )
    else:
        page.content = getattr(view, "intro", "")
    return context


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    context.update(_words("en"), problems=_problems(), noindex=True, sitemap=list(_sitemap()))
    return context


@event_priority(-100)  # after the search plugin, whose index is taken apart here
def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    if state.plan is None:
        return
    if not state.problems:
        state.templates = state.untried
    site = Path(config.site_dir)
    whole = json.loads((site / INDEX).read_text("utf-8"))
    stemmed = (file.name.split(".")[1] for file in site.glob(STEMMERS))
    for path, index in split(whole, state.plan.pages, ["en", *stemmed]).items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        file.write_text(text, "utf-8")


def say(message: str, **values: object) -> Markup:
    """Write a sentence of the interface with values in it (`%(date)s`).

    All of it is escaped, but for values that a template marked as HTML by `| safe`.
    """
    return Markup(escape(message)) % values


def css(text: str) -> str:
    """Write text as the inside of a CSS string in double quotes."""
    plain = unescape(str(text)).replace("\\", "\\\\").replace('"', '\\"')
    return " ".join(plain.split()).replace("<", "\\3c ")


def _failure(error: Exception) -> Problem:
    """Find the template that an error came from."""
    frames = [f for f in extract_tb(error.__traceback__) if "overrides" in Path(f.filename).parts]
    where = Path(frames[-1].filename).as_posix().rpartition("overrides/")[2] if frames else ""
    place = Place(f"overrides/{where}", frames[-1].lineno or 1 if frames else 1)
    return Problem(place, f"The templates cannot be filled: {error}.", "Mend the line named here.")


def _planned(page: MkDocsPage) -> Page | None:
    return state.plan.pages.get(page.url if page.url != "./" else "") if state.plan else None


def _hidden(page: Page) -> list[str]:
    """Leave out the columns that would be empty."""
    columns = {"navigation": page.view.frame.speaker, "toc": getattr(page.view, "reading", None)}
    return [name for name, content in columns.items() if not content]


def _generated(config: MkDocsConfig, path: str, content: str | bytes) -> File:
    if isinstance(content, str):
        return File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
    # Under another name until it is written: MkDocs would make a page of what ends in .md.
    file = File.generated(config, f"{path}{AS_IT_IS}", content=content)
    file.dest_uri, file.url = path, path
    return file


def _words(language: str) -> dict[str, Any]:
    """Give templates the words of a language, and a frame for pages that have none."""
    if state.plan is None:
        frame = Frame(language, "ltr", "", None)
        return {"_": str, "ngettext": lambda one, _many, _n: one, "say": say, "frame": frame}
    site = state.plan.site
    interface = site.interface(language)
    return {
        "_": interface.gettext,
        "ngettext": interface.ngettext,
        "say": say,
        "frame": frame_of(site, language, ""),
    }


def _problems() -> Mapping[str, Any] | None:
    if not state.problems:
        return None
    return {"head": summary(state.problems), "list": state.problems}


def _theme_language(language: str) -> str:
    """Find the language that the theme speaks, for the few words that are its own."""
    spoken = (tag for tag in (language, language.split("-")[0]) if tag in state.theme_languages)
    return next(spoken, "en")


def _sitemap() -> Iterator[Mapping[str, Any]]:
    """List what search engines may keep, each with the same page in other languages."""
    if state.plan is None:
        return
    site = state.plan.site
    for page in state.plan.pages.values():
        if page.indexed and page.address == page.canonical:
            alternates = list((page.alternates or {}).items())
            if alternates:
                alternates.append(("x-default", alternates[0][1]))
            yield {
                "url": site.url + page.canonical,
                "updated": page.updated,
                "alternates": [(tag, site.url + address) for tag, address in alternates],
            }
