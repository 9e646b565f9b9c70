"""MkDocs' events, and what Promulgate answers: no policy logic.

Sources are read and checked, and pages are made, before anything is written: a mistake leaves
the last good site standing. MkDocs writes what is its own into a folder beside it; then the site is
brought up to date. Under `mkdocs serve` problems are shown on top of the last good pages.
"""

import gc
import logging
import os
import sqlite3
import sys
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from ..builder.cache import EVERYBODY, Cache
from ..builder.runner import Builder
from ..builder.sync import Sync, outgoing, secure, timeless, within
from ..builder.templates import FOLDER
from ..builder.workers import cores
from ..clock import UntimelyError, now
from ..files import locked, unfinished
from ..i18n import interfaces, language_of
from ..memo import Memo
from ..pages.chrome import Chrome
from ..problems import ours, report
from ..sources.scan import surroundings, survey
from ..urls import at_root
from .failures import is_ours, unstuck
from .overlay import make_panel, with_host, with_panel, with_panels
from .own_domain import take_domain
from .packaged import LOCALES, PACKAGE, add_assets, lay_under, overlaid
from .page_renderer import environment_with, spoken_words
from .progress import Progress
from .settings import (
    built_organizations,
    cache_of,
    hold_to_published,
    make_renderer,
    make_settings,
    take_static,
    warned,
)
from .state import Good, State, Templates
from .static import GIVES_WAY, static_files, static_folder, write_hosting
from .styles import add_style_sheet

log = logging.getLogger("mkdocs.hooks.promulgate")

QUIET = 0.05  # seconds without another change after which `serve` builds
MANY = 500  # answers that are the same for all artifacts, kept for the next build
INDEX = "search/search_index.json"  # of the search plugin, which MkDocs loads by itself
POLL, PREVIEW = "PROMULGATE_POLL", "PROMULGATE_PREVIEW"

state = State()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool, **_: Any) -> None:
    if dirty:
        raise PluginError(
            "--dirty is not supported: it would publish pages with fields and search entries "
            "missing. Run the same command without it: what has not changed is not made anew."
        )
    state.serving = command == "serve"
    state.partners = not state.serving and bool(os.environ.get(PREVIEW))
    if not state.serving:
        gc.set_threshold(10_000, 20, 50)  # looking for what little waste there is takes a twentieth


@event_priority(100)  # before the search plugin asks the theme for its words
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if not config.site_url:
        raise PluginError(
            "mkdocs.yml: 'site_url' is missing. Write the address at which the site is published, "
            "such as https://policies.example.org/; permanent addresses are made from it."
        )
    state.url = f"{config.site_url.rstrip('/')}/"
    state.root = take_domain(config, state.drafts)
    hold_to_published(str(config.site_url))
    folders = lay_under(config)
    config.watch += map(str, [LOCALES, *folders])
    config.watch += [str(own) for own in [static_folder(config, state.root)] if own.is_dir()]
    if not state.program or not state.serving:  # under serve, code that changes is not read again
        state.program = surroundings(PACKAGE, sys.path)
    templates = overlaid(config, folders)
    state.cache = Cache(cache_of(config, state.drafts, state.root), state.program)
    state.templates = Templates(templates, Memo(state.cache.answers(EVERYBODY)))
    environment = partial(environment_with, config.theme.get_env)
    config.theme.get_env = environment  # type: ignore[method-assign]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and check all sources, and make what has changed; nothing is published yet."""
    cache, docs = cache_of(config, state.drafts, state.root), Path(config.docs_dir)
    waiting = partial(log.info, "Another build of this folder is running; waiting for it.")
    progress = Progress(time.monotonic)
    try:
        state.destination.held.enter_context(locked(cache, waiting))
        unfinished(docs)
        state.sources = survey(docs, state.sources if state.serving else None, time.time_ns())
        templates, moment = state.templates, now()
        state.cache.usable()
        renderer = make_renderer(config, templates)
        settings = make_settings(config, state.program, templates, moment, state.drafts)
        settings = replace(settings, tell=progress.tell, url=state.url, root=state.root)
        builder = Builder(settings, state.sources, renderer, state.cache, cores())
        only = [state.root] if state.root else built_organizations(builder.own)
        state.destination.only = () if state.serving or state.root else tuple(only)
        built, problems = builder.build(only)
    except (OSError, UntimelyError) as error:
        raise PluginError(f"{error}.") from error
    finally:
        progress.end()
    fatal = [problem for problem in problems if config.strict or not problem.advice]
    # Where no template was ever good, there is nothing to show a problem of a template with.
    shown = {FOLDER, *(template.shown for template in state.templates.files.values())}
    blank = not state.good and any(each.place.path in shown for each in fatal)
    if fatal and (blank or not state.serving):
        raise PluginError(report(problems))
    if built is None or fatal:
        log.error(report(problems))
    else:
        sources = {name: t.source.decode() for name, t in state.templates.files.items()}
        state.good = Good(builder, built, sources)
        for problem in problems:
            log.warning(str(problem))
        log.info(f"{len(built.made)} of {len(built.artifacts) - 1} organizations made anew")
        for note in (*(note for each in built.artifacts for note in each.notes), *built.notes):
            log.info(note)
    state.problems = problems if built is None or fatal else ()
    state.destination.site = Path(config.site_dir)
    config.site_dir = state.destination.held.enter_context(TemporaryDirectory(prefix="promulgate-"))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave to MkDocs what is published as it is, and nothing else of the sources."""
    kept = {path for each in state.artifacts for path in each.kept}
    for file in list(files):
        own = file.src_dir == config.docs_dir
        if file.is_documentation_page() or (own and f"docs/{file.src_uri}" not in kept):
            files.remove(file)
        elif own:
            file.dest_uri = at_root(file.dest_uri, state.root)
    add_style_sheet(files, config, state.serving)
    add_assets(files, config)
    return files


@event_priority(-100)  # when nobody else asks for files any more
def on_env(env: Environment, config: MkDocsConfig, files: Files, **_: Any) -> Environment:
    if state.problems and env.loader:  # the last templates that could be read
        good = dict(state.good.templates) if state.good else {}
        env.loader = ChoiceLoader([DictLoader(good), env.loader])
    state.english = spoken_words(env)
    if state.drafts:
        state.panel = make_panel(env, config, state)
    state.destination.static = take_static(files, config)
    return env


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    about = state.artifacts[0].about if state.artifacts else ()
    frame = Chrome("en", "ltr", "", None, about=about)
    listings = (found for each in state.artifacts for found in each.listings)
    catalogs = state.good.builder.settings.catalogs if state.good else {}
    spoken = interfaces(catalogs, state.templates.memo)[0].by_tag
    tongues = [(language_of(tag), interface.gettext) for tag, interface in spoken.items()]
    places = state.good.builder.domains(state.good.built) if state.good else None
    context.update(state.english, frame=frame, domains=places, noindex=True)
    return {**context, "sitemap": list(listings), "tongues": tongues}


@event_priority(-100)  # after the search plugin, whose index is replaced here
def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Bring the site up to date: what was made, what MkDocs has written, and nothing else."""
    cache = cache_of(config, state.drafts, state.root)
    try:
        if config.strict and not state.serving and warned():
            raise PluginError("A strict build stops at the warnings above; nothing was published.")
        timeless(Path(config.site_dir))
        secure(Path(config.site_dir))
        files = {**state.destination.static, **outgoing(within(Path(config.site_dir)))}
        files.pop(INDEX, None)
        if state.good:
            given = {path: files[path] for path in GIVES_WAY & files.keys()}
            files |= {**state.good.builder.outgoing(state.good.built), **given}
        if state.partners:
            files = with_panels(files, state.panel)
        files |= outgoing(static_files(static_folder(config, state.root), files))
        sync, only = Sync(state.destination.site, cache / "site.record"), state.destination.only
        if only and (only := () if sync.empty() else only):
            log.info(
                f"Only {', '.join(only)} and assets: all other pages stay as they are, with the "
                "lists of all organizations. Build without ORGANIZATIONS to bring them up to date."
            )
        written = sync.update(files, (*only, "assets") if only else ())
        if not state.drafts:
            moved = state.good.builder.moved(state.good.built) if state.good else {}
            write_hosting(state.destination.site, str(config.site_url), moved)
        log.info(f"{len(written)} of {len(files)} files written to {state.destination.site}")
        if state.templates.memo.made:
            with suppress(sqlite3.Error):  # a cache that cannot be written is done without
                state.cache.remember(EVERYBODY, state.templates.memo, MANY)
    except OSError as error:
        rest = "Not all of the site was written; the next build does it."
        raise PluginError(f"{error}. {rest}") from error
    finally:
        config.site_dir = str(state.destination.site)
        state.cache.close()
        state.destination.held.close()


def on_build_error(error: Exception, **_: Any) -> None:
    """Let go of the site; tell a fault of ours as one, in words."""
    state.destination.held.close()
    if is_ours(error):
        raise PluginError(report([ours(error)])) from error


def on_serve(server: Any, config: MkDocsConfig, **_: Any) -> Any:
    """Notice changes at once, and show what is wrong on top of pages as they are served."""
    panelled = with_panel(server.serve_request, lambda path: state.panel(path))
    server.set_app(with_host(panelled, str(config.dev_addr.host)))
    server.builder = unstuck(server.builder, state)
    server.build_delay = QUIET
    if not os.environ.get(POLL):
        from .watch import Changes

        watched = [config.docs_dir, str(config.config_file_path)]
        for path in watched:
            server.unwatch(path)
        server.observer = Changes()
        for path in watched:
            server.watch(path)
    return server
