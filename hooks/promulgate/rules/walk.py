"""Walking over a Library: every edition with all that it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..frontmatter import Document
from ..model import Library, Organization, Text, Version
from ..schema import Accepting


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition with all that it belongs to, as the rules walk over it."""

    organization: Organization
    policy: str
    version: Version
    predecessor: Version | None
    text: Text[object]

    @property
    def document(self) -> Document:
        return self.text.document


def editions(library: Library) -> Iterator[Edition]:
    """Walk over every edition, authoritative texts first."""
    for organization in library.organizations.values():
        for policy in organization.policies.values():
            for version in policy.history.versions:
                before = policy.history.predecessor(version)
                for text in version.editions.values():
                    yield Edition(organization, policy.id, version, before, text)


def accepted(text: Text[object], advice: str) -> bool:
    """Tell whether the front matter of a text accepts this advice."""
    return isinstance(text.words, Accepting) and advice in text.words.accepts
