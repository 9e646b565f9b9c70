"""YAML as plain values, with the line of each."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..problems import Place, Problem

Path = tuple[Hashable, ...]

STEP = "\0"  # between the names on the way to a value: no key holds it
BOOLEAN_WORDS = {"yes", "no", "on", "off", "y", "n"}


def way(*keys: Hashable) -> str:
    """Write the way to a field as one text."""
    return STEP.join(map(str, keys))


def _as_number(text: str) -> str:
    try:
        return f"Without quotes {text} is read as the number {float(text.replace('_', ''))}"
    except ValueError:
        return f"Without quotes {text} is read as a number"


@dataclass
class Walk:
    """Build plain values from YAML nodes and note the line of each on the way."""

    path: str
    above: int  # lines of the file above the YAML
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, at: Path) -> Any:
        if at:
            self.lines.setdefault(way(*at), self._line(node))
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
                first = self.lines[way(*at, key)]
                self._wrong(
                    key_node,
                    f"'{key}' stands here a second time; it is already on line {first}.",
                    "Keep one of the two.",
                )
                continue
            self.lines[way(*at, key)] = line
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
