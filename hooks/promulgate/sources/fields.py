"""The kinds of value that front matter may hold, each with its own words for a mistake."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pkgutil import get_data
from typing import Annotated, Any

from babel import Locale, UnknownLocaleError
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ..dates import DURATION, SESSION, read_day, words_of, wrong
from ..problems import near


def _tag(value: Any) -> str:
    words = words_of(value)
    try:
        if not re.match(r"[A-Za-z]{2,3}(-|$)", words):  # Babel loads much to find that out
            raise ValueError(words)
        locale = Locale.parse(words, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise wrong(f"is '{words}', which is no language.", LANGUAGE_FIX) from error
    canonical = str(locale).replace("_", "-")
    if words != canonical and words.lower() == canonical.lower():
        raise wrong(f"is '{words}'.", f"Write '{canonical}'.")
    return words


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


def _email(value: Any) -> str:
    words = words_of(value)
    if not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", words):
        raise wrong(f"is '{words}'.", "Write an e-mail address such as privacy@example.org.")
    return words


def _colour(value: Any) -> str:
    words = words_of(value)
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", words):
        raise wrong(f"is '{words}'.", 'Write a colour in six hexadecimal digits such as "#0b5a73".')
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


def _duration(value: Any) -> str:
    words = words_of(value)
    if words != SESSION and not DURATION.fullmatch(words):
        raise wrong(
            f"is '{words}'.",
            "Write 'session', or an ISO 8601 duration such as P2Y (two years), P30D (30 days) "
            "or PT24H (24 hours).",
        )
    return words


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


Email = Annotated[str, _checked(_email)]


Colour = Annotated[str, _checked(_colour)]


Zone = Annotated[str, _checked(_zone)]


Duration = Annotated[str, _checked(_duration)]


FileName = Annotated[str, _checked(_file_name)]
