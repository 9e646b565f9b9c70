"""When a build happens: one instant, and the day it is for each organization."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant with its zone; `day` replaces the date everywhere, for travel in time."""

    instant: datetime
    day: date | None = None

    def today(self, zone: str) -> date:
        """Tell which day it is in `zone`: a version takes effect there at 00:00."""
        return self.day or self.instant.astimezone(ZoneInfo(zone)).date()
