"""Mistakes of the kinds that offices make: the right line, the true cause, a remedy that works.

Each case is an organization of one site, so that all of them are checked at once.
"""

from collections.abc import Mapping
from functools import lru_cache

import pytest
import yaml

from conftest import CATALOGS, HOME, PROJECT, sealed
from promulgate.checks.check import check
from promulgate.editions.render import render
from promulgate.memo import Memo
from promulgate.mending.mend import mend
from promulgate.model.load import load
from promulgate.problems import Problem

CASES = yaml.safe_load((PROJECT / "tests/cases/offices.yaml").read_text("utf-8"))
TEXT = "privacy/2021-01-15.md"
RECORD = """---
organization:
  name: Acme
  language: en
  languages: [en, es, pt-BR, he, uk]
  timezone: America/Detroit
  contact: {email: privacy@acme.example}
accepts: [interface]
---
Acme.
"""
each = pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])


def files(number: int, state: str) -> dict[str, bytes | None]:
    """Take the files of a case as they are `typed`, or as they are when they are `mended`."""
    given = CASES[number].get(state)
    texts = {TEXT: given} if isinstance(given, str) else given or {}
    home = f"docs/case-{number}/"
    found: dict[str, bytes | None] = {f"{home}index.md": RECORD.encode()} if texts else {}
    for path, words in texts.items():
        found[home + path] = words.encode() if path.endswith(".md") else None
    return found


@lru_cache
def problems(state: str) -> Mapping[int, list[Problem]]:
    """Check all cases at once; what is told, by case."""
    docs: dict[str, bytes | None] = {"docs/index.md": HOME.encode()}
    for number in range(len(CASES)):
        docs |= files(number, state)
        if before := files(number, "sealed"):
            published = sealed({"docs/index.md": HOME.encode(), **before})
            docs |= {path: data for path, data in published.items() if path.endswith(".jsonl")}
    found: dict[int, list[Problem]] = {number: [] for number in range(len(CASES))}
    memo = Memo()
    library, wrong = load(docs, memo)
    assert library
    for problem in sorted({*wrong, *check(library, render(library, memo), CATALOGS, memo)}):
        found[int(problem.place.path.split("/")[1].removeprefix("case-"))].append(problem)
    return found


def told(number: int, state: str) -> list[str]:
    home = f"docs/case-{number}/"
    return [
        f"{str(problem.place).removeprefix(home)}: {problem.wrong}".replace(home, "")
        for problem in problems(state)[number]
    ]


@each
def test_each_mistake_is_told_at_its_line(number: int) -> None:
    assert told(number, "typed") == CASES[number]["told"]


@each
def test_the_remedy_works_when_it_is_typed(number: int) -> None:
    assert told(number, "mended") == []


@each
def test_what_is_certain_is_mended(number: int) -> None:
    case = CASES[number]
    typed = files(number, "typed")
    mended = {path: mend(path, data) for path, data in typed.items() if data is not None}
    assert {path: mend(path, data) for path, data in mended.items()} == mended
    if case.get("fix") and len(typed) == len(files(number, "mended")):
        assert mended == files(number, "mended")
    elif not case.get("fix"):
        assert mended == {path: data for path, data in typed.items() if data is not None}


def test_there_are_more_than_sixty_kinds() -> None:
    assert len(CASES) > 160
    assert sum(case.get("fix", False) for case in CASES) > 40
