"""A web page, with what its head says of it."""

import re
from datetime import date

from ...dates import YEARS
from ..tree import parse, squeezed
from .encoding import decode
from .kinds import Extract

MOMENTS = {
    *("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified"),
    *("dc.date.modified", "datemodified", "revised", "date", "dc.date"),
}
ARCHIVED = re.compile(r"^https?://(?:web\.)?archive\.org/web/\d+(?:[a-z]{2}_)?/", re.IGNORECASE)


def read(data: bytes) -> Extract:
    """Read a page; its fields are those of its head that tell a day."""
    text = decode(data)
    head = parse_head(text)
    return Extract(
        parse(re.sub(r"<\?xml[^>]*\?>", "", text)),
        {name: words for name, words in head.items() if name in MOMENTS},
        head.get("og:title") or head.get("title"),
        head.get("lang"),
        head.get("canonical") or head.get("og:url"),
    )


def parse_head(text: str) -> dict[str, str]:
    """Take title, language, address and named facts out of the head of a page."""
    from bs4 import BeautifulSoup

    tree = BeautifulSoup(text, "lxml")
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
