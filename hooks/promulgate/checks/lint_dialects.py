"""What other programs read as marks, and would stand here as it is written."""

import re
from collections.abc import Iterator

from ..editions.commonmark import inline
from ..editions.markdown import FENCE, outside_code
from ..problems import Place, Problem, advise
from ..sources.front_matter import Document
from .lint_headings import LAYOUT

DATED = re.compile(r"/\d{4}-\d\d-\d\d(\.[\w-]+)?\.md$")  # what can be sealed
CODE = re.compile(r"`[^`]*`")
BROKEN = re.compile(r"[^\\\s][ \t]*\\$")
ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\([$%&\"',/:;<=?@^~])")
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,80}\]")
# Each with what is said of it; at most one line long, and none can go back far.
SIGNS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), wrong, fix)
    for pattern, wrong, fix in (
        (r"^\[(?:TOC|toc|\[_TOC_\])\]", "makes no contents here: the page has its own",
         "Remove it"),
        (r"^(?:!!!|\?\?\?\+?)[ \t]+\w+", "makes no box here",
         "Begin its words at the start of a line, or with '> ' for a quotation"),
        (r"^:{3,}(?:[ \t]*\w+)?", "makes no box here", "Remove the line"),
        (r"~~[^~\n]{1,500}~~", "strikes nothing through here",
         "Write <s>…</s>, or remove the words"),
        (r"==[^=\s][^=\n]{0,500}==", "marks nothing here", "Write <mark>…</mark>"),
        (r"(?<=\w)~\w{1,20}~(?!~)", "is not set lower here", "Write <sub>…</sub>"),
        (r"(?<=\w)\^\w{1,20}\^", "is not set higher here", "Write <sup>…</sup>"),
        (r"^\*\[[^\]\n]{1,80}\]:", "explains no abbreviation here",
         "Write the whole words where they first stand, and remove this line"),
        (r"\{%[^%\n]{0,200}%\}", "is filled in by nothing here", "Write the words themselves"),
        (r"%%\w{1,80}%%|\$\{\w{1,80}\}|<<\w{1,80}>>", "is filled in by nothing here",
         "Write the words themselves"),
        (r"\[\[[^\[\]\n]{1,200}\]\]", "makes no link here",
         "Write [words](address)"),
        (r"(?<![\w:/]):[a-z][a-z_]{2,30}:(?![\w/])", "is no sign here",
         "Write the sign itself"),
        (r"^[ \t]*[-*+][ \t]+\[[ xX]\](?=[ \t])", "makes no box to tick here",
         "Write ☐ or ☑ behind '- ', or remove the brackets"),
        (r"(?<!!)\[[^\[\]\n]{1,200}\][ \t]+\(https?://[^\s()]{1,500}\)",
         "makes no link: a blank stands between words and address",
         "Remove the blank between ']' and '('"),
    )
)  # fmt: skip


def dialects(document: Document, accepted: bool) -> Iterator[Problem]:
    """Find marks of other programs, words behind a fence, and comments."""
    fenced = ""
    for number, line in enumerate(document.body.splitlines()):
        match = FENCE.match(line)
        if match and not fenced:
            fenced = match[1]
            if match[2].strip():
                wrong = f"'{match[2].strip()[:40]}' behind the fence would not be shown."
                yield Problem(document.body_place(number), wrong, f"Write '{fenced}' alone.")
        elif match and match[1].startswith(fenced) and not match[2].strip():
            fenced = ""
    lines = outside_code(document.body)
    for number, line in enumerate(lines):
        bare = CODE.sub("", line) if "`" in line else line
        place = document.body_place(number)
        for match in FOOTNOTE.finditer(bare):
            wrong = f"'{match[0]}' would be a footnote, and texts here have none."
            fix = "Write its words where they belong, in brackets or in a paragraph of their own."
            yield Problem(place, wrong, fix)
        yield from _backslashes(bare, place)
        if "<!--" in bare and DATED.search(document.path):
            wrong = "A comment begins here: it would be published with the text, and not shown."
            yield Problem(place, wrong, "Remove it, with all up to '-->'.")
        if not accepted:
            for pattern, wrong, fix in SIGNS:
                if match := pattern.search(bare):
                    told = f"'{match[0].strip()[:60]}' {wrong}."
                    yield advise(place, told, f"{fix}, {LAYOUT}.")
    if not accepted:
        yield from _wordless(document)
        yield from _unmarked(document)


def _unmarked(document: Document) -> Iterator[Problem]:
    """Find stars that were to make words bold, and stand as they are."""
    lines = document.body.splitlines()
    for line, token in inline(document.body):
        stars = token.type == "text" and "**" in token.content
        if stars and line < len(lines) and "\\*" not in lines[line]:
            wrong = "'**' would stand here as it is written: it makes nothing bold."
            fix = f"Put both '**' right beside the words, without a blank between, {LAYOUT}."
            yield advise(document.body_place(line), wrong, fix)


def _backslashes(line: str, place: Place) -> Iterator[Problem]:
    """Find backslashes that CommonMark takes for marks, and that would be shown here."""
    if BROKEN.search(line):
        wrong = "The backslash at the end of this line breaks no line here, and would be shown."
        yield Problem(place, wrong, "Write two blanks in its place.")
    for match in ESCAPED.finditer(line):
        plain = {"<": "&lt;", "&": "&amp;"}.get(match[1], match[1])
        wrong = f"The backslash before '{match[1]}' would be shown."
        yield Problem(place, wrong, f"Write '{plain}' alone.")


def _wordless(document: Document) -> Iterator[Problem]:
    """Find pictures without words, and links without."""
    opened: int | None = None
    for line, token in inline(document.body):
        if token.type == "image" and not token.content.strip():
            wrong = "This picture has no words for those who do not see it."
            fix = f"Write what it shows: ![words](address), {LAYOUT}."
            yield advise(document.body_place(line), wrong, fix)
        if token.type == "link_open":
            opened = line
        elif token.type == "link_close":
            if opened is not None:
                wrong = "This link has no words, and nobody could follow it."
                fix = f"Write them in the brackets: [words](address), {LAYOUT}."
                yield advise(document.body_place(opened), wrong, fix)
            opened = None
        elif token.content.strip() or token.type == "image":
            opened = None
