"""The search index taken apart: readers of an organization search its texts, in their language."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from posixpath import relpath
from typing import Any, NamedTuple

from markupsafe import escape

from .page import Page

INDEX = "search/search_index.json"


class Found(NamedTuple):
    """What the search finds on a page, as the theme lists it.

    `home` is where the index lies: with its organization in its language, or at the root of the
    site. `name` is that of an organization whose authoritative text this is.
    """

    address: str
    language: str
    home: str
    name: str
    entries: tuple[Mapping[str, Any], ...]


class Settings(NamedTuple):
    """What the theme's search needs: its `config`, and the languages that it can stem."""

    config: Mapping[str, Any]
    stemmed: tuple[str, ...]


def found(page: Page, entries: Iterable[Mapping[str, Any]]) -> Found | None:
    """Say where a page is found; None where it is not: the root is searched in English."""
    speaker = page.view.frame.speaker
    if speaker is None:
        return Found(page.address, "en", "", "", tuple(entries)) if page.language == "en" else None
    name = speaker.name if speaker.url == f"{speaker.id}/" else ""
    return Found(page.address, page.language, speaker.url, name, tuple(entries))


def indexes(pages: Iterable[Found], settings: Settings) -> Mapping[str, bytes]:
    """Write an index for each home, by path."""
    docs: dict[str, list[Any]] = defaultdict(list)
    spoken: dict[str, str] = {}
    for page in pages:
        spoken[page.home] = page.language
        for entry in page.entries:
            address, sign, anchor = str(entry["location"]).partition("#")
            location = f"{_from(page.home, address)}{sign}{anchor}"
            docs[page.home].append({**entry, "location": location})
    return {f"{home}{INDEX}": _written(docs[home], spoken[home], settings) for home in spoken}


def together(pages: Iterable[Found], settings: Settings) -> Mapping[str, bytes]:
    """Write the index of the home page: the site's own, and all authoritative texts."""
    docs: list[Any] = []
    for page in pages:
        for entry in page.entries if not page.home or page.name else ():
            title = f"{entry['title']} – {escape(page.name)}" if page.name else entry["title"]
            docs.append({**entry, "title": title})
    return {INDEX: _written(docs, "en", settings)}


def _written(docs: list[Any], language: str, settings: Settings) -> bytes:
    known = (tag for tag in (language, language.split("-")[0]) if tag in settings.stemmed)
    config = {**settings.config, "lang": [next(known, "en")]}
    index = {"config": config, "docs": docs}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(maxsize=64)  # a page has many entries
def _from(home: str, address: str) -> str:
    """Write the way to a page from where its index lies."""
    path = relpath(f"/{address}", f"/{home}")
    return "" if path == "." else f"{path}/"
