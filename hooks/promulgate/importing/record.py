"""The organization that an import goes to: its record, or a draft of one."""

from typing import TYPE_CHECKING

from ..sources.front_matter import parse
from .report import Report

if TYPE_CHECKING:
    from .pipeline import Target

DRAFT = """---
organization:
  name: {name}
  language: {language}
  languages: [{languages}]
  timezone:        # write one such as Europe/Berlin: versions take effect at 00:00 there
---

Texts imported from an archive.
"""
HOME = "---\ntitle: Policies\n---\n\nPolicies of all versions.\n"


def language(target: "Target") -> str | None:
    """Read which language governs; None where there is no record."""
    found = _facts(target).get("language")
    return str(found) if found else None


def draft(target: "Target", governing: str, report: Report) -> dict[str, bytes]:
    """Write a record where there is none; say what the one that is there lacks."""
    path = f"docs/{target.organization}/index.md"
    files = {}
    if "docs/index.md" not in target.sources:
        files["docs/index.md"] = HOME.encode()
    if path not in target.sources:
        name = target.organization.replace("-", " ").title()
        languages = ", ".join(report.languages)
        text = DRAFT.format(name=name, language=governing, languages=languages)
        files[path] = text.encode()
        report.to_do.append(
            f"{path}: write 'timezone', and look at 'name'; this record is a draft."
        )
        return files
    known = _facts(target).get("languages")
    listed = [str(tag) for tag in known] if isinstance(known, list) else [governing]
    if missing := [tag for tag in report.languages if tag not in listed]:
        every = ", ".join([*listed, *missing])
        report.to_do.append(f"{path}: write 'languages: [{every}]'.")
    return files


def _facts(target: "Target") -> dict[str, object]:
    data = target.sources.get(f"docs/{target.organization}/index.md")
    document = parse("", data).document if data else None
    found = document.fields.get("organization") if document else None
    return found if isinstance(found, dict) else {}
