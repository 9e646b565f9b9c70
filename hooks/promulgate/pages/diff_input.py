"""A text taken apart as its page shows it: words, sections, and the register of cookies."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html import escape

from ..editions.register import COLUMN_NAMES, KIND, cells
from ..i18n import Interface
from ..redline.blocks import Block, blocks, row
from .edition_view import EditionView


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
        caption = blocks(f"<p>{escape(block.category)}</p>")
        yield replace(caption[0], kind="caption", around=("table",), place=place, part=part)
        columns = (*COLUMN_NAMES, KIND) if block.kinds else COLUMN_NAMES
        yield row(map(_, columns), place, part, head=True)
        for cookie in block.rows:
            name, party = cookie.cookie.name, cookie.cookie.party
            kind = cookie.cookie.kind if block.kinds else None
            words = cells(_, name, cookie.provider, cookie.purpose, cookie.duration, party, kind)
            yield row(words, place, part)
