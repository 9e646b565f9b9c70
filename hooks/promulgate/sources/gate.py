"""The gate: what bounds a source before anything of it is parsed.

Parsers behind it may take time that grows with the square of a line or a paragraph, or go as deep
as their input does; what passes here is small enough for all of them.
"""

import re
from collections.abc import Iterator

import yaml

from ..characters import forbidden
from ..problems import Place, Problem

FILE = 1_000_000  # bytes of a text: the longest policy in five languages has a tenth
MATTER = 256_000  # characters of its front matter: a register of a thousand cookies
LINE = 20_000  # characters of a line
LINES = 20_000
BRACKETS = 8_000  # of a file: links are what takes longest to read
YAML_DEPTH = 24  # values that stand inside each other
VALUES = 20_000  # values of one front matter
DEPTH = 12  # quotations and lists that stand inside each other
INDENT = 4 * DEPTH
OPEN = 20  # brackets that stand inside each other in a paragraph
TAGS = 200  # of HTML that are not closed
MARKS = 2_000  # of one kind in a paragraph
ROWS = 2_000  # lines of one paragraph, list or table
STARS = 200  # runs of '*' or '_' in a paragraph, each of which may begin an emphasis
TAG = re.compile(r"<(?!(?:br|hr|img)\b)[A-Za-z][A-Za-z0-9-]*+(?=[\s>/])|<!--")
EMPHASIS = re.compile(r"[*_]++")
SPLIT = "Split the text into files, or shorten it."
# What opens levels at the beginning of a line, one after another.
LEVELS = re.compile(r"(?:[ \t]*+(?:[>*+-]|[0-9]{1,9}[.)])(?=[ \t>]))*+")
RULE = re.compile(r"[ \t]*([*_-])(?:[ \t]*+\1)*+[ \t]*$")
SHOWN_NAME = 80
MISLEADS = "would make this read otherwise than it is written."
# What stands for bytes that are not there: a symbolic link is never followed.
LINK, UNREADABLE = b"\0link", b"\0unreadable"


def admit(path: str, data: bytes) -> list[Problem]:
    """Hold the bytes of a text to the bounds; what does not pass is not parsed."""
    if data == LINK:
        wrong = "This is a symbolic link: what it leads to was never checked."
        return [Problem(Place(path), wrong, "Put the file itself in its place.")]
    if data == UNREADABLE:
        fix = "Let yourself read it (chmod u+rX), or remove it."
        return [Problem(Place(path), "This cannot be read: the system refuses.", fix)]
    if len(data) > FILE:
        wrong = f"This file has {len(data):,} bytes; {FILE:,} are read."
        return [Problem(Place(path), wrong, SPLIT)]
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    lines = text.replace("\r", "\n").split("\n")
    if len(lines) > LINES:
        wrong = f"This file has {len(lines):,} lines; {LINES:,} are read."
        return [Problem(Place(path), wrong, SPLIT)]
    return list(_shape(path, lines))


def admit_name(path: str) -> list[Problem]:
    """Refuse a name that cannot be shown, or would be shown otherwise than it is."""
    if not (sign := forbidden(path)) and len(path) < LINE:
        return []
    shown = path.encode("ascii", "backslashreplace").decode()[:SHOWN_NAME]
    wrong = f"A name holds the character {sign}, which no address can."
    return [Problem(Place(shown), wrong, "Rename the file or folder.")]


def _shape(path: str, lines: list[str]) -> Iterator[Problem]:
    """Bound lines, and what a paragraph opens: the first that is too much is told."""
    closed = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    size = sum(len(line) + 1 for line in lines[:closed])
    if size > MATTER:
        wrong = f"The front matter has {size:,} characters; {MATTER:,} are read."
        yield Problem(Place(path), wrong, SPLIT)
    paragraph: list[str] = []
    if (number := sum(line.count("[") for line in lines)) > BRACKETS:
        wrong = f"This file has '[' {number:,} times; {BRACKETS:,} are read."
        yield Problem(Place(path), wrong, SPLIT)
        return
    if len(TAG.findall("\n".join(lines))) - sum(line.count("</") for line in lines) > TAGS:
        wrong = f"This file opens more than {TAGS} tags of HTML without closing them."
        yield Problem(Place(path), wrong, "Write it in Markdown, or '&lt;' for a sign.")
        return
    fence, start = "", 0
    for number, line in enumerate([*lines, ""]):
        if len(line) > LINE:
            wrong = f"This line has {len(line):,} characters; {LINE:,} are read."
            yield Problem(Place(path, number + 1), wrong, "Break it into paragraphs.")
            return
        if number <= closed:
            continue
        if (mark := line.lstrip(" ")[:3]) in ("```", "~~~") and (not fence or mark == fence):
            fence = "" if fence else mark
        if not fence and (wrong := _deep(line)):
            yield Problem(Place(path, number + 1), wrong, "Use fewer levels.")
            return
        if line.strip():
            start = start if paragraph else number
            paragraph.append(line)
        else:
            if paragraph and (wrong := _crowded("\n".join(paragraph))):
                fix = "Break it into paragraphs, or put '\\' before signs that are only signs."
                yield Problem(Place(path, start + 1), wrong, fix)
                return
            paragraph = []


def _deep(line: str) -> str:
    if line[: INDENT + 1].strip() == "" and line.strip():
        return f"This line begins with more than {INDENT} blanks."
    levels = LEVELS.match(line)
    marks = sum(sign in ">*+-.)" for sign in levels[0]) if levels else 0
    if marks > DEPTH and not RULE.match(line):
        return "Lists or quotations stand too deep inside each other here."
    return ""


def _crowded(paragraph: str) -> str:
    if paragraph.count("\n") > ROWS:
        return f"This paragraph, list or table has more than {ROWS:,} lines."
    for opening, closing in ("[]", "{}", "()"):
        if _nested(paragraph, opening, closing) > OPEN:
            return f"This paragraph opens '{opening}' more than {OPEN} times without closing it."
    if sum(1 for _ in EMPHASIS.finditer(paragraph)) > STARS:
        return f"This paragraph has '*' or '_' more than {STARS} times."
    for sign in "`[<&\\!":
        if paragraph.count(sign) > MARKS:
            return f"This paragraph has '{sign}' more than {MARKS:,} times."
    return ""


def _nested(paragraph: str, opening: str, closing: str) -> int:
    """Say how many brackets are open at the same time."""
    deep = most = 0
    if paragraph.count(opening) > OPEN:
        for sign in paragraph:
            deep = max(deep + (sign == opening) - (sign == closing), 0)
            most = max(most, deep)
    return most


def admit_matter(path: str, matter: str, above: int) -> list[Problem]:
    """Bound the depth and number of values, by events alone: nothing is built of them.

    Composing goes as deep as its input, in C without a look at the stack.
    """
    depth = values = 0
    try:
        for event in yaml.parse(matter, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            values += isinstance(event, yaml.NodeEvent)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > YAML_DEPTH or values > VALUES:
                deep = depth > YAML_DEPTH
                line = (event.start_mark.line if event.start_mark else 0) + 1 + above
                wrong = "is nested too deep" if deep else f"has more than {VALUES:,} values"
                fix = "Write each field as 'name: value' on a line of its own." if deep else SPLIT
                return [Problem(Place(path, line), f"The front matter {wrong}.", fix)]
    except (yaml.YAMLError, RecursionError):
        pass  # told by whoever composes it, with its line
    return []
