"""`spread`: organizations built on several machines by Dask, and their artifacts brought home.

A task is a build of some organizations in a folder of its own, with the very command that builds
the site; what comes back is its cache. What was made from other sources, or by other packages, is
foreign to the build that follows: it makes that again.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..clock import passed
from ..problems import count
from ..sources.paths import organization_of
from ..sources.scan import survey
from .refusal import RefusalError

AT_ONCE = 8  # organizations of a task
FOLDERS = ("hooks", "overrides")
Files = Mapping[str, bytes]
Task = Callable[[Files, Files, list[str], Mapping[str, str]], tuple[int, bytes]]


def spread(docs: Path, scheduler: str, cache: Path, at_once: int = AT_ONCE) -> int:
    """Build all organizations with the workers of `scheduler`, and keep their caches in `cache`."""
    try:
        import distributed
    except ImportError as error:
        wrong = "Dask is not installed. Run 'make spread', or install requirements-scale.txt."
        raise RefusalError(wrong, 2) from error
    common, own = _sources(docs)
    names = sorted(own)
    batches = [names[at : at + at_once] for at in range(0, len(names), at_once)]
    cache.mkdir(parents=True, exist_ok=True)
    kept = 0
    try:
        dask: Any = distributed  # it has no types
        client = dask.Client(scheduler)  # waits as long as Dask is told to: 30 s by default
    except OSError as error:
        raise RefusalError(f"No scheduler answers at {scheduler}: {error}.") from error
    with client:
        shared = client.scatter(common, broadcast=True)
        futures = [
            client.submit(
                _task(),
                shared,
                {path: data for name in batch for path, data in own[name].items()},
                batch,
                passed(),
                pure=False,
                retries=3,
            )
            for batch in batches
        ]
        names_of = dict(zip(futures, batches, strict=True))
        for future in dask.as_completed(futures):
            made, data = future.result()
            file = cache / f"{names_of[future][0]}.sqlite"
            new = file.with_suffix(".new")
            new.write_bytes(data)
            new.replace(file)
            kept += made
            future.release()
    print(f"{count(kept, 'part')} of {count(len(names), 'organization')} brought home.")
    print("'make site' puts the whole together; what is missing or wrong it makes itself.")
    return 0


def _sources(docs: Path) -> tuple[dict[str, bytes], dict[str, dict[str, bytes]]]:
    """Take all files that a build reads: what organizations share, and those of each."""
    project = docs.parent
    common = {"mkdocs.yml": (project / "mkdocs.yml").read_bytes()}
    common |= {path: data for name in FOLDERS for path, data in _below(project, name)}
    own: dict[str, dict[str, bytes]] = {}
    for path, source in survey(docs).items():
        name = organization_of(path)
        (own.setdefault(name, {}) if name else common)[path] = source.file.read_bytes()
    return common, own


def _below(project: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    for file in sorted((project / folder).rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(project).as_posix(), file.read_bytes()


def _task() -> Task:
    """Make the function that a worker runs. It is sent whole: workers have no code of ours."""

    def build(
        common: Files, own: Files, names: list[str], environment: Mapping[str, str]
    ) -> tuple[int, bytes]:
        import sqlite3
        import subprocess
        import tempfile

        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for path, data in {**common, **own}.items():
                file = folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
            more = {"ORGANIZATIONS": ",".join(names), "PROMULGATE_CACHE": str(folder / "cache")}
            variables = [f"{key}={value}" for key, value in {**environment, **more}.items()]
            command = ["env", *variables, sys.executable, "-m", "mkdocs", "build", "--quiet"]
            # What is wrong in the sources is told by the build at home, all at once.
            subprocess.run(command, cwd=folder, capture_output=True, check=False)
            made = folder / "cache" / "build" / "cache.sqlite"
            if not made.exists():
                return 0, b""
            known = sqlite3.connect(made)
            rows = known.execute("SELECT count(*) FROM artifact WHERE name != ''").fetchone()
            known.close()
            return rows[0], made.read_bytes()

    return build
