"""The words of a text: marks that a blank or an empty line makes right, none of its words."""

import re

from ..checks.lint_lists import ITEM, OWN_SIGN, below_words
from ..editions.commonmark import tokens, with_brackets
from ..editions.markdown import FENCE, outside_code
from .levels import mend_levels

WIDTHLESS = "\u200b\u2060\ufeff"
HIDDEN_FIRST = re.compile(f"^([ \t]*)[{WIDTHLESS}\u00ad]+")
HIDDEN = re.compile("[\u2060\ufeff]")
BROKEN = re.compile(r"[^\\\s][ \t]*\\$")  # a line break of CommonMark, which blanks make here
NO_BLANK = re.compile(r" {0,3}(#{2,6})([^#\s].*)$")
SHIFTED = re.compile(r" {1,3}(#{1,6}[ \t]+\S.*)$")
CLOSE_ANCHOR = re.compile(r"(#{1,6}[ \t]+.*[^\s{])(\{:?[ \t]*#[\w-]+[ \t]*\})[ \t]*$")
PARTED = re.compile(r"(?<!!)(\[[^\[\]\n]{1,200}\])[ \t]+(\(https?://[^\s()]{1,500}\))")
CONTENTS = re.compile(r"\[(?:TOC|toc|\[_TOC_\])\][ \t]*$")
RULER = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$")
FIRST = re.compile(r"(?:[-*+]|1\.)[ \t]+\S")  # what may begin a list under a paragraph (CommonMark)


def mend_body(body: str) -> str:
    """Mend line by line, then between the lines, then what stands in lists."""
    bare = outside_code(body)
    lines: list[str] = []
    for line, outside in zip(body.split("\n"), [*bare, ""], strict=False):
        if CONTENTS.match(outside):
            lines = lines[:-1] if lines and not lines[-1].strip() else lines
        else:
            lines.append(_line(line) if line == outside else _fence(line))
    return mend_levels(_apart("\n".join([*lines, *body.split("\n")[len(bare) + 1 :]])))


def _line(line: str) -> str:
    if BROKEN.search(line):
        line = f"{line[:-1].rstrip()}  "
    line = HIDDEN.sub("", HIDDEN_FIRST.sub(r"\1", line))
    if match := SHIFTED.match(line):
        line = match[1]
    if match := NO_BLANK.match(line):
        line = f"{match[1]} {match[2]}"
    if match := CLOSE_ANCHOR.match(line):
        line = f"{match[1]} {match[2]}"
    return PARTED.sub(r"\1\2", line) if "](" not in line and "`" not in line else line


def _fence(line: str) -> str:
    """Take away the word behind a fence, which no page shows."""
    match = FENCE.match(line)
    return match[1] if match and match[2].strip() else line


def _apart(body: str) -> str:
    """Put empty lines where a list, a table or an item with a sign of its own begins."""
    lines = outside_code(body)
    written = body.split("\n")
    before = {number for number in range(1, len(lines)) if _begins(lines, number)}
    shifted = dict(_own_signs(body, lines))
    before |= shifted.keys()
    found: list[str] = []
    for number, line in enumerate(written):
        if number in before and found and found[-1].strip():
            found.append("")
        found.append(shifted.get(number, line))
    return "\n".join(found)


def _begins(lines: list[str], number: int) -> bool:
    above, line = lines[number - 1], lines[number]
    if not above.strip() or not line.strip():
        return False
    if ITEM.match(line) and below_words(lines, number):
        return True
    following = lines[number + 1] if number + 1 < len(lines) else ""
    prose = not above.startswith(("#", " ", "\t", "|", ">")) and not ITEM.match(above)
    if prose and FIRST.match(line) and not line.startswith("|"):
        return not _listed(lines, number)
    if "|" in line and RULER.match(following) and "|" not in above:
        return True
    return "|" not in line and not line.startswith("#") and _in_table(lines, number - 1)


def _listed(lines: list[str], number: int) -> bool:
    """Tell whether the paragraph above a line is the lazy end of an item."""
    for line in reversed(lines[:number]):
        if not line.strip():
            return False
        if ITEM.match(line):
            return True
    return False


def _in_table(lines: list[str], number: int) -> bool:
    while number > 0 and "|" in lines[number]:
        if RULER.match(lines[number]) and "|" in lines[number - 1]:
            return True
        number -= 1
    return False


def _own_signs(body: str, lines: list[str]) -> "list[tuple[int, str]]":
    """Find lines of a paragraph that begin with a sign of their own, where two or more do.

    Each comes with its words as far in as its paragraph begins.
    """
    found = []
    for token in tokens(with_brackets(body)):
        if token.type != "paragraph_open" or not token.map:
            continue
        start, end = token.map
        own = [n for n in range(start, min(end, len(lines))) if OWN_SIGN.match(lines[n].lstrip())]
        if len(own) < 2 or any(lines[n].lstrip().startswith(">") for n in own):
            continue
        indent = " " * (token.level // 2 * 4)
        found += [(n, indent + lines[n].lstrip()) for n in own if n > start]
    return found
