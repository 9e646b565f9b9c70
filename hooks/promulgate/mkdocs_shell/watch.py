"""The disk, where it tells of changes: as the system does, and not of files that are only read."""

import os
from pathlib import Path
from typing import Any

from watchdog import events
from watchdog.observers import Observer

CHANGES: list[type[events.FileSystemEvent]] = [
    *(events.FileCreatedEvent, events.FileModifiedEvent, events.FileClosedEvent),
    *(events.FileMovedEvent, events.FileDeletedEvent),
]


class Changes(Observer):  # type: ignore[misc, valid-type]
    """Watches folders, and single files by their folder: editors put a new file in their place.

    What begins with a dot is no source: locks, journals, what editors keep for themselves.
    """

    def schedule(self, handler: Any, path: str, *, recursive: bool = False, **_: Any) -> Any:
        if Path(path).is_file():
            handler, path, recursive = _Only(handler, path), str(Path(path).parent), False
        else:
            handler = _Seen(handler)
        return super().schedule(handler, path, recursive=recursive, event_filter=CHANGES)


class _Only(events.FileSystemEventHandler):
    """Passes on what happens to one file."""

    def __init__(self, handler: events.FileSystemEventHandler, path: str) -> None:
        self.handler, self.path = handler, path

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        if self.path in (event.src_path, event.dest_path):
            self.handler.dispatch(event)


class _Seen(events.FileSystemEventHandler):
    """Passes on what happens to files whose names begin with no dot."""

    def __init__(self, handler: events.FileSystemEventHandler) -> None:
        self.handler = handler

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        names = (Path(os.fsdecode(path)).name for path in (event.src_path, event.dest_path) if path)
        if not all(name.startswith(".") for name in names):
            self.handler.dispatch(event)
