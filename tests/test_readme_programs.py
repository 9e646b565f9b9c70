"""The README's chapter for programs, walked as it stands: curl and jq, then both examples."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import PROJECT, VARIABLES
from promulgate.client import Client

README = (PROJECT / "README.md").read_text("utf-8")
CHAPTER = README.split("## For programs")[1].split("\n## ")[0]


def code(language: str, number: int = 0) -> str:
    return str(re.findall(rf"```{language}\n(.*?)```", CHAPTER, re.DOTALL)[number])


@pytest.mark.skipif(not shutil.which("jq") or not shutil.which("curl"), reason="no jq or curl")
def test_curl_and_jq_answer(address: str, site: Path) -> None:
    accepted = Client(str(site)).in_force("lakeside/privacy", datetime(2021, 3, 1, tzinfo=UTC))
    assert accepted
    digest = accepted["editions"][-1]["sha256"]
    done = subprocess.run(
        ["sh", "-euc", code("sh")],
        env={**VARIABLES, "SITE": address, "ACCEPTED": digest},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    now, then, *since = done.stdout.splitlines()
    assert (now, then) == ("2026-03-01", "2020-01-01")
    days = [line.split(" ")[0] for line in since]
    assert days == ["2022-09-01", "2024-03-01", "2026-03-01", "2027-01-01"]
    assert since[-1].startswith("2027-01-01 material: Calls with an interpreter")


def test_a_form_asks_again_only_when_it_must(address: str) -> None:
    said: dict[str, Any] = {}
    exec(code("python", 1), said)
    client = Client(address)
    wanted = said["to_accept"](client, "lakeside", [])
    assert [each["policy"] for each in wanted] == ["cookies", "hipaa", "privacy"]
    records = [said["accepted"](each, datetime(2026, 4, 1, tzinfo=UTC)) for each in wanted]
    assert said["to_accept"](client, "lakeside", records) == []
    old = client.in_force("lakeside/privacy", datetime(2021, 3, 1, tzinfo=UTC))
    assert old
    stale = [{"sha256": old["editions"][0]["sha256"]}, *records[:2]]
    assert [each["policy"] for each in said["to_accept"](client, "lakeside", stale)] == ["privacy"]
