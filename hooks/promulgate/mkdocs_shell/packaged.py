"""What comes with Promulgate, whatever a site has of its own: templates, styles, catalogs.

In a wheel all of it lies in the package; in the repository, templates and styles lie where the
repository's own site has them. What a site has goes before, file by file.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..sources.scan import Template, read_templates

PACKAGE = Path(__file__).parent.parent
PROJECT = PACKAGE.parent.parent
LOCALES = PACKAGE / "locales"


def _installed(name: str, elsewhere: str) -> Path:
    return folder if (folder := PACKAGE / name).is_dir() else PROJECT / elsewhere


OVERRIDES = _installed("overrides", "overrides")
ASSETS = _installed("assets", "docs/assets")
STYLES = "assets/promulgate.css"


def lay_under(config: MkDocsConfig) -> list[Path]:
    """Put our templates behind those of a site; the answer are both folders, a site's own first."""
    own = [Path(folder) for folder in (config.theme.custom_dir,) if folder]
    if not any(folder.resolve() == OVERRIDES.resolve() for folder in own):
        config.theme.dirs.insert(len(own), str(OVERRIDES))
        own.append(OVERRIDES)
    return own


def overlaid(config: MkDocsConfig, folders: list[Path]) -> Mapping[str, Template]:
    """Read the templates of `folders`, by path below them; of two, that of the first folder."""
    site = Path(str(config.config_file_path)).parent
    found: dict[str, Template] = {}
    for folder in reversed(folders):
        shown = Path(os.path.relpath(folder, site)).as_posix()
        for path, source in read_templates(folder).items():
            found[path] = Template(source, f"{folder}/{path}", f"{shown}/{path}")
    return found


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Publish our styles and scripts where a site has none of that name."""
    for file in sorted(filter(Path.is_file, ASSETS.rglob("*"))):
        path = f"assets/{file.relative_to(ASSETS).as_posix()}"
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, abs_src_path=str(file)))
