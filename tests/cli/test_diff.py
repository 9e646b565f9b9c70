"""What changed between two versions, asked on a terminal or by a program."""

import json
from pathlib import Path

import pytest

from conftest import small, write_files
from promulgate.cli.main import main

BODY = "## Keeping {#k}\n\nWe keep it for %s days.\n"
OLD = "---\ntitle: Privacy\neffective: 2021-01-01\n---\n\n" + BODY % "ninety"
HEAD = "title: Privacy\neffective: 2022-01-01\nchange: material\nsummary: Less.\n"
NEW = f"---\n{HEAD}---\n\n" + BODY % "thirty"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    texts = {"acme/privacy/2021-01-01.md": OLD, "acme/privacy/2022-01-01.md": NEW}
    write_files(tmp_path, small(texts))
    return tmp_path / "docs"


def asked(docs: Path, *words: str) -> int:
    return main(["diff", "acme/privacy", *words, "--docs", str(docs)])


def test_a_program_is_told_as_json(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(docs, "2021-01-01", "2022-01-01", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "op": "changed",
            "part": "Keeping",
            "old": "We keep it for ninety days.",
            "new": "We keep it for thirty days.",
        }
    ]


def test_a_person_is_told_in_words_without_colour(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(docs, "2021-01-01", "2022-01-01") == 0
    told = capsys.readouterr().out
    assert told.startswith("1 change: 1 word added, 1 removed.\n")
    assert "1. changed in “Keeping”\n   - We keep it for ninety days.\n   + We keep it" in told
    assert "\x1b" not in told


def test_the_same_text_is_told_to_be_the_same(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(docs, "2021-01-01", "2021-01-01") == 0
    assert capsys.readouterr().out == "The words are the same.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("2021-01-01", "2022-01-02"), "There is no version of 2022-01-02. Did you mean"),
        (("2021-01-01", "2022-01-01", "--language", "es"), "are not both in 'es'. Only 'en'"),
    ],
)
def test_what_is_not_there_is_refused(
    docs: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert asked(docs, *words) == 1
    assert told in capsys.readouterr().err
