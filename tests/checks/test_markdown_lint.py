"""What is said of Markdown stands at its own line, and doing what it says is enough."""

from typing import Any

import pytest

from conftest import cases
from promulgate.checks.markdown_lint import misread
from promulgate.sources.front_matter import Document


def told(body: str) -> list[str]:
    document = Document("docs/a/b/2024-01-01.md", {}, {}, body, 1)
    found = sorted(misread(document, accepted=False), key=lambda problem: problem.place.line)
    return [f"{problem.place.line} {problem.wrong} {problem.fix}" for problem in found]


@pytest.mark.parametrize("case", cases("lint"))
def test_case(case: dict[str, Any]) -> None:
    found = told(case["body"])
    assert len(found) == len(case["told"]), found
    for line in case["told"]:
        number, words = line.split(" ", 1)
        assert any(each.startswith(f"{number} ") and words in each for each in found), (line, found)
    assert told(case.get("mended", case["body"])) == []
