"""How far a build is: told on a terminal, when it takes long, and nowhere else."""

import io
from collections.abc import Iterator

from promulgate.mkdocs_shell.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def ticking(step: float) -> Iterator[float]:
    at = 0.0
    while True:
        yield at
        at += step


def told(stream: io.StringIO, step: float) -> str:
    clock = ticking(step)
    progress = Progress(lambda: next(clock), stream)
    for done in range(1, 6):
        progress.tell("Organizations", done, 5)
    progress.end()
    return stream.getvalue()


def test_a_long_build_says_how_far_it_is_and_leaves_no_line_behind() -> None:
    lines = told(Terminal(), 1.0).split("\r")
    assert [line.strip() for line in lines] == [
        "",
        "Organizations: 2 of 5 (2 s)",
        "Organizations: 3 of 5 (3 s)",
        "Organizations: 4 of 5 (4 s)",
        "Organizations: 5 of 5 (5 s)",
        "",
        "",
    ]


def test_a_short_build_and_one_that_nobody_watches_say_nothing() -> None:
    assert told(Terminal(), 0.1) == ""
    assert told(io.StringIO(), 1.0) == ""
