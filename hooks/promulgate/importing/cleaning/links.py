"""Links as they were meant: whole addresses of the source's own host, and no picture of others."""

import re
from urllib.parse import urljoin, urlsplit

from ..formats.html import ARCHIVED
from ..tree import Tree, squeezed, text_of

IN_ARCHIVE = re.compile(r"^/web/\d+(?:[a-z]{2}_)?/(?=https?:)")
WHOLE = re.compile(r"https?://[\w.-]+\.\w+(:\d+)?([/?#]\S*)?$", re.IGNORECASE)
MAIL = re.compile(r"[^\s/@:]+@[^\s/@]+\.[^\s/@]+$")


def whole(tree: Tree, address: str | None) -> list[str]:
    """Write each link as a whole address; where none can be known, the words stay alone."""
    notes: dict[str, None] = {}
    for tag in tree.find_all("a"):
        href = str(tag.get("href") or "").strip()
        if tag.find_parent("del") is not None:
            continue
        if not href or not squeezed(text_of(tag)):
            _plain(tag)
        elif href.startswith("#"):
            continue
        elif (found := _whole(href, address)) is not None:
            here = address and found.partition("#")[0] == address.partition("#")[0]
            tag["href"] = "#" + found.partition("#")[2] if here and "#" in found else found
        else:
            notes[f"The address of a link was dropped: '{href}'."] = None
            _plain(tag)
    return [*notes]


def pictures(tree: Tree) -> list[str]:
    """Take out pictures: sources show only those that lie beside them."""
    notes = []
    for tag in tree.find_all("img"):
        words = squeezed(str(tag.get("alt") or ""))
        if tag.find_parent("del") is None and (words or tag.get("src")):
            source = str(tag.get("src") or "")[:120]
            notes.append(f"A picture was dropped: '{words}' ({source}).")
        tag.decompose()
    return notes


def _whole(href: str, address: str | None) -> str | None:
    href = ARCHIVED.sub("", IN_ARCHIVE.sub("", href)).replace(" ", "%20")
    if href.startswith("www."):
        href = f"https://{href}"
    if MAIL.match(href):
        href = f"mailto:{href}"
    if re.match(r"(mailto|tel):", href, re.IGNORECASE):
        return href
    try:
        found = urljoin(address, href) if address else href
        host = urlsplit(found).hostname
    except ValueError:
        return None
    if found.startswith("//"):
        found = f"https:{found}"
    return found if host and WHOLE.match(found) else None


def _plain(tag: object) -> None:
    """Leave the words of a link; an address that it had for others stays with it."""
    if getattr(tag, "get", lambda _: None)("id") or tag.get("name"):  # type: ignore[attr-defined]
        tag.attrs.pop("href", None)  # type: ignore[attr-defined]
    else:
        tag.unwrap()  # type: ignore[attr-defined]
