"""What becomes of a text on its way to a source: golden cases."""

from copy import copy
from datetime import date
from typing import Any

import pytest

from conftest import cases
from promulgate.importing.anchors import AnchorBook
from promulgate.importing.capture import Capture
from promulgate.importing.dating import date_text
from promulgate.importing.formats.kinds import read_capture
from promulgate.importing.source_files import body_of, named_by
from promulgate.importing.versions import draft_of


@pytest.mark.parametrize("case", cases("importing"))
def test_a_text_becomes_a_source(case: Any) -> None:
    draft = draft_of(Capture(f"x.{case['kind']}", case["given"].encode()), "en")
    assert draft
    assert body_of(copy(draft), named_by(AnchorBook())) == case["written"]
    assert [mark.words for mark in draft.cleaned.dropped] == case["dropped"]
    assert [mark.words for mark in draft.cleaned.added] == case.get("added", [])


@pytest.mark.parametrize("case", cases("import_days"))
def test_a_text_tells_its_day(case: Any) -> None:
    capture = Capture("x.md", f"# Title\n\n{case['text']}\n\n## One\n\nWords.\n".encode())
    dated = date_text(read_capture(capture.name, capture.data), capture, case["language"])
    assert (dated.basis, dated.day) == (case["basis"], case["day"])
    assert case["day"] is None or isinstance(dated.day, date)


def test_a_heading_keeps_its_address_by_what_it_says() -> None:
    book = AnchorBook()
    assert book.name([("1. Cookies", ""), ("2. Who we are", "about"), ("隐私", "")]) == [
        "cookies", "about", "part-3",
    ]  # fmt: skip
    assert book.name([("1. Who we are", ""), ("2. Cookies", ""), ("隐私", "")]) == [
        "about", "cookies", "part-3",
    ]  # fmt: skip
    assert book.name([("1. Who we are now", ""), ("2. Cookies", ""), ("新", "")]) == [
        "about", "cookies", "part-4",
    ]  # fmt: skip
