"""The fields of laws and of the sections that they add."""

from typing import Annotated

from pydantic import Field

from .fields import Address, Day, Tag, Text, choice
from .schema import Accepting, Fields, Words

# Against what a statement of law was checked; a copy is of the official text, elsewhere.
CHECKED = choice("official", "copy", "secondary", "unverified")


class Citation(Fields):
    """A law, as lawyers cite it."""

    cite: Text
    url: Address | None = None


class LawSource(Fields):
    """Where statements of law were read, and when."""

    id: Text
    name: Text
    url: Address | None = None
    seen: Day


class Checked(Fields):
    """How far a statement of law was checked; `source` names entries of `sources`."""

    checked: Annotated[str, CHECKED] = "unverified"
    source: list[Text] = Field([])


class LawDate(Checked):
    """A day on which the law moved."""

    date: Day
    event: Text


class Disclosure(Checked):
    """One thing that a jurisdiction asks a policy to tell."""

    id: Text
    asks: Text
    cite: Text
    level: Annotated[str, choice("must", "if", "info")]


class LawPart(Checked):
    """What a part of the page rests on; `part` is its anchor, or `text` for the opening words."""

    id: Text
    part: Text


class JurisdictionRecord(Fields):
    """A law that adds a section to policies."""

    name: Text
    language: Tag = "en"
    protects: Text
    law: list[Citation] = Field(min_length=1)
    sources: list[LawSource] = Field([])
    dates: list[LawDate] = Field([])
    disclosures: list[Disclosure] = Field([])
    parts: list[LawPart] = Field([])
    fixed: list["FixedWords"] = Field([])


class FixedWords(Fields):
    """Words that the law fixes for whoever `sells` this; every language has them as they are."""

    sells: Annotated[str, choice("personal", "sensitive", "biometric")]
    words: Text


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
    rests: dict[str, list[Text]] = Field({})  # anchor: the items of the checklist behind its words
    sells: list[Annotated[str, choice("none", "personal", "sensitive", "biometric")]] = Field([])


class SectionWords(Words):
    """`docs/jurisdictions/<id>/<date>.<lang>.md`."""

    title: Text
    applies_to: Text
    summary: Text | None = None
