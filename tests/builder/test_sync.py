"""The site on the disk: at each moment a file is the old one or the new one."""

import importlib.util
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from builds import COMMAND, fresh, run, tree, variables
from conftest import PROJECT, RECORD, VERSION, lay_out, sealed, share, small
from promulgate.builder.sync import Outgoing, Sync

KILLS = max(12, share(50))
SIZE = 40_000  # bytes: more than one write
fork = multiprocessing.get_context("fork")


def filled(sign: str, count: int = 60) -> dict[str, bytes]:
    """Make pages, a list of them and a style, all of which say which site they are of."""
    pages = {f"acme/{number}/index.html": sign.encode() * SIZE for number in range(count)}
    return {**pages, "addresses.txt": sign.encode() * SIZE, "assets/a.css": sign.encode() * SIZE}


def outgoing(files: Mapping[str, bytes]) -> dict[str, Outgoing]:
    return {path: (sha256(data).hexdigest(), partial(bytes, data)) for path, data in files.items()}


def update(folder: Path, files: Mapping[str, bytes], *only: str) -> list[str]:
    return Sync(folder / "site", folder / "record").update(outgoing(files), only)


def published(site: Path) -> dict[str, bytes]:
    """Read what a site publishes; what begins with a dot is on its way."""
    return {path: data for path, data in tree(site).items() if "/." not in f"/{path}"}


def test_killed_at_any_moment_no_file_is_torn(tmp_path: Path) -> None:
    old, new = filled("o"), filled("n")
    start = time.monotonic()
    update(tmp_path, old)
    spent = time.monotonic() - start
    chance, ends = random.Random(12), set()
    for _ in range(KILLS):
        update(tmp_path, old)
        one = fork.Process(target=update, args=(tmp_path, new))
        one.start()
        time.sleep(chance.uniform(0, spent * 1.2))
        if one.pid and one.is_alive():
            os.kill(one.pid, signal.SIGKILL)
        one.join()
        found = published(tmp_path / "site")
        assert found.keys() == old.keys()
        assert all(data in (old[path], new[path]) for path, data in found.items())
        if found["addresses.txt"] == new["addresses.txt"]:
            assert found == new, "a list comes after all that it lists"
        ends.add(found == old)
        assert set(update(tmp_path, old)) <= old.keys()
        assert tree(tmp_path / "site") == old, "the next build mends it, and leaves nothing behind"
    assert ends == {True, False}


def limited(folder: Path, files: Mapping[str, bytes], most: int) -> None:
    """Write where no file may grow beyond a size: as on a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        update(folder, files)
    except OSError:
        os._exit(7)
    os._exit(0)


@pytest.mark.parametrize("most", [0, 1, 4096, 12_288, SIZE - 1])
def test_where_nothing_more_can_be_written_all_stays_as_it_was(tmp_path: Path, most: int) -> None:
    old = filled("o")
    update(tmp_path, old)
    one = fork.Process(target=limited, args=(tmp_path, filled("n"), most))
    one.start()
    one.join()
    assert one.exitcode == 7
    assert tree(tmp_path / "site") == old
    assert update(tmp_path, old) == [], "the record is true"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount")
def test_on_a_full_disk_no_file_is_torn(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        old, new = filled("o"), filled("n", 120)
        update(disk, old)
        with pytest.raises(OSError, match="No space left"):
            update(disk, new)
        found = tree(disk / "site")
        assert all(data in (old.get(path), new[path]) for path, data in found.items())
        assert found["addresses.txt"] == old["addresses.txt"]
        for number in range(60, 120):
            shutil.rmtree(disk / f"site/acme/{number}", ignore_errors=True)
        update(disk, old)
        assert tree(disk / "site") == old
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_pages_come_before_lists_and_what_is_gone_goes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(tmp_path, {"gone/index.html": b"x"})
    names = ["feed.xml", "index.html", "a/index.html", "a/b/index.html", "a/b/policy.md"]
    steps: list[str] = []

    def write(self: Sync, path: str, data: bytes) -> tuple[str, tuple[int, ...]]:
        assert (tmp_path / "site/gone/index.html").exists()
        steps.append(path)
        return "", ()

    monkeypatch.setattr(Sync, "_write", write)
    update(tmp_path, dict.fromkeys(names, b""))
    assert steps == ["a/b/policy.md", "a/b/index.html", "a/index.html", "index.html", "feed.xml"]
    assert not (tmp_path / "site/gone").exists()


def test_a_file_and_a_folder_change_places(tmp_path: Path) -> None:
    one, other = {"a": b"file", "b/c/index.html": b""}, {"a/index.html": b"", "b": b"file"}
    for before, after in pairwise([one, other, one]):
        update(tmp_path, before)
        update(tmp_path, after)
        assert tree(tmp_path / "site") == after


def test_some_folders_are_brought_up_to_date_and_the_rest_stays(tmp_path: Path) -> None:
    update(tmp_path, {"a/1": b"1", "a/2": b"2", "ab/1": b"1", "index.html": b"old"})
    assert update(tmp_path, {"a/1": b"one", "index.html": b"new"}, "a") == ["a/1"]
    assert tree(tmp_path / "site") == {"a/1": b"one", "ab/1": b"1", "index.html": b"old"}
    assert update(tmp_path, {"a/1": b"one", "ab/1": b"1", "index.html": b"old"}) == []


# --- the real build ---


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = lay_out(tmp_path / "project", "hooks", "overrides", "docs/assets")
    (tmp_path / "packages").mkdir()
    other = {"beta/index.md": RECORD.replace("Acme", "Beta")}
    files = {f"{name}/privacy/2021-01-15.md": VERSION for name in ("acme", "beta")}
    for path, data in sealed(small({**other, **files})).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data or b"")
    return folder


def test_one_organization_is_built_and_the_others_stay(project: Path) -> None:
    run(project)
    before = tree(project / "site")
    source = project / "docs/acme/index.md"
    source.write_text(source.read_text("utf-8").replace("\nAcme.\n", "\nAcme, anew.\n"), "utf-8")
    loud = [part for part in COMMAND if part != "--quiet"]
    said = run(project, command=loud, ORGANIZATIONS="acme").stderr
    assert "Only acme and assets: all other pages stay as they are" in said
    after = tree(project / "site")
    assert after.keys() == before.keys()
    changed = {path for path in after if after[path] != before[path]}
    assert changed
    assert all(path.startswith("acme/") for path in changed)
    run(project)
    assert tree(project / "site") == fresh(project)


def build(project: Path, cache: str) -> None:
    """Build on the real day and second."""
    given = variables(project, cache)
    del given["SOURCE_DATE_EPOCH"]
    subprocess.run(COMMAND, cwd=project, env=given, check=True)


def test_without_a_moment_given_two_builds_are_the_same(project: Path) -> None:
    build(project, "cache")
    time.sleep(1.1)  # gzip counts seconds
    before = tree(project / "site")
    shutil.rmtree(project / "site")
    build(project, "another")
    assert tree(project / "site") == before


def test_time_zones_are_those_of_the_package_whatever_the_system_has(tmp_path: Path) -> None:
    """Give the system a Detroit that is Tokyo: days do not move."""
    package = importlib.util.find_spec("tzdata")
    assert package
    assert package.origin
    zones = Path(package.origin).parent / "zoneinfo"
    (tmp_path / "America").mkdir()
    shutil.copy(zones / "Asia/Tokyo", tmp_path / "America/Detroit")
    ask = (
        "from promulgate.clock import now, DAY; print(now().today('America/Detroit'));"
        "import promulgate.pages.feeds, zoneinfo, datetime as d;"
        "print(d.datetime(2026, 1, 1, tzinfo=zoneinfo.ZoneInfo('America/Detroit')).utcoffset())"
    )
    said = subprocess.run(
        [sys.executable, "-c", ask],
        env={
            **os.environ,
            "PYTHONTZPATH": str(tmp_path),
            "PYTHONPATH": str(PROJECT / "hooks"),
            "SOURCE_DATE_EPOCH": "1795824000",
        },
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.split("\n")[1] == "-1 day, 19:00:00"


def test_a_checkout_has_the_bytes_that_were_committed(tmp_path: Path) -> None:
    """Check out as on a machine that writes CRLF."""
    if not (PROJECT / ".git").exists():
        pytest.skip("this is no checkout")
    git = ["git", "-C", str(tmp_path)]
    shutil.copytree(PROJECT / "docs", tmp_path / "docs")
    shutil.copy(PROJECT / ".gitattributes", tmp_path)
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "config", "core.autocrlf", "true"], check=True)
    subprocess.run([*git, "add", "."], check=True, capture_output=True)
    before = tree(tmp_path / "docs")
    shutil.rmtree(tmp_path / "docs")
    subprocess.run([*git, "checkout", "-q", "--", "docs"], check=True)
    assert tree(tmp_path / "docs") == before
