"""Word files of comparisons: other programs take the changes on, or take them back."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import word_processor
from conftest import Planned
from edits import edited, text
from promulgate.pages.diff_input import blocks_of
from promulgate.pages.redlines import redlines_of
from promulgate.pages.word_file import About, word_file
from promulgate.pages.word_pages import about
from promulgate.redline.blocks import Block, blocks
from promulgate.redline.changes import Change
from promulgate.redline.redline import redline

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ABOUT = About("Title", "Acme", date(2026, 3, 1), "en", False)
PAIRS = [
    ("lakeside", "privacy", "2024-03-01", "2026-03-01", "en"),
    ("lakeside", "privacy", "2026-03-01", "2027-01-01", "en"),
    ("lakeside", "privacy", "2022-09-01", "2024-03-01", "es"),
    ("lakeside", "cookies", "2021-06-01", "2025-06-15", "en"),
]


def compared(plan: Planned, pair: tuple[str, ...]) -> tuple[About, list[list[Block]]]:
    name, policy, old, new, tag = pair
    organization = plan.site.library.organizations[name]
    promise = organization.policies[policy]
    redlines = redlines_of(plan.site, organization, promise)[tag]
    versions = [promise.history.find(date.fromisoformat(day)) for day in (old, new)]
    texts = [redlines.text(version, tag)[0] for version in versions if version]
    found = [list(blocks_of(each, plan.site.interface(tag))) for each in texts]
    assert all(versions)
    return about(redlines.point, promise, versions[0], versions[1]), found  # type: ignore[arg-type]


def words(found: list[Block], title: str) -> str:
    """Write a text as a word processor does: with the numbers of items."""
    numbered = (f"{b.number}. {b.text}" if b.number is not None else b.text for b in found)
    return read("\n".join([title, *numbered]))


def read(text: str) -> str:
    return "".join(text.replace("⏎", "").replace("•", "").split())


def body(data: bytes) -> Any:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))


def settled(data: bytes, without: tuple[str, ...]) -> str:
    """Read a file as the standard says, without what these changes hold."""
    tree = body(data)
    around = {child: parent for parent in tree.iter() for child in parent}
    for name in without:
        for gone in list(tree.iter(f"{W}{name}")):
            parent = around[gone]
            if parent.tag == f"{W}trPr":
                row = around[parent]
                around[row].remove(row)
            elif parent.tag != f"{W}rPr":
                parent.remove(gone)
    texts = (each.text or "" for each in tree.iter() if each.tag in (f"{W}t", f"{W}delText"))
    return read("".join(texts))


REJECTED, ACCEPTED = ("ins", "moveTo"), ("del", "moveFrom")


def hold(data: bytes, old: list[Block], new: list[Block], title: str) -> None:
    assert settled(data, REJECTED) == words(old, title)
    assert settled(data, ACCEPTED) == words(new, title)
    tree = body(data)
    starts = [e.get(f"{W}name") for e in tree.iter(f"{W}moveFromRangeStart")]
    assert sorted(starts) == sorted(e.get(f"{W}name") for e in tree.iter(f"{W}moveToRangeStart"))
    assert len(set(starts)) == len(starts)


@given(st.randoms(use_true_random=False))
def test_taking_changes_back_gives_the_old_text_and_taking_them_on_the_new(chance: Random) -> None:
    old = text(chance)
    new = edited(chance, old)
    changes = redline(old, new)
    hold(word_file(ABOUT, changes), old, new, ABOUT.title)


@pytest.mark.parametrize("pair", PAIRS, ids="/".join)
def test_the_same_holds_for_policies(plan: Planned, pair: tuple[str, ...]) -> None:
    told, (old, new) = compared(plan, pair)
    data = word_file(told, redline(old, new))
    hold(data, old, new, told.title)
    assert data == word_file(told, redline(old, new)), "the same bytes for the same texts"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> word_processor.WordProcessor:
    program = word_processor.find()
    if not program:
        pytest.skip("LibreOffice is not here: install libreoffice-writer-nogui")
    return word_processor.WordProcessor(program, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("pair", PAIRS[:2], ids="/".join)
def test_a_word_processor_agrees(
    plan: Planned, office: word_processor.WordProcessor, tmp_path: Path, pair: tuple[str, ...]
) -> None:
    told, (old, new) = compared(plan, pair)
    file = tmp_path / "changes.docx"
    file.write_bytes(word_file(told, redline(old, new)))
    for command, left in ((word_processor.REJECT, old), (word_processor.ACCEPT, new)):
        assert read(office.settled(file, command)) == words(left, told.title), command


def test_a_move_is_tracked_as_a_move() -> None:
    old = [Block("p", b.cells) for b in text_of("Alpha beta gamma delta one.", "Second two.")]
    changes: tuple[Change, ...] = redline(old, old[::-1])
    found = body(word_file(ABOUT, changes))
    assert list(found.iter(f"{W}moveFrom"))
    assert list(found.iter(f"{W}moveTo"))
    assert not list(found.iter(f"{W}del"))


def text_of(*paragraphs: str) -> list[Block]:
    return blocks("".join(f"<p>{each}</p>" for each in paragraphs))
