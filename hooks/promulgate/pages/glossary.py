"""Terms that laws use, explained in the site's voice beside the sections that use them.

The meanings are for readers, short and general; they are no words of a policy, and no advice.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..editions.markdown import plain
from ..i18n import N_, Interface

PARTICLES = "(?:[وفبكل]?ال|[وفبكل])?"
MEANINGS = {
    N_("personal data"): N_(
        "Everything about a person who can be identified by it or with its help."
    ),
    N_("controller"): N_("Whoever decides for what and how personal data are used."),
    N_("sale"): N_("In California also giving data away for anything else of value than money."),
    N_("protected health information"): N_(
        "What a clinic, a pharmacy or an insurer holds about the health, care or payments of "
        "somebody who can be identified by it; PHI for short."
    ),
}


class Term(NamedTuple):
    """A term as the text has it, and what it means, in the words of the page."""

    name: str
    meaning: str


def terms(html: str, text: Interface, page: Interface) -> tuple[Term, ...]:
    """Find the terms that stand in clean HTML in the language of `text`, in their order here."""
    return tuple(_found(plain(html).casefold(), text, page))


def _found(words: str, text: Interface, page: Interface) -> Iterator[Term]:
    for name, meaning in MEANINGS.items():
        said = text.gettext(name)
        if _pattern(said).search(words):
            yield Term(said, page.gettext(meaning))


@lru_cache
def _pattern(name: str) -> re.Pattern[str]:
    """Match a term with whatever ends its words have; Arabic puts particles before them."""
    words = (rf"{PARTICLES}{re.escape(word)}\w*" for word in name.casefold().split())
    return re.compile(r"(?<!\w)" + r"\s+".join(words))
