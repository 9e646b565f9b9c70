"""What a comparison tells beside the words: other numbers, addresses, emphasis, forms."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from ..redline.blocks import HEADINGS, Block
from ..redline.changes import Change
from ..redline.listed import addresses, forms
from ..redline.pieces import Piece

FORMS = {
    **dict.fromkeys(("<strong>", "<b>"), "bold"),
    **dict.fromkeys(("<em>", "<i>"), "italic"),
    **dict.fromkeys(("<code>", "<kbd>"), "code"),
}


class Note(NamedTuple):
    """What something was and is: `kind` is `number`, `link`, `emphasis` or `form`.

    Of a link these are addresses, of a number numbers; of others, names that the template words.
    """

    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def of_piece(piece: Piece, page: str) -> Iterator[Note]:
    """Tell what changed around words that stay; addresses are told from the root of the site."""
    links = [tuple(_address(page, a) for a in addresses(x)) for x in (piece.was, piece.words)]
    if links[0] != links[1]:
        yield Note("link", *links)
    marks = [forms(words) for words in (piece.was, piece.words)]
    if marks[0] != marks[1]:
        yield Note("emphasis", *(tuple(FORMS.get(m, "other") for m in side) for side in marks))


def of_block(change: Change) -> Iterator[Note]:
    """Tell what changed around a block: its number in a list, or what it is."""
    old, new = (*change.old, *change.before)[:1], change.new[:1]
    if not old or not new:
        return
    was, now = old[0], new[0]
    if was.number is not None and now.number is not None:
        if was.number != now.number:
            yield Note("number", (f"{was.number}.",), (f"{now.number}.",))
    elif (was.kind, was.around) != (now.kind, now.around):
        yield Note("form", (_form(was),), (_form(now),))


def _address(page: str, address: str) -> str:
    return address if address.startswith("#") else urljoin(page, address)


def _form(block: Block) -> str:
    if block.kind in HEADINGS:
        return block.kind
    if block.kind == "li":
        return "number" if block.number is not None else "item"
    return "paragraph" if block.kind == "p" and not block.around else "other"
