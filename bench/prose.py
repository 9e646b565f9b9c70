"""Texts of policies out of made-up words: the same seed gives the same words in every language.

A sentence holds the ranks of words in a vocabulary; each language has a vocabulary of its own, so
that a translation agrees with its original part by part, and an edit meets both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from random import Random

VOCABULARY, PARTS, EDITS = 3000, 12, 14
# Few words are frequent, and most are rare, as in any language.
WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
SYLLABLES = {
    "en": "th er in con for ment pro ing us tion ac ly pre st al per dis cord vey lan",
    "es": "de la que ción res con per do mien to pa cho es tra ba jo lo gar seo vi",
}
OTHER = {"privacy": "cookies", "cookies": "privacy"}
CATEGORIES = ("necessary", "functional", "analytics", "marketing")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words by rank; `mark` is put round the second and third, `target` is where a link goes."""

    words: tuple[int, ...]
    mark: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`p`), a list (`ul`), or a table of three columns."""

    kind: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its address, and what stands below it."""

    anchor: str
    heading: Sentence
    blocks: tuple[Block, ...]


Text = tuple[Part, ...]


@cache
def vocabulary(language: str) -> Sequence[str]:
    """Make the words of a language, the frequent ones short."""
    chance, syllables = Random(language), SYLLABLES[language].split()
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        length = 1 + len(words) // 12 if len(words) < 24 else chance.randint(2, 4)
        words["".join(chance.choices(syllables, k=length))] = None
    return tuple(words)


def ranks(chance: Random, size: int) -> tuple[int, ...]:
    return tuple(chance.choices(range(VOCABULARY), cum_weights=WEIGHTS, k=size))


def words(chance: Random, language: str, size: int) -> str:
    """Write a few words without a full stop."""
    known = vocabulary(language)
    return " ".join(known[rank] for rank in ranks(chance, size)).capitalize()


def compose(chance: Random, policy: str) -> Text:
    """Write a policy of some 1,500 words in twelve parts."""
    anchors = [f"part-{number}" for number in range(1, PARTS + 1)]
    if policy == "cookies":
        anchors[: len(CATEGORIES)] = CATEGORIES
    return tuple(
        Part(anchor, Sentence(ranks(chance, 3)), tuple(_blocks(chance, policy, anchors, number)))
        for number, anchor in enumerate(anchors)
    )


def _blocks(chance: Random, policy: str, anchors: list[str], number: int) -> Iterator[Block]:
    for _ in range(2):
        yield Block("p", tuple(_sentence(chance, policy, anchors) for _ in range(3)))
    if number % 4 == 3:
        yield Block("table", tuple(Sentence(ranks(chance, 2)) for _ in range(5 * 3)))
    else:
        yield Block("ul", tuple(Sentence(ranks(chance, 7)) for _ in range(4)))


def _sentence(chance: Random, policy: str, anchors: list[str]) -> Sentence:
    links = {
        "part": f"#{chance.choice(anchors)}",
        "other": f"../{OTHER[policy]}/",
        "outside": f"https://www.example.org/{chance.randrange(1000)}",
    }
    kinds = ["", "em", "strong", *links]
    mark = chance.choices(kinds, weights=[74, 8, 5, 7, 3, 3])[0]
    return Sentence(ranks(chance, chance.randint(10, 22)), mark, links.get(mark, ""))


def revise(chance: Random, text: Text) -> Text:
    """Make the next version of a text by small edits, each in one sentence."""
    parts = list(text)
    for _ in range(EDITS):
        at = chance.randrange(len(parts))
        blocks = list(parts[at].blocks)
        which = chance.randrange(len(blocks))
        blocks[which] = _revised(chance, blocks[which])
        parts[at] = replace(parts[at], blocks=tuple(blocks))
    return tuple(parts)


def _revised(chance: Random, block: Block) -> Block:
    sentences = list(block.sentences)
    at = chance.randrange(len(sentences))
    kind = chance.choices(["words", "more", "sentence", "fewer"], weights=[60, 20, 10, 10])[0]
    if block.kind != "table" and kind == "sentence":
        sentences.insert(at, Sentence(ranks(chance, 12)))
    elif block.kind != "table" and kind == "fewer" and len(sentences) > 2:
        del sentences[at]
    else:
        old = list(sentences[at].words)
        place = chance.randrange(len(old))
        size = chance.randint(1, 3)
        old[place : place + (0 if kind == "more" else size)] = ranks(chance, size)
        sentences[at] = replace(sentences[at], words=tuple(old))
    return Block(block.kind, tuple(sentences))


def markdown(text: Text, language: str, translated: bool) -> str:
    """Write a text in a language; a translation inherits the addresses of its headings."""
    known = vocabulary(language)
    lines = [f"{_plain(known, text[0].heading)}.\n"]
    for part in text:
        address = "" if translated else f" {{#{part.anchor}}}"
        lines.append(f"## {_plain(known, part.heading)}{address}\n")
        for block in part.blocks:
            said = [_marked(known, sentence) for sentence in block.sentences]
            lines.append("".join(f"{line}\n" for line in _written(block.kind, said)))
    return "\n".join(lines)


def _written(kind: str, said: list[str]) -> list[str]:
    if kind == "ul":
        return [f"- {sentence}," for sentence in said]
    if kind == "table":
        rows = [" | ".join(said[at : at + 3]) for at in range(0, len(said), 3)]
        return [f"| {rows[0]} |", "|---|---|---|", *(f"| {row} |" for row in rows[1:])]
    return [f"{sentence}." for sentence in said]


def _plain(known: Sequence[str], sentence: Sentence) -> str:
    return " ".join(known[rank] for rank in sentence.words).capitalize()


def _marked(known: Sequence[str], sentence: Sentence) -> str:
    first, *rest = (known[rank] for rank in sentence.words)
    inner, tail = " ".join(rest[:2]), rest[2:]
    if not inner:
        return first.capitalize()
    sign = {"em": "*", "strong": "**"}.get(sentence.mark, "")
    marked = f"[{inner}]({sentence.target})" if sentence.target else f"{sign}{inner}{sign}"
    return " ".join([first.capitalize(), marked, *tail])
