"""In which parts of a text something changed, each with the first words that did."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..redline.blocks import HEADINGS, Block
from ..redline.changes import Change
from ..redline.listed import Listed, Op
from ..redline.pieces import Line, counted_words
from ..redline.tokens import Cell, plain

WHOLE = (Op.ADDED, Op.REMOVED, Op.MOVED)
SLIGHT = (Op.RENUMBERED, Op.LINK, Op.EMPHASIS)
LEAD = 4  # words that stand before the first that changed
CLIP = 110  # signs after which a line is cut
FEW = 8  # changed words of a small change, at most
ENDS = frozenset(".!?。！？؟।")
FIGURE = re.compile(r"\d")


class Clip(NamedTuple):
    """Words of a line that tells a change: they stay (`=`), come (`+`) or go (`-`)."""

    sign: str
    text: str


class ChangedPart(NamedTuple):
    """A part of the text, by its address, in which something changed: here is the first change.

    `law` names the jurisdiction that words it. `no` is the number of the part, `was` what that was
    where it is another; `top` is the part that it stands in, with its number, where that is not
    itself. A `small` change leaves every sentence and every figure.
    """

    op: str
    name: str
    number: int
    law: str
    id: str = ""
    no: str = ""
    was: str = ""
    top: tuple[str, str] = ("", "")
    clip: tuple[Clip, ...] = ()
    small: bool = False


class Names(NamedTuple):
    """What parts are called: `laws` by jurisdiction; numbers by address, before and after."""

    laws: Mapping[str, str]
    before: Mapping[str, str]
    after: Mapping[str, str]


def parts(names: Names, changes: Sequence[Change], found: Sequence[Listed]) -> list[ChangedPart]:
    """List the parts in which something changed, each once, under the heading nearest to it."""
    called = {b.id: b.text for c in changes for b in (*c.old, *c.new) if b.id}
    tops = _tops(changes)
    inside: dict[str, ChangedPart] = {}
    whole: set[str] = set()
    for number, each in enumerate(found, start=1):
        told = [changes[at] for at in each.at]
        if each.op in WHOLE and told[0].block.kind in HEADINGS:
            told, op = told[:1], each.op  # all that stands below it came, went or moved too
            whole.add(told[0].block.part)
        else:
            op = each.op if each.op in SLIGHT else Op.CHANGED
        for change in told:
            block = change.block
            known = inside.get(block.part)
            small = each.op in SLIGHT or (each.op is Op.CHANGED and _small(change))
            if known is None:
                below = (
                    [changes[at] for at in each.at[1:]] if told[0].block.kind in HEADINGS else []
                )
                no, was = _numbers(names, block, change)
                top = tops.get(block.part, "")
                inside[block.part] = ChangedPart(
                    op,
                    called.get(block.part, ""),
                    number,
                    names.laws.get(block.owner, ""),
                    block.part,
                    no,
                    was,
                    (_number(names, top), called.get(top, "")) if top != block.part else ("", ""),
                    tuple(
                        clip(below[0] if below and below[0].block.part == block.part else change)
                    ),
                    small,
                )
                continue
            if known.op != op and block.part not in whole:
                known = known._replace(op=Op.CHANGED)
            if known.small and not small:  # what weighs more is told
                known = known._replace(number=number, clip=tuple(clip(change)))
            inside[block.part] = known._replace(small=known.small and small)
    return list(inside.values())


def _tops(changes: Sequence[Change]) -> dict[str, str]:
    """Tell in which part each part stands, itself included, by addresses."""
    heads = [c.block for c in changes if c.block.kind in HEADINGS and not c.departed]
    highest = min((block.kind for block in heads), default="h2")
    found: dict[str, str] = {}
    top = ""
    for block in heads:
        top = block.id if block.kind == highest else top
        found[block.id] = top
    return found


def _number(names: Names, part: str) -> str:
    return names.after.get(part) or names.before.get(part, "")


def _numbers(names: Names, block: Block, change: Change) -> tuple[str, str]:
    """Tell the number of the part that a block stands in, and what it was if it moved."""
    now = _number(names, block.part)
    was = names.before.get(change.before[0].part if change.before else block.part, "")
    return now, was if was != now and change.new else ""


def _small(change: Change) -> bool:
    """Tell whether few words changed, no figure among them, and every sentence is still there."""
    if change.columns or not (change.old or change.before):
        return False
    told = [piece for line, _ in change.told() for piece in line if piece.sign in "+-"]
    changed = [piece for piece in told if not piece.label]
    if sum(counted_words(piece.words) for piece in changed) > FEW:
        return False
    texts = [word.text for piece in changed for word in piece.words]
    return not ENDS.intersection(texts) and not FIGURE.search(" ".join(texts))


def clip(change: Change) -> Iterator[Clip]:
    """Give the first words of a change, with a few before and what follows, as one line."""
    lines: list[Line] = [line for line, _ in change.told()]
    first = next(
        (n for n, line in enumerate(lines) if any(p.sign in "+-" and not p.label for p in line)), 0
    )
    left = CLIP
    begun = False
    for at, piece in enumerate(lines[first] if lines else ()):
        if left <= 0:
            return
        words = piece.words
        if not begun and piece.sign in "=~":
            following = lines[first][at + 1 :]
            if any(other.sign in "+-" for other in following):
                cut = len(words) > LEAD
                words = words[-LEAD:] if cut else words
                yield Clip("=", ("… " if cut else "") + _text(words))
                continue
        begun = begun or piece.sign in "+-"
        text = "".join(plain(words[:CLIP]))[:left]
        left -= len(text)
        yield Clip("=" if piece.sign == "~" else piece.sign, text if at else text.lstrip())


def _text(words: Cell) -> str:
    return "".join(plain(words)).strip()
