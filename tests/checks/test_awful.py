"""Every mistake at once, in order: the fixture is the catalogue of messages."""

import pytest

from conftest import PROJECT
from promulgate.cli.main import main

AWFUL = PROJECT / "tests" / "awful"


def test_every_problem_is_told_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--docs", str(AWFUL / "docs")]) == 1
    told = capsys.readouterr().err
    assert told == (AWFUL / "expected.txt").read_text("utf-8")


def test_every_problem_has_a_place_what_and_how() -> None:
    lines = (AWFUL / "expected.txt").read_text("utf-8").splitlines()[2:]
    for line in lines:
        path, number, words = line.split(":", 2)
        assert path.startswith("docs/")
        assert int(number) >= 1
        assert words.count(".") + words.count("?") >= 2, "what is wrong, and how to mend it"
        assert "invalid" not in words.lower()
        assert "Traceback" not in words


def test_the_command_says_what_it_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--strict"]) == 0
    assert "pages planned." in capsys.readouterr().out


def test_the_command_needs_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--docs", "no-such-folder"]) == 2
    assert "no-such-folder" in capsys.readouterr().err
