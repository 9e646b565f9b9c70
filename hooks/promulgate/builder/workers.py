"""Work spread over processes: each is forked with all that is known, and answers with values."""

import gc
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_work: Callable[[Any], Any] | None = None  # what forked processes do; they inherit it


def cores() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(work: Callable[[T], R], jobs: Sequence[T], processes: int) -> Iterator[tuple[T, R]]:
    """Do `work` for each job, in any order; what a process that died left undone is done here.

    Where nothing is gained, or a fork would copy threads that hold locks, all is done here.
    """
    global _work
    left = dict(enumerate(jobs))
    if min(processes, len(jobs)) > 1 and threading.active_count() == 1 and hasattr(os, "fork"):
        # Here, because a build after an edit does without.
        import multiprocessing
        from concurrent.futures import as_completed
        from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

        _work = work
        fork = multiprocessing.get_context("fork")
        try:
            # What a process inherits is not its waste to look for.
            with ProcessPoolExecutor(min(processes, len(jobs)), fork, gc.freeze) as pool:
                futures = {pool.submit(_do, job): number for number, job in left.items()}
                for future in as_completed(futures):
                    answer = future.result()
                    yield left.pop(futures[future]), answer
        except BrokenProcessPool:
            pass
        finally:
            _work = None
    for job in list(left.values()):
        yield job, work(job)


def _do(job: Any) -> Any:
    assert _work
    return _work(job)
