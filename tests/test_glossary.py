"""One glossary for each language: catalogs and texts use the terms of the field, and one each."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from conftest import LOCALES, PROJECT

DOCS = PROJECT / "docs"
CATALOG = "catalog"
TERMS = {
    *("controller", "personal data", "sale", "sharing", "opt-out", "authorization"),
    *("ledger", "official version", "regional section"),
}
GLOSSARIES: dict[str, dict[str, Any]] = {
    path.parent.name: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted(LOCALES.glob("*/glossary.yaml"))
}


def catalog(tag: str) -> Iterator[tuple[str, str, str]]:
    """List the messages of a catalog: where, in English, and in its language."""
    data = (LOCALES / tag / "LC_MESSAGES/promulgate.po").read_bytes()
    for message in read_po(BytesIO(data), locale=tag):
        if message.id:
            one = str(message.id[0] if isinstance(message.id, tuple) else message.id)
            said = message.string[-1] if isinstance(message.string, tuple) else message.string
            yield one, one, str(said)


def texts(tag: str, pattern: str) -> Iterator[tuple[str, str, str]]:
    """List the translated texts of docs/ whose authoritative text has a path of this pattern."""
    tail = f".{tag.replace('_', '-')}.md"
    for path in sorted(DOCS.glob(pattern)):
        other = path.with_name(path.name.removesuffix(".md") + tail)
        if other.is_file():
            yield str(other.relative_to(DOCS)), path.read_text("utf-8"), other.read_text("utf-8")


def all_of(tag: str) -> Iterator[tuple[str, str]]:
    for name, _, said in catalog(tag):
        yield name, said
    for path in sorted(DOCS.rglob(f"*.{tag.replace('_', '-')}.md")):
        yield str(path.relative_to(DOCS)), path.read_text("utf-8")


def test_every_catalog_has_a_glossary_of_the_field() -> None:
    assert set(GLOSSARIES) == {path.parent.parent.name for path in LOCALES.glob("*/*/*.po")}
    for tag, glossary in GLOSSARIES.items():
        wanted = TERMS - ({"sale", "sharing", "opt-out", "authorization"} if tag == "fr" else set())
        assert wanted <= set(glossary["terms"]), tag
    # No text in French speaks of the laws that have these terms.
    assert not list(DOCS.glob("jurisdictions/california*/*.fr.md"))


@pytest.mark.parametrize("tag", GLOSSARIES)
def test_where_english_has_a_term_its_translation_has_the_term(tag: str) -> None:
    wrong, seen = [], 0
    for term, entry in GLOSSARIES[tag]["terms"].items():
        for place in entry["in"]:
            pairs = catalog(tag) if place == CATALOG else texts(tag, place)
            for name, english, said in pairs:
                if re.search(entry["english"], english):
                    seen += 1
                    if not re.search(entry["say"], said):
                        wrong.append(f"{name}: {term} is '{entry['say']}'")
    assert wrong == []
    assert seen > 10


@pytest.mark.parametrize("tag", GLOSSARIES)
def test_no_text_has_a_word_that_the_glossary_rules_out(tag: str) -> None:
    never = GLOSSARIES[tag]["never"]
    assert never
    found = [
        f"{name}: '{word}': {why}"
        for name, said in all_of(tag)
        for word, why in never.items()
        if re.search(word, said)
    ]
    assert found == []


def test_files_are_read_where_translations_lie() -> None:
    assert Path(DOCS / "lakeside/privacy/2026-03-01.de.md").is_file()
    assert len(list(texts("es", "jurisdictions/*/*.md"))) > 8
