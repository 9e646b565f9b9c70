"""What is added to Python-Markdown: cells of tables as they are published, and less to look for."""

import re
from xml.etree.ElementTree import Element

from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

# What the inline patterns of Python-Markdown 3.11 begin with, and the sign of its placeholders.
INLINE = re.compile(r"[`\\\[<&*_\x02]|  \n")
ALIGNED = {
    "text-align: left;": "start",
    "text-align: right;": "end",
    "text-align: center;": "center",
}


class Unmarked(Treeprocessor):
    """Tells Python-Markdown where no inline mark can be, so that it looks for none.

    Most paragraphs of a policy are words alone, and each would be searched a dozen times.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not INLINE.search(element.text):
                element.text = AtomicString(element.text)


class Tables(Treeprocessor):
    """Writes what head cells are for, and alignment without style.

    A style attribute would need 'unsafe-inline' in a security policy.
    """

    def run(self, root: Element) -> None:
        for cell in (*root.iter("th"), *root.iter("td")):
            given = dict(cell.attrib)
            cell.attrib.clear()
            cell.attrib |= {"scope": "col"} if cell.tag == "th" else {}
            for name, value in given.items():
                side = ALIGNED.get(value) if name == "style" else None
                cell.attrib |= {"data-align": side} if side else {name: value}


class RawTables(Postprocessor):
    """Does the same in tables that are written as HTML, which Python-Markdown keeps as strings.

    Code is none of them, or has its quotation marks escaped: its words stay as they are.
    """

    def run(self, text: str) -> str:
        assert self.md
        kept = self.md.htmlStash.rawHtmlBlocks
        kept[:] = [_aligned(each) if isinstance(each, str) else each for each in kept]
        return text


def _aligned(html: str) -> str:
    for style, side in ALIGNED.items():
        html = html.replace(f' style="{style}"', f' data-align="{side}"')
    return html.replace("<th>", '<th scope="col">').replace("<th data", '<th scope="col" data')
