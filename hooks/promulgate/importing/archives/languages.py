"""Which language a path names: `{lang}` in a pattern stands for a language tag."""

import re
from collections.abc import Iterable

from ...sources.languages import language_fix
from ..capture import ImportRefusedError

TAG = r"(?P<lang>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)"


def language_pattern(pattern: str, path: str) -> str | None:
    """Find the language of `path` itself; None where the pattern does not fit it."""
    match = re.fullmatch(_expression(pattern), path)
    return tag_of(match["lang"]) if match else None


def languages_of(pattern: str, paths: Iterable[str], own: str) -> dict[str | None, str]:
    """Give each path that a pattern fits its language, but for the path of the official text."""
    expression = re.compile(_expression(pattern))
    fits = {path: match["lang"] for path in paths if (match := expression.fullmatch(path))}
    found: dict[str | None, str] = {}
    for path, words in fits.items():
        tag = tag_of(words)
        if tag and path != own:
            found[tag] = path
    return found


def tag_of(words: str) -> str | None:
    """Spell a language tag as sources do; None where it is no language."""
    tag = words.replace("_", "-")
    first, *rest = tag.split("-")
    tag = "-".join([first.lower(), *(p.upper() if len(p) == 2 else p.title() for p in rest)])
    return None if language_fix(tag) else tag


def _expression(pattern: str) -> str:
    if pattern.count("{lang}") != 1:
        raise ImportRefusedError(
            f"The pattern '{pattern}' names no language. "
            "Write '{lang}' once where its tag stands, such as '{lang}/privacy.md'."
        )
    before, after = pattern.split("{lang}")
    return f"{re.escape(before)}{TAG}{re.escape(after)}"
