"""JSON Feed 1.1: the entries of an Atom feed, for programs that read no XML."""

from collections.abc import Iterable
from typing import Any

from pydantic_core import to_json

from .. import urls
from .atom import FeedEntry, newest

VERSION = "https://jsonfeed.org/version/1.1"


def feed(url: str, language: str, title: str, author: str, entries: Iterable[FeedEntry]) -> bytes:
    """Write the feed of the page at `url`."""
    top: dict[str, Any] = {
        "version": VERSION,
        "title": title,
        "home_page_url": url,
        "feed_url": f"{url}{urls.JSON_FEED}",
        "language": language,
    }
    if author:
        top["authors"] = [{"name": author}]
    return bytes(to_json({**top, "items": [_item(entry) for entry in newest(entries)]})) + b"\n"


def _item(entry: FeedEntry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary,
        "date_published": entry.updated,
        "authors": [{"name": entry.author}],
        "language": entry.spoken,
        "tags": [entry.kind],
    }
    if entry.quote:  # shown in the place of the summary, where a reader shows HTML
        item |= {"content_html": entry.quote.html, "external_url": entry.quote.base}
    return item
