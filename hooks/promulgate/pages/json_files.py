"""Files for programs: values as JSON, each with the address of the schema that it keeps to.

Fields are only added. A program that was written for a file reads every later one.
"""

from collections.abc import Iterator
from pkgutil import get_data
from typing import Any

from pydantic_core import to_json

from .. import urls

# What has a schema; `make schemas` writes each from the values that are published.
KINDS = ("accept", "acceptance", "current", "organization", "policies", "versions")


def schema_of(kind: str) -> str:
    return f"{urls.SCHEMAS}{kind}.json"


def written(url: str, kind: str, value: Any) -> bytes:
    """Write the fields of a data class as JSON, and before them the schema of its `kind`."""
    schema = to_json(f"{url}{schema_of(kind)}")
    return b'{"$schema":' + schema + b"," + to_json(value)[1:] + b"\n"


def schemas() -> Iterator[tuple[str, bytes]]:
    """List the schemas by path, as they were written."""
    for kind in KINDS:
        data = get_data(__package__, f"schemas/{kind}.json")
        assert data is not None
        yield schema_of(kind), data
