"""Folders that one process holds: another waits, and a dead one holds nothing."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import threading
import time
from multiprocessing.synchronize import Event
from pathlib import Path

from conftest import PROJECT
from promulgate.files import CACHE_LOCK, JOURNAL, LEDGERS_LOCK, alone, locked
from promulgate.sources.scan import survey

PATIENCE = 30  # seconds until another process must have come this far
fork = multiprocessing.get_context("fork")


def nobody() -> None:
    raise AssertionError("nobody else holds it")


def hold(folder: Path, held: Event) -> None:
    """Hold a folder until killed, with a forked process of its own that lives on."""
    os.setsid()
    with locked(folder, nobody):
        if os.fork():
            held.set()
        time.sleep(PATIENCE)


def test_a_dead_process_holds_nothing_though_those_it_forked_live(tmp_path: Path) -> None:
    held = fork.Event()
    holder = fork.Process(target=hold, args=(tmp_path, held))
    holder.start()
    assert held.wait(PATIENCE)
    told: list[str] = []

    def wait() -> None:
        told.append("another")
        assert holder.pid
        os.kill(holder.pid, signal.SIGKILL)

    with locked(tmp_path, wait):
        assert told == ["another"]
    holder.join()
    assert holder.pid
    os.killpg(holder.pid, signal.SIGKILL)  # the forked one


def test_who_waits_goes_on_when_the_other_ends(tmp_path: Path) -> None:
    waiting, done = threading.Event(), threading.Event()

    def second() -> None:
        with locked(tmp_path, waiting.set):
            done.set()

    with locked(tmp_path, nobody):
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(PATIENCE)
        assert not done.is_set()
    thread.join(PATIENCE)
    assert done.is_set()


def test_what_one_thread_holds_another_lets_go(tmp_path: Path) -> None:
    """Under serve, a build ends in another thread than it began in."""
    held = locked(tmp_path, nobody)
    held.__enter__()
    thread = threading.Thread(target=lambda: held.__exit__(None, None, None))
    thread.start()
    thread.join(PATIENCE)
    with locked(tmp_path, nobody):
        pass


def test_a_folder_that_cannot_be_written_is_not_held(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with locked(tmp_path / "file" / "cache", nobody), locked(tmp_path / "file" / "cache", nobody):
        assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_locks_are_neither_published_nor_committed(tmp_path: Path) -> None:
    with alone(tmp_path):
        assert (tmp_path / LEDGERS_LOCK).exists()
    assert survey(tmp_path) == {}
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    shutil.copy(PROJECT / ".gitignore", tmp_path)
    names = [f"docs/{LEDGERS_LOCK}", f"docs/{JOURNAL}", f".cache/build/{CACHE_LOCK}"]
    done = subprocess.run(
        ["git", "check-ignore", *names], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == names
