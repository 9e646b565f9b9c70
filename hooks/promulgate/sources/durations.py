"""Times as people write them, and the form that they should have."""

import re
from functools import lru_cache
from typing import Literal

from babel.dates import format_timedelta

from ..dates import UNTIL_DELETED

FIX = (
    "Write 'session', 'until deleted', or an ISO 8601 duration such as P2Y (two years), P30D "
    "(30 days) or PT24H (24 hours)."
)
ENDLESS = re.compile(r"persist|until|delet|permanent|unlimited|never|forever|clear|indefinit")
STORED = re.compile(r"(local|session)[ -]?storage")
SHORT = {"s": "sec", "h": "hour", "hr": "hour", "min": "minute", "d": "day", "w": "week",
         "wk": "week", "mo": "month", "mth": "month", "y": "year", "yr": "year"}  # fmt: skip
UNITS = {"second": "T{}S", "sec": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D",
         "week": "{}W", "month": "{}M", "year": "{}Y"}  # fmt: skip
ORDER = ("{}Y", "{}M", "{}W", "{}D", "T{}H", "T{}M", "T{}S")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
Granularity = Literal["second", "minute", "hour", "day", "week", "month", "year"]
OTHERS = ("de", "es", "fr", "it", "nl", "pt")  # languages whose units are understood as well
AMOUNT = re.compile(r"\b(?:(\d{1,5})[ \u00a0-]?|([^\W\d]{1,5})[ \u00a0-])([^\W\d_]{1,9})\b\.?")


def duration_fix(words: str) -> str:
    """Give a time that is written in words its form; `words` are in small letters."""
    if stored := STORED.search(words):
        kind = f"{stored[1]}-storage"
        stays = "session" if stored[1] == "session" else UNTIL_DELETED
        return f"Write 'kind: {kind}', and 'duration: {stays}' or how long it stays, such as P400D."
    if words.strip(" .").startswith("session") or "browser" in words:
        return "Write 'session'."
    if ENDLESS.search(words):
        return f"Write '{UNTIL_DELETED}', or how long it can stay at most, such as P400D."
    amounts = [_amount(m[1] or m[2], m[3]) for m in AMOUNT.finditer(words)]
    rest = re.sub(r"[\s,;]|\b(?:and|und|et|y|e)\b", "", AMOUNT.sub("", words))
    if amounts and all(amounts) and not rest:
        parts = dict(filter(None, amounts))
        if len(parts) == len(amounts):
            return f"Write '{_written(parts)}'."
    return FIX


def _written(parts: dict[str, int]) -> str:
    """Write the numbers of units as ISO 8601 does."""
    done = [unit.format(parts[unit]) for unit in ORDER if unit in parts]
    days = "".join(part for part in done if not part.startswith("T"))
    times = "".join(part.removeprefix("T") for part in done if part.startswith("T"))
    return f"P{days}{'T' if times else ''}{times}"


def _amount(number: str, unit: str) -> tuple[str, int] | None:
    named = {"a": 1, "an": 1, "un": 1, "ein": 1, **{name: n for n, name in enumerate(NUMBERS)}}
    amount = int(number) if number.isdigit() else named.get(number, 0)
    found = SHORT.get(unit) or SHORT.get(unit.removesuffix("s")) or _units().get(unit)
    return (UNITS[found], amount) if found and amount else None


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    """Name the units in several languages, as CLDR has them."""
    found = {f"{name}{s}": name for name in UNITS for s in ("", "s")}
    seconds: dict[Granularity, int] = {"second": 1, "minute": 60, "hour": 3600, "day": 86400,
               "week": 604800, "month": 2592000, "year": 31536000}  # fmt: skip
    for tag in OTHERS:
        for unit, length in seconds.items():
            for number in (1, 5):
                words = format_timedelta(
                    number * length, granularity=unit, threshold=99, locale=tag
                )
                found[words.lstrip("0123456789 \u00a0").lower()] = unit
    return found
