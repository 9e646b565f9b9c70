"""All that is done to a text before it is written, in order."""

from typing import NamedTuple

from ..formats.kinds import Extract
from ..tree import Mark, Tree, marks
from . import furniture, headings, links, lists, tables


class Cleaned(NamedTuple):
    """A tree with its marks, and what was found while it was marked."""

    tree: Tree
    title: str | None
    notes: tuple[str, ...]
    dropped: tuple[Mark, ...]
    added: tuple[Mark, ...]


def clean(extract: Extract, address: str | None) -> Cleaned:
    """Mark all that is no part of the text; no word goes without a mark."""
    tree = extract.tree
    notes = [*extract.unread]
    furniture.instructions(tree)
    furniture.banners(tree)
    furniture.outside(tree)
    notes += links.pictures(tree)
    tables.unwrap_layout(tree)
    lists.office(tree)
    lists.literal(tree)
    headings.from_bold(tree)
    title = headings.take_title(tree, extract.title, "title" in extract.fields)
    headings.levels(tree)
    notes += links.whole(tree, address or extract.address)
    return Cleaned(tree, title, tuple(notes), tuple(marks(tree, "del")), tuple(marks(tree, "ins")))
