"""The style sheet of all pages, joined from ours and from those of a site."""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from ..builder.styles import joined
from ..problems import Place, Problem, report
from ..sources.scan import read_styles
from .packaged import OVERRIDES, STYLES

log = logging.getLogger("mkdocs.hooks.promulgate")


def add_style_sheet(files: Files, config: MkDocsConfig, serving: bool) -> None:
    """Publish the joined sheet; a site's own files go before ours of the same name.

    Raise PluginError where one is wrong; under `serve` that is told, and the rest is shown.
    """
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else OVERRIDES
    style, wrong = joined({**read_styles(OVERRIDES), **read_styles(own)})
    if files.get_file_from_path(STYLES):
        fix = "Give yours another name, and list it under 'extra_css' in mkdocs.yml."
        taken = "The style sheet that is made from overrides/styles/ has this address."
        wrong.append(Problem(Place(f"docs/{STYLES}", 1), taken, fix))
    if wrong and not serving:
        raise PluginError(report(wrong))
    if wrong:
        log.error(report(wrong))
    files.append(File.generated(config, STYLES, content=style))
