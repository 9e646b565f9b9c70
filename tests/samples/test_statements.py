"""The three archived policies, statement by statement: the built page says the same."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml

TABLE: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("statements.yaml").read_text("utf-8")
)
UNREAD = {"head", "script", "style", "nav", "header", "footer"}


def words_of(site: Path, address: str) -> str:
    """Take what a reader reads of a page, in one line."""
    page = (site / address / "index.html").read_text("utf-8")
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return re.sub(r"\s+", " ", "".join(_read(tree)))


def _read(element: Any) -> Iterator[str]:
    if element.tag not in UNREAD:
        yield element.text or ""
        for child in element:
            yield from _read(child)
            yield child.tail or ""


@pytest.mark.parametrize("source", TABLE)
def test_the_page_says_what_the_source_states(source: str, site: Path) -> None:
    words = words_of(site, TABLE[source]["page"])
    missing = [pair for pair in TABLE[source]["statements"] if pair["here"] not in words]
    assert missing == []


@pytest.mark.parametrize("source", TABLE)
def test_the_page_claims_nothing_that_the_source_does_not(source: str, site: Path) -> None:
    pages = [TABLE[source]["page"], f"{source}/", f"{source}/privacy/history/"]
    words = " ".join(words_of(site, page) for page in pages)
    assert [claim for claim in TABLE[source]["absent"] if claim in words] == []
    for said in ("On record since", "later changes are not known here"):
        assert said in words


@pytest.mark.parametrize("source", TABLE)
def test_no_page_claims_that_it_is_in_force(source: str, site: Path) -> None:
    """Nor its search, nor its comparisons, nor how the whole site lists it (decisions/0055)."""
    pages = [page.parent.relative_to(site) for page in (site / source).rglob("index.html")]
    english = [page for page in pages if not {"de", "es", "fr"} & {*page.parts}]
    assert len(english) > 8
    words = {str(page): words_of(site, str(page)).lower() for page in english}
    claims = ("in force", "nothing changed")
    assert [page for page in words if any(claim in words[page] for claim in claims)] == []
    found = (site / "search/index.html").read_text("utf-8").split("<section data-where")[1:]
    own = [each for each in found if f'href="../{source}/' in each]
    assert own
    assert all("On record since" in each and "In force" not in each for each in own)


def test_the_table_is_long_enough_to_be_all() -> None:
    counts = {source: len(table["statements"]) for source, table in TABLE.items()}
    assert counts["mpi"] >= 50
    assert counts["mpro"] >= 65
    assert counts["icmec"] >= 45
