"""Days as texts of many languages write them; the names of months come from CLDR."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from ..dates import YEARS

ORDINAL = r"(?:st|nd|rd|th|er|re|ª|º|°|\.)?"
GLUE = r"[\s,]*(?:of|de|del|do|d['’])?[\s,]*"
ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})(?!\d)")


class Told(NamedTuple):
    """A day as it is written; `day` is None where it cannot be, `wrong` says why."""

    written: str
    at: int
    day: date | None
    wrong: str = ""


def days_in(text: str, language: str) -> list[Told]:
    """Find all days that a text writes, in order."""
    found = sorted(_all(text, language), key=lambda told: told.at)
    kept: list[Told] = []
    for told in found:
        if not kept or told.at >= kept[-1].at + len(kept[-1].written):
            kept.append(told)
    return kept


def _all(text: str, language: str) -> Iterator[Told]:
    for expression in (ISO, CJK):
        for match in expression.finditer(text):
            yield _told(match, int(match[1]), int(match[2]), int(match[3]))
    for match in NUMBERS.finditer(text):
        yield _numbers(match, language)
    months, before, after, first = _months(language)
    for match in before.finditer(text):
        yield _told(match, int(match[3]), months[match[2].lower().rstrip(".")], int(match[1]))
    for match in after.finditer(text):
        yield _told(match, int(match[3]), months[match[1].lower().rstrip(".")], int(match[2]))
    for match in first.finditer(text):
        yield _told(match, int(match[1]), months[match[2].lower().rstrip(".")], int(match[3]))


def _numbers(match: re.Match[str], language: str) -> Told:
    first, second, year = (int(part) for part in match.groups())
    if first > 12 or second == first:
        return _told(match, year, second, first)
    if second > 12:
        return _told(match, year, first, second)
    if language == "en" and "." not in match[0]:  # written both ways, by half the world each
        wrong = f"'{match[0]}' can be two days: {year}-{first:02}-{second:02} or "
        return Told(match[0], match.start(), None, f"{wrong}{year}-{second:02}-{first:02}.")
    pattern = str(_locale(language).date_formats["short"].pattern).lower()
    american = 0 <= pattern.find("m") < pattern.find("d")
    month, day = (first, second) if american else (second, first)
    return _told(match, year, month, day)


def _told(match: re.Match[str], year: int, month: int, day: int) -> Told:
    words = " ".join(match[0].split())
    if year not in YEARS or not 1 <= month <= 12:
        return Told(words, match.start(), None, f"'{words}' is no day of any year.")
    if not 1 <= day <= monthrange(year, month)[1]:
        return Told(words, match.start(), None, f"'{words}' is no day: the month has fewer.")
    return Told(words, match.start(), date(year, month, day))


@lru_cache
def _months(
    language: str,
) -> tuple[dict[str, int], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names: dict[str, int] = {}
    for locale in (Locale("en"), _locale(language)):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    if not name.isdigit() and not name[0].isdigit():
                        names[name.lower().rstrip(".")] = number
    names["sept"] = 9
    any_ = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    month = rf"({any_})\.?(?!\w)"
    return (
        names,
        re.compile(rf"(?<!\d)(\d{{1,2}}){ORDINAL}{GLUE}{month}{GLUE}(\d{{4}})(?!\d)", re.I),
        re.compile(rf"\b{month}\s*(\d{{1,2}}){ORDINAL}(?:[\s,]|of)+(\d{{4}})(?!\d)", re.I),
        re.compile(rf"(?<!\d)(\d{{4}})[\s.,]+{month}\s*(\d{{1,2}})(?!\d)", re.I),
    )


@lru_cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
