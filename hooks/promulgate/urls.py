"""Addresses: relative to the root of the site, without a leading slash."""

from collections.abc import Sequence
from datetime import date

HISTORY = "history/"
PARTS = "parts/"
OPENING = "pm-opening"  # the words before the first heading, among the parts of a policy
LATEST = "latest"
FEED = "feed.xml"
WORD = "changes.docx"  # beside the page of a comparison
JSON_FEED = "feed.json"
MATERIAL = "material.xml"  # a feed of material changes only
ADDRESSES = "addresses.txt"
LEDGER = "ledger.jsonl"
WORDS = "words.jsonl"  # the words that a ledger commits to; not published
LOG = "log.txt"
CHECKPOINT = "checkpoint"
STAMP = "checkpoint.tsr"
SIGNATURE = "checkpoint.sig"
MOVES = "moves.txt"
PROOFS = (LOG, CHECKPOINT, STAMP, SIGNATURE, MOVES)  # at the root, beside all ledgers
VERSIONS = "versions.json"
POLICIES = "policies.json"
CURRENT = "current.json"
ACCEPT = "accept.json"
TIMEMAP = "timemap.link"
COOKIES = "cookies"
EMBED = "embed.html"
RECEIPT = "receipt/"
SEARCH = "search/"
MARK = "mark.svg"
CALENDAR = "change.ics"
ROBOTS = "robots.txt"
SCHEMAS = "schemas/"


def organization(name: str) -> str:
    return f"{name}/"


def policy(organization_id: str, name: str) -> str:
    return f"{organization_id}/{name}/"


def version(organization_id: str, name: str, day: date) -> str:
    return f"{organization_id}/{name}/{day}/"


def ledger(organization_id: str, name: str) -> str:
    return f"{organization_id}/{name}/{LEDGER}"


def wording(address: str) -> str:
    """Find the sealed bytes of the edition at `address`, as it reads now."""
    return f"{address}policy.md"


def former(address: str, number: int) -> str:
    """Find what was sealed under `number` at `address`, and corrected since."""
    return f"{address}policy-{number}.md"


def wordings(address: str, sealed: int, corrected: Sequence[int]) -> list[str]:
    """List the files of all texts of the edition at `address`, by the numbers of their lines."""
    numbers = [sealed, *corrected]
    return [*(former(address, number) for number in numbers[:-1]), wording(address)]


def search(organization_id: str) -> str:
    return f"{organization_id}/{SEARCH}"


def history(organization_id: str, name: str) -> str:
    return f"{organization_id}/{name}/{HISTORY}"


def parts(organization_id: str, name: str) -> str:
    """Find the parts of a policy through time."""
    return f"{organization_id}/{name}/{PARTS}"


def compare(organization_id: str, name: str, old: date, to: str) -> str:
    """Find a comparison; `to` is a date or LATEST."""
    return f"{organization_id}/{name}/compare/{old}/{to}/"


def jurisdiction(name: str) -> str:
    return f"jurisdictions/{name}/"


def localized(address: str, language: str, governing: str) -> str:
    """Add the language to an address; the governing language has no suffix."""
    return address if language == governing else f"{address}{language}/"


def at_root(address: str, root: str) -> str:
    """Find an address on the own domain of the organization `root`; without one, as it is."""
    return address.removeprefix(f"{root}/") if root else address
