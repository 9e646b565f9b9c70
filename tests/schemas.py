"""The schemas of the files for programs, written from the values that are published.

`python tests/schemas.py` writes them into the package; a test holds them to what this gives.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from conftest import PROJECT
from promulgate.pages.accept import Acceptance, AcceptFile
from promulgate.pages.current_json import CurrentFile
from promulgate.pages.policies_json import OrganizationFile, SiteFile
from promulgate.pages.version_items import VersionsFile

FOLDER = PROJECT / "hooks/promulgate/pages/schemas"
FILES: Mapping[str, Any] = {
    "accept": AcceptFile,
    "acceptance": Acceptance,
    "current": CurrentFile,
    "organization": OrganizationFile,
    "policies": SiteFile,
    "versions": VersionsFile,
}


def schema(kind: str) -> dict[str, Any]:
    """Make the schema of a kind of file (JSON Schema 2020-12)."""
    made = TypeAdapter(FILES[kind]).json_schema(mode="serialization")
    return {"$schema": GenerateJsonSchema.schema_dialect, **made}


def written(kind: str) -> bytes:
    return json.dumps(schema(kind), ensure_ascii=False, indent=2).encode() + b"\n"


if __name__ == "__main__":
    for name in FILES:
        (FOLDER / f"{name}.json").write_bytes(written(name))
