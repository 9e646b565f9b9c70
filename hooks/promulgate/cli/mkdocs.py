"""`serve` and `site`: what `make` does, for whoever has Python alone."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from .refusal import RefusalError

PACKAGE = Path(__file__).parent.parent
LOCAL = "127.0.0.1"


def serve(docs: Path, port: int, day: str | None) -> int:
    """Show the site, drafts too, and again at every change, until Ctrl-C."""
    with socket.socket() as free:
        if free.connect_ex((LOCAL, port)) == 0:
            wrong = f"Something else answers at http://{LOCAL}:{port}/ already."
            raise RefusalError(f"{wrong} Stop it, or add --port {port + 1}.")
    return _mkdocs(docs, ["serve", "--dev-addr", f"{LOCAL}:{port}"], day)


def site(
    docs: Path, organizations: str | None, own: str | None, into: Path | None, day: str | None
) -> int:
    """Build the site into `site/` or the folder `into`, strictly.

    All organizations, or those that are named; or that of one for its `own` domain.
    """
    said = {"ORGANIZATIONS": organizations, "ORGANIZATION": own}
    folder = ["--site-dir", str(into.resolve())] if into else []
    named = {name: words for name, words in said.items() if words}
    return _mkdocs(docs, ["build", "--strict", *folder], day, named)


def preview(docs: Path, into: Path, day: str | None) -> int:
    """Build all with the drafts into a folder for partners, which no search engine may list."""
    folder = ["--site-dir", str(into.resolve())]
    code = _mkdocs(docs, ["build", *folder], day, {"PROMULGATE_PREVIEW": "1"})
    if code == 0:
        print(f"Drafts and all in {into}: open {into / 'index.html'}, or send the folder.")
    return code


def _mkdocs(
    docs: Path, arguments: list[str], day: str | None, more: Mapping[str, str] | None = None
) -> int:
    """Run MkDocs where mkdocs.yml is: beside the folder of sources."""
    folder = docs.resolve().parent
    if not (folder / "mkdocs.yml").is_file():
        wrong = f"There is no mkdocs.yml in {folder}."
        raise RefusalError(f"{wrong} Run this where it is, or name the sources with --docs.", 2)
    path = os.pathsep.join(filter(None, [str(PACKAGE.parent), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path, **(more or {})}
    if day:
        environment["PROMULGATE_DATE"] = day
    command = [sys.executable, "-m", "mkdocs", *arguments]
    try:
        return subprocess.run(command, cwd=folder, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0
