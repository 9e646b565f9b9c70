"""What goes out beside the pages: `static/` as it lies, and `hosting/` for those who serve it."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from ..builder.csp import for_all
from ..builder.hosting import hosting
from ..sources.scan import left_behind
from ..urls import ROBOTS

GIVES_WAY = {ROBOTS}  # made for sites that have none of their own
NOTE = "README.md"  # what the folder is for
BEGINNING = 4096  # bytes
UNPUBLISHED = {".DS_Store", ".gitkeep", ".gitignore"}


def static_folder(config: MkDocsConfig, root: str) -> Path:
    """Find the folder beside mkdocs.yml, or that for the domain of the organization `root`.

    There need not be one.
    """
    return Path(str(config.config_file_path)).parent / (f"static-{root}" if root else "static")


def static_files(folder: Path, taken: Collection[str]) -> dict[str, Path]:
    """List what lies in the folder, by its place in the site.

    Raise PluginError where a file of it would stand in the place of one that is `taken`.
    """
    found = {
        file.relative_to(folder).as_posix(): file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file != folder / NOTE and not _left(file.name)
    }
    for path in found:
        if path in taken and path not in GIVES_WAY:
            raise PluginError(
                f"{folder.name}/{path}: The site has a file of its own at this address. "
                f"Rename or remove '{folder.name}/{path}'."
            )
    return found


def write_hosting(site: Path, url: str, moved: Mapping[str, str]) -> None:
    """Write what hosts must be told into `hosting/` beside the site, where it differs.

    `moved` are old addresses of the site at `url`, with those that they lead to.
    """
    folder = site.parent / "hosting"
    folder.mkdir(exist_ok=True)
    for name, data in hosting(url, moved, for_all(beginnings(site))).items():
        file = folder / name
        if not file.is_file() or file.read_bytes() != data:
            file.write_bytes(data)


def beginnings(site: Path) -> Iterator[str]:
    """Read of each page that is published the bytes in which its policy of security stands."""
    for file in site.rglob("*.html"):
        with file.open("rb") as page:
            yield page.read(BEGINNING).decode(errors="replace")


def _left(name: str) -> bool:
    """Tell what is left behind; .nojekyll and .htaccess begin with a dot, and are not."""
    return name in UNPUBLISHED if name.startswith(".") else left_behind(name)
