"""What wakes `mkdocs serve`: sources, and none of the files that begin with a dot."""

from pathlib import Path
from queue import Queue

from watchdog.events import FileSystemEvent, FileSystemEventHandler

from promulgate.files import alone, write
from promulgate.mkdocs_shell.watch import Changes

PATIENCE = 30  # seconds


class Noting(FileSystemEventHandler):
    def __init__(self) -> None:
        self.noted: Queue[FileSystemEvent] = Queue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.noted.put(event)


def until(noting: Noting, file: Path) -> set[str]:
    """Name the files that are told of until `file` is."""
    names: set[str] = set()
    while True:
        event = noting.noted.get(timeout=PATIENCE)
        names |= {Path(str(path)).name for path in (event.src_path, event.dest_path) if path}
        if file.name in names:
            return names


def test_a_lock_wakes_nobody_and_a_ledger_does(tmp_path: Path) -> None:
    ledger = tmp_path / "acme" / "privacy" / "ledger.jsonl"
    ledger.parent.mkdir(parents=True)
    noting, changes = Noting(), Changes()
    changes.schedule(noting, str(tmp_path), recursive=True)
    changes.start()
    try:
        with alone(tmp_path):
            pass
        (tmp_path / "index.md").write_text("Words.")
        assert until(noting, tmp_path / "index.md") == {"index.md"}
        with alone(tmp_path):
            write(tmp_path, {"docs/acme/privacy/ledger.jsonl": b"line\n"})
        assert "ledger.jsonl" in until(noting, ledger)
    finally:
        changes.stop()
        changes.join()
