"""Which kind of file a capture is, and the reader of each kind."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ..tree import Tree

EXTENSIONS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
    ".txt": "plain",
    ".text": "plain",
}


class Extract(NamedTuple):
    """What a file says: its words as a tree, and what stands beside them.

    `fields` are those of front matter or of a page's head; `days` are what the file itself says of
    its age, each with where. `unread` tells in words what the reader had to leave out.
    """

    tree: Tree
    fields: Mapping[str, object] = {}
    title: str | None = None
    language: str | None = None
    address: str | None = None
    days: tuple[tuple[date, str], ...] = ()
    unread: tuple[str, ...] = ()


def kind_of(name: str, data: bytes) -> str:
    """Tell the kind of a file by its first bytes, then by its name."""
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "odt" if b"opendocument" in data[:200] else "docx"
    ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending in EXTENSIONS:
        return EXTENSIONS[ending]
    return "html" if b"<" in data[:512] else "plain"


def looks_like_text(head: bytes) -> bool:
    """Tell whether a file without a name that tells its kind may hold a text."""
    return b"\x00" not in head and (b"<html" in head.lower() or b"<!doctype" in head.lower())


def read_capture(name: str, data: bytes) -> Extract:
    """Read a file of any kind."""
    match kind_of(name, data):
        case "markdown":
            from .markdown import read
        case "docx":
            from .docx import read
        case "odt":
            from .odt import read
        case "pdf":
            from .pdf import read
        case "plain":
            from .plain import read
        case _:
            from .html import read
    return read(data)
