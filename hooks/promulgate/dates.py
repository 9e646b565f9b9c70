"""The kinds of value that front matter may hold, each with its own words for a mistake.

A validator raises `wrong(what, fix)`, where `what` continues the sentence that begins with the
name of the field: `'effective' is 'soon'.`
"""

import re
from calendar import month_name, monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pydantic_core import PydanticCustomError

DURATION = re.compile(
    r"P(?=.)(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)S)?)?"
)
SESSION = "session"
UNTIL_DELETED = "until deleted"
YEARS = range(1900, 2200)  # no policy is older; a later year is a slip of the finger


def wrong(what: str, fix: str) -> PydanticCustomError:
    """Say what is wrong with a value and how to mend it, through pydantic."""
    return PydanticCustomError("promulgate", "{what} {fix}", {"what": what, "fix": fix})


def show(value: Any) -> str:
    """Quote a value as the editor wrote it."""
    if value is None:
        return "empty"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a group of fields"
    return f"'{str(value).lower() if isinstance(value, bool) else value}'"


def words_of(value: Any) -> str:
    """Take words as they were written, without blanks around them; raise `wrong` where none are."""
    if isinstance(value, int | bool):
        raise wrong(f"is {show(value)} without quotes.", f'Write "{value}" in quotes.')
    if not isinstance(value, str):
        raise wrong(f"is {show(value)}.", "Write words.")
    if not value.strip():
        raise wrong("is empty.", "Write words, or remove the field.")
    return value.strip()


def read_day(value: Any) -> date:
    """Read a civil date, `2021-01-15`; raise `wrong` where it is none, with what was meant."""
    words = words_of(str(value) if type(value) is int else value)
    if parts := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", words):
        year, month, day = map(int, parts.groups())
        if year not in YEARS:
            fix = f"Write a year from {YEARS.start} to {YEARS.stop - 1}."
            raise wrong(f"is {words}.", fix)
        if not 1 <= month <= 12:
            raise wrong(f"is {words}, and a year has 12 months.", "Write a day that exists.")
        days = monthrange(year, month)[1]
        if not 1 <= day <= days:
            raise wrong(
                f"is {words}, and {month_name[month]} {year} has {days} days.",
                "Write a day that exists.",
            )
        return date(year, month, day)
    if parts := re.fullmatch(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", words):
        first, second, year = map(int, parts.groups())
        if first > 12 >= second:
            fix = f"Write the year first: {year:04}-{second:02}-{first:02}."
        else:
            fix = "Write year, month and day in this order, such as 2021-01-15."
        raise wrong(f"is '{words}'.", fix)
    if meant := _meant(words):
        raise wrong(f"is '{words}'.", f"Write {meant}.")
    raise wrong(f"is '{words}'.", "Write a date such as 2021-01-15.")


def after(day: date, units: Mapping[str, int]) -> date:
    """Count from a day on: years and months by the calendar, at most to the end of a month."""
    months = day.year * 12 + day.month - 1 + units.get("year", 0) * 12 + units.get("month", 0)
    year, month = months // 12, months % 12 + 1
    begun = date(year, month, min(day.day, monthrange(year, month)[1]))
    return begun + timedelta(days=units.get("week", 0) * 7 + units.get("day", 0))


def _meant(words: str) -> date | None:
    """Read a day that can be meant in one way only: `2021-2-3`, `20210203`, `3 February 2021`."""
    if parts := re.fullmatch(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})", words):
        year, month, day = int(parts[1]), int(parts[3]), int(parts[4])
    elif parts := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", words):
        year, month, day = map(int, parts.groups())
    else:
        named = [name.lower() for name in month_name]
        found = re.findall(r"[a-z]+|\d+", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words.lower()))
        months = [named.index(each) for each in found if each in named]
        numbers = [int(each) for each in found if each.isdigit() and len(each) < 5]
        if len(found) != 3 or len(months) != 1 or len(numbers) != 2 or numbers[1] < 1900:
            return None
        month, (day, year) = months[0], numbers
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
