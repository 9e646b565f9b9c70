"""What looks personal is told before it is written for good."""

from pathlib import Path

import pytest

from conftest import VERSION, small, write_files
from promulgate.checks.personal import personal
from promulgate.cli.main import main

OWN = ["https://www.acme.example", "privacy@acme.example", "+1 555 010 9988"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to jane.doe@mail.example now.", ["jane.doe@mail.example"]),
        ("Call +49 30 901820 or (313) 555-0142.", ["+49 30 901820", "(313) 555-0142"]),
        ("Her number is 078-05-1120.", ["078-05-1120"]),
        ("Write to privacy@acme.example or press@acme.example, +1 555 010 9988.", []),
        ("From 2021-01-15 to 2022-01-15, 1,000,000 people, MI 48335-2611x, 45 CFR 164.520.", []),
        ("45 C.F.R. 164.508(a)(2) and 2011/95/EU of 13.12.2011", []),
        ("a." * 20000 + "@", []),
        ("1 " * 20000, []),
    ],
)
def test_addresses_and_numbers_of_others_are_found(text: str, found: list[str]) -> None:
    assert personal([text], OWN) == found


def test_every_command_that_writes_warns_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = VERSION.replace("Words.", "Words of jane@mail.example.")
    write_files(tmp_path, small({"acme/privacy/2021-01-15.md": text}))
    monkeypatch.chdir(tmp_path)
    note = ["--wrong", "Was joe@mail.example.", "--right", "Is."]
    for command, said in (
        (["seal"], "jane@mail.example"),
        (["correct", "acme/privacy/2021-01-15/en", *note], "joe@mail.example"),
        (
            ["withdraw", "acme/privacy/2021-01-15", "--reason", "Ask 030 901820111."],
            "030 901820111",
        ),
    ):
        assert main([*command, "--yes"]) == 0
        told = capsys.readouterr().out
        assert f"LOOKS PERSONAL, and is none of the organization's own: {said}." in told
        assert told.index("LOOKS PERSONAL") < told.index("Written:")
