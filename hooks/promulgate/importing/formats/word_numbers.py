"""Numbers of clauses in Word: counted by its rules, and written out as words.

A document says only "level 2 of list 5"; Word shows "1.1" (ECMA-376, part 1, 17.9). Bullets and
plain lists of `1.` stay lists.
"""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
         (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Level(NamedTuple):
    """How a level of a list counts: from where, in which signs, in which pattern."""

    start: int
    form: str
    pattern: str


def write_numbers(data: bytes) -> bytes:
    """Write legal numbering into a document as words of its paragraphs."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    if "word/numbering.xml" not in parts:
        return data
    lists = _lists(ElementTree.fromstring(parts["word/numbering.xml"]))
    styles = _styles(parts.get("word/styles.xml"))
    for prefix, uri in re.findall(rb'xmlns:(\w+)="([^"]+)"', parts["word/document.xml"]):
        ElementTree.register_namespace(prefix.decode(), uri.decode())
    body = ElementTree.fromstring(parts["word/document.xml"])
    counters: dict[str, list[int]] = {}
    for paragraph in body.iter(f"{W}p"):
        if number := _number(paragraph, lists, styles, counters):
            _write(paragraph, number)
    parts["word/document.xml"] = ElementTree.tostring(body, encoding="utf-8", xml_declaration=True)
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return written.getvalue()


def _lists(numbering: Element) -> Mapping[str, tuple[str, Mapping[int, Level]]]:
    """Read each list: what it is counted with, and its levels."""
    kinds = {
        str(kind.get(f"{W}abstractNumId")): {
            int(level.get(f"{W}ilvl") or 0): Level(
                int(_value(level, "start") or 1),
                _value(level, "numFmt") or "decimal",
                _value(level, "lvlText") or "",
            )
            for level in kind.iter(f"{W}lvl")
        }
        for kind in numbering.findall(f"{W}abstractNum")
    }
    return {
        str(num.get(f"{W}numId")): (name, kinds[name])
        for num in numbering.findall(f"{W}num")
        if (name := _value(num, "abstractNumId") or "") in kinds
    }


def _styles(data: bytes | None) -> Mapping[str, tuple[str, int]]:
    """Read which styles number their paragraphs."""
    found = {}
    for style in ElementTree.fromstring(data).findall(f"{W}style") if data else ():
        if (numbers := style.find(f"{W}pPr/{W}numPr")) is not None:
            level = int(_value(numbers, "ilvl") or 0)
            found[str(style.get(f"{W}styleId"))] = (_value(numbers, "numId") or "", level)
    return found


def _number(
    paragraph: Element,
    lists: Mapping[str, tuple[str, Mapping[int, Level]]],
    styles: Mapping[str, tuple[str, int]],
    counters: dict[str, list[int]],
) -> str | None:
    """Count a paragraph; None where it has no number of its own to be written."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name, depth = styles.get(str(style.get(f"{W}val")) if style is not None else "", ("", 0))
    if (own := paragraph.find(f"{W}pPr/{W}numPr")) is not None:
        name, depth = _value(own, "numId") or name, int(_value(own, "ilvl") or depth)
    if name not in lists or not "".join(paragraph.itertext()).strip():
        return None
    kind, levels = lists[name]
    counts = counters.setdefault(kind, [])
    counts += [levels[n].start - 1 if n in levels else 0 for n in range(len(counts), depth + 1)]
    counts[depth] += 1
    del counts[depth + 1 :]
    level = levels.get(depth)
    heading = style is not None and str(style.get(f"{W}val")).lower().startswith("heading")
    if level is None or level.form in ("bullet", "none") or not level.pattern:
        return None
    if level.form == "decimal" and re.fullmatch(r"%\d\.", level.pattern) and not heading:
        return None

    def shown(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        return _sign(counts[at] if at < len(counts) else 1, levels[at].form if at in levels else "")

    return re.sub(r"%(\d)", shown, level.pattern)


def _write(paragraph: Element, number: str) -> None:
    """Put a number before the words of a paragraph, and take it out of its list."""
    facts = paragraph.find(f"{W}pPr")
    if facts is None:
        facts = Element(f"{W}pPr")
        paragraph.insert(0, facts)
    for old in facts.findall(f"{W}numPr"):
        facts.remove(old)
    none = ElementTree.SubElement(facts, f"{W}numPr")  # else its style would number it
    ElementTree.SubElement(none, f"{W}numId", {f"{W}val": "0"})
    run = Element(f"{W}r")
    ElementTree.SubElement(run, f"{W}t").text = f"{number} "
    paragraph.insert(list(paragraph).index(facts) + 1, run)


def _sign(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        return roman(count).upper() if form == "upperRoman" else roman(count)
    return f"{count:02}" if form == "decimalZero" else str(count)


def roman(count: int) -> str:
    """Write a number as Romans did."""
    written = ""
    for value, letters in ROMAN:
        while count >= value:
            written += letters
            count -= value
    return written


def _value(element: Element, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val") if found is not None else None
