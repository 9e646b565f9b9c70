"""A PDF: lines put together again by where they stand and how large they are."""

import itertools
import logging
import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any, NamedTuple

from ..capture import ImportRefusedError, MissingLibraryError
from ..tree import parse
from .kinds import Extract
from .plain import DATED, LONGEST, SIGN, depth_of

CLAUSE = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|\([a-z\d]{1,4}\)|[A-Z]\.|[•·▪●◦‣–])\s")


class Line(NamedTuple):
    """A line of a page: where it stands, how large and heavy it is."""

    page: int
    y: float
    x: float
    size: float
    bold: bool
    words: str


def read(data: bytes) -> Extract:
    """Read the words of a PDF in the order of its pages."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise MissingLibraryError("PDF files", "pypdf") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it forgives is no editor's matter
    try:
        reader = PdfReader(BytesIO(data))
        lines = [line for n, page in enumerate(reader.pages) for line in _lines(n, page)]
        facts = reader.metadata
        day = facts.modification_date if facts else None
    except PyPdfError as error:
        raise ImportRefusedError(f"This PDF cannot be read ({error}). Save it anew.") from error
    if not lines:
        raise ImportRefusedError(
            "This PDF holds pictures of a text, and no words. Run it through a text recognition."
        )
    title = str(facts.title) if facts and facts.title else None
    days = ((day.date(), "property 'ModDate'"),) if isinstance(day, datetime) else ()
    return Extract(parse(_html(lines)), title=title, days=days)


def _lines(number: int, page: Any) -> list[Line]:
    """Gather what is drawn at one height into a line."""
    drawn: list[tuple[float, float, float, bool, str]] = []

    def visit(words: str, _: Any, matrix: Any, font: Any, size: float) -> None:
        if words.strip():
            scale = abs(matrix[3] or matrix[0] or 1)
            name = str((font or {}).get("/BaseFont", ""))
            at = matrix[5], matrix[4]
            drawn.append(
                (*at, size * scale, bool(re.search("bold|black|heavy", name, re.I)), words)
            )

    whole = page.extract_text(visitor_text=visit)
    found: list[Line] = []
    looks = iter(drawn)
    look = next(looks, None)
    for words in whole.split("\n"):
        if not words.strip():
            continue
        eaten: list[tuple[float, float, float, bool, str]] = []
        while look and _letters("".join(e[4] for e in eaten)) < _letters(words):
            eaten.append(look)
            look = next(looks, None)
        y, x, size = eaten[0][:3] if eaten else (0.0, 0.0, 0.0)
        bold = bool(eaten) and all(e[3] for e in eaten)
        found.append(Line(number, y, x, round(size, 1), bold, words.strip()))
    return found


def _letters(words: str) -> int:
    return len("".join(words.split()))


def _html(lines: list[Line]) -> str:
    running = _running(lines)
    body = Counter(line.size for line in lines for _ in line.words).most_common(1)[0][0]
    larger = sorted({line.size for line in lines if line.size > body * 1.08}, reverse=True)
    written: list[str] = []
    paragraph: list[Line] = []

    gap = _usual_gap(lines)
    width = sorted(len(line.words) for line in lines)[len(lines) * 9 // 10]
    for line in lines:
        above = next((other for other in reversed(paragraph) if other not in running), None)
        if line not in running and above and _begins(above, line, gap, body, width):
            written.append(_paragraph(paragraph, running, larger))
            paragraph = []
        paragraph.append(line)  # what runs along a page stands inside the paragraph that goes on
    written.append(_paragraph(paragraph, running, larger))
    return "\n".join(written)


def _begins(above: Line, line: Line, gap: float, body: float, width: int) -> bool:
    """Tell whether a line begins a paragraph."""
    if above.page != line.page:
        return above.words.endswith((".", ":", ";", "!", "?")) or line.size > body * 1.08
    apart = above.y - line.y
    return (
        apart > gap * 1.35
        or apart < 0
        or abs(above.size - line.size) > 0.6
        or (above.bold != line.bold and (above.bold and len(above.words) < LONGEST))
        or bool(CLAUSE.match(line.words))
        or (len(above.words) < 0.75 * width and above.words.endswith((".", ":", ";")))
    )


def _usual_gap(lines: list[Line]) -> float:
    gaps = [
        round(a.y - b.y, 1)
        for a, b in itertools.pairwise(lines)
        if a.page == b.page and a.y > b.y and a.size == b.size
    ]
    return Counter(gaps).most_common(1)[0][0] if gaps else 14.0


def _running(lines: list[Line]) -> set[Line]:
    """Find headers and footers: what stands first or last on most pages, but for its number."""
    pages = {line.page for line in lines}
    if len(pages) < 2:
        return {line for line in lines if _is_number(line.words)}
    edges: list[Line] = []
    for page in pages:
        on = [line for line in lines if line.page == page]
        edges += [
            *on[:2],
            *on[-2:],
            *(line for line in (*on[:4], *on[-4:]) if _is_number(line.words)),
        ]
    alike = Counter(_shape(line.words) for line in {*edges})
    return {
        line
        for line in edges
        if _is_number(line.words) or alike[_shape(line.words)] > max(1, len(pages) // 2)
    }


def _shape(words: str) -> str:
    return re.sub(r"\d+", "#", words)


def _is_number(words: str) -> bool:
    return bool(re.fullmatch(r"(?i)(?:page|seite|página|p\.)?\s*\d{1,3}(?:\s*(?:/|of|von|de)\s*\d+)?", words))  # fmt: skip  # noqa: E501


def _paragraph(lines: Sequence[Line], running: Collection[Line], larger: list[float]) -> str:
    """Write a paragraph; what runs along a page before or after it stands apart."""
    found = [number for number, line in enumerate(lines) if line not in running]
    first, last = (found[0], found[-1] + 1) if found else (len(lines), len(lines))
    before, inside, after = lines[:first], lines[first:last], lines[last:]
    apart = [f"<p data-running>{escape(line.words)}</p>" for line in before]
    words = "\n".join(
        f"<span data-running>{escape(line.words)}</span>" if line in running else escape(line.words)
        for line in inside
    )
    name = _element([line for line in inside if line not in running], larger)
    apart += [f"<{name}>{words}</{name}>"] if words else []
    return "\n".join([*apart, *(f"<p data-running>{escape(line.words)}</p>" for line in after)])


def _element(lines: Sequence[Line], larger: list[float]) -> str:
    text = "\n".join(line.words for line in lines)
    if not lines or len(text) > 2 * LONGEST or SIGN.match(text):
        return "p"
    if lines[0].size in larger:
        return f"h{min(larger.index(lines[0].size) + 1, 5)}"
    ended = text.endswith((".", ";", ",")) or DATED.search(text)
    if all(line.bold for line in lines) and not ended:
        return f"h{min(len(larger) + 2 + depth_of(text), 6)}"
    return "p"
