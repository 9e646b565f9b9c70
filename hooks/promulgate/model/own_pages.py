"""The pages of the site itself, with their translations."""

from collections.abc import Collection, Mapping
from typing import Any

from ..i18n import ENGLISH
from ..problems import Problem
from .grouping import Grouping, texts
from .history import Text

HOME = "index"


def own_pages(
    shelf: Grouping, organizations: Collection[str]
) -> Mapping[str, Mapping[str, Text[Any]]]:
    """Join each page with its translations, by name and language."""
    pages = {}
    for (kind, _, name, _), documents in shelf.units.items():
        if kind != "page":
            continue
        own = documents.get(None)
        if own and name in organizations:
            wrong = f"The address /{name}/ is that of the organization '{name}'."
            shelf.problems.append(Problem(own.place(), wrong, "Give the page another name."))
            continue
        found = texts(shelf, kind, documents, ENGLISH)
        if ENGLISH in found:
            pages[name] = found
        for tag, text in found.items():
            if name == HOME and tag in organizations:
                wrong = f"The address /{tag}/ is that of the organization '{tag}'."
                fix = "Rename that folder; it bears the name of a language."
                shelf.problems.append(Problem(text.place, wrong, fix))
    return pages
