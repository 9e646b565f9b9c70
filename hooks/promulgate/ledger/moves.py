"""Moves: what folders were called before, so that all that was published there still answers.

`docs/moves.txt` has a line for each: `<day> <old> <new>`, both `<organization>` or
`<organization>/<policy>`; the new name of an organization that was retired is `-`. Lines are only
ever added. A ledger keeps the lines that were written under its old name, and the log of all knows
it by its first.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..problems import Place, Problem
from ..sources.paths import MOVES_PATH

RETIRED = "-"
_NAME = r"[a-z0-9-]+(?:/[a-z0-9-]+)?"
_LINE = re.compile(rf"(\d{{4}}-\d\d-\d\d) ({_NAME}) ({_NAME}|-)")
FIX = "Bring it back as it was ('git checkout' does); 'promulgate move' writes the next line."


class Move(NamedTuple):
    """On `day` a folder below docs/ got another name."""

    day: date
    old: str
    new: str

    @property
    def line(self) -> str:
        return f"{self.day} {self.old} {self.new}\n"


class Moves(NamedTuple):
    """All moves, the oldest first. Names and addresses are below docs/ and begin with no slash."""

    lines: tuple[Move, ...] = ()

    def current(self, name: str) -> str:
        """Find what a name or an address is now."""
        for move in self.lines:
            if move.new != RETIRED:
                name = _renamed(name, move.old, move.new)
        return name

    def before(self, name: str, policies: Collection[str]) -> Iterator[str]:
        """List what a name or an address was before, the latest first.

        `policies` are those of its organization: each has moved by lines of its own.
        """
        parts = name.split("/")
        inside = len(parts) > 1 and parts[1] in policies
        for move in reversed(self.lines):
            if inside and "/" not in move.old:
                continue
            former = _renamed(name, move.new, move.old)
            if former != name:
                name = former
                yield name

    def first(self, ledger: str) -> str:
        """Find the name by which the log knows a ledger (`acme/privacy/ledger.jsonl`)."""
        return [ledger, *self.before(ledger, ledger.split("/")[1:2])][-1]

    @property
    def retired(self) -> frozenset[str]:
        """List the organizations that were retired."""
        return frozenset(move.old for move in self.lines if move.new == RETIRED)


NO_MOVES = Moves()


def parse_moves(data: bytes) -> tuple[Moves, list[Problem]]:
    """Read the moves, and tell the lines that are none."""
    found, problems = [], []
    for number, line in enumerate(data.decode(errors="replace").splitlines(), 1):
        match = _LINE.fullmatch(line)
        try:
            found.append(Move(date.fromisoformat(match[1]), match[2], match[3]) if match else None)
        except ValueError:
            found.append(None)
        move = found[-1]
        if move is None or (move.new != RETIRED and move.old.count("/") != move.new.count("/")):
            wrong = "This line tells of no move: a day, a name, and the name after it."
            problems.append(Problem(Place(MOVES_PATH, number), wrong, FIX))
    return Moves(tuple(move for move in found if move)), problems


def moves_of(published: Mapping[str, bytes]) -> Moves:
    """Read the moves among what was published, by path; lines that are none are told elsewhere."""
    return parse_moves(published.get(MOVES_PATH, b""))[0]


def path_now(moves: Moves, path: str) -> str:
    """Find where a source at `docs/…` lies now."""
    top, _, below = path.partition("/")
    return f"{top}/{moves.current(below)}" if below and top == "docs" else path


def _renamed(name: str, old: str, new: str) -> str:
    return new + name[len(old) :] if f"{name}/".startswith(f"{old}/") else name
