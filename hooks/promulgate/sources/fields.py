"""The kinds of value that front matter may hold, each with its own words for a mistake."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pkgutil import get_data
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo

from ..dates import DURATION, SESSION, UNTIL_DELETED, read_day, words_of, wrong
from ..problems import near
from .durations import duration_fix
from .languages import read_tag


def _address(value: Any) -> str:
    words = words_of(value)
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", words):
        raise wrong(f"is '{words}'.", "Write a whole address such as https://www.example.org/.")
    return words


def _root(value: Any) -> str:
    words = _address(value)
    if not re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[\w.~%/-]*)?", words):
        fix = "Write the address of a folder, such as https://privacy.acme.example/."
        raise wrong(f"is '{words}'.", fix)
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


ENDLESS = {"persistent", "permanent", "until deleted", "until it is deleted", UNTIL_DELETED}


def _duration(value: Any) -> str:
    words = words_of(value)
    if words.lower() in ENDLESS:
        return UNTIL_DELETED
    if words != SESSION and not DURATION.fullmatch(words):
        raise wrong(f"is '{words}'.", duration_fix(words.lower()))
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


def choice_or_own(*usual: str, own: str, synonyms: dict[str, str]) -> BeforeValidator:
    """Allow these words, and those that the field `own` of the same file names."""

    def check(value: Any, info: ValidationInfo) -> str:
        words = words_of(value)
        meant = synonyms.get(words.lower(), words)
        named = (info.context or {}).get(own)
        allowed = (*usual, *(map(str, named) if isinstance(named, dict) else ()))
        if meant not in allowed:
            key = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "word"
            fix = f"{near(words, allowed)} Or name it in words, once and in each translation: "
            raise wrong(f"is '{words}'.", f"{fix}'{own}: {{{key}: …}}'.")
        return meant

    return BeforeValidator(check)


def _slug(value: Any) -> str:
    words = words_of(value)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", words):
        raise wrong(f"is '{words}'.", "Use small letters a to z, digits and hyphens only.")
    return words


def _checked(check: Callable[[Any], Any]) -> BeforeValidator:
    return BeforeValidator(check)


Text = Annotated[str, _checked(words_of)]


Day = Annotated[date, _checked(read_day)]


Slug = Annotated[str, _checked(_slug)]


Tag = Annotated[str, _checked(read_tag)]


Address = Annotated[str, _checked(_address)]


Root = Annotated[str, _checked(_root)]


Email = Annotated[str, _checked(_email)]


Colour = Annotated[str, _checked(_colour)]


Zone = Annotated[str, _checked(_zone)]


def _period(value: Any) -> str:
    words = words_of(value)
    if not DURATION.fullmatch(words):
        raise wrong(f"is '{words}'.", duration_fix(words.lower()))
    return words


Period = Annotated[str, _checked(_period)]


Duration = Annotated[str, _checked(_duration)]


FileName = Annotated[str, _checked(_file_name)]
