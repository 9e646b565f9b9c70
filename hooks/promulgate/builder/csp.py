"""What a page lets a browser do: load from its own origin, and run the theme's own scripts.

The policy stands in the page itself, so that it holds on every host, in a mirror and in a copy on
a disk. What stands inline in a template, scripts and the few styles of a page without a sheet, is
told by its digest. What stands in an article or around the words of a policy is not: it comes from
sources, and no source has anything to run.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

# The theme draws its icons from its styles; nothing else may come with a page.
RULES = (
    "default-src 'self'",
    "script-src 'self'{scripts}",
    "style-src 'self'{styles}",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
DIRECTIVE = re.compile(r"(script|style)-src 'self'([^;]*)")
HEAD = re.compile(r"<head\b[^>]*>")
WORDS = re.compile(r"<article\b.*</article>|<main data-policy-text\b.*</main>", re.DOTALL)
INLINE = re.compile(r"<(script|style)(?P<attributes>[^>]*)>(?P<words>.*?)</\1>", re.DOTALL)
NOT_RUN = re.compile(r"""\bsrc=|\btype=["']?application/(?:ld\+)?json\b""")


def with_policy(page: str) -> str:
    """Put the policy of a finished page at the beginning of its head, in the place of an old one.

    What has no head is no page, and stays as it is.
    """
    bare = META.sub("", page, count=1)
    head = HEAD.search(bare)
    if head is None:
        return page
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(bare)}">'
    return f"{bare[: head.end()]}{meta}{bare[head.end() :]}"


def policy(page: str) -> str:
    """Write the policy that allows what a finished page needs."""
    own = [
        (found[1], _digest(found["words"]))
        for found in INLINE.finditer(WORDS.sub("", page))
        if not NOT_RUN.search(found["attributes"])
    ]
    scripts, styles = (
        "".join(f" {digest}" for of, digest in dict.fromkeys(own) if of == kind)
        for kind in ("script", "style")
    )
    return "; ".join(RULES).format(scripts=scripts, styles=styles)


def for_all(pages: Iterable[str]) -> str:
    """Write the one policy that allows what any of these pages, or beginnings of pages, allows."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for page in pages:
        if meta := META.search(page):
            for kind, digests in DIRECTIVE.findall(meta[1]):
                found[kind].update(digests.split())
    scripts, styles = ("".join(f" {digest}" for digest in sorted(of)) for of in found.values())
    return "; ".join(RULES).format(scripts=scripts, styles=styles)


@lru_cache(maxsize=256)  # pages of one depth have the same scripts
def _digest(words: str) -> str:
    return f"'sha256-{b64encode(sha256(words.encode()).digest()).decode()}'"
