"""Anchors made of words: by the rule of the seal for what is sealed, by the newest for drafts."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import JURISDICTION, SECTION, Planned, cases, prepared, sealed, small
from promulgate.editions.canonical import write
from promulgate.editions.headings import slug
from promulgate.editions.render import EditionKey


@pytest.mark.parametrize("case", cases("slugs"))
def test_anchors_are_made_of_words(case: dict[str, str]) -> None:
    assert slug(case["words"], 1) == case["one"]
    assert slug(case["words"]) == slug(case["words"], 2) == case["two"]


@given(st.text())
def test_an_anchor_is_ascii_and_made_of_it_again_the_same(words: str) -> None:
    made = slug(words)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", made)
    assert slug(made) == made


@given(st.text("abcXYZ 019-'.,!#äöü"))
def test_the_first_rule_is_that_of_the_first_seals(words: str) -> None:
    assert slug(words, 1) == re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


OWN = """---
title: Privacy
effective: {day}
jurisdictions: [texas]
{more}---

Read [about us](#{anchor}).

## Über uns

We.

## Größe

Words.
"""
SPANISH = """---
title: Privacidad
awaiting: [{awaiting}]
{more}---

Lea [sobre nosotros](#{anchor}).

## Sobre nosotros

Nosotros.
"""
MORE = "change: editorial\nsummary: New.\n"
LEDGER, WORDS = "docs/acme/privacy/ledger.jsonl", "docs/acme/privacy/words.jsonl"


def by_the_first_rule(docs: dict[str, bytes | None]) -> dict[str, bytes | None]:
    """Seal as the first program did: by the first rule, and without naming it."""
    with pytest.MonkeyPatch.context() as then:
        then.setattr("promulgate.model.history.ANCHOR_RULE", 1)
        found = sealed(docs)
    assert b"anchor_rule" not in (found[LEDGER] or b"")
    return found


def old() -> dict[str, bytes | None]:
    files = {
        "acme/privacy/2021-01-15.md": OWN.format(day="2021-01-15", anchor="ber-uns", more=""),
        "acme/privacy/2021-01-15.es.md": SPANISH.format(anchor="ber-uns", awaiting="gr-e", more=""),
        "jurisdictions/texas/index.md": JURISDICTION,
        "jurisdictions/texas/2012-09-01.md": SECTION + "\n### Año\n\nRead [it](#a-o).\n",
    }
    return by_the_first_rule(small(files))


def anchors(plan: Planned) -> dict[str, list[str]]:
    return {f"{key[2]}/{key[3]}": edition.ids for key, edition in plan.editions.texts.items()}


def good(docs: dict[str, bytes | None]) -> Planned:
    plan, problems = prepared(docs)
    assert plan, "\n".join(map(str, problems))
    return plan


def test_what_was_sealed_by_the_first_rule_keeps_its_anchors() -> None:
    assert anchors(good(old())) == {
        "2021-01-15/en": ["ber-uns", "gr-e", "texas", "a-o"],
        "2021-01-15/es": ["ber-uns", "gr-e", "texas", "a-o"],
    }


def test_a_new_version_has_the_new_anchors_beside_the_old() -> None:
    section = SECTION.replace("2012-09-01", "2029-01-01").replace("law:", "summary: New.\nlaw:")
    later = {
        "jurisdictions/texas/2029-01-01.md": f"{section}\n### Año\n\nRead [it](#ano).\n",
        "acme/privacy/2030-01-01.md": OWN.format(day="2030-01-01", anchor="uber-uns", more=MORE),
        "acme/privacy/2030-01-01.es.md": SPANISH.format(
            anchor="uber-uns", awaiting="grosse", more="summary: Nueva.\n"
        ),
    }
    docs = sealed({**old(), **{f"docs/{path}": text.encode() for path, text in later.items()}})
    plan = good(docs)
    assert anchors(plan)["2021-01-15/en"] == ["ber-uns", "gr-e", "texas", "a-o"]
    assert anchors(plan)["2021-01-15/es"] == ["ber-uns", "gr-e", "texas", "a-o"]
    assert anchors(plan)["2030-01-01/en"] == ["uber-uns", "grosse", "texas", "ano"]
    assert anchors(plan)["2030-01-01/es"] == ["uber-uns", "grosse", "texas", "ano"]
    lines: list[dict[str, Any]] = [json.loads(line) for line in (docs[LEDGER] or b"").splitlines()]
    assert [line.get("anchor_rule") for line in lines] == [None, None, 2, 2]
    words = [json.loads(line) for line in (docs[WORDS] or b"").splitlines()]
    assert set(words[2]["headings"]) == {"text", "uber-uns", "grosse", "texas", "ano"}
    view = plan.pages["acme/privacy/compare/2021-01-15/2030-01-01/"].view
    told = [segment.op for segment in view.drawn.segments]
    assert told == ["link", "same", "link"], "two links lead elsewhere; no heading changed"


def test_a_translation_made_later_has_the_anchors_of_its_authoritative_text() -> None:
    files = old()
    del files["docs/acme/privacy/2021-01-15.es.md"]
    for path in (LEDGER, WORDS):
        files[path] = (files[path] or b"").splitlines(keepends=True)[0]
    late = SPANISH.format(anchor="ber-uns", awaiting="gr-e", more="")
    docs = sealed({**files, "docs/acme/privacy/2021-01-15.es.md": late.encode()})
    assert anchors(good(docs))["2021-01-15/es"] == ["ber-uns", "gr-e", "texas", "a-o"]
    assert b"anchor_rule" not in (docs[LEDGER] or b"")
    assert good(docs).files["acme/privacy/2021-01-15/es/policy.md"]


def test_the_anchors_of_a_seal_are_not_those_of_another_rule() -> None:
    """Whoever names another rule in a ledger names other bytes than were sealed."""
    docs = old()
    plan = good(docs)
    organization = plan.library.organizations["acme"]
    version = organization.policies["privacy"].history.versions[0]
    sealed_ = plan.editions.texts[EditionKey("acme", "privacy", version.date, "en")].sealed
    data = write(organization, "privacy", version, "en", sealed_)
    assert "## Über uns {#ber-uns}" in data.decode()
    first = (docs[LEDGER] or b"").splitlines(keepends=True)[0]
    other = first.replace(b'"date":', b'"anchor_rule":2,"date":', 1)
    _, problems = prepared({**docs, LEDGER: other})
    assert any("reads otherwise now" in problem.wrong for problem in problems)
