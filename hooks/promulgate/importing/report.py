"""What an import did, for people and for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ..problems import count
from .tree import Mark

SHOWN = 70  # signs of what was dropped, in the report for people


@dataclass(frozen=True, slots=True)
class Line:
    """A text of the report: where it is, what its day rests on, what was done to its words.

    `state` is `written`, `kept` (it was there) or `differs` (it was there, in other words).
    """

    version: str
    language: str
    file: str
    state: str
    title: str
    effective_basis: str
    date_from: str
    source: str
    words: int
    dropped: Sequence[Mark] = ()
    added: Sequence[Mark] = ()
    notes: Sequence[str] = ()
    gaps: Sequence[str] = ()


@dataclass(slots=True)
class Report:
    """All that is told of an import."""

    into: str
    language: str
    languages: list[str] = field(default_factory=list)
    versions: list[Line] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Write the report for programs, marks as `{why, words}`."""
        found = asdict(self)
        for line, told in zip(self.versions, found["versions"], strict=True):
            for name in ("dropped", "added"):
                marks: Sequence[Mark] = getattr(line, name)
                told[name] = [mark._asdict() for mark in marks]
        return found

    def lines(self) -> Iterator[str]:
        """Write the report for people."""
        states = {state: sum(v.state == state for v in self.versions) for state in STATES}
        told = [f"{number} {STATES[state]}" for state, number in states.items() if number]
        yield f"{self.into}: {', '.join(told) or 'nothing new'}; {', '.join(self.languages)}."
        for line in self.versions:
            yield ""
            yield f"{line.file}: {line.title}"
            yield f"  {STATES[line.state]}; {count(line.words, 'word')} and signs; {line.source}"
            yield f"  day: {line.effective_basis}, by {line.date_from}"
            for sign, marks in (("-", line.dropped), ("+", line.added)):
                for mark in marks:
                    yield f"  {sign} {mark.why}: '{_short(mark.words)}'"
            yield from (f"  note: {note}" for note in line.notes)
            yield from (f"  not decided: {gap}" for gap in line.gaps)
        if self.passed_over:
            yield f"\nPassed over ({len(self.passed_over)}):"
            yield from (f"  {words}" for words in self.passed_over)
        if self.to_do:
            yield "\nTo do:"
            yield from (f"  {words}" for words in self.to_do)


STATES = {
    "written": "written",
    "kept": "there already",
    "differs": "there already, in other words: left as it is",
}


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}… ({len(words.split())} words)"
