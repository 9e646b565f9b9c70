"""The disk: sources, ledgers and catalogs, read whole and unchanged."""

from collections.abc import Mapping
from pathlib import Path

from .urls import LEDGER


def read_sources(docs: Path) -> Mapping[str, bytes | None]:
    """Read all Markdown and ledgers below `docs`, in file order, by path: `docs/mpro/index.md`.

    Other files stand in the mapping with None: they are published as they are. What begins
    with a dot is left alone, as MkDocs does.
    """
    found: dict[str, bytes | None] = {}
    for file in sorted(docs.rglob("*")):
        parts = file.relative_to(docs).parts
        if not file.is_file() or any(part.startswith(".") for part in parts):
            continue
        path = "/".join(("docs", *parts))
        read = file.suffix == ".md" or file.name == LEDGER
        found[path] = file.read_bytes() if read else None
    return found


def read_catalogs(locales: Path) -> Mapping[str, bytes]:
    """Read the gettext catalogs below `locales`, by language tag."""
    files = sorted(locales.glob("*/LC_MESSAGES/promulgate.po"))
    return {file.parent.parent.name.replace("_", "-"): file.read_bytes() for file in files}


def read_templates(overrides: Path) -> Mapping[str, bytes]:
    """Read all templates below `overrides`, by path such as `partials/header.html`."""
    return {
        file.relative_to(overrides).as_posix(): file.read_bytes()
        for file in sorted(overrides.rglob("*.html"))
    }
