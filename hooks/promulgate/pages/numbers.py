"""Numbers of the parts of a text, where its author has given none."""

from collections.abc import Mapping, Sequence
from html import unescape

from ..redline.labels import labelled
from ..redline.tokens import words


def numbered(headings: Sequence[tuple[int, str, str]]) -> Mapping[str, str]:
    """Number headings (level, anchor, words) as 1, 1.1, 1.1.1; none where any has its own number.

    The first level that occurs is the first of the numbers. They are the site's, drawn by its
    styles, and no words of the text.
    """
    if any(labelled(words(unescape(text)), heading=True) for _, _, text in headings):
        return {}
    top = min((level for level, _, _ in headings), default=0)
    counts: list[int] = []
    found: dict[str, str] = {}
    for level, anchor, _ in headings:
        depth = min(level - top, len(counts))
        counts = [*counts[:depth], (counts[depth] if depth < len(counts) else 0) + 1]
        found[anchor] = ".".join(map(str, counts))
    return found
