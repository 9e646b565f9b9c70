"""The tree of RFC 6962, held to the vectors of Certificate Transparency."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.ledger.checkpoint import Checkpoint, checkpoint_of, parse_checkpoint
from promulgate.ledger.tree import root

# The leaves and roots that the reference implementation is tested with.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_reference(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size]


def by_the_book(leaves: list[bytes]) -> bytes:
    """Write out the definition (RFC 6962, 2.1)."""
    if len(leaves) <= 1:
        return sha256(b"\0" + leaves[0] if leaves else b"").digest()
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha256(b"\1" + by_the_book(leaves[:k]) + by_the_book(leaves[k:])).digest()


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_roots_are_those_of_the_definition(leaves: list[bytes]) -> None:
    assert root(leaves) == by_the_book(leaves)


def test_a_checkpoint_has_its_form() -> None:
    made = checkpoint_of("policies.example", LEAVES)
    assert made.data == (b"policies.example\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")
    assert parse_checkpoint(made.data) == made


@given(st.binary(max_size=90))
def test_what_is_no_checkpoint_is_none(data: bytes) -> None:
    found = parse_checkpoint(data)
    assert found is None or found.data == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a\n1\n",
        b"a\n01\n" + b"A" * 43 + b"=\n",
        b"a\n1\n" + b"A" * 42 + b"B=\n\n",
        b"a b\n1\n" + b"A" * 43 + b"=\n",
        b"\n1\n" + b"A" * 43 + b"=\n",
        b"a\n-1\n" + b"A" * 43 + b"=\n",
        b"a\r\n1\r\n" + b"A" * 43 + b"=\r\n",
    ],
)
def test_these_are_no_checkpoints(data: bytes) -> None:
    assert parse_checkpoint(data) is None


def test_equal_roots_have_one_form() -> None:
    """Base64 has spare bits: the same root must not be written in two ways."""
    made = Checkpoint("a", 1, b"\0" * 32).data
    assert parse_checkpoint(made.replace(b"AAA=", b"AAB=")) is None
