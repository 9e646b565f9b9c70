"""What is added to Python-Markdown: numbers as written, cells as published, less to look for."""

import re
from xml.etree.ElementTree import Element

from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

# What the inline patterns of Python-Markdown 3.11 begin with, and the sign of its placeholders.
INLINE = re.compile(r"[`\\\[<&*_\x02]|  \n")
NUMBER = "data-number"  # what an item is written with, until all of its list are read
LONG = 10  # digits of a number that browsers do not count with
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


class WrittenNumbers(SaneOListProcessor):
    """Notes the number that each item is written with; Python-Markdown keeps the first alone."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = map(self.CHILD_RE.match, blocks[0].split("\n"))
        written = [match[1].strip(".") for match in found if match]
        before = self.lastChild(parent)
        super().run(parent, blocks)
        after = before if before is not None and before.tag == "ol" else self.lastChild(parent)
        if after is not None and after.tag == "ol":
            for item, number in zip(after.findall("li")[-len(written) :], written, strict=False):
                item.set(NUMBER, number)


class Numbers(Treeprocessor):
    """Gives an item the number that is written where counting would give it another.

    Items that all bear the same number are counted: that is how Markdown says "go on".
    """

    def run(self, root: Element) -> None:
        for found in root.iter("ol"):
            items = found.findall("li")
            written = [item.attrib.pop(NUMBER, "") for item in items]
            if len(set(written)) == 1 or not all(0 < len(each) < LONG for each in written):
                continue
            last = int(found.get("start") or 1) - 1
            for item, number in zip(items, map(int, written), strict=True):
                if number != last + 1:
                    item.set("value", str(number))
                last = number


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
