"""What is wrong, where, and how to mend it: the only way the core speaks to editors."""

import re
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
        return printable(f"{self.place}: {self.wrong} {self.fix}")


def advise(place: Place, wrong: str, fix: str) -> Problem:
    """Make a Problem that warns; it stops the build under `--strict` alone."""
    return Problem(place, wrong, fix, advice=True)


def ours(error: Exception, path: str = "docs/index.md") -> Problem:
    """Tell of a fault of this program, with the source that was at hand when it happened.

    It is the innermost one that any function on the way held: a path, or what has one.
    """
    frame, number, where = error.__traceback__, 0, ""
    while frame:
        for value in list(frame.tb_frame.f_locals.values()):
            at = getattr(getattr(value, "document", value), "path", value)
            if isinstance(at, str) and at.startswith("docs/") and "\n" not in at:
                path = at
        number, where = frame.tb_lineno, frame.tb_frame.f_code.co_filename
        frame = frame.tb_next
    module = where.replace("\\", "/").rsplit("/", 2)[-2:] if number else ["promulgate"]
    words = " ".join(f"{type(error).__name__}: {error}".split())[:120]
    wrong = f"The program failed at this file ({words}; {'/'.join(module)}:{number})."
    fix = "The fault is ours, not yours: please report it with the file. What you wrote is kept."
    return Problem(Place(path), wrong, fix)


# Signs that a terminal would obey, or that would turn the words after them around.
CONTROLS = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)


def printable(words: str) -> str:
    """Write words so that a terminal shows them and does nothing else: ESC as \\x1b."""
    return CONTROLS.sub(lambda sign: sign[0].encode("unicode_escape").decode(), words)


def report(problems: Sequence[Problem]) -> str:
    """Write all `problems` in file order under a line that counts them."""
    return "\n".join(
        [f"{summary(problems)}; nothing was published.", "", *map(str, sorted(problems))]
    )


def summary(problems: Sequence[Problem]) -> str:
    """Count problems and the files that they are in."""
    files = len({problem.place.path for problem in problems})
    return f"{count(len(problems), 'problem')} in {count(files, 'file')}"


def count(number: int, noun: str) -> str:
    """Write a number with its English noun: `1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def near(word: str, allowed: Iterable[str], else_: str = "Write one of") -> str:
    """Suggest what `word` may have meant, or list what is allowed, after the words `else_`."""
    options = sorted({option for option in allowed if option})
    if match := get_close_matches(word.lower(), options, n=1, cutoff=0.65):
        return f"Did you mean '{match[0]}'?"
    if not options:
        return "Remove it."
    if len(options) == 1:
        return f"Only '{options[0]}' exists."
    shown, rest = options[:MANY], len(options) - MANY
    more = f" and {rest} more" if rest > 0 else ""
    return f"{else_}: {', '.join(shown)}{more}."
