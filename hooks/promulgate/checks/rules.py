"""What must hold in a Library: each rule is a function from it to Problems."""

from collections.abc import Callable, Collection, Iterator

from ..model.entities import Library
from ..problems import Problem
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
    unfinished,
)


def apply_rules(library: Library, catalogs: Collection[str]) -> list[Problem]:
    """Apply every rule; `catalogs` are the languages that the interface speaks."""
    found = {p for rule in RULES for p in rule(library)}
    found |= {p for o in library.organizations.values() for p in interface(o, catalogs)}
    return sorted(found)
