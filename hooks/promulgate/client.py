"""Ask a site of Promulgate, or a copy of one: what is in force, what changed, what was sealed.

The standard library is enough. Policies are named `organization/policy`; fields are those of
`versions.json`, whose schema lies beside it.
"""

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

Fields = dict[str, Any]
INSTANT = "%Y-%m-%dT%H:%M:%SZ"
PATIENCE = 30  # seconds


class Found(NamedTuple):
    """A sealed text: the file that lists it, its version, and its edition."""

    file: Fields
    version: Fields
    edition: Fields


class Client:
    """A site by its address (`https://policies.example/`), or the folder that it was built into.

    Methods raise OSError where it cannot be read, and ValueError where it is no such site.
    """

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")

    def read(self, path: str) -> Fields:
        """Read a JSON file of the site."""
        if "://" in self.base:
            with urllib.request.urlopen(f"{self.base}/{path}", timeout=PATIENCE) as answer:
                found = json.load(answer)
        else:
            found = json.loads((Path(self.base) / path).read_bytes())
        if not isinstance(found, dict):
            raise ValueError(f"{path} holds no fields.")
        return found

    def versions(self, policy: str) -> Fields:
        """List the versions of a policy, newest first."""
        return self.read(f"{policy}/versions.json")

    def in_force(self, policy: str, at: date | datetime) -> Fields | None:
        """Find the version in force on a day of the organization, or at an instant with its zone.

        None where there was none.
        """
        tail, when = "", str(at)
        if isinstance(at, datetime):
            tail, when = "_instant", at.astimezone(UTC).strftime(INSTANT)
        for version in self.versions(policy)["versions"]:
            end = version[f"until{tail}"]
            begun = version[f"effective{tail}"] <= when
            if begun and (when < end if end else not version["withdrawal"]):
                return dict(version)
        return None

    def find(self, digest: str) -> Found | None:
        """Find the text with a SHA-256, as it reads now or read before a correction."""
        site = self.read("policies.json")
        for organization in site["organizations"]:
            for policy in organization["policies"]:
                file = self.read(_path(site["url"], organization, policy))
                for found in _texts(file):
                    if digest in _digests(found):
                        return found
        return None

    def changes_since(self, digest: str) -> list[Fields]:
        """List the versions that came after a text, oldest first, announced ones too.

        Raise LookupError where no text has this digest.
        """
        if (found := self.find(digest)) is None:
            raise LookupError(f"no text has the digest {digest}")
        return [
            version
            for version in reversed(found.file["versions"])
            if version["effective"] > found.version["effective"]
            and (version["until"] or not version["withdrawal"])
        ]

    def verify(self, text: str | bytes) -> Found | None:
        """Find what a text is, to the byte; None where it is not as anything was sealed."""
        data = text.encode() if isinstance(text, str) else text
        return self.find(sha256(data).hexdigest())


def _path(home: str, organization: Fields, policy: Fields) -> str:
    """Find `versions.json` of a policy; what answers on a domain of its own is copied here."""
    address = str(policy["versions"])
    if address.startswith(home):
        return address.removeprefix(home)
    return f"{organization['organization']}/{policy['policy']}/versions.json"


def _texts(file: Fields) -> Iterator[Found]:
    for version in file["versions"]:
        for edition in version["editions"]:
            yield Found(file, version, edition)


def _digests(found: Found) -> Iterator[str]:
    yield found.edition["sha256"]
    for correction in found.version["corrections"]:
        if correction["language"] == found.edition["language"] and correction["before_sha256"]:
            yield correction["before_sha256"]
