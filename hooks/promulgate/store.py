"""The disk, where finished parts are kept: one file each, held to its digests whenever it is read.

A file has four stretches: a line with the digest of the second, the part and where its contents
lie as JSON, the contents, and what the memory of the core holds. A file that was cut off, altered
or made by another program is as good as none.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from .part import Part

_PART: TypeAdapter[Part] = TypeAdapter(Part)
Stretch = tuple[int, int]  # where it begins, counted from the contents, and how long it is


@dataclass(frozen=True, slots=True)
class Kept:
    """A part on the disk; its contents start at `begin`, and `rest` is the digest from there."""

    part: Part
    file: Path
    begin: int
    contents: Mapping[str, Stretch]
    memory: Stretch
    rest: str

    def content(self, digest: str) -> bytes | None:
        """Read a content; None where it is not what was kept."""
        at, size = self.contents[digest]
        with suppress(OSError), self.file.open("rb") as stream:
            data = os.pread(stream.fileno(), size, self.begin + at)
            return data if sha256(data).hexdigest() == digest else None
        return None

    def opened(self) -> "Opened | None":
        """Read it whole; None where anything is not what was kept."""
        with suppress(OSError, ValueError):
            data = memoryview(self.file.read_bytes())[self.begin :]
            if sha256(data).hexdigest() == self.rest:
                at, size = self.memory
                return Opened(data, self.contents, json.loads(bytes(data[at : at + size])))
        return None


@dataclass(frozen=True, slots=True)
class Opened:
    """A part in memory: contents by digest, and the memory of the core by name."""

    data: memoryview
    contents: Mapping[str, Stretch]
    names: Mapping[str, Stretch]

    def content(self, digest: str) -> memoryview | None:
        return self._slice(self.contents.get(digest))

    def get(self, name: str) -> bytes | None:
        found = self._slice(self.names.get(name))
        return None if found is None else bytes(found)

    def _slice(self, stretch: Stretch | None) -> memoryview | None:
        return None if stretch is None else self.data[stretch[0] : sum(stretch)]


@dataclass(frozen=True, slots=True)
class Store:
    """A folder with a file for each part; what another `program` has made is foreign."""

    folder: Path
    program: str

    def read(self, name: str) -> Kept | None:
        """Find what is kept of a part; None where there is nothing, or nothing whole."""
        file = self.file(name)
        with (
            suppress(OSError, ValueError, ValidationError, KeyError, TypeError),
            file.open("rb") as s,
        ):
            program, digest, size = s.readline(200).decode().split()
            head = s.read(int(size))
            if program != self.program or sha256(head).hexdigest() != digest:
                return None
            part, _, where = head.partition(b"\n")
            found = json.loads(where)
            places = {name: (at, length) for name, (at, length) in found["contents"].items()}
            at, length = found["memory"]
            return Kept(
                _PART.validate_json(part), file, s.tell(), places, (at, length), found["rest"]
            )
        return None

    def write(
        self, part: Part, contents: Mapping[str, bytes | memoryview], memory: Mapping[str, bytes]
    ) -> None:
        """Keep a part in the place of what was kept of it; raise OSError where it cannot be."""
        self._replace(self.file(part.name), _stretches(self.program, part, contents, memory))

    def _replace(self, file: Path, stretches: Iterable[bytes | memoryview]) -> None:
        """Put a file in the place of another in one step."""
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / f"{file.name}.{os.getpid()}.new"
        try:
            with new.open("wb") as stream:
                for stretch in stretches:
                    stream.write(stretch)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)

    def remembered(self) -> Mapping[str, bytes]:
        """Read what the program itself has kept, for all parts."""
        with suppress(OSError, ValueError, KeyError, AttributeError):
            head, _, body = self._memory.read_bytes().partition(b"\n")
            if head.decode() == f"{self.program} {sha256(body).hexdigest()}":
                return {name: b64decode(data) for name, data in json.loads(body).items()}
        return {}

    def remember(self, memory: Mapping[str, bytes]) -> None:
        """Keep what the program itself knows; raise OSError where it cannot be."""
        body = json.dumps(
            {name: b64encode(data).decode() for name, data in memory.items()}
        ).encode()
        self._replace(self._memory, [f"{self.program} {sha256(body).hexdigest()}\n".encode(), body])

    @property
    def _memory(self) -> Path:
        return self.folder / "program.memory"

    def prune(self, names: set[str]) -> None:
        """Remove what is kept of other parts, and what killed processes left."""
        known = {self.file(name).name for name in names}
        for file in self.folder.iterdir() if self.folder.is_dir() else ():
            if file.name not in known and file.suffix in (".part", ".new"):
                file.unlink(missing_ok=True)

    def file(self, name: str) -> Path:
        return self.folder / f"{name or '_common'}.part"


def _stretches(
    program: str,
    part: Part,
    contents: Mapping[str, bytes | memoryview],
    memory: Mapping[str, bytes],
) -> Iterator[bytes | memoryview]:
    names, end = _places(contents, 0)
    remembered, end = _places(memory, end)
    index = json.dumps(remembered).encode()
    rest = sha256()
    for data in (*contents.values(), *memory.values(), index):
        rest.update(data)
    places = {"contents": names, "memory": (end, len(index)), "rest": rest.hexdigest()}
    head = _PART.dump_json(part) + b"\n" + json.dumps(places).encode()
    yield f"{program} {sha256(head).hexdigest()} {len(head)}\n".encode()
    yield head
    yield from contents.values()
    yield from memory.values()
    yield index


def _places(data: Mapping[str, bytes | memoryview], start: int) -> tuple[dict[str, Stretch], int]:
    found = {}
    for name, each in data.items():
        found[name] = (start, len(each))
        start += len(each)
    return found, start
