"""Numbers that are written at the beginning of a block: 1., 1.1, (a), (iv), A., §."""

import re
from collections.abc import Sequence

from .tokens import Word, plain

LOOKED_AT = 10  # words: no label is longer
ROMAN = "[ivxlc]{1,7}|[IVXLC]{1,7}"
DIGITS = r"\d{1,3}(?:\.\d{1,3})*"
SIGNS = rf"(?:{DIGITS}[a-z]?|{ROMAN}|[^\W\d_](?:\.\d{{1,3}})*)"
# What a heading calls its parts, in the languages that the interface speaks.
NAMES = (
    "article|section|clause|chapter|part|schedule|annex|appendix|exhibit|artikel|abschnitt|teil"
    "|kapitel|anhang|anlage|artículo|sección|cláusula|capítulo|parte|anexo|chapitre|partie|annexe"
    "|titre|artigo|seção|secção|المادة|البند|القسم|الفصل|ข้อ|หมวด|סעיף|статья|раздел"
)
LABEL = re.compile(
    rf"""\s*(?:
      §{{1,2}}\s?{DIGITS}[a-z]?\.?(?=\s)
    | (?:\(\s?{SIGNS}\s?\))+\.?(?=\s)
    | {SIGNS}[.):](?=\s)
    | \d{{1,3}}(?:\.\d{{1,3}})+(?=\s[^a-zß-öø-ÿ\d]) # without a point: 1.1 You, but not 1.5 million
    | (?i:{NAMES})\s{SIGNS}(?:[.):]|\s[–—-])(?=\s)
    | 第[\d〇零一二三四五六七八九十百千]{{1,6}}[条條章节節款项項編编](?:の\w)?
    | [一二三四五六七八九十]{{1,4}}、 | （[\d一二三四五六七八九十]{{1,4}}）
    )""",
    re.VERBOSE,
)
# Only a heading is sure to name itself: "Section 4 of the Act applies" names another text.
HEADED = re.compile(rf"\s*(?i:{NAMES})\s{SIGNS}(?=\s)")


def labelled(found: Sequence[Word], heading: bool = False) -> int:
    """Count the words at the beginning that are the number of what follows them."""
    text = "".join(plain(found[:LOOKED_AT]))
    match = LABEL.match(text) or (HEADED.match(text) if heading else None)
    if match is None:
        return 0
    rest = match.end()
    for at, word in enumerate(found[:LOOKED_AT]):
        if rest <= 0:
            return at if rest == 0 else 0
        rest -= len(word.text) + word.space
    return 0
