"""A text taken apart as its page shows it: words, sections, and the register of cookies."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html import escape

from ..i18n import N_, Interface
from ..redline.blocks import Block, blocks, row
from .edition_view import EditionView

CATEGORIES = {
    "necessary": N_("Necessary cookies"),
    "functional": N_("Functional cookies"),
    "analytics": N_("Analytics cookies"),
    "marketing": N_("Marketing cookies"),
}
COLUMNS = (N_("Name"), N_("Set by"), N_("What for"), N_("Kept for"), N_("Party"))
PARTIES = {"first": N_("first party"), "third": N_("third party")}
WHILE_OPEN = N_("until you close the browser")


@lru_cache(maxsize=128)  # a text is compared with the one before, the one after and the latest
def _blocks(html: str, part: str, owner: str, lang: str) -> tuple[Block, ...]:
    return tuple(blocks(html, part, owner, lang))


def blocks_of(text: EditionView, interface: Interface) -> Iterator[Block]:
    """Take a text apart as its page shows it, register and all."""
    place, part = -1, ""
    for block in text.blocks:
        lang = block.language.tag if block.language else ""
        owner = block.section.id if block.section else ""
        if not block.category:
            for found in _blocks(str(block.heading + block.html), part, owner, lang):
                part = found.part
                yield found
            continue
        place -= 1
        _ = interface.gettext
        caption = blocks(f"<p>{escape(_(CATEGORIES[block.category]))}</p>")
        yield replace(caption[0], kind="caption", around=("table",), place=place, part=part)
        yield row(map(_, COLUMNS), place, part, head=True)
        for cookie in block.rows:
            until = cookie.duration or _(WHILE_OPEN)
            party = _(PARTIES[cookie.cookie.party])
            cells = (cookie.cookie.name, cookie.provider, cookie.purpose, until, party)
            yield row(cells, place, part)
