"""Ledgers as they were written before words stood apart from them: they are read as ever."""

from collections.abc import Iterable

import rfc8785

from promulgate.ledger.events import LedgerEvent, digest, lines_of


def append(data: bytes, events: Iterable[LedgerEvent]) -> bytes:
    """Add a line for each event, with its words; the result begins with `data`."""
    *lines, _ = lines_of(data)
    for event in events:
        previous = digest(lines[-1]) if lines else None
        whole = event.model_copy(update={"number": len(lines) + 1, "previous": previous})
        lines.append(rfc8785.dumps(whole.model_dump(mode="json", exclude_none=True)))
    return b"".join(line + b"\n" for line in lines)
