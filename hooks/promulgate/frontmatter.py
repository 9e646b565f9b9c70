"""A Markdown file taken apart: fields with their lines, and the body."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from .problems import Place, Problem

Path = tuple[Hashable, ...]

BOOLEAN_WORDS = {"yes", "no", "on", "off", "y", "n"}
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

    `lines` maps the path of a field, such as `("cookies", 0, "name")`, to its line in the file.
    `body_line` is the line on which the body begins.
    """

    path: str
    fields: dict[str, Any]
    lines: dict[Path, int]
    body: str
    body_line: int

    def place(self, *keys: Hashable) -> Place:
        """Find the line of a field, or of the nearest field that contains it."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return Place(self.path, self.lines.get(keys, 1))

    def values(self) -> Iterator[tuple[Path, Any]]:
        """List every single value of the front matter with its path."""
        waiting: list[tuple[Path, Any]] = [((), self.fields)]
        while waiting:
            at, value = waiting.pop(0)
            if isinstance(value, dict):
                waiting += [((*at, key), inner) for key, inner in value.items()]
            elif isinstance(value, list):
                waiting += [((*at, index), inner) for index, inner in enumerate(value)]
            else:
                yield at, value

    def body_place(self, line: int) -> Place:
        """Find the place of a line of the body; `line` counts from 0."""
        return Place(self.path, self.body_line + line)

    def find(self, words: str) -> Place:
        """Find the first line of the body that contains `words`, whatever their case."""
        for number, line in enumerate(self.body.splitlines()):
            if words.lower() in line.lower():
                return self.body_place(number)
        return self.body_place(0)


def parse(path: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Take a file apart; the Document is None where its front matter cannot be read at all."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [
            Problem(
                Place(path, line),
                f"This file is not UTF-8: byte 0x{data[error.start]:02x} on this line is not.",
                "Save it as UTF-8.",
            )
        ]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    handler = YAMLHandler()
    first = text.split("\n", 1)[0]
    if not re.fullmatch(r"-{3,}\s*", first):
        return None, [
            Problem(
                Place(path),
                "This file does not begin with front matter.",
                "Begin with a line '---', then fields such as 'title: Privacy Policy', "
                "then a line '---'.",
            )
        ]
    try:
        matter, body = handler.split(text)
    except ValueError:
        return None, [
            Problem(
                Place(path),
                "The front matter that begins here does not end.",
                "Close it with a line '---' above the text.",
            )
        ]
    before = text[: len(text) - len(body)]
    blank = len(body) - len(body.lstrip("\n"))
    body_line = before.count("\n") + blank + 1
    opening = YAMLHandler.FM_BOUNDARY.match(text)
    above = text[: opening.end()].count("\n") if opening else 0
    fields, lines, problems = _compose(path, matter, above)
    if fields is None:
        return None, problems
    return Document(path, fields, lines, body.strip("\n") + "\n", body_line), problems


def _compose(
    path: str, matter: str, above: int
) -> tuple[dict[str, Any] | None, dict[Path, int], list[Problem]]:
    try:
        node = yaml.compose(matter, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return None, {}, [_unreadable(path, matter, above, error)]
    except RecursionError:
        fix = "Write each field as 'name: value' on a line of its own."
        return (
            None,
            {},
            [Problem(Place(path, 1 + above), "The front matter is nested too deep.", fix)],
        )
    if node is None:
        return {}, {}, []
    if not isinstance(node, yaml.MappingNode):
        place = Place(path, node.start_mark.line + 1 + above)
        fix = "Write each field as 'name: value' on a line of its own."
        return None, {}, [Problem(place, "The front matter has no fields.", fix)]
    walk = _Walk(path, above)
    value = walk.value(node, ())
    return value, walk.lines, walk.problems


def _unreadable(path: str, matter: str, above: int, error: yaml.YAMLError) -> Problem:
    words = str(error)
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        line = mark.line + 1
    else:
        line = matter[: getattr(error, "position", 0)].count("\n") + 1
    fix = next(
        (fix for cause, fix in LIKELY_CAUSES.items() if cause in words),
        "Write each field as 'name: value', and put values with special characters in quotes.",
    )
    shown = matter.split("\n")[line - 1].strip() if line <= matter.count("\n") + 1 else ""
    at = f" at '{shown}'" if shown else ""
    return Problem(Place(path, line + above), f"The front matter cannot be read{at}.", fix)


def _as_number(text: str) -> str:
    try:
        return f"Without quotes {text} is read as the number {float(text.replace('_', ''))}"
    except ValueError:
        return f"Without quotes {text} is read as a number"


@dataclass
class _Walk:
    """Build plain values from YAML nodes and note the line of each on the way."""

    path: str
    above: int  # lines of the file above the YAML
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, at: Path) -> Any:
        if at:
            self.lines.setdefault(at, self._line(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self.seen:
            self._wrong(
                node,
                "A value is repeated here by reference ('*').",
                "Write it out, so that readers of the file see it.",
            )
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*at, i)) for i, child in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, at)

    def _mapping(self, node: yaml.MappingNode, at: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            line = self._line(key_node)
            if key in values:
                first = self.lines[(*at, key)]
                self._wrong(
                    key_node,
                    f"'{key}' stands here a second time; it is already on line {first}.",
                    "Keep one of the two.",
                )
                continue
            self.lines[(*at, key)] = line
            values[key] = self.value(value_node, (*at, key))
        return values

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = str(node.value)
        kind = node.tag.rsplit(":", 1)[-1]
        if kind == "null":
            return None
        if kind == "bool":
            if text.lower() in BOOLEAN_WORDS:
                self._wrong(
                    node,
                    f"Without quotes '{text}' is not text: YAML reads it as true or false.",
                    f'Write "{text}" in quotes.',
                )
                return text
            return text.lower() == "true"
        if kind == "float":
            self._wrong(node, f"{_as_number(text)}.", f'Write "{text}" in quotes.')
            return text
        if kind == "int" and text.isdecimal() and len(text) < 10:
            return int(text)
        return text  # timestamps too: the schema reads dates, and can say what is wrong with them

    def _wrong(self, node: yaml.Node, wrong: str, fix: str) -> None:
        self.problems.append(Problem(Place(self.path, self._line(node)), wrong, fix))

    def _line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + 1 + self.above
