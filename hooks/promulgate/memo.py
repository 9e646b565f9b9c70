"""What slow functions have answered, by what they were asked: kept from build to build.

An answer is found by a digest of everything that it depends on, so it is never out of date: whoever
asks something else does not find it.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from hashlib import sha256
from typing import Any, Protocol, TypeVar, cast

from pydantic import TypeAdapter
from pydantic_core import to_json

T = TypeVar("T")


class Known(Protocol):
    """Answers that were kept."""

    def get(self, name: str, /) -> bytes | None: ...


def digest_of(*asked: object) -> str:
    """Digest values of any kind: equal ones alike, whatever process made them; no sets."""
    return sha256(to_json(asked)).hexdigest()


class Memo:
    """Answers as bytes, by name: those that were `known` before, and those that are `made` now.

    `used` names all that were asked for: what is not among them has no use any more.
    """

    def __init__(self, known: Known | None = None) -> None:
        self.known: Known = known if known is not None else {}
        self.made: dict[str, bytes] = {}
        self.used: set[str] = set()

    def find(self, name: str) -> bytes | None:
        """Find an answer; None where there is none."""
        self.used.add(name)
        data = self.made.get(name)
        return self.known.get(name) if data is None else data

    def keep(self, name: str, data: bytes) -> None:
        self.used.add(name)
        self.made[name] = data

    def recall(self, what: str, kind: type[T], make: Callable[[], T], *asked: object) -> T:
        """Give the answer to what is `asked`; `make` it where it was never asked before.

        `what` names the question, `kind` is the type of the answer: plain values, kept as JSON,
        so that no program is read with them. `asked` must hold all that the answer depends on.
        """
        name = f"{what} {digest_of(*asked)}"
        data = self.find(name)
        if data is not None:
            found: T = _adapter(cast(Hashable, kind)).validate_json(data)
            return found
        answer = make()
        self.keep(name, _adapter(cast(Hashable, kind)).dump_json(answer))
        return answer


@lru_cache(maxsize=64)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
