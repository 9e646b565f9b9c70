"""What statements of law rest on: how far each was checked, where it was read, and when."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from ..editions.markdown import plain
from ..i18n import Day, Interface
from ..sources.schema_law import Checked, JurisdictionRecord

# In HTML that nh3 has written, every attribute has its value between double quotes.
HEADED = re.compile(r'<h2[^>]* id="([^"]*)"[^>]*>(.*?)</h2>', re.DOTALL)


class Source(NamedTuple):
    """Where a statement was read, and when."""

    name: str
    url: str | None
    seen: Day


class Basis(NamedTuple):
    """How far a statement was checked, and against what."""

    checked: str
    sources: tuple[Source, ...]


class Rested(NamedTuple):
    """What a part of the page rests on; `name` is its heading, empty for the opening words."""

    id: str
    anchor: str
    name: str
    basis: Basis


def basis_of(record: JurisdictionRecord, stated: Checked, interface: Interface) -> Basis:
    """Find what a statement was checked against."""
    known = {source.id: source for source in record.sources}
    named = [known[name] for name in stated.source if name in known]
    return Basis(stated.checked, tuple(Source(s.name, s.url, interface.day(s.seen)) for s in named))


def rested(record: JurisdictionRecord, html: str, interface: Interface) -> Iterator[Rested]:
    """Say what each part of the page rests on, by its heading in the reader's language."""
    names = {anchor: unescape(plain(words)) for anchor, words in HEADED.findall(html)}
    for part in record.parts:
        anchor = part.part if part.part in names else ""
        yield Rested(part.id, anchor, names.get(anchor, ""), basis_of(record, part, interface))
