"""What the configuration of MkDocs, and the environment, mean for the builder."""

import json
import os
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel

from ..builder.cache import Store
from ..builder.fingerprint import fingerprint, plain
from ..builder.plan import Setting
from ..builder.stages import Works
from ..builder.templates import mistakes
from ..i18n import interfaces
from ..memo import digest_of
from ..pages.search import Settings
from ..problems import Problem, near
from ..sources.scan import Template, read_catalogs
from .packaged import LOCALES
from .page_renderer import PageRenderer
from .state import State

STEMMERS = "assets/javascripts/lunr/min/lunr.??.min.js"
SEARCH = ("material/search", "search")
CACHE, ONLY = "PROMULGATE_CACHE", "ORGANIZATIONS"


def cache_folder(config: MkDocsConfig, serving: bool) -> Path:
    """Find where finished parts are kept: what is shown to editors apart from what is published."""
    beside = Path(str(config.config_file_path)).parent / ".cache"
    return Path(os.environ.get(CACHE) or beside) / ("serve" if serving else "build")


def shared_answers(folder: Path, program: str, templates: Mapping[str, Template]) -> Store:
    """Keep what is the same for all parts as long as code and templates are."""
    digests = {t.shown: (name, sha256(t.source).hexdigest()) for name, t in templates.items()}
    return Store(folder, digest_of(program, digests))


def take_static(files: Files, config: MkDocsConfig) -> dict[str, Path]:
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


def named_organizations(known: Collection[str]) -> list[str]:
    """Read which organizations are built; none are named where all are."""
    names = os.environ.get(ONLY, "").replace(",", " ").split()
    for name in names:
        if not name or name not in known:
            fix = near(name, known, "There is")
            raise PluginError(f"ORGANIZATIONS names '{name}', which is none. {fix}")
    return names


def make_works(config: MkDocsConfig, state: State, setting: Setting) -> Works:
    """Gather all that parts depend on beside their own sources."""
    catalogs, (templates, before, memo) = read_catalogs(LOCALES), state.templates
    interfaces(catalogs, memo)  # compiled once, for all parts
    wrong = memo.recall("mistakes", list[Problem], lambda: list(mistakes(templates.values())))
    plugin: Any = next((config.plugins[name] for name in SEARCH if name in config.plugins), None)
    index = json.loads(plugin.search_index.generate_search_index(None)) if plugin else {}
    stemmed = {
        file.name.split(".")[1] for top in config.theme.dirs for file in Path(top).glob(STEMMERS)
    }
    sources = {name: template.source for name, template in templates.items()}
    theme = {key: config.theme[key] for key in config.theme}
    renderer = PageRenderer(config, plugin, templates, wrong)
    if not before:
        renderer.compile()
    return Works(
        state.program,
        memo,
        setting,
        catalogs,
        fingerprint(digest_of(plain(config), plain(theme)), sources, memo),
        Settings(index.get("config", {}), ("en", *sorted(stemmed))),
        renderer.page,
    )
