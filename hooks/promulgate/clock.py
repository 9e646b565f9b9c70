"""The one place that asks the clock and the environment; everything else is told the moment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, reset_tzpath

from pydantic_core import PydanticCustomError

from .dates import YEARS, read_day

# The rules of time zones are those of the pinned package, whatever the system has.
reset_tzpath(())

DAY, EPOCH = "PROMULGATE_DATE", "SOURCE_DATE_EPOCH"
INSTANT = "%Y-%m-%dT%H:%M:%SZ"

PASSED = (EPOCH, DAY, "NO_MKDOCS_2_WARNING")


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant with its zone; `day` replaces the date everywhere, for travel in time."""

    instant: datetime
    day: date | None = None

    def today(self, zone: str) -> date:
        """Tell which day it is in `zone`: a version takes effect there at 00:00."""
        return self.day or self.instant.astimezone(ZoneInfo(zone)).date()


def begins(day: date, zone: str) -> str:
    """Tell the instant at which a day begins in `zone`: in UTC, as RFC 3339 writes it."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC).strftime(INSTANT)


def passed(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Take from the environment what a build on another machine must be told."""
    return {name: environment[name] for name in PASSED if name in environment}


def real() -> Moment:
    """Take the moment that it is, whatever the environment says: seals are dated by it."""
    return Moment(datetime.now(UTC))


def latest_day() -> date:
    """Tell the last day that it can be anywhere on Earth now, by the clock of this machine."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()


class UntimelyError(ValueError):
    """The environment names no moment, in words."""


def now(environment: Mapping[str, str] = os.environ) -> Moment:
    """Take the moment of this build.

    SOURCE_DATE_EPOCH (seconds since 1970) sets the instant; PROMULGATE_DATE travels to a day, which
    it is then everywhere. Raise UntimelyError where either cannot be read.
    """
    epoch, day = environment.get(EPOCH), environment.get(DAY)
    try:
        instant = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        if instant.year not in YEARS:
            raise ValueError(instant)
    except (ValueError, OverflowError, OSError) as error:
        wrong = f"SOURCE_DATE_EPOCH is '{epoch}'. Write seconds since 1970, such as 1795348800."
        raise UntimelyError(wrong) from error
    try:
        return Moment(instant, read_day(day) if day else None)
    except PydanticCustomError as error:
        context = error.context or {}
        raise UntimelyError(f"DATE {context['what']} {context['fix']}") from error
