"""The disk, where finished parts are kept: one file each, held to its digests whenever it is read.

A file begins with a line that has the digest of what comes next: the part, and where everything
lies, as JSON. Then come its contents, each under its own digest, and what the memory of the core
holds. A file that was cut off, altered or made by another program is as good as none.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pydantic import TypeAdapter, ValidationError

from .artifact import Artifact
from .page_html import Content, Stretch

_PART: TypeAdapter[Artifact] = TypeAdapter(Artifact)
Place = tuple[int, int]  # where something begins, counted from the contents, and how long it is
UNREAD = (OSError, ValueError, ValidationError, KeyError, TypeError)
CHUNK = 1 << 20


class Kept(NamedTuple):
    """A part on the disk; its contents start at `begin`. `memory` comes with its digest."""

    part: Artifact
    file: Path
    begin: int
    contents: Mapping[str, Place]
    memory: tuple[int, int, str]

    def content(self, digest: str) -> bytes | None:
        """Read a content; None where it is not what was kept."""
        with suppress(*UNREAD), self.file.open("rb") as stream:
            at, size = self.contents[digest]
            data = os.pread(stream.fileno(), size, self.begin + at)
            return data if sha256(data).hexdigest() == digest else None
        return None

    def opened(self) -> "Opened | None":
        """Open it for the next build; None where its memory is not what was kept."""
        with suppress(*UNREAD):
            stream = self.file.open("rb")
            at, size, digest = self.memory
            data = os.pread(stream.fileno(), size, self.begin + at)
            if sha256(data).hexdigest() == digest:
                head, _, body = data.partition(b"\n")
                return Opened(stream, self, memoryview(body), json.loads(head))
            stream.close()
        return None


class Opened(NamedTuple):
    """A part that is being made again: where its contents lie, and the memory of the core."""

    stream: BinaryIO
    kept: Kept
    data: memoryview
    names: Mapping[str, Place]

    def content(self, digest: str) -> Stretch | None:
        if (place := self.kept.contents.get(digest)) is None:
            return None
        return Stretch(self.stream, self.kept.begin + place[0], place[1], digest)

    def get(self, name: str) -> memoryview | None:
        place = self.names.get(name)
        return None if place is None else self.data[place[0] : sum(place)]


class Store(NamedTuple):
    """A folder with a file for each part; what another `program` has made is foreign."""

    folder: Path
    program: str

    def read(self, name: str) -> Kept | None:
        """Find what is kept of a part; None where there is nothing, or nothing whole."""
        file = self.file(name)
        with suppress(*UNREAD), file.open("rb") as stream:
            program, digest, size = stream.readline(200).decode().split()
            head = stream.read(int(size))
            if program != self.program or sha256(head).hexdigest() != digest:
                return None
            part, _, where = head.partition(b"\n")
            found = json.loads(where)
            places = {name: (at, length) for name, (at, length) in found["contents"].items()}
            at, length, digest = found["memory"]
            kept = _PART.validate_json(part)
            return Kept(kept, file, stream.tell(), places, (at, length, digest))
        return None

    def write(
        self,
        part: Artifact,
        contents: Mapping[str, Content],
        memory: Mapping[str, bytes | memoryview],
    ) -> None:
        """Keep a part in the place of what was kept of it; raise OSError where it cannot be."""
        places, end = _places(contents)
        names, _ = _places(memory)
        remembered = [json.dumps(names).encode(), b"\n", *memory.values()]
        digest, size = sha256(), 0
        for data in remembered:
            digest.update(data)
            size += len(data)
        where = {"contents": places, "memory": (end, size, digest.hexdigest())}
        head = _PART.dump_json(part) + b"\n" + json.dumps(where).encode()
        first = f"{self.program} {sha256(head).hexdigest()} {len(head)}\n".encode()
        self._put(self.file(part.name), [first, head, *contents.values(), *remembered])

    def _put(self, file: Path, stretches: Iterable[Content]) -> None:
        """Put a file in the place of another in one step."""
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / f"{file.name}.{os.getpid()}.new"
        try:
            with new.open("wb") as stream:
                for stretch in stretches:
                    if isinstance(stretch, Stretch):
                        _copy(stretch, stream)
                    else:
                        stream.write(stretch)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)

    def remembered(self) -> Mapping[str, bytes]:
        """Read what the program itself has kept, for all parts."""
        with suppress(*UNREAD, AttributeError):
            head, _, body = self._memory.read_bytes().partition(b"\n")
            if head.decode() == f"{self.program} {sha256(body).hexdigest()}":
                return {name: b64decode(data) for name, data in json.loads(body).items()}
        return {}

    def remember(self, memory: Mapping[str, bytes | memoryview]) -> None:
        """Keep what the program itself knows; raise OSError where it cannot be."""
        body = json.dumps({name: b64encode(data).decode() for name, data in memory.items()})
        head = f"{self.program} {sha256(body.encode()).hexdigest()}\n"
        self._put(self._memory, [head.encode(), body.encode()])

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


def _copy(stretch: Stretch, stream: BinaryIO) -> None:
    """Copy what was kept; it is held to its digest when it is read."""
    at, left = stretch.begin, stretch.size
    while left:
        data = os.pread(stretch.stream.fileno(), min(left, CHUNK), at)
        if not data:
            raise OSError(f"{stretch.digest} is cut off")
        stream.write(data)
        at, left = at + len(data), left - len(data)


def _places(data: Mapping[str, Content]) -> tuple[dict[str, Place], int]:
    found, start = {}, 0
    for name, each in data.items():
        found[name] = (start, len(each))
        start += len(each)
    return found, start
