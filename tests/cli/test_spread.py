"""Organizations built by Dask's workers: a real scheduler, two real workers, one of them killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builds import COMMAND, fresh, refused, run, tree
from conftest import RECORD, VARIABLES, VERSION, lay_out, sealed, share, small, write_files

NAMES = [f"org-{number}" for number in range(max(3, share(6)))]
PATIENCE = 120  # seconds


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project of several organizations."""
    folder = lay_out(tmp_path / "project", "hooks", "overrides", "docs/assets")
    (tmp_path / "packages").mkdir()
    files = {f"{name}/index.md": RECORD.replace("Acme", name) for name in NAMES}
    files |= {f"{name}/privacy/2021-01-15.md": VERSION for name in NAMES}
    docs = {p: d for p, d in sealed(small(files)).items() if not p.startswith("docs/acme/")}
    write_files(folder, docs)
    return folder


def dask(*arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    with (cwd / f"{arguments[0]}.log").open("ab") as log:
        return subprocess.Popen(
            command, cwd=cwd, env=VARIABLES, stdout=log, stderr=log, start_new_session=True
        )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    started = [dask("scheduler", "--host", "127.0.0.1", "--port", str(port), cwd=tmp_path)]
    for number in range(2):
        home = tmp_path / f"worker-{number}"
        home.mkdir()
        started.append(dask("worker", address, "--nthreads", "1", "--no-nanny", cwd=home))
    try:
        yield address, started[1:]
    finally:
        for process in started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_parts_come_home_from_two_workers_of_which_one_is_killed(
    project: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    whole = fresh(project)
    cache = tmp_path / "brought" / "build"
    command = [sys.executable, "-m", "promulgate", "spread", address, "--at-once", "1"]
    spread = subprocess.Popen(
        [*command, "--cache", str(cache)],
        cwd=project,
        env={**VARIABLES, "PYTHONPATH": f"hooks{os.pathsep}{tmp_path / 'packages'}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    deadline = time.monotonic() + PATIENCE
    while not list(cache.glob("*.sqlite")) and time.monotonic() < deadline:
        assert spread.poll() is None, spread.communicate()[0]
        time.sleep(0.05)
    os.killpg(workers[0].pid, signal.SIGKILL)
    said, _ = spread.communicate(timeout=PATIENCE)
    assert spread.returncode == 0, said
    assert f"{len(NAMES)} parts of {len(NAMES)} organizations brought home." in said
    assert {f.name for f in cache.glob("org-*.sqlite")} == {f"{name}.sqlite" for name in NAMES}
    loud = [part for part in COMMAND if part != "--quiet"]
    said = run(project, "brought", command=loud).stderr
    anew = f"0 of {len(NAMES)} organizations made anew"
    assert anew in said, "nothing that came home is made again"
    assert tree(project / "site") == whole


def test_without_a_scheduler_it_says_so(project: Path) -> None:
    command = [sys.executable, "-m", "promulgate", "spread", "tcp://127.0.0.1:9", "--cache", "c"]
    patience = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
    said = refused(command, project, PYTHONPATH="hooks", **patience)
    assert "No scheduler answers at tcp://127.0.0.1:9" in said
