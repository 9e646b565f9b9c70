"""Language tags as BCP 47 writes them, and what was meant by others."""

import re
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.localedata import exists
from pydantic_core import PydanticCustomError

from ..dates import words_of, wrong

# A language tag as BCP 47 writes it (RFC 5646, 2.1), without what is private or grandfathered.
TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<script>-[A-Z][a-z]{3})?(?P<region>-(?:[A-Z]{2}|[0-9]{3}))?"
    r"(?P<variant>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)


def read_tag(value: Any) -> str:
    words = words_of(value)
    meant = canonical(words)
    match = TAG.fullmatch(meant)
    if not match or (len(match["language"]) == 2 and match["language"] not in _languages()):
        known = _alias(words)
        fix = f"Did you mean '{known}'?" if known else LANGUAGE_FIX
        raise wrong(f"is '{words}', which is no language.", fix)
    if short := LONG.get(match["language"]):
        raise wrong(f"is '{words}'.", f"Write '{short}{words[len(match['language']) :]}'.")
    if (region := (match["region"] or "")[1:]) and region not in _regions():
        fix = f"Write '{match['language']}', or a region that exists, such as pt-BR."
        if real := get_global("territory_aliases").get(region):
            fix = f"Did you mean '{match['language']}-{real[0]}'?"
        raise wrong(f"is '{words}', and there is no region '{region}'.", fix)
    if words != meant:
        fix = f"Write '{meant}'." if "_" not in words else f"Did you mean '{meant}'?"
        raise wrong(f"is '{words}'.", fix)
    return words


def canonical(words: str) -> str:
    """Write a tag with the case and signs that it should have: `pt_br` is `pt-BR`."""
    first, *rest = words.replace("_", "-").split("-")
    return "-".join([first.lower(), *map(_part, rest)])


def _part(part: str) -> str:
    if len(part) == 2 and part.isalpha():
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


def _alias(words: str) -> str | None:
    """Find the tag of a language that is named in English or in itself, or by an old tag."""
    name = words.lower()
    if found := get_global("language_aliases").get(name):
        return str(found)
    english = {str(said).lower(): tag for tag, said in Locale("en").languages.items()}
    own = {str(Locale(tag).get_language_name(tag)).lower(): tag for tag in COMMON}
    return english.get(name) or own.get(name)


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


# Languages whose own names are understood where a tag should stand.
LONG = {
    "ara": "ar",
    "chi": "zh",
    "deu": "de",
    "dut": "nl",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "ger": "de",
    "heb": "he",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "nld": "nl",
    "pol": "pl",
    "por": "pt",
    "rus": "ru",
    "spa": "es",
    "ukr": "uk",
    "vie": "vi",
    "zho": "zh",
}
COMMON = ("ar", "de", "es", "fr", "he", "it", "ja", "ko", "nl", "pl", "pt", "ru", "uk", "vi", "zh")
LANGUAGE_FIX = "Write a language tag (BCP 47) such as en, es, ar or pt-BR."


@lru_cache(maxsize=256)  # asked for the folder of every file
def language_fix(tag: str) -> str | None:
    """Say how to mend a tag; None where it names a language that CLDR knows, as it should."""
    try:
        read_tag(tag)
    except PydanticCustomError as error:
        return str((error.context or {})["fix"])
    return None
