"""The search index taken apart: readers of an organization search its texts, in their language."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from posixpath import relpath
from typing import Any

from .site import Page

INDEX = "search/search_index.json"


def split(
    index: Mapping[str, Any], pages: Mapping[str, Page], languages: Iterable[str]
) -> Mapping[str, Mapping[str, Any]]:
    """Make one index for each organization and language, and one for the home page.

    `index` is the theme's, with its `config` and `docs`; `languages` are those that it can stem.
    The answer is by path. Home, in English, finds the authoritative texts of all organizations.
    """
    stemmed = set(languages)
    docs: dict[str, list[Any]] = defaultdict(list)
    spoken: dict[str, str] = {"": "en"}
    for entry in index["docs"]:
        address, _, anchor = str(entry["location"]).partition("#")
        page = pages[address]
        speaker = page.view.frame.speaker
        if speaker is None and page.language != "en":
            continue
        home = speaker.url if speaker else ""
        spoken[home] = page.language
        location = f"{_relative(address, home)}{'#' + anchor if anchor else ''}"
        docs[home].append({**entry, "location": location})
        if speaker and speaker.url == f"{speaker.id}/":
            title = f"{entry['title']} – {speaker.name}"
            docs[""].append({**entry, "title": title})
    return {
        f"{home}{INDEX}": {
            "config": {**index["config"], "lang": [_stemming(language, stemmed)]},
            "docs": docs[home],
        }
        for home, language in spoken.items()
    }


def _relative(address: str, home: str) -> str:
    if not home:
        return address
    path = relpath("/" + address, "/" + home)
    return "" if path == "." else path + "/"


def _stemming(language: str, stemmed: set[str]) -> str:
    return next((tag for tag in (language, language.split("-")[0]) if tag in stemmed), "en")
