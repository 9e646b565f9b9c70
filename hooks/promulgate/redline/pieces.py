"""What stays, comes and goes within a block, as runs of words."""

from typing import NamedTuple

from .tokens import Cell


class Piece(NamedTuple):
    """Words that stay (`=`), come (`+`) or go (`-`), or stay inside other marks (`~`).

    `was` are the words of a `~` with the marks of the old text. A `label` is a number at the
    beginning of a block.
    """

    sign: str
    words: Cell
    was: Cell = ()
    label: bool = False

    @property
    def old(self) -> Cell:
        """Give what the old text has of it."""
        return self.was if self.sign == "~" else self.words if self.sign in "=-" else ()

    @property
    def new(self) -> Cell:
        """Give what the new text has of it."""
        return self.words if self.sign in "=+~" else ()


Line = tuple[Piece, ...]


def counted_words(words: Cell) -> int:
    """Count words, not signs."""
    return sum([word.text[:1].isalnum() for word in words])
