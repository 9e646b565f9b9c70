"""How far a build is: one line on a terminal, for one that takes longer than two seconds."""

import os
import sys
from collections.abc import Callable
from typing import TextIO

PATIENCE = 2.0  # seconds
STEP = 0.1


class Progress:
    """The line; `clock` counts seconds. Where nobody looks, as in CI, nothing is written."""

    def __init__(self, clock: Callable[[], float], stream: TextIO = sys.stderr) -> None:
        self.clock, self.stream = clock, stream
        self.start = self.last = clock()
        self.width = 0
        self.shown = stream.isatty()
        self.process = os.getpid()  # a forked one writes nothing into the line

    def tell(self, what: str, done: int, of: int) -> None:
        """Say that of so many so many are done."""
        at = self.clock()
        if not self.shown or os.getpid() != self.process:
            return
        if at - self.start < PATIENCE or (at - self.last < STEP and done < of):
            return
        self.last = at
        line = f"{what}: {done:,} of {of:,} ({at - self.start:.0f} s)"
        self.stream.write(f"\r{line:<{self.width}}")
        self.width = len(line)
        self.stream.flush()

    def end(self) -> None:
        """Leave no line behind."""
        if self.width:
            self.stream.write(f"\r{'':<{self.width}}\r")
            self.stream.flush()
            self.width = 0
