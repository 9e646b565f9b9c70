"""What the configuration of MkDocs, and the environment, mean for the builder."""

import logging
import os
from collections.abc import Collection
from functools import partial
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import CountHandler

from ..builder.cache import CACHE, cache_folder
from ..builder.fingerprint import fingerprint, plain
from ..builder.stages import BuildSettings
from ..builder.sync import Outgoing
from ..builder.templates import ParsedTemplates, digests_of, parse_templates
from ..clock import Moment
from ..i18n import interfaces
from ..memo import digest_of
from ..sources.paths import ONLY, UnknownOrganizationError, named_organizations
from ..sources.scan import read_catalogs
from .packaged import LOCALES
from .page_renderer import ThemeRenderer
from .state import Templates

SEARCH = ("material/search", "search")
PUBLISHED = "SITE_URL"


def cache_of(config: MkDocsConfig, serving: bool, root: str = "") -> Path:
    """Find the folder of the cache beside the configuration, or where the environment says."""
    site = Path(str(config.config_file_path)).parent
    return cache_folder(site, os.environ.get(CACHE), serving, root)


def hold_to_published(url: str) -> None:
    """Raise PluginError where the site is published elsewhere than `site_url` says."""
    published = os.environ.get(PUBLISHED, "")
    if published and published.rstrip("/") != url.rstrip("/"):
        raise PluginError(
            f"mkdocs.yml: 'site_url' is '{url}', and SITE_URL is '{published}'. Write the same "
            "address in both: permanent addresses are made from the one, and held to the other."
        )


def warned() -> bool:
    """Tell whether anybody warned, so that MkDocs will end a strict build as failed."""
    counters = (h for h in logging.getLogger("mkdocs").handlers if isinstance(h, CountHandler))
    return any(counter.get_counts() for counter in counters)


def take_static(files: Files, config: MkDocsConfig) -> dict[str, Outgoing]:
    """Take from MkDocs what is published as it is, by its place in the site: a copy less.

    Other plugins may work on the copies, and have them.
    """
    if len({*config.plugins} - {*SEARCH}) > 1:  # we are one ourselves
        return {}
    taken = [
        file
        for file in files
        if not file.is_documentation_page()
        and file.inclusion.value > InclusionLevel.DRAFT.value
        and file.src_uri not in config.extra_templates
    ]
    for file in taken:
        files.remove(file)
    return {
        file.dest_uri: (sha256(file.content_bytes).hexdigest(), partial(_content, file))
        for file in taken
    }


def _content(file: File) -> bytes:
    return file.content_bytes


def built_organizations(known: Collection[str]) -> list[str]:
    """Read which organizations are built; none are named where all are."""
    try:
        return named_organizations(os.environ.get(ONLY, ""), known)
    except UnknownOrganizationError as error:
        raise PluginError(str(error)) from error


def make_renderer(config: MkDocsConfig, templates: Templates) -> ThemeRenderer:
    """Make what fills templates, unless one of them cannot be read."""
    return ThemeRenderer(config, templates.files, _parsed(templates).wrong)


def make_settings(
    config: MkDocsConfig, program: str, templates: Templates, moment: Moment, preview: bool
) -> BuildSettings:
    """Gather all that artifacts depend on beside their own sources."""
    catalogs, memo = read_catalogs(LOCALES), templates.memo
    interfaces(catalogs, memo)  # compiled once, for all artifacts
    theme = {key: config.theme[key] for key in config.theme}
    around = digest_of(plain(config), plain(theme))
    return BuildSettings(
        program,
        moment,
        f"{str(config.site_url).rstrip('/')}/",
        preview,
        catalogs,
        fingerprint(around, digests_of(templates.files), _parsed(templates).used),
    )


def _parsed(templates: Templates) -> ParsedTemplates:
    """Parse the templates, unless they are those of the build before."""
    files, digests = templates.files, digests_of(templates.files)
    shown = [(name, file.shown) for name, file in files.items()]
    return templates.memo.recall(
        "parsed", ParsedTemplates, lambda: parse_templates(files), digests, shown
    )
