"""What slow functions have answered, by what they were asked: kept from build to build.

An answer is found by a digest of everything that it depends on, so it is never out of date: whoever
asks something else does not find it.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from typing import Any, Protocol, TypeVar, cast

from pydantic import TypeAdapter
from pydantic_core import to_json

T = TypeVar("T")
Tell = Callable[[str, int, int], None]  # what is done, how much of it, of how much
Data = bytes | memoryview


class Known(Protocol):
    """Answers that were kept."""

    def get(self, name: str, /) -> Data | None: ...


def digest_of(*asked: object) -> str:
    """Digest values of any kind: equal ones alike, whatever process made them; no sets."""
    return sha256(to_json(asked)).hexdigest()


class Memo:
    """Answers as bytes, by name. `earlier` are those of the build before, `used` those of this one.

    What is found in `common` is kept there already. `tell` is told how far slow work is.
    """

    def __init__(
        self,
        earlier: Known | None = None,
        common: Known | None = None,
        tell: Tell = lambda _what, _done, _of: None,
    ) -> None:
        self.tell = tell
        self.earlier: Known = earlier or {}
        self.common: Known = common or {}
        self.used: dict[str, Data] = {}
        self.noted: set[str] = set()

    @contextmanager
    def noting(self, names: set[str]) -> Iterator[None]:
        """Note in `names` what is asked for meanwhile."""
        self.noted, before = names, self.noted
        try:
            yield
        finally:
            self.noted = before

    def find(self, name: str) -> Data | None:
        """Find an answer, and keep it for the next build; None where there is none."""
        self.noted.add(name)
        if (data := self.used.get(name)) is None:
            data = self.common.get(name)
        if data is None and (data := self.earlier.get(name)) is not None:
            self.used[name] = data
        return data

    get = find

    def keep(self, name: str, data: bytes) -> None:
        self.noted.add(name)
        self.used[name] = data

    def recall(self, what: str, kind: type[T], make: Callable[[], T], *asked: object) -> T:
        """Give the answer to what is `asked`; `make` it where it was never asked before.

        `what` names the question, `kind` is the type of the answer: plain values, kept as JSON,
        so that no program is read with them. `asked` must hold all that the answer depends on.
        """
        name = f"{what} {digest_of(*asked)}"
        data = self.find(name)
        if data is not None:
            found: T = _adapter(cast(Hashable, kind)).validate_json(bytes(data))
            return found
        answer = make()
        self.keep(name, _adapter(cast(Hashable, kind)).dump_json(answer))
        return answer


@lru_cache(maxsize=64)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


class Layers:
    """Several memories, the first that knows an answer gives it."""

    def __init__(self, *known: Known) -> None:
        self.known = known

    def get(self, name: str) -> Data | None:
        answers = (known.get(name) for known in self.known)
        return next((data for data in answers if data is not None), None)
