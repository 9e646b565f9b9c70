"""Addresses of a tree: its headings get theirs, and links inside it lead to them."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from .tree import HEADINGS, squeezed, text_of

if TYPE_CHECKING:
    from bs4 import Tag


class Found(NamedTuple):
    """A heading of the tree: its level, its words, and the id that it had, or ''."""

    level: int
    words: str
    id: str


Naming = Callable[[Sequence[Found]], Sequence[tuple[str, bool]]]  # an address; is it written?


def resolve(body: "Tag", naming: Naming) -> list[str]:
    """Give headings their addresses, and lead links inside the text to them.

    The answer lists the targets that the text does not have: of these links only words remain.
    """
    headings = body.find_all(HEADINGS)
    words = [squeezed(text_of(heading)) for heading in headings]
    found = [Found(int(h.name[1]), squeezed(text_of(h)), str(h.get("id") or "")) for h in headings]
    named = naming(found)
    names = [name for name, _ in named]
    ids: dict[str, str] = {}
    last = ""
    for tag in body.find_all(True):
        if tag.name in HEADINGS:
            last = names[headings.index(tag)]
        for name in (tag.get("id"), tag.get("name")):
            if name and (last or names):
                near = next(
                    (names[headings.index(h)] for h in tag.find_all(HEADINGS, limit=1)), last
                )
                ids.setdefault(str(name).lower(), near or names[0])
    for text, name in zip(words, names, strict=True):
        for spelt in (_github(text), _kramdown(text), name):
            ids.setdefault(spelt, name)
    for heading, (name, written) in zip(headings, named, strict=True):
        heading["id"] = name if written else ""
    lost: dict[str, None] = {}
    for link in body.find_all("a", href=re.compile("^#")):
        target = unquote(str(link["href"])[1:]).lower()
        if target in ids:
            link["href"] = f"#{ids[target]}"
        else:
            lost[str(link["href"])] = None
            link.unwrap()
    return [*lost]


def _github(words: str) -> str:
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")


def _kramdown(words: str) -> str:
    return re.sub(r"[^a-z0-9 -]", "", re.sub(r"^[^a-z]+", "", words.lower())).replace(" ", "-")
