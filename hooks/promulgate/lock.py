"""The disk, where a folder is held: builds that would write the same files wait for each other."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def locked(folder: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Hold a folder; `wait` is told once if another process holds it. A dead one holds nothing.

    A folder that cannot be written is not held: nothing is written there.
    """
    held = None
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        held = os.open(folder, os.O_RDONLY)
    try:
        if held is not None:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                wait()
                fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        if held is not None:
            os.close(held)
