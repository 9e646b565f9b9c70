"""What is asked of the command line: understood, or refused in words with the code 2."""

import os
import subprocess
import sys

import pytest

from conftest import PROJECT
from promulgate.cli.main import main, promulgate

LINES = {
    "nothing": ([], "Usage: promulgate [OPTIONS] COMMAND"),
    "no such command": (["sael"], "No such command 'sael'"),
    "no such option": (["check", "--fast"], "No such option '--fast'"),
    "an argument is missing": (["at", "acme/privacy"], "Missing argument 'DAY'"),
    "an option is missing": (["correct", "acme/privacy/2021-01-15"], "Missing option '--wrong'"),
    "no day": (
        ["at", "acme/privacy", "soon"],
        "Invalid value for 'DAY': The day is 'soon'. Write a date such as 2021-01-15.",
    ),
    "half of two": (
        ["correct", "acme/privacy/2021-01-15", "--wrong", "A.", "--right", "B.", "--for", "C"],
        "--for and --read go together: for these words, read those",
    ),
    "no number": (["spread", "tcp://x", "--at-once", "few"], "'few' is not a valid integer"),
}


@pytest.mark.parametrize(("line", "words"), LINES.values(), ids=LINES)
def test_what_is_unclear_is_refused_in_words(
    line: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""


@pytest.mark.parametrize("name", ["", *promulgate.commands])
@pytest.mark.parametrize("ask", ["-h", "--help"])
def test_every_command_says_what_it_does(
    name: str, ask: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*filter(None, [name]), ask]) == 0
    told = capsys.readouterr()
    assert f"Usage: promulgate {name}".rstrip() in told.out
    assert told.err == ""
    if name not in ("", "import", "new"):  # those name their folders otherwise
        assert "--docs" in told.out


def test_a_shell_can_complete_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "promulgate"],
        env={
            **os.environ,
            "PYTHONPATH": str(PROJECT / "hooks"),
            "_PROMULGATE_COMPLETE": "bash_complete",
            "COMP_WORDS": "promulgate gro",
            "COMP_CWORD": "1",
        },
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "plain,grown\n"
