"""Tables of a text, for phones: each cell knows its column, where rows are drawn as blocks."""

import re
from html import escape, unescape

from ..editions.markdown import plain

# HTML that nh3 has written: attributes in double quotes, every element closed.
TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
HEAD = re.compile(r"<thead>(.*?)</thead>", re.DOTALL)
COLUMN = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<(t[dh])\b")
SPANNING = re.compile(r"<t[dh]\b[^>]* (?:col|row)span=")


def labelled(html: str) -> str:
    """Name the column in each cell of tables that have a head; others stay as they are."""
    return TABLE.sub(lambda match: _table(match[0], match[1]), html)


def _table(whole: str, inside: str) -> str:
    head = HEAD.search(inside)
    if head is None or "<table" in inside or SPANNING.search(inside):
        return whole
    names = [unescape(plain(column)) for column in COLUMN.findall(head[1])]

    def row(match: re.Match[str]) -> str:
        columns = iter(names)

        def cell(start: re.Match[str]) -> str:
            label = escape(next(columns, ""), quote=True)
            return f'<{start[1]} data-label="{label}"'

        return f"<tr>{CELL.sub(cell, match[1])}</tr>"

    found = inside[: head.end()] + ROW.sub(row, inside[head.end() :])
    return f'<table class="pm-labelled">{found}</table>'
