"""A cleaned tree, written as the Markdown of sources."""

import re
from typing import TYPE_CHECKING, Any

from .capture import MissingLibraryError
from .targets import Naming, resolve
from .tree import HEADINGS, Tree, squeezed, strip_marked, text_of

if TYPE_CHECKING:
    from bs4 import Tag

SPECIAL = re.compile(r"([\\`*_\[\]{}])")
ENTITY = re.compile(r"&(?=#|\w+;)")
# What would begin something else at the start of a block.
BEGINNING = re.compile(
    r"^(\s*)(?:(\d+)(?=[.)](?:\s|$))|(#|(?:[-+=]+|~{3,})(?=\s|$))|(:)(?=\s)|(>))"
)
INLINE = ("strong", "b", "em", "i", "a", "sup", "sub", "code", "br", "u", "s", "kbd", "abbr", "q")
KEPT = {
    *("p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr", "table", "thead"),
    *("tbody", "tfoot", "tr", "th", "td", "caption", *HEADINGS, *INLINE),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "li": {"value"}, "td": {"colspan", "rowspan"}}


def write_markdown(tree: Tree, naming: Naming, emphasis: bool = True) -> tuple[str, list[str]]:
    """Write a tree whose marks were carried out; `naming` gives headings their addresses.

    Beside the text come the targets of links inside it that it does not have.
    """
    strip_marked(tree, "del", "ins")
    body = tree.body or tree
    lost = resolve(body, naming)
    _plain(tree, body, emphasis)
    text = str(_converter()(bullets="-", heading_style="atx").convert_soup(body))
    text = re.sub(r"[ \t]+$", "", re.sub(r"(?<=\S)  \n", "\x00\n", text), flags=re.M)
    text = re.sub(r"\n{3,}", "\n\n", text.replace("\x00\n", "  \n")).strip() + "\n"
    return text, lost


def _plain(tree: Tree, body: "Tag", emphasis: bool) -> None:
    """Leave the elements that sources know, and of those only what they mean."""
    lost = () if emphasis else ("strong", "b", "em", "i")
    for tag in body.find_all(True):
        if tag.name in ("div", "section", "article", "main", "center", "figure", "details"):
            _as_block(tree, tag)
        elif tag.name in ("summary", "figcaption", "address", "legend"):
            tag.name = "p"
        elif tag.name not in KEPT or tag.name in lost:
            tag.unwrap()
    for tag in body.find_all(INLINE):
        if tag.name not in ("br",) and not text_of(tag).strip():
            tag.replace_with(" ")
    for tag in body.find_all(("ul", "ol")):
        for child in list(tag.children):
            if child.get_text().strip() and getattr(child, "name", None) != "li":
                child.wrap(tree.new_tag("li"))
    for tag in body.find_all("br"):
        if getattr(tag.next_sibling, "name", "") == "br" or tag.find_parent(HEADINGS):
            tag.replace_with(" ")
    for tag in body.find_all(("em", "i", "strong", "b")):  # the same twice is a sign
        if tag.find_parent(tag.name) is not None or tag.find_parent(HEADINGS) is not None:
            tag.unwrap()
    body.smooth()


def _as_block(tree: Tree, tag: "Tag") -> None:
    """Part a box into paragraphs: loose words between blocks are one."""
    loose: list[Any] = []

    def close() -> None:
        if loose and "".join(t.get_text() for t in loose).strip():
            made = tree.new_tag("p")
            loose[0].insert_before(made)
            for node in loose:
                made.append(node.extract())
        loose.clear()

    for child in list(tag.children):
        if getattr(child, "name", None) in (None, *INLINE, "span", "font", "img"):
            loose.append(child)
        else:
            close()
    close()
    tag.unwrap()


def escaped(text: str) -> str:
    """Write words so that Markdown takes each of their signs for itself."""
    found = ENTITY.sub("&amp;", SPECIAL.sub(r"\\\1", text.replace("<", "\x01")))
    return found.replace("\x01", "&lt;").replace("\\[^", "\\[&#94;")


def _beginning(text: str) -> str:
    """Keep the start of a block from being read as a list, a heading or a rule."""

    def sign(match: re.Match[str]) -> str:
        if match[2]:
            return match[0] + "\x02"
        first = match[3] or match[4] or match[5]
        rest = match[0].removeprefix(match[1] + first[0])
        plain = f"\\{first[0]}" if first[0] in "#-+>" else f"&#{ord(first[0])};"
        return f"{match[1]}{plain}{rest}"

    found = "\n".join(BEGINNING.sub(sign, line) for line in text.split("\n"))
    return re.sub("\x02([.)]?)", lambda m: "\\" + m[1] if m[1] else "", found)


def _converter() -> Any:
    try:
        from markdownify import MarkdownConverter
    except ImportError as error:
        raise MissingLibraryError("texts", "markdownify") from error

    class Converter(MarkdownConverter):
        """Markdown as Python-Markdown reads it: four spaces a level, addresses in braces."""

        def escape(self, text: str, parent_tags: set[str]) -> str:
            return text if "_noformat" in parent_tags else escaped(text)

        def convert_hN(self, n: int, el: "Tag", text: str, parent_tags: set[str]) -> str:  # noqa: N802
            words = re.sub(r"(#+)$", r"\\\1", squeezed(text))
            address = f" {{#{el['id']}}}" if el["id"] else ""
            return f"\n\n{'#' * n} {words}{address}\n\n" if words else ""

        def convert_p(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
            lines = text.strip().split("  \n")  # where a line must break; elsewhere it need not
            words = _beginning("  \n".join(map(squeezed, lines)))
            return f"\n\n{words}\n\n" if words else ""

        def convert_li(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
            words = text.strip()
            if not words:
                return ""
            blocks = el.find(("p", "ul", "ol", "table", "blockquote", "pre", "dl"), recursive=False)
            if blocks is None:
                words = _beginning(words)
            elif blocks.name != "p" and _has_words_before(blocks):
                words = "\n".join([_beginning(words.split("\n")[0]), *words.split("\n")[1:]])
            first, *rest = words.split("\n")
            lines = [first, *(f"    {line}" if line.strip() else "" for line in rest)]
            apart = "\n" if _is_loose(el) else ""
            return f"{_sign(el)} " + "\n".join(lines) + "\n" + apart

        def convert_list(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
            before = el.find_previous_sibling()
            nested = el.parent is not None and el.parent.name == "li"
            tight = nested and (before is None or before.name in INLINE)
            return f"\n{text.rstrip()}\n" if tight else f"\n\n{text.rstrip()}\n\n"

        convert_ul = convert_ol = convert_list

        def convert_a(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
            href, words = str(el.get("href") or ""), squeezed(text)
            if not href or not words:
                return text
            around = (" " if text[:1].isspace() else "", " " if text[-1:].isspace() else "")
            safe = re.sub(r"[()<>\s]", lambda m: f"%{ord(m[0]):02X}", href)
            return f"{around[0]}[{words}]({safe}){around[1]}"

        def convert_br(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
            return " " if "_inline" in parent_tags else "  \n"

        def convert_sup(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
            return f"<sup>{text}</sup>" if text.strip() else text

        def convert_sub(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
            return f"<sub>{text}</sub>" if text.strip() else text

        def convert_table(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
            return f"\n\n{_table(el, self)}\n\n"

        def convert_q(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
            return f"<q>{text}</q>"

    return Converter


def _has_words_before(block: "Tag") -> bool:
    return any(node.get_text().strip() for node in block.previous_siblings)


def _is_loose(item: "Tag") -> bool:
    """Tell whether an item of this list holds paragraphs of its own: then all stand apart."""
    items = item.parent.find_all("li", recursive=False) if item.parent else []
    return any(i.find(("p", "table", "blockquote", "pre", "dl"), recursive=False) for i in items)


def _sign(item: "Tag") -> str:
    if item.parent is None or item.parent.name != "ol":
        return "-"
    values = [str(i.get("value") or "") for i in item.parent.find_all("li", recursive=False)]
    if str(item.get("value") or "").isdigit() and (len({*values}) > 1 or len(values) == 1):
        return f"{item['value']}."
    start = str(item.parent.get("start") or "1")
    before = len(item.find_previous_siblings("li"))
    return f"{(int(start) if start.lstrip('-').isdigit() else 1) + before}."


def _table(table: "Tag", converter: Any) -> str:
    """Write a plain table with signs, and any other as HTML without attributes."""
    rows = [row.find_all(("td", "th"), recursive=False) for row in table.find_all("tr")]
    rows = [row for row in rows if row]
    width = max(map(len, rows), default=0)
    spans = table.select_one("[colspan], [rowspan]")
    inner = table.find(("ul", "ol", "pre", "blockquote", "caption", "dl"))
    many = any(len(c.find_all("p")) > 1 for row in rows for c in row)
    headed = bool(rows) and all(_is_head(cell) for cell in rows[0])
    if spans or inner or many or not headed or any(len(row) != width for row in rows):
        return _as_html(table)
    written = []
    for row in rows:
        cells = []
        for cell in row:
            words = "".join(converter.process_element(c, {"td", "_inline"}) for c in cell.children)
            cells.append(squeezed(words).replace("|", "\\|"))
        written.append(f"| {' | '.join(cells)} |")
    return "\n".join([written[0], "|---" * width + "|", *written[1:]])


def _is_head(cell: "Tag") -> bool:
    bold = "".join(t.get_text() for t in cell.find_all(("strong", "b")))
    return cell.name == "th" or (bool(squeezed(bold)) and squeezed(bold) == squeezed(text_of(cell)))


def _as_html(table: "Tag") -> str:
    for tag in [table, *table.find_all(True)]:
        allowed = ATTRIBUTES.get("td" if tag.name == "th" else tag.name, set())
        tag.attrs = {name: value for name, value in tag.attrs.items() if name in allowed}
        if tag.name == "li":
            tag.attrs.pop("value", None)
    html = re.sub(r"\s*\n\s*", " ", str(table))
    return re.sub(r"(</(?:tr|thead|tbody|table)>|<(?:table|thead|tbody)>)", r"\1\n", html).strip()
