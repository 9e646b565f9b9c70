"""What a page lets a browser do: load from its own origin, and run the theme's own scripts.

The policy stands in the page itself, so that it holds on every host, in a mirror and in a copy on a
disk. Inline scripts are told by their digests. Those in an article are not: its words come from
sources, and no source has a script to run.
"""

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

# The theme draws its icons from its styles; nothing else may come with a page.
RULES = (
    "default-src 'self'",
    "script-src 'self'{scripts}",
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
HEAD = re.compile(r"<head\b[^>]*>")
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<words>.*?)</script>", re.DOTALL)
NOT_RUN = re.compile(r"""\bsrc=|\btype=["']?application/json\b""")


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
    scripts = [
        found["words"]
        for found in SCRIPT.finditer(ARTICLE.sub("", page))
        if not NOT_RUN.search(found["attributes"])
    ]
    digests = "".join(f" {_digest(words)}" for words in dict.fromkeys(scripts))
    return "; ".join(RULES).format(scripts=digests)


@lru_cache(maxsize=256)  # pages of one depth have the same scripts
def _digest(words: str) -> str:
    return f"'sha256-{b64encode(sha256(words.encode()).digest()).decode()}'"
