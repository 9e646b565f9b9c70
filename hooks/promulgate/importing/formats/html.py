"""A web page, with what its head says of it."""

import re
from datetime import date

from ...dates import YEARS
from ..days_in_words import days_in
from ..tree import parse, squeezed
from .encoding import decode
from .kinds import Extract

MOMENTS = {
    *("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified"),
    *("dc.date.modified", "datemodified", "revised", "date", "dc.date"),
}
TOOLBAR = re.compile(r"<!--\s*(BEGIN|END) WAYBACK TOOLBAR INSERT\s*-->")
COPY = re.compile(r"web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(https?://[^\s\"'<>]+)")
FILED = re.compile(r"FILE ARCHIVED ON\s+[\d:]+\s+(\w+ \d{1,2}, \d{4})")
ARCHIVED = re.compile(r"^https?://(?:web\.)?archive\.org/web/\d+(?:[a-z]{2}_)?/", re.IGNORECASE)


def read(data: bytes) -> Extract:
    """Read a page; its fields are those of its head that tell a day."""
    text = decode(data)
    head = parse_head(text)
    copy, filed = COPY.search(text) if TOOLBAR.search(text) else None, FILED.search(text)
    text = TOOLBAR.sub(lambda m: '<div id="wm-ipp">' if m[1] == "BEGIN" else "</div>", text)
    days = days_in(filed[1], "en") if filed else []
    return Extract(
        parse(re.sub(r"<\?xml[^>]*\?>", "", text)),
        {name: words for name, words in head.items() if name in MOMENTS},
        head.get("og:title") or head.get("title"),
        head.get("lang"),
        (copy and copy[1]) or head.get("canonical") or head.get("og:url"),
        tuple((told.day, "the note of the archive") for told in days if told.day),
    )


def parse_head(text: str) -> dict[str, str]:
    """Take title, language, address and named facts out of the head of a page."""
    from bs4 import BeautifulSoup

    end = re.search(r"<body[\s>]", text, re.IGNORECASE)
    tree = BeautifulSoup(text[: end.end()] if end else text, "lxml")
    found: dict[str, str] = {}
    for tag in tree.find_all("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        if content := str(tag.get("content") or "").strip():
            found.setdefault(str(name).lower(), content)
    if tree.title and tree.title.string:
        found["title"] = squeezed(tree.title.string)
    if tree.html and tree.html.get("lang"):
        found["lang"] = str(tree.html["lang"])
    for tag in tree.find_all("link", rel="canonical", href=True):
        found["canonical"] = ARCHIVED.sub("", str(tag["href"]))
    return found


def day_of(words: str) -> date | None:
    """Read the day of a moment in ISO 8601."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", words)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None
