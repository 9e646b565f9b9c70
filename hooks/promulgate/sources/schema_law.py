"""The fields of laws and of the sections that they add."""

from typing import Annotated

from pydantic import Field

from .fields import Address, Day, Tag, Text, choice
from .schema import Accepting, Fields, Words

CHECKED = choice("official", "secondary", "unverified")


class Citation(Fields):
    """A law, as lawyers cite it."""

    cite: Text
    url: Address | None = None


class LawDate(Fields):
    """A day on which the law moved."""

    date: Day
    event: Text
    checked: Annotated[str, CHECKED] = "unverified"


class Disclosure(Fields):
    """One thing that a jurisdiction asks a policy to tell."""

    id: Text
    asks: Text
    cite: Text
    level: Annotated[str, choice("must", "if", "info")]
    checked: Annotated[str, CHECKED] = "unverified"


class JurisdictionRecord(Fields):
    """A law that adds a section to policies."""

    name: Text
    language: Tag = "en"
    protects: Text
    law: list[Citation] = Field(min_length=1)
    dates: list[LawDate] = Field([])
    disclosures: list[Disclosure] = Field([])


class JurisdictionFields(Accepting):
    """`docs/jurisdictions/<id>/index.md`."""

    title: Text
    jurisdiction: JurisdictionRecord


class LawDateWords(Fields):
    """A day of the law, in another language."""

    date: Day
    event: Text


class DisclosureWords(Fields):
    """A disclosure, in another language."""

    id: Text
    asks: Text


class JurisdictionNames(Fields):
    """The parts of a jurisdiction that change with the language."""

    name: Text
    protects: Text
    dates: list[LawDateWords] = Field([])
    disclosures: list[DisclosureWords] = Field([])


class JurisdictionWords(Words):
    """`docs/jurisdictions/<id>/index.<lang>.md`."""

    title: Text
    jurisdiction: JurisdictionNames


class SectionFields(Accepting):
    """`docs/jurisdictions/<id>/<date>.md`, or an organization's own wording of it."""

    title: Text
    effective: Day
    applies_to: Text
    law: list[Citation] = Field(min_length=1)
    summary: Text | None = None


class SectionWords(Words):
    """`docs/jurisdictions/<id>/<date>.<lang>.md`."""

    title: Text
    applies_to: Text
    summary: Text | None = None
