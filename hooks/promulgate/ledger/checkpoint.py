"""The checkpoint: all that was ever published, in one digest (C2SP tlog-checkpoint).

Three lines: the name of the log, the number of its lines, the root of the tree over them in Base64.
"""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass

from .tree import root

_FORM = re.compile(rb"([^\s+]+)\n(0|[1-9]\d{0,17})\n([A-Za-z0-9+/]{43}=)\n")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What stands in a checkpoint; `origin` names the log, for ever, as an address does."""

    origin: str
    size: int
    root: bytes

    @property
    def data(self) -> bytes:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n".encode()


def checkpoint_of(origin: str, leaves: list[bytes]) -> Checkpoint:
    """Make the checkpoint of a log with these lines."""
    return Checkpoint(origin, len(leaves), root(leaves))


def parse_checkpoint(data: bytes) -> Checkpoint | None:
    """Read a checkpoint; None where these bytes are none."""
    match = _FORM.fullmatch(data)
    if match is None:
        return None
    try:
        found = Checkpoint(match[1].decode(), int(match[2]), b64decode(match[3]))
    except ValueError:
        return None
    return found if found.data == data else None  # Base64 has spare bits
