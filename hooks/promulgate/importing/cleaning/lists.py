"""Lists that were typed: signs and letters at the beginning of paragraphs."""

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ..formats.word_numbers import roman
from ..tree import Tree, add, drop

if TYPE_CHECKING:
    from bs4 import Tag

SIGN = re.compile(r"^\s*(?:[•·▪▫●○◦‣⁃∙■□➢✓*]\s*|[–—-][ \t\xa0]+|o(?:[ \t]{2,}|[ ]?[\t\xa0]+)[ \t\xa0]*)(?=\S)")  # fmt: skip  # noqa: E501
LETTER = re.compile(r"^o\s+(?=\S)")


def office(tree: Tree) -> None:
    """Make items of paragraphs that begin with a sign of a list; the sign goes, and is told."""
    for paragraph in tree.find_all(("p", "div", "li")):
        if paragraph.find(("p", "div", "ul", "ol", "table")) is None:
            _split(tree, paragraph)
    signed = [p for p in tree.find_all("p") if _signed(p)]
    chosen = {id(p) for p in signed}
    for parent in {id(p.parent): p.parent for p in signed}.values():
        if parent is not None:
            _gather(tree, parent, chosen)
    for item in tree.find_all("li"):  # Word pastes the sign into the item, too
        if _signed(item):
            _take_sign(tree, item)


def literal(tree: Tree) -> None:
    """Write out the signs of lists that count in letters: sources have numbers only."""
    for tag in tree.find_all("ol", attrs={"type": True}):
        kind = str(tag["type"])
        if kind not in ("a", "A", "i", "I"):
            continue
        count = int(str(tag.get("start") or 1)) if str(tag.get("start") or 1).isdigit() else 1
        for item in tag.find_all("li", recursive=False):
            sign = roman(count) if kind in "iI" else chr(ord("a") + (count - 1) % 26)
            sign = sign.upper() if kind.isupper() else sign
            first = item.find("p", recursive=False) or item
            first.insert(0, add(tree, f"{sign}. ", "the sign of a list, written out"))
            item.name = "div"
            count += 1
        tag.name = "div"


def _split(tree: Tree, paragraph: "Tag") -> None:
    """Part a paragraph whose lines begin with signs of a list."""
    from bs4.element import NavigableString

    for text in list(paragraph.find_all(string=True, recursive=False)):
        lines = str(text).split("\n")
        before = text.previous_sibling
        after_break = getattr(before, "name", "") == "br"
        if not (after_break and SIGN.match(lines[0])) and not any(map(SIGN.match, lines[1:])):
            continue
        anchor: Tag | NavigableString = text
        for index, line in enumerate(lines):
            made = NavigableString(line)
            anchor.insert_after(made)
            anchor = made
            if SIGN.match(line) and (index or after_break):
                made.insert_before(tree.new_tag("br", attrs={"data-split": ""}))
            elif index:
                made.insert_before(NavigableString("\n"))
        text.extract()
    breaks = paragraph.find_all("br", attrs={"data-split": True}, recursive=False)
    if not breaks:
        return
    parts: list[list[object]] = [[]]
    for child in list(paragraph.children):
        if child in breaks:
            parts.append([])
            child.extract()
        else:
            parts[-1].append(child.extract())
    place: Tag = paragraph
    for index, part in enumerate(parts):
        made_p = tree.new_tag("p")
        made_p.extend(part)  # type: ignore[arg-type]
        if paragraph.name != "p" or (index == 0 and paragraph.name == "li"):
            paragraph.append(made_p)
        else:
            place.insert_after(made_p)
            place = made_p
    if paragraph.name == "p":
        paragraph.extract()


def _signed(tag: "Tag") -> bool:
    text = next((t for t in tag.find_all(string=True) if t.strip()), None)
    if text is None or text.find_parent("del"):
        return False
    whole = tag.get_text()
    return bool(SIGN.match(str(text)) or (SIGN.match(whole) and str(text).strip() in "•·▪●○◦‣–o-*"))


def _gather(tree: Tree, parent: "Tag", chosen: set[int]) -> None:
    children = [c for c in parent.children if not (isinstance(c, str) and not c.strip())]
    for signed, group in groupby(children, lambda child: id(child) in chosen):
        if not signed:
            continue
        items = list(group)
        made = tree.new_tag("ul")
        items[0].insert_before(made)
        for item in items:
            if hasattr(item, "name"):
                _take_sign(tree, item)  # type: ignore[arg-type]
                item.name = "li"
                made.append(item.extract())


def _take_sign(tree: Tree, tag: "Tag") -> None:
    from bs4.element import NavigableString

    text = next(t for t in tag.find_all(string=True) if t.strip())
    match = SIGN.match(str(text)) or re.match(r"\s*\S\s*", str(text))
    if match is None:
        return
    sign = NavigableString(match[0])
    rest = NavigableString(str(text)[match.end() :])
    text.replace_with(sign)
    sign.insert_after(rest)
    drop(tree, sign, "the sign of a list, now an item")
