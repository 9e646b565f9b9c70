"""What an archive kept, and what could not be read of it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class Capture(NamedTuple):
    """The bytes of a text as an archive kept them, with what the archive says of them.

    `day` is when they were kept, None where nothing tells; `kept` says so in words. `address` is
    where the text stood for readers, `technical` that the archive itself changed it.
    """

    name: str
    data: bytes
    day: date | None = None
    kept: str = ""
    commit: str | None = None
    address: str | None = None
    technical: bool = False


class Archive(NamedTuple):
    """All captures of a text by language, oldest first; notes say what was passed over."""

    language: str | None
    captures: Mapping[str | None, list[Capture]]
    notes: tuple[str, ...] = ()


class ImportRefusedError(Exception):
    """Why nothing is imported, in words that say what to do."""


class MissingLibraryError(ImportRefusedError):
    """A library that reads a kind of file is not installed."""

    def __init__(self, kind: str, library: str) -> None:
        super().__init__(
            f"Reading {kind} needs '{library}', which is not installed. "
            "Type: python -m pip install -r requirements-import.txt"
        )
