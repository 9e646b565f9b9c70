"""Characters that no text may hold: what no reader sees, and what turns words round."""

import re
from html import unescape

# Controls (C0, C1), line ends that only programs know, marks of direction that reach over words
# (Unicode UAX #9), surrogates, private use, and what Unicode calls no character.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    + "".join(chr((plane << 16) + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "\U000e0000-\U000e007f\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z]{1,32});")


def forbidden(text: str) -> str | None:
    """Name the first character that no text may hold: `U+202E`; also where it is an entity."""
    if match := FORBIDDEN.search(text):
        return f"U+{ord(match[0]):04X}"
    if "&" in text:
        for entity in ENTITY.findall(text):
            if entity[1] == "#":
                code = int(entity[3:-1], 16) if entity[2] in "xX" else int(entity[2:-1])
                if code > 0x10FFFF or FORBIDDEN.match(chr(code)):
                    return f"U+{code:04X}"
            elif len(sign := unescape(entity)) == 1 and FORBIDDEN.match(sign):
                return f"U+{ord(sign):04X}"
    return None
