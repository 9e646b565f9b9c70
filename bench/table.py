"""Rows measured round by round, and written as a table in Markdown."""

import os
import platform
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .measure import Cost, FailedError

PLAIN, HUGO = "plain MkDocs with Material", "Hugo"
COLUMNS = ("", "seconds", "CPU", "to plain", "to Hugo", "peak MB", "MB written", "runs")


def never(_: int) -> Cost:
    """Stand in for a measurement that cannot be made."""
    raise FailedError("not measured")


@dataclass(slots=True)
class Row:
    """A line of the table; `costs` are by round, None where a round was left out.

    `kind` is what it measures; ratios are taken to the first row of each peer that is of its kind.
    """

    name: str
    kind: str = ""
    measure: Callable[[int], Cost] = never
    costs: list[Cost | None] = field(default_factory=list)
    failure: str = ""

    @property
    def known(self) -> list[Cost]:
        return [cost for cost in self.costs if cost]

    def go(self, number: int, budget: float) -> None:
        """Measure once more, unless that failed before or took `budget` seconds already."""
        cost = None
        if not self.failure and sum(cost.seconds for cost in self.known) < budget:
            try:
                cost = self.measure(number)
                say(f"  {self.name}: {cost.seconds:.2f} s")
            except FailedError as error:
                self.failure = str(error)
                say(f"  {self.name}: {error}")
        self.costs.append(cost)


def rounds(rows: Sequence[Row], runs: int, budget: float) -> None:
    """Measure all in turn, so that a slow minute of the machine meets all alike."""
    for number in range(runs):
        say(f"round {number + 1} of {runs}")
        for row in rows:
            row.go(number, budget)


def table(rows: Sequence[Row]) -> str:
    ruler = f"|---|{'--:|' * (len(COLUMNS) - 1)}"
    return "\n".join([f"| {' | '.join(COLUMNS)} |", ruler, *(_line(row, rows) for row in rows)])


def _line(row: Row, rows: Sequence[Row]) -> str:
    if not row.known:
        return f"| {row.name} | {row.failure or '–'}{' | –' * (len(COLUMNS) - 2)} |"
    cells = [
        row.name,
        _number([cost.seconds for cost in row.known]),
        _number([cost.cpu for cost in row.known]),
        _number(_ratios(row, PLAIN, rows)),
        _number(_ratios(row, HUGO, rows)),
        _number([cost.peak / 1e6 for cost in row.known]),
        _number([cost.written / 1e6 for cost in row.known]),
        str(len(row.known)),
    ]
    return f"| {' | '.join(cells)} |"


def _ratios(row: Row, name: str, rows: Sequence[Row]) -> list[float]:
    """Compare with a peer round by round."""
    peer = next((r for r in rows if r.kind == row.kind and r.name.startswith(name)), None)
    if peer is None or not row.kind:
        return []
    pairs = zip(row.costs, peer.costs, strict=True)
    return [ours.seconds / theirs.seconds for ours, theirs in pairs if ours and theirs]


def _number(values: Sequence[float]) -> str:
    """Write the median with three digits, or what is below a thousandth as it is."""
    value = statistics.median(values) if values else 0
    if not value:
        return "–"
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def machine() -> str:
    """Say on what this ran."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    models = [text.partition(":")[2].strip() for text in lines if text.startswith("model name")]
    model = models[0] if models else platform.processor() or platform.machine()
    return f"{os.cpu_count()} cores of {model}, Python {platform.python_version()}"


def say(words: str) -> None:
    """Tell how far it is, beside the table."""
    print(words, file=sys.stderr, flush=True)
