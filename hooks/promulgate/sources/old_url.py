"""Addresses that a page had before, as front matter lists them: `old_urls: [/privacy.html]`."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from ..dates import words_of, wrong

PATH = re.compile(r"/(?!/)[\w.~%/-]*")
FIX = "Write the path after the name of the site, such as /privacy-policy.html."


def _old_url(value: Any) -> str:
    """Read a path; the answer has no slash before it, and one behind it where it is no file."""
    words = words_of(value)
    path = words.strip("/")
    parts = path.split("/")
    if not PATH.fullmatch(words) or not path or {"", ".", ".."} & {*parts} or len(words) > 300:
        raise wrong(f"is '{words}'.", FIX)
    return path if "." in parts[-1] else f"{path}/"


def _by_policy(value: Any) -> Any:
    """Take a list for what leads to the organization itself, instead of a policy each."""
    if isinstance(value, list):
        return dict.fromkeys(value, ".")
    return value


OldUrl = Annotated[str, BeforeValidator(_old_url)]
OldUrls = Annotated[
    dict[OldUrl, Annotated[str, BeforeValidator(words_of)]], BeforeValidator(_by_policy)
]
