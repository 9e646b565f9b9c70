"""Links written by source path."""

from typing import Any

import pytest

from conftest import HOME, JURISDICTION, RECORD, SECTION, VERSION, cases, small
from promulgate.editions.links import MARK, Dead, resolve
from promulgate.model.entities import Library
from promulgate.model.load import load


@pytest.fixture(scope="module")
def library() -> Library:
    older = VERSION.replace("2021-01-15", "2020-01-01")
    files = {
        "about.md": HOME,
        "acme/privacy/2020-01-01.md": older,
        "acme/privacy/2021-01-15.md": VERSION,
        "acme/cookies/2021-01-15.md": VERSION,
        "other/index.md": RECORD,
        "jurisdictions/texas/index.md": JURISDICTION,
        "jurisdictions/texas/2012-09-01.md": SECTION,
    }
    found, problems = load({**small(files), "docs/acme/form.pdf": None})
    assert not problems
    assert found
    return found


@pytest.mark.parametrize("case", cases("links"))
def test_case(case: dict[str, Any], library: Library) -> None:
    found = resolve(library, "docs/acme/privacy/2021-01-15.md", case["href"])
    if isinstance(found, Dead):
        assert f"{found.wrong} {found.fix}" == case.get("dead")
    else:
        assert found.marked.removeprefix(MARK) == case.get("to")
