"""Addresses of headings: made once, and kept from version to version by what a heading says."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from ..editions.headings import slug

NUMBER = re.compile(r"^\W*(?:(?:section|article|part|§)\s*)?(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])[.):]\s+", re.I)  # fmt: skip  # noqa: E501
# Addresses that a page uses itself, and names of parts that are filled in.
TAKEN = frozenset({"text", "problems", "__search", "__drawer", "__config", "__consent"})
ALIKE = 0.75
LONGEST = 50


class AnchorBook:
    """What each heading was called so far."""

    def __init__(self, known: Iterable[tuple[str, str]] = ()) -> None:
        self._names = {_key(words): anchor for words, anchor in known if anchor}
        self._last: list[str] = []

    def name(self, headings: Iterable[tuple[str, str]]) -> list[str]:
        """Name the headings of a version; each comes with its words and the id it had, or ''."""
        found = list(headings)
        keys = [_key(words) for words, _ in found]
        gone = [key for key in self._last if key not in keys]
        taken = set(TAKEN)
        names = []
        for key, (words, own) in zip(keys, found, strict=True):
            name = self._names.get(key) or self._renamed(key, gone) or _made(words, own)
            name = name or f"part-{len(set(self._names.values())) + 1}"
            names.append(_free(name, taken))
            taken.add(names[-1])
            self._names.setdefault(key, names[-1])
        self._last = keys
        return names

    def _renamed(self, key: str, gone: list[str]) -> str | None:
        """Find the heading that this one was before it was worded anew."""
        best = max(gone, key=lambda old: SequenceMatcher(None, old, key).ratio(), default=None)
        if best is None or SequenceMatcher(None, best, key).ratio() < ALIKE:
            return None
        gone.remove(best)
        return self._names.get(best)


def _made(words: str, own: str) -> str:
    """Make an address of the source's own, or of the words in Latin letters."""
    if re.fullmatch(r"[A-Za-z][\w-]*", own) and own.isascii() and len(own) <= LONGEST:
        return own.lower()
    plain = unicodedata.normalize("NFKD", NUMBER.sub("", words).replace("ß", "ss"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    made = slug(re.sub(r"['’]", "", letters))
    foreign = sum(sign.isalpha() and not sign.isascii() for sign in letters)
    if foreign > len(made):
        return ""
    return made if len(made) <= LONGEST else made[:LONGEST].rsplit("-", 1)[0]


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}-{n}" for n in range(2, 999) if f"{name}-{n}" not in taken)


def _key(words: str) -> str:
    """Say what a heading says, without its number, case and signs."""
    return " ".join(re.findall(r"\w+", NUMBER.sub("", words).lower()))
