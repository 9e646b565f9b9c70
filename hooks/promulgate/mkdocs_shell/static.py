"""What goes out beside the pages: `static/` as it lies, and `hosting/` for those who serve it."""

from collections.abc import Collection, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from ..sources.scan import left_behind

NOTE = "README.md"  # what the folder is for
UNPUBLISHED = {".DS_Store", ".gitkeep", ".gitignore"}


def static_folder(config: MkDocsConfig, root: str) -> Path:
    """Find the folder beside mkdocs.yml, or that for the domain of the organization `root`.

    There need not be one.
    """
    return Path(str(config.config_file_path)).parent / (f"static-{root}" if root else "static")


def static_files(folder: Path) -> dict[str, Path]:
    """List what lies in the folder, by its place in the site."""
    return {
        file.relative_to(folder).as_posix(): file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file != folder / NOTE and not _left(file.name)
    }


def hold_apart(folder: str, static: Mapping[str, Path], taken: Collection[str]) -> None:
    """Raise PluginError where a file of the folder would stand in the place of a page."""
    for path in static:
        if path in taken:
            raise PluginError(
                f"{folder}/{path}: The site has a file of its own at this address. "
                f"Rename or remove '{folder}/{path}'."
            )


def write_hosting(site: Path, files: Mapping[str, bytes]) -> None:
    """Write what hosts must be told into `hosting/` beside the site, where it differs."""
    folder = site.parent / "hosting"
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        file = folder / name
        if not file.is_file() or file.read_bytes() != data:
            file.write_bytes(data)


def _left(name: str) -> bool:
    """Tell what is left behind; .nojekyll and .htaccess begin with a dot, and are not."""
    return name in UNPUBLISHED if name.startswith(".") else left_behind(name)
