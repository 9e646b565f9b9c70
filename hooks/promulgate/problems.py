"""What is wrong, where, and how to mend it: the only way the core speaks to editors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

MANY = 12  # alternatives that a message lists before it says how many more there are


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a source file; `path` is relative to the project, `line` counts from 1."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A mistake in a source: a rule stops the build, an advice only does under `--strict`.

    `wrong` and `fix` are whole sentences in the editor's words.
    """

    place: Place
    wrong: str
    fix: str
    advice: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong} {self.fix}"


def advise(place: Place, wrong: str, fix: str) -> Problem:
    """Make a Problem that warns; it stops the build under `--strict` alone."""
    return Problem(place, wrong, fix, advice=True)


def report(problems: Sequence[Problem]) -> str:
    """Write all `problems` in file order under a line that counts them."""
    return "\n".join([f"{summary(problems)}; nothing was published.", "", *map(str, sorted(problems))])


def summary(problems: Sequence[Problem]) -> str:
    """Count problems and the files that they are in."""
    files = len({problem.place.path for problem in problems})
    return f"{count(len(problems), 'problem')} in {count(files, 'file')}"


def count(number: int, noun: str) -> str:
    """Write a number with its English noun: `1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def near(word: str, allowed: Iterable[str]) -> str:
    """Suggest what `word` may have meant, or list all that is allowed."""
    options = sorted(allowed)
    if match := get_close_matches(word.lower(), options, n=1, cutoff=0.6):
        return f"Did you mean '{match[0]}'?"
    if len(options) > MANY:
        return f"Write one of {', '.join(options[:MANY])} and {len(options) - MANY} more."
    return f"Write {one_of(options)}." if options else "Remove it."


def one_of(options: Sequence[str]) -> str:
    """List alternatives in English: `a`, `a or b`, `one of a, b, c`."""
    if len(options) > 2:
        return f"one of {', '.join(options)}"
    return " or ".join(options)
