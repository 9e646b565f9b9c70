"""The kinds of value that front matter may hold, each with its own words for a mistake."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pkgutil import get_data
from typing import Annotated, Any

from babel import Locale
from babel.localedata import exists
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ..dates import DURATION, SESSION, read_day, words_of, wrong
from ..problems import near

# A language tag as BCP 47 writes it (RFC 5646, 2.1), without what is private or grandfathered.
TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<script>-[A-Z][a-z]{3})?(?P<region>-(?:[A-Z]{2}|[0-9]{3}))?"
    r"(?P<variant>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)


def _tag(value: Any) -> str:
    words = words_of(value)
    canonical = _canonical(words)
    match = TAG.fullmatch(canonical)
    if not match or (len(match["language"]) == 2 and match["language"] not in _languages()):
        raise wrong(f"is '{words}', which is no language.", LANGUAGE_FIX)
    if (region := (match["region"] or "")[1:]) and region not in _regions():
        fix = f"Write '{match['language']}', or a region that exists, such as pt-BR."
        raise wrong(f"is '{words}', and there is no region '{region}'.", fix)
    if words != canonical:
        fix = f"Write '{canonical}'." if "_" not in words else f"Did you mean '{canonical}'?"
        raise wrong(f"is '{words}'.", fix)
    return words


def _canonical(words: str) -> str:
    """Write a tag with the case and signs that it should have: `pt_br` is `pt-BR`."""
    first, *rest = words.replace("_", "-").split("-")
    return "-".join([first.lower(), *map(_part, rest)])


def _part(part: str) -> str:
    if len(part) == 2 and part.isalpha():
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


@lru_cache
def _languages() -> frozenset[str]:
    """List the languages of two letters; those of three are more than CLDR has names for."""
    return frozenset(map(str, Locale("en").languages))


@lru_cache
def _regions() -> frozenset[str]:
    return frozenset(map(str, Locale("en").territories))


def is_language(name: str) -> bool:
    """Tell whether a name is that of a language in CLDR, so that no folder may bear it."""
    return bool(TAG.fullmatch(name)) and exists(name.replace("-", "_"))


LANGUAGE_FIX = "Write a language tag (BCP 47) such as en, es, ar or pt-BR."


@lru_cache(maxsize=256)  # asked for the folder of every file
def language_fix(tag: str) -> str | None:
    """Say how to mend a tag; None where it names a language that CLDR knows, as it should."""
    try:
        _tag(tag)
    except PydanticCustomError as error:
        return str((error.context or {})["fix"])
    return None


def _address(value: Any) -> str:
    words = words_of(value)
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", words):
        raise wrong(f"is '{words}'.", "Write a whole address such as https://www.example.org/.")
    return words


def _root(value: Any) -> str:
    words = _address(value)
    if "?" in words or "#" in words:
        raise wrong(f"is '{words}'.", "Write the address of a folder: nothing with ? or #.")
    return f"{words.rstrip('/')}/"


def _email(value: Any) -> str:
    words = words_of(value)
    if not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", words):
        raise wrong(f"is '{words}'.", "Write an e-mail address such as privacy@example.org.")
    return words


COLOUR_FIX = 'Write a colour in six hexadecimal digits such as "#0b5a73".'


def _colour(value: Any) -> str:
    if value is None:
        fix = 'Put it in quotes, such as "#0b5a73": # begins a comment.'
        raise wrong("is empty.", fix)
    words = words_of(value)
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", words):
        raise wrong(f"is '{words}'.", COLOUR_FIX)
    return words.lower()


def _zone(value: Any) -> str:
    words = words_of(value)
    if words not in _zones():
        raise wrong(f"is '{words}', which is no time zone.", _zone_fix(words))
    return words


@lru_cache
def _zones() -> frozenset[str]:
    """List the time zones of the package tzdata: the same on every machine."""
    zones = get_data("tzdata", "zones")
    assert zones is not None
    return frozenset(zones.decode().split())


def _zone_fix(words: str) -> str:
    city = words.rsplit("/", 1)[-1].replace(" ", "_").lower()
    same = sorted(z for z in _zones() if z.lower().endswith("/" + city) and "/" in z)
    return f"Did you mean '{same[0]}'?" if same else "Write one such as America/Detroit."


# What people write for a time, and the unit of it; a number stands before.
UNITS = {
    **dict.fromkeys(("second", "sec"), "T{}S"), **dict.fromkeys(("minute", "min"), "T{}M"),
    **dict.fromkeys(("hour", "hr"), "T{}H"), "day": "{}D", "week": "{}W", "month": "{}M",
    **dict.fromkeys(("year", "yr"), "{}Y"),
}  # fmt: skip
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ENDLESS = re.compile(r"persist|until|delet|local ?storage|permanent|unlimited|never|forever|clear")
DURATION_FIX = (
    "Write 'session', or an ISO 8601 duration such as P2Y (two years), P30D (30 days) "
    "or PT24H (24 hours)."
)


def _duration(value: Any) -> str:
    words = words_of(value)
    if words != SESSION and not DURATION.fullmatch(words):
        raise wrong(f"is '{words}'.", _duration_fix(words.lower()))
    return words


def _duration_fix(words: str) -> str:
    """Give a time that is written in words its form."""
    if "session" in words:
        return "Write 'session'."
    if ENDLESS.search(words):
        return (
            "Write how long it can stay at most, such as P400D, and in 'purpose' that it stays "
            "until it is deleted."
        )
    match = re.fullmatch(r"(\d{1,5}|[a-z]{1,5})[ -]?([a-z]{3,6}?)s?\.?", words.strip())
    if match and (unit := UNITS.get(match[2])):
        named = {"a": 1, "an": 1, **{name: n for n, name in enumerate(NUMBERS)}}
        number = int(match[1]) if match[1].isdigit() else named.get(match[1], 0)
        if number:
            return f"Write 'P{unit.format(number)}'."
    return DURATION_FIX


def _file_name(value: Any) -> str:
    words = words_of(value)
    if not re.fullmatch(r"[\w-]+\.(?i:svg|png|webp|jpe?g)", words):
        raise wrong(
            f"is '{words}'.", "Write the name of an image beside this file, such as logo.svg."
        )
    return words


def choice(*allowed: str, synonyms: dict[str, str] | None = None) -> BeforeValidator:
    """Allow these words only; a synonym is read as the word that it stands for."""

    def check(value: Any) -> str:
        words = words_of(value)
        meant = (synonyms or {}).get(words.lower(), words)
        if meant not in allowed:
            raise wrong(f"is '{words}'.", near(words, allowed))
        return meant

    return BeforeValidator(check)


def _checked(check: Callable[[Any], Any]) -> BeforeValidator:
    return BeforeValidator(check)


Text = Annotated[str, _checked(words_of)]


Day = Annotated[date, _checked(read_day)]


Tag = Annotated[str, _checked(_tag)]


Address = Annotated[str, _checked(_address)]


Root = Annotated[str, _checked(_root)]


Email = Annotated[str, _checked(_email)]


Colour = Annotated[str, _checked(_colour)]


Zone = Annotated[str, _checked(_zone)]


Duration = Annotated[str, _checked(_duration)]


FileName = Annotated[str, _checked(_file_name)]
