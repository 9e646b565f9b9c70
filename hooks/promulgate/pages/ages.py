"""Since when each block of a text stands in these words: followed back through the redlines."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ..model.history import Policy, Version
from .redlines import Redlines


class Age(NamedTuple):
    """Since which version some words stand, and by which change of the one `before`, if known."""

    day: date
    before: date | None = None
    change: int = 0


class Ages:
    """Follows the words of a policy back; `redlines` are by language."""

    def __init__(self, policy: Policy, redlines: Mapping[str, Redlines]) -> None:
        self.policy, self.redlines = policy, redlines
        self.known: dict[tuple[date, str], tuple[Age, ...]] = {}

    def of(self, version: Version, language: str) -> tuple[Age, ...]:
        """Tell the age of each block of a text; nothing where all of it is as old as the version.

        It begins with the first version that has a text in this language, or follows one that was
        withdrawn: what stood there before is not shown any more.
        """
        key = version.date, language
        if key not in self.known:
            self.known[key] = self._found(version, language)
        return self.known[key]

    def _found(self, version: Version, language: str) -> tuple[Age, ...]:
        before = self.policy.history.predecessor(version)
        redlines = self.redlines.get(language)
        if before is None or redlines is None or before.withdrawal or version.withdrawal:
            return ()
        if language not in before.editions or version.draft:
            return ()
        older, day = self.of(before, language), version.date
        first = Age(before.date)
        return tuple(
            Age(day, before.date, -trace[0])
            if trace[0] < 0
            else max((older[at] for at in trace), key=_day)
            if older
            else first
            for trace in redlines.of(before, version, str(day)).traces
        )


def _day(age: Age) -> date:
    return age.day
