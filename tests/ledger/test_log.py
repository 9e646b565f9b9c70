"""The log and its checkpoint: what is attacked is told, and what two branches add is joined."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import PROJECT, VERSION, small, write_files
from promulgate.cli.main import main
from promulgate.ledger.checkpoint import checkpoint_of, parse_checkpoint
from promulgate.ledger.log import (
    CHECKPOINT_PATH,
    LOG_PATH,
    check_log,
    consistent,
    leaves,
    unlogged,
    with_checkpoint,
)
from promulgate.sources.scan import read_published, survey

LATEST = date(2026, 12, 1)
PRIVACY = "docs/mpro/privacy/ledger.jsonl"
NEXT = (PROJECT / "docs/log.txt").read_bytes().count(b"\n") + 1  # after the last line of the log
Published = dict[str, bytes]


@pytest.fixture(scope="module")
def published() -> Published:
    return read_published(survey(PROJECT / "docs"))


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a folder with two drafts, and stand where it is."""
    files = {"acme/privacy/2021-01-15.md": VERSION, "acme/cookies/2021-01-15.md": VERSION}
    write_files(tmp_path, small(files))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "docs"


def test_what_comes_with_it_holds(published: Published) -> None:
    assert check_log(published, LATEST, whole=True) == []
    assert parse_checkpoint(published[CHECKPOINT_PATH])
    assert with_checkpoint(published, "elsewhere.example") == {
        path: published[path] for path in (LOG_PATH, CHECKPOINT_PATH)
    }, "nothing new, and the log keeps its name"


def forget_last(it: Published) -> None:
    log = leaves(it[LOG_PATH])[:-1]
    it[LOG_PATH] = b"".join(line + b"\n" for line in log)
    it[CHECKPOINT_PATH] = checkpoint_of("policies.example", log).data


def swap(it: Published) -> None:
    first, second, *rest = leaves(it[LOG_PATH])
    it[LOG_PATH] = b"".join(line + b"\n" for line in (second, first, *rest))


def swap_of_one(it: Published) -> None:
    log = leaves(it[LOG_PATH])
    a, b = [i for i, line in enumerate(log) if line.startswith(b"mpro/privacy/")]
    log[a], log[b] = log[b], log[a]
    it[LOG_PATH] = b"".join(line + b"\n" for line in log)


def merged(it: Published) -> None:
    ours = b"<<<<<<< HEAD\n" + leaves(it[LOG_PATH])[-1] + b"\n=======\n>>>>>>> other\n"
    it[LOG_PATH] += ours


ATTACKS: list[tuple[Callable[[Published], object], str]] = [
    (lambda it: it.pop(PRIVACY), f"{PRIVACY}:1: This line was published (line "),
    (lambda it: it.update({PRIVACY: b""}), f"{PRIVACY}:1: This line was published (line "),
    (
        lambda it: it.update({PRIVACY: it[PRIVACY].replace(b'"size":', b'"size":1', 1)}),
        f"{PRIVACY}:1: This line was published (line ",
    ),
    (lambda it: it.pop(LOG_PATH), "docs/log.txt:1: This file is gone."),
    (lambda it: it.pop(CHECKPOINT_PATH), "docs/checkpoint:1: This file is gone."),
    (forget_last, "1 line of ledgers stand not in the log:"),
    (swap, "docs/checkpoint:1: The checkpoint is that of another log."),
    (swap_of_one, "does not come next here."),
    (
        lambda it: it.update({LOG_PATH: it[LOG_PATH][:-1]}),
        "The last line of the log is cut off.",
    ),
    (
        lambda it: it.update({LOG_PATH: it[LOG_PATH] + b"x\n"}),
        f"docs/log.txt:{NEXT}: This line is none that the log holds.",
    ),
    (
        lambda it: it.update({CHECKPOINT_PATH: b"policies.example\n%d\n" % (NEXT - 1)}),
        "docs/checkpoint:1: This is no checkpoint",
    ),
    (
        merged,
        f"docs/log.txt:{NEXT}: Two branches of this file were put side by side, and not joined.",
    ),
]


@pytest.mark.parametrize(("attack", "words"), ATTACKS)
def test_no_line_can_go_change_or_move(
    attack: Callable[[Published], object], words: str, published: Published
) -> None:
    spoilt = dict(published)
    attack(spoilt)
    told = "\n".join(map(str, check_log(spoilt, LATEST, whole=True)))
    assert words in told


def test_an_organization_may_be_built_alone_and_is_not_verified_so(published: Published) -> None:
    alone = {path: data for path, data in published.items() if "/icmec/" not in path}
    assert check_log(alone, LATEST) == []
    assert check_log(alone, LATEST, whole=True)
    alone.pop(PRIVACY)
    assert check_log(alone, LATEST), "a policy of an organization that is here is gone"


def test_a_line_of_the_future_is_told_with_a_remedy(published: Published) -> None:
    told = check_log(published, date(2026, 11, 21))
    assert any("This line is of 2026-11-22, a day that has not come yet." in str(p) for p in told)
    assert all("take it back ('git checkout docs/" in problem.fix for problem in told)


def test_every_earlier_checkpoint_is_consistent(published: Published) -> None:
    log = published[LOG_PATH]
    for size in range(len(leaves(log)) + 1):
        assert consistent(checkpoint_of("a", leaves(log)[:size]), log)
    other = [*leaves(log)[:3], b"another"]
    assert not consistent(checkpoint_of("a", other), log)
    assert not consistent(checkpoint_of("a", [*leaves(log), b"more"]), log)


# --- how it is written ---


def test_a_seal_a_correction_and_a_withdrawal_each_make_a_checkpoint(docs: Path) -> None:
    sizes = []
    for command in (
        ["seal", "acme/privacy"],
        ["correct", "acme/privacy/2021-01-15", "--wrong", "Was.", "--right", "Is."],
        ["seal", "acme/cookies"],
        ["withdraw", "acme/privacy/2021-01-15", "--reason", "Why."],
    ):
        assert main([*command, "--yes"]) == 0
        found = read_published(survey(docs))
        assert check_log(found, LATEST.replace(year=2099), whole=True) == []
        mark = parse_checkpoint(found[CHECKPOINT_PATH])
        assert mark
        sizes.append(mark.size)
    assert sizes == [1, 2, 3, 4]
    order = [line.split(b" ")[:2] for line in leaves(found[LOG_PATH])]
    assert order == [
        [b"acme/privacy/ledger.jsonl", b"1"],
        [b"acme/privacy/ledger.jsonl", b"2"],
        [b"acme/cookies/ledger.jsonl", b"1"],
        [b"acme/privacy/ledger.jsonl", b"3"],
    ], "as they were published, whatever their names"


def test_a_folder_without_a_checkpoint_gets_one(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seal", "acme/privacy", "--yes"]) == 0
    for name in ("log.txt", "checkpoint"):
        (docs / name).unlink()
    assert unlogged(read_published(survey(docs)))
    assert main(["check"]) == 0
    assert "There is no docs/checkpoint yet" in capsys.readouterr().out
    assert main(["verify"]) == 0
    assert main(["seal", "--yes"]) == 0
    assert len(leaves((docs / "log.txt").read_bytes())) == 2
    for name in ("log.txt", "checkpoint"):
        (docs / name).unlink()
    assert main(["checkpoint"]) == 0
    assert "docs/checkpoint is of 2 lines in 2 ledgers." in capsys.readouterr().out
    assert main(["check"]) == 0
    assert not unlogged(read_published(survey(docs)))


def test_the_log_of_a_site_bears_its_name(docs: Path) -> None:
    (docs.parent / "mkdocs.yml").write_text(
        "site_name: X\nsite_url: https://policies.acme.example/legal/\n"
        "markdown_extensions:\n  - x: {y: !!python/name:material.extensions.emoji.twemoji }\n",
        "utf-8",
    )
    assert main(["seal", "--yes"]) == 0
    assert (docs / "checkpoint").read_text("utf-8").startswith("policies.acme.example/legal\n2\n")


def git(folder: Path, *arguments: str, code: int = 0) -> str:
    given = ["-c", "user.name=A", "-c", "user.email=a@acme.example", *arguments]
    done = subprocess.run(["git", *given], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def test_two_branches_that_publish_are_joined_as_the_words_say(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = docs.parent
    shutil.copy(PROJECT / ".gitattributes", root)
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text("docs/.ledgers.lock\n", "utf-8")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Write drafts")
    git(root, "checkout", "-q", "-b", "other")
    assert main(["seal", "acme/cookies", "--yes"]) == 0
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Publish cookies")
    git(root, "checkout", "-q", "main")
    assert main(["seal", "acme/privacy", "--yes"]) == 0
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Publish privacy")
    before = root.parent / "before"
    shutil.copytree(docs, before / "docs")
    git(root, "merge", "-q", "other", code=1)
    assert main(["check"]) == 1
    told = capsys.readouterr().err
    assert "put side by side, and not joined" in told or "stand not in the log" in told
    git(root, "checkout", "main", "--", "docs/log.txt", "docs/checkpoint")
    assert main(["check"]) == 1
    assert "1 line of ledgers stand not in the log: acme/cookies" in capsys.readouterr().err
    assert main(["checkpoint"]) == 0
    assert main(["check"]) == 0
    assert main(["grown", str(before)]) == 0
    names = [line.split(b"/")[1] for line in leaves((docs / "log.txt").read_bytes())]
    assert names == [b"privacy", b"cookies"], "what was published first stays first"
