"""The template of a site, and the program that it is made with: both come with Promulgate.

In a wheel they lie in the package, in the repository where it has them.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from urllib.request import url2pathname

from jinja2 import Environment, StrictUndefined

from .refusal import RefusalError

PACKAGE = Path(__file__).parent.parent
PROJECT = PACKAGE.parent.parent
INSTALLED = (PACKAGE / "template").is_dir()
TEMPLATE = (PACKAGE if INSTALLED else PROJECT) / "template"
CHANGES = (PACKAGE if INSTALLED else PROJECT) / "CHANGELOG.md"
JURISDICTIONS = PACKAGE / "jurisdictions" if INSTALLED else PROJECT / "docs/jurisdictions"


def render(values: Mapping[str, object]) -> dict[str, bytes]:
    """Fill the template; `<<` and `>>` stand around names, since texts use braces themselves."""
    environment = Environment(
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # what is made is Markdown, YAML and Make
    )
    environment.filters["quoted"] = lambda words: json.dumps(words, ensure_ascii=False)
    files = sorted(file for file in TEMPLATE.rglob("*") if file.is_file())
    return {
        file.relative_to(TEMPLATE).as_posix(): environment.from_string(file.read_text("utf-8"))
        .render(values)
        .encode()
        for file in files
        if "__pycache__" not in file.parts
    }


def pins() -> str:
    """List what Promulgate was tried with, but for the tool that makes its wheel."""
    folder = PACKAGE if INSTALLED else PROJECT
    _, _, listed = (folder / "requirements.txt").read_text("utf-8").partition("\n\n")
    return "\n".join(line for line in listed.strip().splitlines() if "hatchling" not in line)


def wheel() -> tuple[str, bytes] | None:
    """Find the wheel that this program was installed from, or make it of the repository.

    None where it came from an index: then its version says enough.
    """
    try:
        origin = json.loads(distribution("promulgate").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        origin = {}
    file = Path(url2pathname(urlsplit(str(origin.get("url", ""))).path))
    if file.suffix == ".whl" and file.is_file():
        return file.name, file.read_bytes()
    return None if INSTALLED else _made()


def _made() -> tuple[str, bytes]:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "wheel"]
    with TemporaryDirectory(prefix="promulgate-") as folder:
        options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder]
        done = subprocess.run(
            [*pip, *options, str(PROJECT)], capture_output=True, text=True, check=False
        )
        found = list(Path(folder).glob("*.whl"))
        if done.returncode or not found:
            why = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
            words = f"The wheel of Promulgate cannot be made: {why}. Run 'make new', which installs"
            raise RefusalError(f"{words} what it takes. Nothing was written.")
        return found[0].name, found[0].read_bytes()
