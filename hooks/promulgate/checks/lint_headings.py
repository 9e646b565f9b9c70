"""Headings that are none, or not where they can have an address: each told at its own line."""

import re
from collections.abc import Iterator

from ..editions.commonmark import tokens
from ..editions.headings import slug
from ..editions.markdown import Heading, headings, outside_code
from ..problems import Problem, advise
from ..sources.front_matter import Document

LAYOUT = "or accept it with 'accepts: [layout]'"
NO_BLANK = re.compile(r" {0,3}(#{1,6})([^#\s].*)$")
HOLLOW = re.compile(r"#{1,6}[ \t]*#*[ \t]*$")
SHIFTED = re.compile(r"[ \t]{1,3}(#{1,6}[ \t]+\S.*)$")
UNREADABLE = re.compile(r"\{:?[ \t]*#(?![\w-]+[ \t]*\}[ \t]*#*[ \t]*$)")
CLOSE_ANCHOR = re.compile(r"(#{1,6}[ \t]+.*[^\s{])(\{#[\w-]+\})[ \t]*$")
IN_HTML = re.compile(r"<h[1-6]\b", re.IGNORECASE)
BOLD = re.compile(r"(?:\*\*([^*]+)\*\*|__([^_]+)__):?[ \t]*$")
CONFLICT = re.compile(r"(<{7}|>{7}) ")
LONG = 100  # signs; a longer paragraph in bold is a warning, not a heading


def heading_problems(document: Document) -> Iterator[Problem]:
    """Find every heading that would not be shown as one, or would have no address."""
    lines = outside_code(document.body)
    for heading in headings(document.body):
        if heading.level == 1:
            wrong = f"'# {heading.words}' is a title, and the title stands in the front matter."
            fix = "Begin parts with '##', and their parts with '###'."
            yield Problem(document.body_place(heading.line), wrong, fix)
    for number, line in enumerate(lines):
        for wrong, fix in _line(line):
            yield Problem(document.body_place(number), wrong, fix)
    for token in tokens(document.body):
        if token.type == "heading_open" and token.map:
            number = token.map[0]
            words = lines[number].partition("{")[0].strip().lstrip("#>*+-0123456789. \t") or "Words"
            written = f"Write it as '{_as_heading(words)}' at the start of a line"
            if CONFLICT.match(lines[number]):
                continue  # which is told
            if token.markup in ("=", "-") and token.level == 0:
                wrong = "This heading is underlined, and would have no address."
                fix = f"{written}, or put an empty line above the line of signs if it is a rule."
                yield Problem(document.body_place(number), wrong, fix)
            elif token.level:
                wrong = "This heading stands in a list or a quotation, and would have no address."
                yield Problem(document.body_place(number), wrong, f"{written}.")
        elif token.type == "html_block" and token.map:
            for offset, line in enumerate(token.content.splitlines()):
                if IN_HTML.search(line):
                    wrong = "This heading is written in HTML, and would have no address."
                    fix = "Write it as '## Words {#address}' at the start of a line."
                    yield Problem(document.body_place(token.map[0] + offset), wrong, fix)


def _line(line: str) -> Iterator[tuple[str, str]]:
    if HOLLOW.match(line):
        yield "This heading has no words.", "Write them behind the signs, or remove the line."
    elif match := NO_BLANK.match(line):
        fix = f"Write '{match[1]} {match[2][:60]}', or '\\{line[:20]}' if it is no heading."
        yield f"A blank is missing after '{match[1]}'.", fix
    elif match := SHIFTED.match(line):
        wrong = "Blanks stand before this heading, and it would not be shown as one."
        yield wrong, f"Begin the line with '{match[1][:60]}'."
    elif match := CLOSE_ANCHOR.match(line):
        fix = f"Write '{match[1][:60]} {match[2]}'."
        yield f"A blank is missing before '{match[2]}'.", fix
    elif line.startswith("#") and UNREADABLE.search(line):
        wrong = "The address of this heading cannot be read."
        yield wrong, "Write one word in braces: {#word}, of letters, digits and hyphens."


def heading_advice(document: Document) -> Iterator[Problem]:
    """Find lines that serve as headings and are none, and levels that are passed over."""
    before: Heading | None = None
    for heading in headings(document.body):
        if before and heading.level > before.level + 1:
            signs = "#" * (before.level + 1)
            wrong = f"'{'#' * heading.level}' follows '{'#' * before.level}': a level is missing."
            fix = f"Write '{signs} {heading.words}', {LAYOUT}."
            yield advise(document.body_place(heading.line), wrong, fix)
            continue
        before = heading
    lines = document.body.splitlines()
    for token in tokens(document.body):
        if token.type == "paragraph_open" and token.map and token.level == 0:
            number, end = token.map
            match = BOLD.match(lines[number].strip())
            if match and end == number + 1 and len(lines[number]) < LONG:
                words = (match[1] or match[2]).strip().rstrip(":")
                wrong = "This line in bold stands where a heading would: it has no address."
                fix = f"Write '{_as_heading(words)}', {LAYOUT}."
                yield advise(document.body_place(number), wrong, fix)


def _as_heading(words: str) -> str:
    """Write words as a heading with an address that lasts."""
    return f"## {words} {{#{slug(words.lstrip('0123456789. ')) or 'word'}}}"
