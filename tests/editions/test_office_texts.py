"""What offices write is mended, read, sealed and compared: the page has the sealed words."""

from functools import lru_cache
from typing import NamedTuple

import pytest

from conftest import CATALOGS, HOME, sealed, share
from offices import OfficeText, office_text
from promulgate.checks.check import check
from promulgate.editions.canonical import write
from promulgate.editions.commonmark import misplaced, words, words_of
from promulgate.editions.render import Edition, EditionKey, render
from promulgate.editions.words import page_words, sealed_words
from promulgate.i18n import interfaces
from promulgate.memo import Memo
from promulgate.mending.mend import mend
from promulgate.model.entities import Library
from promulgate.model.load import load
from promulgate.redline.blocks import Block, blocks
from promulgate.redline.redline import redline
from promulgate.redline.summary import summaries

RECORD = """---
organization: {name: Acme, language: %s, timezone: UTC}
accepts: [interface]
---
Acme.
"""
FIRST, SECOND = "2024-01-01", "2025-01-01"
HEAD = "---\ntitle: Terms\neffective: %s\n%s---\n\n%s"
CHANGED = "change: material\nsummary: A word.\n"


class Read(NamedTuple):
    library: Library
    editions: dict[EditionKey, Edition]
    texts: list[OfficeText]
    problems: list[str]


@lru_cache(maxsize=1)
def everything() -> Read:
    """Mend, read, seal and check all texts at once, each as a policy of its own."""
    texts = [office_text(seed) for seed in range(share(200))]
    docs: dict[str, bytes | None] = {"docs/index.md": HOME.encode()}
    for number, text in enumerate(texts):
        home = f"docs/{text.language}-office"
        docs[f"{home}/index.md"] = (RECORD % text.language).encode()
        for day, front, body in ((FIRST, "", text.body), (SECOND, CHANGED, text.next)):
            path = f"{home}/terms-{number}/{day}.md"
            docs[path] = mend(path, (HEAD % (day, front, body)).encode())
    docs = sealed(docs)
    memo = Memo()
    library, problems = load(docs, memo)
    assert library
    editions = render(library, memo)
    found = sorted({*problems, *check(library, editions, CATALOGS, memo)})
    return Read(library, dict(editions.texts), texts, [str(problem) for problem in found])


def text_of(number: int, day: str) -> tuple[EditionKey, Edition]:
    read = everything()
    name, language = f"terms-{number}", read.texts[number].language
    key = next(k for k in read.editions if k.policy == name and str(k.date) == day)
    assert key.language == language
    return key, read.editions[key]


def blocks_of(edition: Edition) -> list[Block]:
    return [block for each in edition.shown for block in blocks(each.html)]


def test_what_is_mended_and_sealed_has_no_problem() -> None:
    assert everything().problems == []
    library = everything().library
    policies = [p for o in library.organizations.values() for p in o.policies.values()]
    assert len(policies) == share(200)
    assert all(version.entry for policy in policies for version in policy.history.versions)


@pytest.mark.parametrize("day", [FIRST, SECOND])
def test_the_page_has_the_sealed_words_and_signs(day: str) -> None:
    read, spoken = everything(), interfaces(CATALOGS, Memo())[0]
    for number in range(len(read.texts)):
        key, edition = text_of(number, day)
        organization, version = read.library.find(key.organization, key.policy, key.date)
        data = write(organization, key.policy, version, key.language, edition.sealed)
        html = "".join(each.html for each in edition.shown)
        shown = page_words(f"<div data-policy-text>{html}</div>").texts[0]
        assert shown == sealed_words(data, spoken[key.language]), key
        markdown = "\n\n".join(passage.markdown for passage in edition.sealed)
        assert words(markdown, signs=True) == words_of(html, signs=True), key
        assert misplaced(markdown, html) is None, key


def test_one_word_is_one_change_and_nothing_else() -> None:
    for number in range(len(everything().texts)):
        (key, before), (_, after) = text_of(number, FIRST), text_of(number, SECOND)
        changes = redline(blocks_of(before), blocks_of(after))
        assert [each["op"] for each in summaries(changes)] == ["changed"], key
        assert summaries(redline(blocks_of(before), blocks_of(before))) == []
