"""A Markdown file taken apart: fields with their lines, and the body."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Hashable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler

from ..characters import forbidden
from ..problems import Place, Problem, advise
from .gate import admit, admit_matter
from .yaml_nodes import Path, Walk, way

QUOTE = re.compile(r"[\w-]+:[ \t]+'[^']*\w'\w[^']*'[ \t]*$")
NO_BLANK = re.compile(r"([a-z_]{2,30}):(?=[^\s:/])")
UNCLOSED = re.compile(r"while (?:parsing a flow|scanning a quoted)")
NO_COLON = re.compile(r"[a-z_]{2,30}[ \t]+[^\s:#][^:]*$")
# A value that is cut at '#', and one between quotation marks that YAML does not know.
LOST = re.compile(r"([ \t]*[a-z_]+:)[ \t]+[^\s\"'#\[{>|][^\"']*? (#[^\s#].*)$")
TYPOGRAPHIC = re.compile(r"[ \t]*[a-z_]+:[ \t]+[“”„«]([^“”„«»\"]*)[”“»][ \t]*$")
ACCEPT = "or accept it with 'accepts: [layout]'"
LIKELY_CAUSES = {
    "mapping values are not allowed": "A value that contains ': ' must stand in quotes, "
    "and fields begin at the same column.",
    "cannot start any token": "Indent with spaces, and put values that begin with a special "
    "character in quotes.",
    "could not find expected ':'": "Write each field as 'name: value'.",
    "found unexpected end of stream": "Close the quotation mark.",
    "while scanning a quoted scalar": "Close the quotation mark.",
    "expected ',' or ']'": "Close the list with ].",
    "expected ',' or '}'": "Close the braces with }.",
    "expected <block end>": "Begin each field at the same column.",
    "unacceptable character": "Remove the control character.",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One source file: plain field values (dates still as text), the line of each, the body.

    `lines` has the line of each field, by the names on the way to it (`way("cookies", 0, "name")`).
    `body_line` is the line on which the body begins. `doubts` are advice about the front matter.
    """

    path: str
    fields: dict[str, Any]
    lines: dict[str, int]
    body: str
    body_line: int
    doubts: tuple[Problem, ...] = ()

    def place(self, *keys: Hashable) -> Place:
        """Find the line of a field, or of the nearest field that contains it."""
        while keys and way(*keys) not in self.lines:
            keys = keys[:-1]
        return Place(self.path, self.lines.get(way(*keys), 1))

    def values(self) -> Iterator[tuple[Path, Any]]:
        """List every single value of the front matter with its path."""
        waiting: deque[tuple[Path, Any]] = deque([((), self.fields)])
        while waiting:
            at, value = waiting.popleft()
            if isinstance(value, dict):
                waiting += [((*at, key), inner) for key, inner in value.items()]
            elif isinstance(value, list):
                waiting += [((*at, index), inner) for index, inner in enumerate(value)]
            else:
                yield at, value

    def body_place(self, line: int) -> Place:
        """Find the place of a line of the body; `line` counts from 0."""
        return Place(self.path, self.body_line + line)

    def find(self, words: str, skip: int = 0) -> Place:
        """Find the first line of the body that contains `words`, whatever their case.

        The first `skip` of them are passed over, as far as there is another.
        """
        text, ends = _searched(self.body)
        words, line = words.lower(), 0
        at = text.find(words)
        while at >= 0:
            line = bisect_left(ends, at)
            at = text.find(words, ends[line]) if skip and line < len(ends) else -1
            skip -= 1
        return self.body_place(line)


@lru_cache(maxsize=8)  # checks look for many words in one text
def _searched(body: str) -> tuple[str, list[int]]:
    """Give a text in small letters, and where its lines end."""
    text = body.lower()
    return text, [at for at, sign in enumerate(text) if sign == "\n"]


class Parsed(NamedTuple):
    """What a file holds, and what is wrong with it.

    The Document is None where its front matter cannot be read at all; `words` is then one without
    fields, of whose body something may be wrong as well.
    """

    document: Document | None
    problems: tuple[Problem, ...] = ()
    words: Document | None = None


def parse(path: str, data: bytes) -> Parsed:
    """Take a file apart."""
    if refused := admit(path, data):
        return Parsed(None, tuple(refused))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        wrong = f"This file is not UTF-8: byte 0x{data[error.start]:02x} on this line is not."
        return _unread(Place(path, line), wrong, "Save it as UTF-8.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    handler = YAMLHandler()
    first = text.split("\n", 1)[0]
    if re.match(r"\s*\n-{3,}\s*\n", text):
        wrong = "An empty line stands above the front matter, which is not read so."
        return _unread(Place(path), wrong, "Begin the file with the line '---'.")
    if not re.fullmatch(r"-{3,}\s*", first):
        fix = "Begin with a line '---', then fields such as 'title: Privacy Policy', "
        fix += "then a line '---'."
        return _unread(Place(path), "This file does not begin with front matter.", fix)
    try:
        matter, body = handler.split(text)
    except ValueError:
        wrong = "The front matter that begins here does not end."
        return _unread(Place(path), wrong, "Close it with a line '---' above the text.")
    before = text[: len(text) - len(body)]
    blank = len(body) - len(body.lstrip("\n"))
    body_line = before.count("\n") + blank + 1
    opening = YAMLHandler.FM_BOUNDARY.match(text)
    above = text[: opening.end()].count("\n") if opening else 0
    fields, lines, problems = _compose(path, matter, above)
    doubts = tuple(_doubts(path, matter, above))
    document = Document(path, fields or {}, lines, body.strip("\n") + "\n", body_line, doubts)
    if fields is None:
        return Parsed(None, tuple(problems), document)
    return Parsed(document, tuple(problems))


def _doubts(path: str, matter: str, above: int) -> Iterator[Problem]:
    """Find values that YAML reads otherwise than they look."""
    for number, line in enumerate(matter.split("\n"), 1):
        if match := LOST.match(line):
            wrong = f"'{match[2][:40]}' is no part of the value: # begins a comment."
            name = match[1].strip(" :")
            fix = f"Put the value of '{name}' in quotes, or a blank behind # if it is a comment"
            yield advise(Place(path, number + above), wrong, f"{fix}, {ACCEPT}.")
        if match := TYPOGRAPHIC.match(line):
            wrong = f"The quotation marks around '{match[1][:60]}' would be shown."
            fix = f'Write straight ones: "{match[1][:60]}", {ACCEPT}.'
            yield advise(Place(path, number + above), wrong, fix)


def _unread(place: Place, wrong: str, fix: str) -> Parsed:
    return Parsed(None, (Problem(place, wrong, fix),))


def _compose(
    path: str, matter: str, above: int
) -> tuple[dict[str, Any] | None, dict[str, int], list[Problem]]:
    if refused := admit_matter(path, matter, above):
        return None, {}, refused
    try:
        node = _node(matter)
    except yaml.YAMLError as error:
        return None, {}, [_unreadable(path, matter, above, error)]
    except RecursionError:
        fix = "Write each field as 'name: value' on a line of its own."
        wrong = "The front matter is nested too deep."
        return None, {}, [Problem(Place(path, 1 + above), wrong, fix)]
    if node is None:
        return {}, {}, []
    if not isinstance(node, yaml.MappingNode):
        place = Place(path, node.start_mark.line + 1 + above)
        fix = "Write each field as 'name: value' on a line of its own."
        return None, {}, [Problem(place, "The front matter has no fields.", fix)]
    walk = Walk(path, above)
    value = walk.value(node, ())
    document = Document(path, value, walk.lines, "", 0)
    for keys, held in document.values():
        if isinstance(held, str) and (sign := forbidden(held)):
            wrong = (
                f"The hidden character {sign} would make this read otherwise than it is written."
            )
            walk.problems.append(Problem(document.place(*keys), wrong, "Remove it."))
    return value, walk.lines, walk.problems


def _node(matter: str) -> yaml.Node | None:
    """Compose with libyaml, five times as fast; the words for a mistake come from PyYAML's own."""
    with suppress(yaml.YAMLError):
        return yaml.compose(matter, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return yaml.compose(matter, Loader=yaml.SafeLoader)


def _unreadable(path: str, matter: str, above: int, error: yaml.YAMLError) -> Problem:
    words = str(error)
    begun = getattr(error, "context_mark", None)
    mark = begun if begun and UNCLOSED.search(words) else getattr(error, "problem_mark", None)
    if mark is not None:
        line = mark.line + 1
    else:
        line = matter[: getattr(error, "position", 0)].count("\n") + 1
    fix = next(
        (fix for cause, fix in LIKELY_CAUSES.items() if cause in words),
        "Write each field as 'name: value', and put values with special characters in quotes.",
    )
    written = matter.split("\n")
    for number, each in enumerate(written[: line + 1], 1):
        if told := _cause(each, "could not find" in words or number < line):
            return Problem(Place(path, number + above), *told)
    shown = written[line - 1].strip() if line <= len(written) else ""
    if UNCLOSED.search(words) and (cut := re.search(r" (#[^\s#][^}\]]*)", shown)):
        wrong = f"'{cut[1]}' is no part of the value: # begins a comment."
        return Problem(Place(path, line + above), wrong, f'Write "…{cut[0]}" in quotes.')
    at = f" at '{shown}'" if shown else ""
    return Problem(Place(path, line + above), f"The front matter cannot be read{at}.", fix)


def _cause(line: str, broken: bool) -> tuple[str, str] | None:
    """Find what is wrong with a line of front matter that cannot be read, and say how to mend it.

    Where nothing is `broken` so far, a line without a colon may be part of a longer value.
    """
    if QUOTE.match(line):
        wrong = f"A value between single quotation marks holds one: '{line.strip()[:60]}'."
        return wrong, 'Put it between double ones: "…".'
    if line.startswith("\t"):
        wrong = f"A tab stands before '{line.strip()[:40]}', and YAML knows blanks alone."
        return wrong, "Put two blanks in its place, or nothing if it belongs to no field above."
    if match := NO_BLANK.match(line):
        wrong = f"A blank is missing after '{match[1]}:'."
        return wrong, f"Write '{match[1]}: {line[match.end() :].strip()[:60]}'."
    if broken and NO_COLON.match(line):
        first, *rest = line.split()
        return f"There is no ': ' after '{first}'.", f"Write '{first}: {' '.join(rest)[:60]}'."
    return None
