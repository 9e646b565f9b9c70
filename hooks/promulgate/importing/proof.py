"""The proof of an import: each word of the source stands in the text, or in the report."""

from difflib import SequenceMatcher
from typing import NamedTuple

from ..editions.markdown import to_html
from .tree import parse, squeezed, text_of, tokens

SHOWN = 12  # words of a difference


class Difference(NamedTuple):
    """Words that are on one side only, with some of those before them."""

    after: str
    source: str
    imported: str

    def __str__(self) -> str:
        return f"after '{self.after}': '{self.source}' in the source, '{self.imported}' imported"


def shown_words(markdown: str) -> list[str]:
    """Read the words and signs of a source as a reader of its page sees them."""
    return tokens(text_of(parse(to_html(markdown)).body or parse("")))


def prove(source: list[str], imported: list[str]) -> Difference | None:
    """Compare words and signs in order; None where all are the same."""
    if source == imported:
        return None
    matcher = SequenceMatcher(None, source, imported, autojunk=False)
    for op, a, b, c, d in matcher.get_opcodes():
        if op != "equal":
            return Difference(
                squeezed(" ".join(source[max(0, a - SHOWN) : a])),
                squeezed(" ".join(source[a : min(b, a + SHOWN)])),
                squeezed(" ".join(imported[c : min(d, c + SHOWN)])),
            )
    return None
