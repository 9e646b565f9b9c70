"""Sources that anything may have happened to: told or harmless, and never a fault of ours."""

import os
import random
from collections.abc import Callable, Mapping

import pytest

from conftest import CATALOGS, PROJECT, share
from promulgate.characters import FORBIDDEN
from promulgate.checks.check import check
from promulgate.editions.render import Editions, render
from promulgate.i18n import interfaces
from promulgate.memo import Memo
from promulgate.model.entities import Library
from promulgate.model.load import load
from promulgate.problems import Problem
from promulgate.sources.paths import SHARED, organization_of
from promulgate.sources.scan import read_sources

# Where all tests run in full, and of each otherwise; MUTATIONS=10000 is a quarter of an hour.
MANY, FEW = int(os.environ.get("MUTATIONS", "2000")), 25
OWNERS = ("mpro", "icmec", "mpi", "lakeside")
SIGNS = [
    *("---\n", "{{", "}}", "[", "](", "|", "#", "`", "\n", "\n\n", "    ", "<", "<b>", "&#x202e;"),
    *(
        "<!-- -->",
        "\x00",
        "\u202e",
        "\ud800",
        "\ufeff",
        "é",
        ":",
        ": x",
        "- ",
        '"',
        "'",
        "*",
        "{#a}",
    ),
    *(
        "? ",
        "!",
        "&",
        "\\",
        "1.",
        ">",
        "\t",
        "2026-02-30",
        "null",
        "[^1]",
        "\r",
        "0",
        "en",
        "\U0001f600",
    ),
]
Mutation = Callable[[random.Random, bytes], bytes]


def _cut(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 2, 9, 80, 4000)) :]


def _insert(chance: random.Random, data: bytes) -> bytes:
    at, sign = chance.randrange(len(data) + 1), chance.choice(SIGNS)
    times = chance.choice((1, 1, 1, 2, 40))
    return data[:at] + (sign * times).encode("utf-8", "surrogatepass") + data[at:]


def _flip(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) or 1)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _swap(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _again(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join([*lines[:at], *[lines[at]] * chance.choice((2, 3, 50)), *lines[at + 1 :]])


MUTATIONS: tuple[Mutation, ...] = (_cut, _insert, _insert, _flip, _swap, _again)


def _made(
    docs: Mapping[str, bytes | None], memo: Memo
) -> tuple[Library | None, Editions | None, list[Problem]]:
    library, problems = load(docs, memo)
    if library is None:
        return None, None, problems
    editions = render(library, memo)
    return library, editions, [*problems, *check(library, editions, LANGUAGES, memo)]


LANGUAGES = interfaces(CATALOGS)[0].by_tag


def _shown(library: Library, editions: Editions) -> dict[object, list[str]]:
    """List what the pages of sealed editions show."""
    sealed = {
        (o.id, p.id, v.date, tag)
        for o in library.organizations.values()
        for p in o.policies.values()
        for v in p.history.versions
        for tag, text in v.editions.items()
        if text.entry and not text.entry.withdrawal
    }
    return {
        key: [passage.html for passage in edition.shown]
        for key, edition in editions.texts.items()
        if tuple(key) in sealed
    }


@pytest.mark.parametrize("owner", OWNERS)
def test_no_mutation_is_a_fault_or_changes_a_sealed_page(owner: str) -> None:
    """Ten thousand in all where all tests run; each from its own seed, which a failure names."""
    whole = read_sources(PROJECT / "docs")
    docs = {p: data for p, data in whole.items() if organization_of(p) in (SHARED, owner)}
    # What links to other organizations leads nowhere here: they are no matter.
    memo, paths = Memo(), [path for path, data in docs.items() if data is not None]
    library, editions, before = _made(docs, memo)
    assert library
    assert editions
    known, shown = set(before), _shown(library, editions)
    assert shown
    accepted = 0
    for seed in range(MANY // len(OWNERS) if share(2) == 2 else FEW):
        chance = random.Random(f"{owner} {seed}")
        path, mutate = chance.choice(paths), chance.choice(MUTATIONS)
        data = mutate(chance, docs[path] or b"")
        found, made, problems = _made({**docs, path: data}, memo)
        for problem in problems:
            assert "The fault is ours" not in problem.fix, f"{owner} {seed}: {problem}"
            assert not FORBIDDEN.search(str(problem)), f"{owner} {seed}: {problem!r}"
        if found and made and not {p for p in problems if not p.advice} - known:
            accepted += 1
            assert _shown(found, made) == shown, f"{owner} {seed}: {path}"
    assert accepted, "some change nothing that is sealed"
