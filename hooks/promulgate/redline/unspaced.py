"""Words in scripts that write none apart, and in those whose signs are made of several: by ICU.

Chinese, Japanese, Thai, Lao, Khmer and Burmese are cut by its dictionaries, all else by Unicode's
rules (UAX 29). No cut falls inside a grapheme cluster.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

LOCALE = "en"  # the dictionaries are the same for all; only the signs of numbers differ
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\uaa60-\uaa7f\u3005-\u3007\u3021-\u3029"
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Letters, digits and signs of which each is one grapheme by itself, and none is UNSPACED.
SIMPLE = re.compile(
    "[\x00-\u02ff\u0370-\u0482\u048a-\u058f\u05be\u05d0-\u05f4\u060c\u061b\u061f\u0620-\u064a"
    "\u0660-\u066f\u0671-\u06d5\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2100-\u21ff"
    "\u2500-\u25ff\u3000-\u3004\u3008-\u3020\uac00-\ud7a3\uff01-\uff65]*+"
)
RUN = re.compile(f"([{UNSPACED}]++)|([^{UNSPACED}]++)")
JOINT = re.compile(r"[.,:/@’'-]")  # within a word such as e-mail, or an address
LETTER = re.compile(rf"[^\W{UNSPACED}]")


def cut(chunk: str) -> Iterator[str]:
    """Cut a text without white space into words and signs."""
    from icu4py.breakers import CharacterBreaker, WordBreaker  # 40 MB that few texts need

    clusters = set(accumulate(map(len, CharacterBreaker(chunk, LOCALE))))
    start = end = 0
    for unspaced, other in RUN.findall(chunk):
        found = WordBreaker(unspaced or other, LOCALE)
        for sign in found if unspaced else _joined([*found]):
            end += len(sign)
            if end in clusters:
                yield chunk[start:end]
                start = end


def _joined(signs: Sequence[str]) -> Iterator[str]:
    """Take as one word what is written with a point, a hyphen and the like between letters."""
    at = 0
    while at < len(signs):
        word = signs[at]
        joints = range(at + 1, len(signs) - 1, 2) if LETTER.match(word) else ()
        for joint in joints:
            if not (JOINT.fullmatch(signs[joint]) and LETTER.match(signs[joint + 1])):
                break
            word += signs[joint] + signs[joint + 1]
            at = joint + 1
        yield word
        at += 1
