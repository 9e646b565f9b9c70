"""The Merkle tree of RFC 6962: one digest for a list, which any other list would not have."""

from collections.abc import Iterable
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"


def root(leaves: Iterable[bytes]) -> bytes:
    """Take the root of the tree over `leaves`, in order (RFC 6962, 2.1)."""
    whole: list[tuple[int, bytes]] = []  # complete trees from the left: number of leaves, root
    for leaf in leaves:
        size, top = 1, sha256(LEAF + leaf).digest()
        while whole and whole[-1][0] == size:
            _, left = whole.pop()
            size, top = 2 * size, sha256(NODE + left + top).digest()
        whole.append((size, top))
    if not whole:
        return sha256().digest()
    _, top = whole.pop()
    while whole:
        top = sha256(NODE + whole.pop()[1] + top).digest()
    return top
