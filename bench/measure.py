"""What a command costs as a whole process, and how soon a saved file is served.

Seconds say more about a machine than about a program: what is compared is measured in turn in one
run. A command is started by a small process of its own, this file, because the peak memory of a
process that was just started counts that of the one that started it.
"""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from uuid import uuid4

PATIENCE = 600  # seconds until a server must have answered, or shown an edit
POLL = 0.02
UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in a unit of ru_maxrss
# Nothing of the caller's modules, clock or day reaches what is measured.
HIDDEN = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PROMULGATE_DATE", "SOURCE_DATE_EPOCH"}
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


class FailedError(Exception):
    """A command did not do what it should have; the words are its own."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took; `peak` is that of its largest process, in bytes as is `written`."""

    seconds: float
    cpu: float
    peak: int = 0
    written: int = 0


def environment(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    return {**kept, **QUIET, **more}


def run(
    command: Sequence[str], cwd: Path, site: Path, more: Mapping[str, str] | None = None
) -> Cost:
    """Run a command that builds into `site`, and wait for it and its children."""
    begin = time.time_ns()
    done = subprocess.run(
        [sys.executable, "-S", "-E", __file__, *command],
        cwd=cwd,
        env=environment(more or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        raise FailedError(said[-1].strip() if said else f"it ended with {done.returncode}")
    told = json.loads(done.stdout.splitlines()[-1])
    return Cost(told["seconds"], told["cpu"], told["peak"], written(site, begin))


def written(site: Path, since: int) -> int:
    """Count the bytes of the files that are new or were changed; `since` is in nanoseconds."""
    found = (file.stat() for file in site.rglob("*") if file.is_file())
    return sum(stat.st_size for stat in found if stat.st_ctime_ns >= since)


def clear(*folders: Path, gone: Path) -> None:
    """Put folders aside, into `gone`: ext4 is slow to write where much was deleted just before."""
    gone.mkdir(exist_ok=True)
    for folder in folders:
        if folder.exists():
            folder.rename(gone / uuid4().hex)


def work(task: Callable[[], object]) -> Cost:
    """Measure what is done in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    task()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def port() -> int:
    """Find a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(
    command: Sequence[str], cwd: Path, url: str, more: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Run a server until it is no longer needed; it answers at `url` when the block begins."""
    with (cwd / "serve.log").open("w+") as log:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment(more or {}), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait(url, "", process)
            yield
        except FailedError as error:
            log.seek(0)
            said = log.read().strip().splitlines()
            raise FailedError(f"{error} {said[-1] if said else ''}".strip()) from error
        finally:
            process.terminate()
            process.wait(PATIENCE)


def until_shown(file: Path, text: str, words: str, url: str, aside: Path) -> Cost:
    """Save a file as editors do, by a rename into its place, and wait for its words at `url`."""
    new = aside / f".{file.name}.saved"
    new.write_text(text, "utf-8")
    begin = time.perf_counter()
    new.replace(file)
    _wait(url, words)
    return Cost(time.perf_counter() - begin, 0)


def _wait(url: str, words: str, process: "subprocess.Popen[bytes] | None" = None) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        page = _get(url)
        if page and words in page:
            return
        if process and process.poll() is not None:
            raise FailedError("It stopped.")
        time.sleep(POLL)
    raise FailedError(f"It showed nothing new in {PATIENCE} s.")


def _get(url: str) -> str:
    """Fetch a page; nothing where it is not there yet."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except (HTTPError, OSError):
        return ""


def main(command: Sequence[str]) -> int:
    """Run a command and print its cost as JSON; the code is its own."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if code := os.waitstatus_to_exitcode(status):
        sys.stderr.write(output.decode(errors="replace"))
        return abs(code)
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * UNIT
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": peak}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
