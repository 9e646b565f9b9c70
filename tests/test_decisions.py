"""Decisions: each has a date and a status, links lead to records, and the list has all of them."""

import re
from pathlib import Path

import pytest

from conftest import PROJECT

FOLDER = PROJECT / "decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
HEAD = re.compile(
    r"# (\d{4}): \S.*\n\n- Date: \d{4}-\d\d-\d\d\n"
    r"- Status: (accepted(; amended .+)?|superseded by \[\d{4}\]\(\S+\)(: .+)?)\n\n## "
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.name)
def test_a_decision_has_a_date_a_status_and_a_choice(record: Path) -> None:
    text = record.read_text("utf-8")
    head = HEAD.match(text)
    assert head, text[:200]
    assert head[1] == record.name[:4]
    assert re.search(r"^## Problem$", text, re.MULTILINE)
    assert re.search(r"^## Choice$", text, re.MULTILINE)
    for number, name in re.findall(r"\[(\d{4})\]\((\S+?)\)", text):
        assert (FOLDER / name).is_file()
        assert name.startswith(number)


def test_the_list_has_every_decision_once() -> None:
    listed = re.findall(r"^- \[(\d{4})\]\((\S+)\): ", (FOLDER / "README.md").read_text(), re.M)
    assert [name for _, name in listed] == [record.name for record in RECORDS]
    assert all(name.startswith(number) for number, name in listed)
