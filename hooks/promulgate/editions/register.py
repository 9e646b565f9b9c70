"""The register of cookies: its rows in a language, and what the site says for their values."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..i18n import N_
from ..model.history import Version
from ..sources.schema import Cookie, VersionWords

CATEGORY_NAMES = {
    "necessary": N_("Necessary cookies"),
    "functional": N_("Functional cookies"),
    "analytics": N_("Analytics cookies"),
    "marketing": N_("Marketing cookies"),
}
COLUMN_NAMES = (N_("Name"), N_("Set by"), N_("What for"), N_("Kept for"), N_("Party"))
PARTIES = {"first": N_("first party"), "third": N_("third party")}
WHILE_OPEN = N_("until you close the browser")


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


def cells(
    say: Callable[[str], str], name: str, provider: str, purpose: str, kept: str | None, party: str
) -> tuple[str, ...]:
    """Write a row under COLUMN_NAMES, as pages show it; `kept` is None while the browser is open.

    `say` translates; a party that is none is written as it is.
    """
    shown = say(PARTIES[party]) if party in PARTIES else party
    return name, provider, purpose, kept or say(WHILE_OPEN), shown
