"""The promise of the site: every sentence of it names the tests that keep it."""

import ast
import re
from pathlib import Path

from conftest import PROJECT

PROMISE = (PROJECT / "docs" / "persistence.md").read_text("utf-8").split("---\n", 2)[2]
SENTENCE = re.compile(r"([A-Z][^.]*\.) <!-- ((?:tests/[\w/]+\.py::test_\w+ )+)-->")


def test_every_sentence_names_tests_that_exist() -> None:
    opening, *parts = re.split(r"(?m)^## .*$", PROMISE)
    assert opening.strip()
    lines = [line for part in parts for line in part.splitlines() if line]
    assert len(lines) > 15
    for line in lines:
        match = SENTENCE.fullmatch(line)
        assert match, f"This sentence names no test: {line}"
        for name in match[2].split():
            path, test = name.split("::")
            tree = ast.parse((PROJECT / path).read_text("utf-8"))
            known = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
            assert test in known, name


def test_the_names_of_tests_are_not_shown(site: Path) -> None:
    html = (site / "persistence/index.html").read_text("utf-8")
    assert "What we promise to keep" in html
    assert "test_" not in html
