"""Texts as offices write them: pasted from Word, numbered by law, in eight scripts; from a seed."""

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

# For each language a sentence of words, and what joins them.
SCRIPTS = {
    "en": ("we keep the name of each member and tell nobody about fees or boats in harbour", " "),
    "es": ("guardamos el nombre de cada persona y no contamos a nadie cuánto paga ni dónde", " "),
    "he": ("אנחנו שומרים את השם של כל חבר ולא מספרים לאיש על התשלום או על הסירה שלו", " "),
    "ar": ("نحتفظ باسم كل عضو ولا نخبر أحدا عن الرسوم أو القوارب في الميناء القديم", " "),
    "ru": ("мы храним имя каждого члена клуба и никому не говорим о взносах или лодках", " "),
    "hi": ("हम हर सदस्य का नाम रखते हैं और किसी को शुल्क या नाव के बारे में नहीं बताते", " "),
    "zh": ("我们 保存 每位 会员 的 姓名 不会 告诉 任何 人 费用 或者 船只 的 情况", ""),
    "th": ("เรา เก็บ ชื่อ ของ สมาชิก ทุก คน และ ไม่ บอก ใคร เรื่อง ค่าธรรมเนียม หรือ เรือ", ""),
}  # fmt: skip
SIGNS: tuple[Callable[[int], str], ...] = (
    lambda n: "•\t",
    lambda n: "– ",
    lambda n: f"({chr(97 + n)}) ",
    lambda n: f"{chr(97 + n)}. ",
    lambda n: f"{chr(65 + n)}. ",
    lambda n: f"({('i', 'ii', 'iii', 'iv')[n]}) ",
    lambda n: f"{n + 1}) ",
    lambda n: f"3.{n + 1} ",
    lambda n: f"§ {n + 1} ",
)


class OfficeText(NamedTuple):
    """A body as it was pasted, and as the next version has it: one word is another."""

    language: str
    body: str
    next: str


def office_text(seed: int) -> OfficeText:
    """Make a text; the same from the same seed."""
    chance = random.Random(seed)
    language = list(SCRIPTS)[seed % len(SCRIPTS)]
    writer = _Writer(chance, *SCRIPTS[language])
    blocks = [block for number in range(1, chance.randint(3, 5)) for block in writer.part(number)]
    body = "\n\n".join(blocks) + "\n"
    mark = chance.choice([f"{number}" for number in range(1001, writer.last + 1)])
    text = OfficeText(language, body, body.replace(mark, "7777"))
    if chance.random() < 0.3:
        text = text._replace(body=text.body.replace("\n", "\r\n"), next=text.next)
    return text


class _Writer:
    """Writes sentences, each with a number that stands nowhere else."""

    def __init__(self, chance: random.Random, words: str, glue: str) -> None:
        self.chance, self.words, self.glue, self.last = chance, words.split(), glue, 1000

    def sentence(self) -> str:
        self.last += 1
        start = self.chance.randrange(len(self.words) - 6)
        found = self.words[start : start + self.chance.randint(4, 6)]
        self.chance.shuffle(found)
        words = self.glue.join(found)
        quoted = f"“{words}”" if self.chance.random() < 0.2 else words
        bold = f"**{quoted}**:" if self.chance.random() < 0.1 else quoted
        return f"{bold} {self.last}."

    def part(self, number: int) -> Iterator[str]:
        """Write a heading with what stands below it."""
        hidden = self.chance.choice(["", "", "\u200b", "\ufeff", "  "])
        blank = self.chance.choice([" ", " ", ""])
        glue = self.chance.choice([" ", ""])
        yield f"{hidden}##{blank}{number}. {self.words[number]}{glue}{{#p{number}}}"
        for _ in range(self.chance.randint(1, 4)):
            yield self.chance.choice(
                [self.prose, self.pasted, self.nested, self.clauses, self.table, self.labels]
            )()

    def prose(self) -> str:
        return "\n".join(self.sentence() for _ in range(self.chance.randint(1, 3)))

    def pasted(self) -> str:
        """Write items with the signs of Word, under a sentence or alone."""
        sign = self.chance.choice(SIGNS)
        lines = [self.sentence()] if self.chance.random() < 0.6 else []
        lines += [f"{sign(n)}{self.sentence()}" for n in range(self.chance.randint(2, 4))]
        return "\n".join(lines)

    def nested(self) -> str:
        """Write a list of two levels, as far in as other programs have it."""
        indent = " " * self.chance.choice([2, 3, 4])
        outer = self.chance.choice(["-", "*"]) if len(indent) == 2 else "1."
        lines = [self.sentence()] if self.chance.random() < 0.3 else []
        for number in range(1, self.chance.randint(2, 4)):
            lines.append(f"{outer if outer != '1.' else f'{number}.'} {self.sentence()}")
            lines += [f"{indent}- {self.sentence()}" for _ in range(self.chance.randint(0, 2))]
        return "\n".join(lines)

    def clauses(self) -> str:
        """Write numbered clauses with letters below them."""
        found = []
        for number in range(1, self.chance.randint(2, 4)):
            found.append(f"{number}. {self.sentence()}")
            for letter in "ab":
                found.append(f"    ({letter}) {self.sentence()}")
        return "\n".join(found)

    def table(self) -> str:
        head = f"{self.sentence()}\n" if self.chance.random() < 0.4 else ""
        rows = [f"| {self.sentence()} | {self.sentence()} |" for _ in range(3)]
        return head + "\n".join([rows[0], "|---|---|", *rows[1:]])

    def labels(self) -> str:
        return "  \n".join(f"{self.words[0]}: {self.sentence()}" for _ in range(3))
