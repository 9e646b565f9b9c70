"""What restates an archived policy has words of its own: no run of eight is theirs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import LOCALES, PROJECT

from .runs import LENGTH, common, digest, kept, runs

pytestmark = pytest.mark.samples


def texts() -> Iterator[Path]:
    """List all that may hold words of theirs, in every language: sources, templates, catalogs."""
    for folder, kind in (
        (PROJECT / "docs", "*.md"),
        (PROJECT / "overrides", "*.html"),
        (LOCALES, "*.po"),
        (PROJECT / "tests/samples", "*.yaml"),
    ):
        yield from sorted(folder.rglob(kind))


def test_no_run_of_eight_words_is_that_of_an_archived_policy() -> None:
    known = kept()
    assert len(known) > 3000
    read = [(path, common(path.read_text("utf-8"), known)) for path in texts()]
    assert len(read) > 100
    assert [f"{path}: {run}" for path, found in read for run in found] == []


def test_a_run_is_found_over_marks_and_names_and_joined() -> None:
    words = "one two three four five six seven eight nine"
    known = frozenset(digest(run) for run in runs(words))
    written = "- One *two* three,\n- four MPRO five six seven; eight (nine)."
    assert common(written, known) == [words]
    assert common(written.replace("five", "fünf"), known) == []
    assert common("One two three four. https://five.example six seven eight", known) == []
    assert LENGTH == 8
