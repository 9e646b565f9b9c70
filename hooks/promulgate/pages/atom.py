"""Atom (RFC 4287): entries as values, and a feed of them as XML."""

from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree as ET

from .. import urls

ATOM = "http://www.w3.org/2005/Atom"
XML = "{http://www.w3.org/XML/1998/namespace}"


class Quote(NamedTuple):
    """HTML that an entry quotes from the page at `base`, an absolute address."""

    html: str
    language: str
    base: str


class FeedEntry(NamedTuple):
    """Something that happened; `url` is absolute, `updated` a time with its offset (RFC 3339).

    `language` is that of the title, `spoken` that of the summary; `change` is that of the version.
    """

    id: str
    language: str
    title: str
    updated: str
    author: str
    url: str
    kind: str
    summary: str
    spoken: str
    quote: Quote | None = None
    change: str = ""


def newest(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    """Put the newest entries first; those of one time keep their order."""
    return sorted(entries, key=lambda entry: entry.updated, reverse=True)


def feed(
    url: str,
    language: str,
    title: str,
    author: str,
    entries: Iterable[FeedEntry],
    today: str,
    name: str = urls.FEED,
) -> bytes:
    """Write a feed of the page at `url`; one without entries is of `today`.

    `name` is that of its file.
    """
    found = newest(entries)
    root = ET.Element("feed", {"xmlns": ATOM, f"{XML}lang": language})
    _add(root, "id", f"{url}{name}")
    _add(root, "title", title)
    _add(root, "updated", found[0].updated if found else f"{today}T00:00:00+00:00")
    ET.SubElement(root, "link", {"rel": "self", "href": f"{url}{name}"})
    ET.SubElement(root, "link", {"rel": "alternate", "href": f"{url}"})
    if author:
        _add(ET.SubElement(root, "author"), "name", author)
    root.extend(map(_element, found))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _element(entry: FeedEntry) -> ET.Element:
    element = ET.Element("entry", {f"{XML}lang": entry.language})
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", entry.updated)
    _add(ET.SubElement(element, "author"), "name", entry.author)
    ET.SubElement(element, "link", {"rel": "alternate", "href": entry.url})
    ET.SubElement(element, "category", {"term": entry.kind})
    _add(element, "summary", entry.summary, {f"{XML}lang": entry.spoken})
    if quote := entry.quote:
        of = {f"{XML}lang": quote.language, "type": "html", f"{XML}base": quote.base}
        _add(element, "content", quote.html, of)
        ET.SubElement(element, "link", {"rel": "related", "href": quote.base})
    return element


def _add(
    parent: ET.Element, name: str, text: str, attributes: dict[str, str] | None = None
) -> None:
    ET.SubElement(parent, name, attributes or {}).text = text
