"""Walking over a Library: every edition with all that it belongs to."""

from collections.abc import Iterator
from typing import NamedTuple

from ..model.entities import Library, Organization
from ..model.history import Text, Version
from ..sources.front_matter import Document
from ..sources.schema import Accepting


class EditionInPlace(NamedTuple):
    """One edition with all that it belongs to, as the rules walk over it."""

    organization: Organization
    policy: str
    version: Version
    predecessor: Version | None
    text: Text[object]

    @property
    def document(self) -> Document:
        return self.text.document


def editions(library: Library) -> Iterator[EditionInPlace]:
    """Walk over every edition that is not withdrawn, authoritative texts first."""
    for organization in library.organizations.values():
        for policy in organization.policies.values():
            before = None
            for version in policy.history.versions:
                if version.withdrawal:
                    continue
                for text in version.editions.values():
                    yield EditionInPlace(organization, policy.id, version, before, text)
                before = version


def accepted(text: Text[object], advice: str) -> bool:
    """Tell whether the front matter of a text accepts this advice."""
    return isinstance(text.words, Accepting) and advice in text.words.accepts
