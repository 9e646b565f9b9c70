"""Addresses: relative to the root of the site, without a leading slash."""

from datetime import date

HISTORY = "history/"
LEDGER = "ledger.jsonl"


def organization(name: str) -> str:
    return f"{name}/"


def policy(organization_id: str, name: str) -> str:
    return f"{organization_id}/{name}/"


def version(organization_id: str, name: str, day: date) -> str:
    return f"{organization_id}/{name}/{day}/"


def ledger(organization_id: str, name: str) -> str:
    return f"{organization_id}/{name}/{LEDGER}"


def wording(address: str, number: int | None = None) -> str:
    """Find the sealed bytes of the edition at `address`; `number` names one that was corrected."""
    return f"{address}policy.md" if number is None else f"{address}policy-{number}.md"


def history(organization_id: str, name: str) -> str:
    return f"{organization_id}/{name}/{HISTORY}"


def jurisdiction(name: str) -> str:
    return f"jurisdictions/{name}/"


def localized(address: str, language: str, governing: str) -> str:
    """Add the language to an address; the governing language has no suffix."""
    return address if language == governing else f"{address}{language}/"
