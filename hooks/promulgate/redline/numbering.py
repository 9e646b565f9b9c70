"""Numbers of parts, counted from headings, where the text has none of its own."""

from collections.abc import Iterable, Mapping

from .blocks import HEADINGS, Block

DEEPEST = 2  # levels of headings that are numbered


def numbered(blocks: Iterable[Block]) -> Mapping[str, str]:
    """Number the headings of a text by their addresses: `2`, `2.1`; none where one is written."""
    headings = [block for block in blocks if block.kind in HEADINGS]
    if not headings or any(block.label for block in headings):
        return {}
    top = min(int(block.kind[1]) for block in headings)
    counts = [0] * DEEPEST
    found: dict[str, str] = {}
    for block in headings:
        level = int(block.kind[1]) - top
        if level < DEEPEST:
            counts[level] += 1
            counts[level + 1 :] = [0] * (DEEPEST - level - 1)
            found.setdefault(block.id, ".".join(map(str, counts[: level + 1])))
    return found
