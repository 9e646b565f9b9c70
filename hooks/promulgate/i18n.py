"""The site's own words in a reader's language: catalogs by gettext, everything else by CLDR."""

import math
import re
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from babel import Locale
from babel.dates import (
    TIMEDELTA_UNITS,
    format_date,
    format_timedelta,
    get_timezone_location,
)
from babel.lists import format_list
from babel.localedata import exists
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from .characters import forbidden
from .dates import DURATION
from .memo import Memo
from .problems import Place, Problem

ENGLISH = "en"
SECONDS = dict(TIMEDELTA_UNITS)
QUOTED = rb'"(?:[^"\\\x80-\xff]|\\.|[\xc2-\xf4][\x80-\xbf]+)*"'
CATALOG_LINE = re.compile(
    rb"(#.*)?|((msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])[ \t]+)?" + QUOTED
)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Mark a message for the catalogs where it stands; it is translated where it is shown."""
    return message


class Day(NamedTuple):
    """A day for machines (`2026-03-01`) and in words."""

    iso: str
    text: str


class Language(NamedTuple):
    """A language for the eyes of its readers: tag, own name, direction."""

    tag: str
    name: str
    direction: str


@lru_cache
def locale_of(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")


@lru_cache
def language_of(tag: str) -> Language:
    """Name a language in its own words; in English, or by its tag, where CLDR has no others."""
    if not exists(tag.replace("-", "_")):
        first = tag.partition("-")[0]
        if first != tag:
            return language_of(first)._replace(tag=tag)
        return Language(tag, str(Locale(ENGLISH).languages.get(tag, tag)), "ltr")
    locale = locale_of(tag)
    name = locale.get_display_name(locale) or tag
    return Language(tag, name[:1].upper() + name[1:], locale.text_direction)


@dataclass(frozen=True)
class Interface:
    """Words, dates, lists and names in one language that has a catalog.

    `digest` is that of the catalog: what shows its words depends on it.
    """

    language: str
    catalog: Translations
    digest: str = ""

    @cached_property
    def locale(self) -> Locale:
        return locale_of(self.language)

    @property
    def direction(self) -> str:
        return str(self.locale.text_direction)

    def gettext(self, message: str) -> str:
        return str(self.catalog.ugettext(message))

    def ngettext(self, one: str, many: str, number: int) -> str:
        return str(self.catalog.ungettext(one, many, number))

    def day(self, day: date) -> Day:
        """Write a date in full, in CLDR's order."""
        return _in_full(day, self.language)

    def listing(self, items: Sequence[str]) -> str:
        """Join names as a sentence of this language does."""
        return format_list(list(items), locale=self.locale)

    def name_of(self, tag: str) -> str:
        """Name another language in this one."""
        return locale_of(tag).get_display_name(self.locale) or tag

    def city(self, zone: str) -> str:
        """Name the city of a time zone."""
        return get_timezone_location(zone, self.locale, return_city=True)

    def duration(self, duration: str) -> str:
        """Write an ISO 8601 duration in words, unit by unit."""
        return _in_words(duration, self.language)


@lru_cache(maxsize=4096)  # the days of an organization's versions stand on many of its pages
def _in_full(day: date, language: str) -> Day:
    return Day(str(day), format_date(day, "long", locale=locale_of(language)))


@lru_cache(maxsize=4096)
def _in_words(duration: str, language: str) -> str:
    match = DURATION.fullmatch(duration)
    parts = [(int(n), unit) for unit, n in match.groupdict().items() if n] if match else []
    locale = locale_of(language)
    return format_list([_amount(number, unit, locale) for number, unit in parts], locale=locale)


def _amount(number: int, unit: str, locale: Locale) -> str:
    # Not babel.units: its data lack the long forms of some languages (pt, ar, zh-Hant).
    length = timedelta(seconds=number * SECONDS[unit])
    words: str = format_timedelta(
        length,
        granularity=unit,  # type: ignore[arg-type]
        threshold=math.inf,
        locale=locale,
    )
    return words


@dataclass(frozen=True, slots=True)
class Interfaces:
    """All languages that the interface speaks; English where it does not speak one."""

    by_tag: Mapping[str, Interface]

    def __getitem__(self, tag: str) -> Interface:
        return self.by_tag.get(tag) or self.by_tag[ENGLISH]


class CompiledCatalog(NamedTuple):
    """A catalog as gettext reads it, in Base64; None where it has a line that cannot be read."""

    catalog: str | None
    problems: tuple[Problem, ...] = ()


def interfaces(
    catalogs: Mapping[str, bytes], memory: Memo | None = None
) -> tuple[Interfaces, list[Problem]]:
    """Compile the catalogs, `.po` files by language tag; English needs none."""
    memory = memory or Memo()
    found: dict[str, Interface] = {}
    problems: list[Problem] = []
    for tag, data in {ENGLISH: b"", **catalogs}.items():
        digest = sha256(data).hexdigest()
        compiled = memory.recall(
            "catalog", CompiledCatalog, partial(_compile, tag, data), tag, digest
        )
        if compiled.catalog is not None:
            words = Translations(BytesIO(b64decode(compiled.catalog)))
            found[tag] = Interface(tag, words, digest)
        problems += compiled.problems
    return Interfaces(found), problems


def _compile(tag: str, data: bytes) -> CompiledCatalog:
    locale = tag.replace("-", "_")
    path = f"hooks/promulgate/locales/{locale}/LC_MESSAGES/promulgate.po"
    if wrong := tuple(_mistakes(path, data)):
        return CompiledCatalog(None, wrong)
    catalog, compiled = read_po(BytesIO(data), locale=locale), BytesIO()
    write_mo(compiled, catalog)
    return CompiledCatalog(b64encode(compiled.getvalue()).decode(), tuple(_misfits(path, catalog)))


def _mistakes(path: str, data: bytes) -> Iterator[Problem]:
    """Find the lines that gettext cannot read: Babel passes over some of them in silence."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not CATALOG_LINE.fullmatch(line.strip()):
            wrong = "This line of the catalog cannot be read."
            fix = "Write 'msgid' or 'msgstr', then words between two quotation marks, as UTF-8."
            yield Problem(Place(path, number), wrong, fix)
        elif sign := forbidden(line.decode("utf-8", "replace")):
            wrong = f"The hidden character {sign} stands in this line of the catalog."
            yield Problem(Place(path, number), wrong, "Remove it.")


def _misfits(path: str, catalog: Catalog) -> Iterator[Problem]:
    """Find translations whose placeholders differ from those of the message."""
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for error in (
            *message.check(catalog),
            *(_unfillable(str(s)) for s in strings if message.id),
        ):
            if error is None:
                continue
            wrong = f"The translation of '{message.id}' does not fit it: {error}."
            fix = "Keep each %(name)s as it stands in the message."
            yield Problem(Place(path, message.lineno or 1), wrong, fix)


def _unfillable(string: str) -> str | None:
    """Say why a sentence cannot take its values; a lone per cent sign is one reason."""
    try:
        string % defaultdict(str)
    except (TypeError, ValueError):
        return "a per cent sign that is only a sign is written %%"
    return None
