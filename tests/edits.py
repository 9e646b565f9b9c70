"""Texts made up by chance, and what editors do to them."""

import random
from dataclasses import replace

from promulgate.redline.blocks import Block
from promulgate.redline.tokens import Cell, Word, led, words

VOCABULARY = [*"abcdefghijkl", "not", "90", "days", "§", "né", "北", "لا"]
MARKS = (("<strong>",), ('<a href="x">',), ('<a href="y">',), ('<a href="x">', "<em>"))
NUMBERS = [words(number) for number in ("1.", "1.2", "2.3.", "(a)", "(iv)", "§ 3")]
KINDS = ("p", "p", "p", "h2", "li", "tr")


def text(chance: random.Random) -> list[Block]:
    return [block(chance) for _ in range(chance.randint(0, 7))]


def block(chance: random.Random) -> Block:
    kind = chance.choice(KINDS)
    number = chance.randint(1, 3) if kind == "li" and chance.random() < 0.3 else None
    around = {"li": ("ol",) if number else ("ul",), "tr": ("table",)}.get(kind, ())
    cells = tuple(cell(chance) for _ in range(2 if kind == "tr" else 1))
    id_ = chance.choice(("", "who", "why")) if kind == "h2" else ""
    return Block(kind, cells, around, id_, number)


def cell(chance: random.Random) -> Cell:
    marks = chance.choice(MARKS) if chance.random() < 0.2 else ()
    number = chance.choice(NUMBERS) if chance.random() < 0.2 else []
    return led(number) + tuple(
        Word(chance.choice(VOCABULARY), at == 0 or chance.random() < 0.8, marks)
        for at in range(chance.randint(1, 9))
    )


def edited(chance: random.Random, old: list[Block]) -> list[Block]:
    """Do to a text what editors do."""
    new = list(old)
    for _ in range(chance.randint(0, 4)):
        at = chance.randint(0, len(new))
        match chance.randint(0, 7):
            case 0:
                new.insert(at, block(chance))
            case 1:
                del new[at : at + 1]
            case 2:
                chance.shuffle(new)
            case 3 if at < len(new):
                part = list(new[at].cells[0])
                spot = chance.randint(0, len(part))
                part[spot : spot + chance.randint(0, 2)] = cell(chance)[: chance.randint(0, 2)]
                if part:
                    new[at] = replace(new[at], cells=(tuple(part), *new[at].cells[1:]))
            case 4 if at < len(new) and new[at].kind == "p" and len(new[at].cells[0]) > 3:
                first, rest = new[at].cells[0][:2], new[at].cells[0][2:]
                new[at : at + 1] = [replace(new[at], cells=(c,)) for c in (first, rest)]
            case 5 if at < len(new):
                marked = [
                    [w._replace(marks=chance.choice(MARKS)) for w in c] for c in new[at].cells
                ]
                new[at] = replace(new[at], cells=tuple(map(tuple, marked)))
            case 6:
                new = [with_column(chance, each) if each.kind == "tr" else each for each in new]
            case 7 if at < len(new):
                new.append(new.pop(at))
    return new


def with_column(chance: random.Random, row: Block) -> Block:
    """Add a column to a row, take one out, or move one."""
    cells = list(row.cells)
    match chance.randint(0, 2):
        case 0:
            cells.insert(chance.randint(0, len(cells)), cell(chance))
        case 1 if len(cells) > 1:
            cells.pop()
        case 2:
            cells.reverse()
    return replace(row, cells=tuple(cells))
