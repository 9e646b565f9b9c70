"""The register of cookies: its rows in a language, and what the site says for their values."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ..dates import SESSION, UNTIL_DELETED
from ..i18n import N_, Interface
from ..model.history import Version
from ..sources.schema import CATEGORIES, COOKIE, Cookie, VersionWords

CATEGORY_NAMES = {
    "necessary": N_("Necessary cookies"),
    "functional": N_("Functional cookies"),
    "analytics": N_("Analytics cookies"),
    "marketing": N_("Marketing cookies"),
}
COLUMN_NAMES = (N_("Name"), N_("Set by"), N_("What for"), N_("Kept for"), N_("Party"))
KIND = N_("Kind")  # a column of registers that hold anything else than cookies
KIND_NAMES = {
    "cookie": N_("cookie"),
    "local-storage": N_("local storage"),
    "session-storage": N_("session storage"),
    "pixel": N_("pixel"),
}
PARTIES = {"first": N_("first party"), "third": N_("third party")}
WHILE_OPEN = N_("until you close the browser")
KEPT = N_("until it is deleted")


class CookieInWords(NamedTuple):
    """A cookie in the words of an edition; `untranslated` where those are of another language."""

    cookie: Cookie
    provider: str
    purpose: str
    untranslated: bool


def cookies_in(version: Version, language: str) -> Iterator[CookieInWords]:
    """List the cookies of a version in the words of a language, in the register's order."""
    text = version.editions.get(language)
    words = text.words if text else None
    told = {c.name: c for c in words.cookies} if isinstance(words, VersionWords) else {}
    for cookie in version.fields.cookies or ():
        said = told.get(cookie.name)
        yield CookieInWords(
            cookie,
            (said and said.provider) or cookie.provider,
            said.purpose if said else cookie.purpose,
            isinstance(words, VersionWords) and said is None,
        )


def categories_of(version: Version) -> list[str]:
    """List the categories of a register: the usual ones, then its own, in their order."""
    used = {cookie.category for cookie in version.fields.cookies or ()}
    return [name for name in (*CATEGORIES, *version.fields.categories) if name in used]


def own_names(version: Version, language: str) -> Mapping[str, str]:
    """Name the categories that are the register's own, in a language or the governing one."""
    text = version.editions.get(language)
    words = text.words if text else None
    said = words.categories if isinstance(words, VersionWords) else {}
    return {**version.fields.categories, **said}


def category_name(say: Callable[[str], str], category: str, own: Mapping[str, str]) -> str:
    """Name a category; `say` translates the usual names."""
    return say(CATEGORY_NAMES[category]) if category in CATEGORY_NAMES else own.get(category, "")


def has_kinds(version: Version) -> bool:
    """Tell whether a register holds anything else than cookies."""
    return any(cookie.kind != COOKIE for cookie in version.fields.cookies or ())


def kept_for(duration: str, interface: Interface) -> str | None:
    """Say how long something stays; None while the browser is open."""
    if duration == SESSION:
        return None
    return interface.gettext(KEPT) if duration == UNTIL_DELETED else interface.duration(duration)


def cells(
    say: Callable[[str], str],
    name: str,
    provider: str,
    purpose: str,
    kept: str | None,
    party: str,
    kind: str | None = None,
) -> tuple[str, ...]:
    """Write a row under COLUMN_NAMES, as pages show it; `kept` is None while the browser is open.

    `say` translates; a party that is none is written as it is. With a `kind`, it comes last.
    """
    shown = say(PARTIES[party]) if party in PARTIES else party
    row = (name, provider, purpose, kept or say(WHILE_OPEN), shown)
    return (*row, say(KIND_NAMES[kind]) if kind in KIND_NAMES else kind) if kind else row
