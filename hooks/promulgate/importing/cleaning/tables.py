"""Tables that only lay out a page."""

from ..tree import Tree


def unwrap_layout(tree: Tree) -> None:
    """Turn tables of one column, with tables or with headings inside into what they hold."""
    for table in reversed(tree.find_all("table")):
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        cells = [len(row.find_all(("td", "th"), recursive=False)) for row in rows]
        layout = (
            max(cells, default=0) <= 1
            or str(table.get("role")) in ("presentation", "none")
            or table.find(("h1", "h2", "h3", "h4", "h5", "h6", "table")) is not None
            or len(table.find_all("p")) > 4 * sum(cells)
        )
        if layout:
            for part in table.find_all(("thead", "tbody", "tfoot", "tr", "td", "th", "caption")):
                if part.find_parent("table") is table:
                    part.name = "div"
            table.name = "div"
