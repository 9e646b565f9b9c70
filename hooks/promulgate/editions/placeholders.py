"""Facts of an organization, filled into its texts where a placeholder names them.

Only `{{ organization.… }}` and `{{ jurisdictions }}` mean anything; there is no other language
inside the braces, so a lawyer can read all that a text can do.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..model.entities import Organization
from ..model.history import Version
from ..problems import near

PLACEHOLDER = re.compile(
    r"\{\{[ \t]*+((?:[^\s{}]++(?:[ \t]++(?=[^\s{}])[^\s{}]++)*+)?+)[ \t]*+\}\}"
)
SECTIONS = "jurisdictions"
SECTIONS_LINE = re.compile(r"^\{\{[ \t]*jurisdictions[ \t]*\}\}[ \t]*$", re.MULTILINE)
# Signs that Markdown would take for markup; an underscore inside a word is none.
MARKUP = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|&(?=#|\w+;)")
ESCAPES = {"<": "&lt;", "&": "&amp;"}
NAMES = (
    *("organization.name", "organization.legal_name", "organization.website"),
    *("organization.contact.role", "organization.contact.email"),
    *("organization.contact.postal", "organization.contact.phone"),
)


def facts(organization: Organization, language: str) -> Mapping[str, str]:
    """List what placeholders stand for in `language`; a fact that is not known is left out."""
    record = organization.fields.organization
    words = organization.text(language).words.organization
    known = {
        "organization.name": words.name or record.name,
        "organization.legal_name": words.legal_name or record.legal_name or record.name,
        "organization.website": record.website,
        "organization.contact.role": words.contact.role or record.contact.role,
        "organization.contact.email": record.contact.email,
        "organization.contact.postal": words.contact.postal or record.contact.postal,
        "organization.contact.phone": record.contact.phone,
    }
    return {name: value for name, value in known.items() if value}


def fill(body: str, known: Mapping[str, str]) -> str:
    """Put facts where placeholders name them; what is unknown stays as it is written."""

    def fact(match: re.Match[str]) -> str:
        value = known.get(match[1])
        return match[0] if value is None else literal(value)

    return PLACEHOLDER.sub(fact, body) if "{{" in body else body


def literal(value: str) -> str:
    """Write a value so that Markdown takes each of its signs for itself."""
    return MARKUP.sub(lambda match: ESCAPES.get(match[0], f"\\{match[0]}"), value)


class Misplaced(NamedTuple):
    """A placeholder that cannot be filled, in words; `line` counts from 0."""

    line: int
    wrong: str
    fix: str


def misplaced(body: str, organization: Organization, language: str) -> list[Misplaced]:
    """List the placeholders of a text that mean nothing, or that this organization cannot fill."""
    known = facts(organization, language)
    record = f"docs/{organization.id}/index.md"
    found = []
    sections = 0
    for number, line in enumerate(body.splitlines()):
        for match in PLACEHOLDER.finditer(line):
            name = match[1]
            if name == SECTIONS:
                sections += 1
                if not SECTIONS_LINE.match(line):
                    wrong = f"'{match[0]}' stands among other words."
                    found.append(Misplaced(number, wrong, "Put it on a line of its own."))
                elif sections == 2:
                    wrong = f"'{match[0]}' stands here a second time."
                    found.append(Misplaced(number, wrong, "Keep one of the two."))
            elif name in NAMES and name not in known:
                field = name.removeprefix("organization.")
                wrong = f"'{match[0]}' is not known of {organization.id}."
                found.append(Misplaced(number, wrong, f"Add '{field}' to {record}, or remove it."))
            elif name not in NAMES:
                wrong = f"There is no placeholder '{match[0]}'."
                found.append(Misplaced(number, wrong, near(name, (*NAMES, SECTIONS))))
        rest = PLACEHOLDER.sub("", line)
        if "{{" in rest or "}}" in rest:
            fix = "Write a placeholder on one line, such as {{ organization.name }}."
            found.append(Misplaced(number, "A placeholder is not closed here.", fix))
    return found


def known(
    organization: Organization, version: Version, edition: str, language: str
) -> Mapping[str, str]:
    """List the facts for passages in `language` of an edition.

    A sealed edition has those of its seal, but for one that is withdrawn: they went with its words.
    A translation that is made later agrees with the
    authoritative text in all that is not bound to a language.
    """
    entry = version.editions[edition].entry
    if entry and not entry.withdrawal:
        return entry.seal.facts.get(language, {})
    found = facts(organization, language)
    if (own := version.entry) and not own.withdrawal:
        now, then = facts(organization, version.language), own.seal.facts.get(version.language, {})
        return {
            name: then.get(name, value) if now.get(name) == value else value
            for name, value in found.items()
        }
    return found
