"""Clauses that were replaced: where little of one remains, it goes and comes as a whole."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from .pieces import Line, Piece, counted_words
from .tokens import Cell

ENDS = frozenset(",;:.!?،؛؟…，、。；：！？।॥។៖၊။·")


def replaced(line: Sequence[Piece]) -> Line:
    """Join what changed; a clause of which less than half remains, in pieces, is replaced whole."""
    if sum(piece.sign in "+-" for piece in line) < 2:
        return tuple(piece for piece in line if piece.words)
    found: list[Piece] = []
    clause: list[Piece] = []
    for piece in _cut(line):
        if piece.sign == "=" and piece.words[0].text in ENDS:
            found += [*_whole(clause), piece]
            clause = []
        else:
            clause.append(piece)
    return tuple(_joined([*found, *_whole(clause)]))


def _cut(line: Sequence[Piece]) -> Iterator[Piece]:
    """Part what stays where clauses end."""
    for piece in line:
        if piece.sign != "=":
            yield from [piece] if piece.words else []
            continue
        start = 0
        for at, word in enumerate(piece.words):
            if word.text in ENDS:
                yield from [Piece("=", piece.words[start:at])] if start < at else []
                yield Piece("=", piece.words[at : at + 1])
                start = at + 1
        yield from [Piece("=", piece.words[start:])] if start < len(piece.words) else []


def _whole(clause: list[Piece]) -> list[Piece]:
    edits = sum(changed for changed, _ in groupby(clause, lambda piece: piece.sign in "+-"))
    if edits < 2:
        return clause
    old: Cell = tuple([word for piece in clause for word in piece.old])
    new: Cell = tuple([word for piece in clause for word in piece.new])
    kept = sum(counted_words(piece.words) for piece in clause if piece.sign in "=~")
    if 2 * kept >= max(counted_words(old), counted_words(new)):
        return clause
    return [Piece("-", old), Piece("+", new)]


def _joined(line: Sequence[Piece]) -> Iterator[Piece]:
    """Give what stays in as few pieces as can be, and what went before what came."""
    for sign, group in groupby(line, lambda piece: "±" if piece.sign in "+-" else piece.sign):
        if sign == "~":
            yield from group
            continue
        found = list(group)
        for each in "=-+":
            words = tuple([w for piece in found if piece.sign == each for w in piece.words])
            yield from [Piece(each, words)] if words else []
