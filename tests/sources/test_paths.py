"""What paths say."""

from typing import Any

import pytest

from conftest import cases
from promulgate.sources.paths import slot


@pytest.mark.parametrize("case", cases("layout"))
def test_case(case: dict[str, Any]) -> None:
    found = slot(case["path"])
    if isinstance(found, list):
        assert [f"{p.wrong} {p.fix}" for p in found] == case.get("problems")
    else:
        day = str(found.date) if found.date else None
        told = [found.kind, found.organization, found.folder, day, found.language]
        assert told == case.get("slot")
