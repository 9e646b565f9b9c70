"""The page that says how to check without us: its commands are run, as they stand there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from authority import Authority, key
from conftest import PROJECT
from liars import serving
from promulgate.cli.signature import sign
from promulgate.ledger.timestamp import request

PAGE = (PROJECT / "docs/verify.md").read_text("utf-8")
COMMANDS = re.findall(r"```\n(.*?)```\n", PAGE, re.DOTALL)


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    """Copy the built site, with a time-stamp and a signature, beside what a reader has."""
    shutil.copytree(site, tmp_path / "site")
    mark = (site / "checkpoint").read_bytes()
    authority = Authority(tmp_path / "authority")
    (tmp_path / "site/checkpoint.tsr").write_bytes(authority.stamp(request(mark)))
    private, allowed = key(tmp_path, "publisher@policies.example")
    (tmp_path / "site/checkpoint.sig").write_bytes(sign(mark, private))
    (tmp_path / "reader").mkdir()
    shutil.copy(authority.root, tmp_path / "reader/root.pem")
    shutil.copy(allowed, tmp_path / "reader/signers")
    return tmp_path


def run(folder: Path, shell: str) -> subprocess.CompletedProcess[str]:
    with serving(folder / "site") as url:
        script = "set -e\n" + "".join(COMMANDS)
        script = script.replace("https://policies.example", url.rstrip("/"))
        return subprocess.run(
            [shell, "-c", script],
            cwd=folder / "reader",
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@pytest.mark.parametrize("shell", ["bash", "sh"])
def test_the_commands_of_the_page_verify_all(shell: str, folder: Path, site: Path) -> None:
    assert len(COMMANDS) == 8
    done = run(folder, shell)
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    assert told[0] in (site / "lakeside/privacy/2026-03-01/index.html").read_text("utf-8").replace(
        "</span><span>", ""
    ), "the digest that the page prints"
    assert told[1] == "1"
    assert told[3].startswith("lakeside/privacy/ledger.jsonl 18 ")
    assert told[4] == "The checkpoint is that of the log."
    assert "Verification: OK" in done.stdout
    assert 'Good "promulgate" signature for publisher@policies.example' in done.stdout


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("lakeside/privacy/2026-03-01/policy.md", ""),
        ("lakeside/privacy/ledger.jsonl", ""),
        ("log.txt", ""),
        ("checkpoint", ""),
        ("checkpoint.tsr", "Verification: FAILED"),
        ("checkpoint.sig", ""),
    ],
)
def test_the_commands_tell_of_what_was_altered(file: str, words: str, folder: Path) -> None:
    data = bytearray((folder / "site" / file).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "site" / file).write_bytes(bytes(data))
    done = run(folder, "bash")
    fits = "does not fit" not in done.stdout
    assert done.returncode != 0 or not fits, done.stdout
    assert words in done.stdout + done.stderr
