"""What must hold in a Library: each rule is a function from it to Problems."""

from collections.abc import Callable, Collection, Iterator
from functools import partial

from ..model.entities import Library
from ..problems import Problem, ours
from .law import law, sales
from .organizations import interface, organizations
from .placeholders import placeholders
from .sections import sections
from .translations import translations
from .unfinished import unfinished
from .versions import checklists, registers, versions

RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    organizations,
    versions,
    sections,
    placeholders,
    registers,
    translations,
    checklists,
    law,
    sales,
    unfinished,
)


def apply_rules(library: Library, catalogs: Collection[str]) -> list[Problem]:
    """Apply every rule; `catalogs` are the languages that the interface speaks."""
    found: set[Problem] = set()
    rules: list[Callable[[Library], Iterator[Problem]]] = [*RULES, partial(_spoken, catalogs)]
    for rule in rules:
        try:
            found.update(rule(library))
        except Exception as error:  # the other rules are still told
            found.add(ours(error))
    return sorted(found)


def _spoken(catalogs: Collection[str], library: Library) -> Iterator[Problem]:
    for organization in library.organizations.values():
        yield from interface(organization, catalogs)
