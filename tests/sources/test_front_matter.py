"""A file taken apart: fields, lines, body, and what cannot be read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import cases
from promulgate.sources.front_matter import parse


@pytest.mark.parametrize("case", cases("frontmatter"))
def test_case(case: dict[str, Any]) -> None:
    parsed = parse("docs/a.md", case["file"].encode())
    document = parsed.document
    assert [str(p).removeprefix("docs/a.md:") for p in parsed.problems] == case.get("problems", [])
    assert (document.fields if document else None) == case.get("fields")
    for name, line in case.get("lines", {}).items():
        keys = [int(key) if key.isdigit() else key for key in name.split(".")]
        assert document
        assert document.place(*keys).line == line
    if "body" in case:
        assert document
        assert [document.body_line, document.body] == case["body"]


def test_what_is_not_utf8_is_told_with_its_line() -> None:
    parsed = parse("docs/a.md", b"---\ntitle: caf\xe9\n---\n")
    assert parsed.document is None
    assert [str(p) for p in parsed.problems] == [
        "docs/a.md:2: This file is not UTF-8: byte 0xe9 on this line is not. Save it as UTF-8."
    ]


@given(st.binary(max_size=200))
def test_nothing_that_a_file_holds_raises(data: bytes) -> None:
    parsed = parse("docs/a.md", data)
    assert parsed.document or parsed.problems


@given(st.text(alphabet="---\n:[]{}'\"&*!|>%@`ab 1#", max_size=80))
def test_no_front_matter_raises(matter: str) -> None:
    parsed = parse("docs/a.md", f"---\n{matter}\n---\nBody\n".encode())
    assert parsed.document or parsed.problems
