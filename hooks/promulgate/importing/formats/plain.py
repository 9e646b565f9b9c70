"""Plain text: paragraphs, lists and headings as people type them."""

import re
from html import escape

from ..tree import parse
from .encoding import decode
from .kinds import Extract

SIGN = re.compile(r"^[ \t]*([•·▪●◦‣*–—-]|o(?=\s{2,}|\t))[ \t]+(?=\S)")
NUMBERED = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[IVXLC]+\.|[A-Z]\.|§\s*\d+|Article \d+\.?)\s+\S")
UNDERLINE = re.compile(r"^[ \t]*([=\-~_*])\1{2,}[ \t]*$")
DATED = re.compile(r"\d{4}\W*$|^\W*version\b", re.IGNORECASE)  # tells an age, and is no heading
LONGEST = 90  # of what may be a heading


def read(data: bytes) -> Extract:
    """Read plain text; a page break is an empty line."""
    return from_lines(decode(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n"))


def from_lines(text: str) -> Extract:
    """Make a tree of lines."""
    blocks = [b for b in re.split(r"\n[ \t]*\n", text) if b.strip()]
    html = [_block(block, index) for index, block in enumerate(blocks)]
    return Extract(parse("\n".join(html)))


def _block(block: str, index: int) -> str:
    lines = [line for line in block.split("\n") if line.strip()]
    if len(lines) > 1 and UNDERLINE.match(lines[1]):
        level = 1 if "=" in lines[1] else 2
        rest = _block("\n".join(lines[2:]), index + 1) if lines[2:] else ""
        return f"<h{level}>{escape(lines[0].strip())}</h{level}>{rest}"
    if len(lines) == 1 and UNDERLINE.match(lines[0]):
        return "<hr>"
    if len(lines) == 1 and is_heading(lines[0].strip(), index == 0):
        level = 1 if index == 0 else 2 + min(depth_of(lines[0]), 3)
        return f"<h{level}>{escape(lines[0].strip())}</h{level}>"
    return "".join(f"<p>{escape(part)}</p>" for part in _parts(lines))


def is_heading(line: str, first: bool) -> bool:
    """Tell whether a line that stands alone reads as a heading."""
    if len(line) > LONGEST or line.endswith((".", ";", ",", "!")) or SIGN.match(line):
        return False
    letters = [sign for sign in line if sign.isalpha()]
    if not letters or DATED.search(line) or re.search(r"@|https?:", line):
        return False
    capitals = all(sign.isupper() for sign in letters) and len(letters) > 3
    return first or capitals or (bool(NUMBERED.match(line)) and not line.endswith(":"))


def depth_of(line: str) -> int:
    """Tell how deep a numbered line stands: `2.1` is one below `2`."""
    match = re.match(r"\s*(\d+(?:\.\d+)*)", line)
    return match[1].count(".") if match else 0


def _parts(lines: list[str]) -> list[str]:
    """Begin a new paragraph at each line that begins with a list's sign or number."""
    parts: list[str] = []
    for line in lines:
        marked = SIGN.match(line) or re.match(r"^\s*(?:\d{1,2}[.)]|\([a-z\d]{1,4}\))\s+\S", line)
        if marked or not parts:
            parts.append(line.strip())
        else:
            parts[-1] += "\n" + line.strip()
    return parts
