"""Paragraphs, rows and tracked changes in the XML of a Word file (ECMA-376, part 1, 17.13.5)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from ..redline.tokens import Cell, Word, plain
from .word_lines import AWAY, CAME, HERE, STAY, WENT, Tracked, Words

TAGS = {CAME: "w:ins", WENT: "w:del", HERE: "w:moveTo", AWAY: "w:moveFrom"}
FORMS = {
    **dict.fromkeys(("<strong>", "<b>"), "w:b"),
    **dict.fromkeys(("<em>", "<i>"), "w:i"),
}
INDENT = 360  # twentieths of a point, for each list that a paragraph stands in
LINE = "⏎"  # what redlines write where a line of code ends


class Writer:
    """Writes into a document of python-docx what that library has no words for."""

    def __init__(self, document: Any, author: str, day: date, language: str, rtl: bool) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.make, self.name = OxmlElement, qn
        self.document, self.author, self.rtl = document, author, rtl
        self.moment = f"{day}T00:00:00Z"
        self.ids = 0
        self.body = document.element.body
        properties = document.core_properties
        properties.author = properties.last_modified_by = author
        properties.created = properties.modified = datetime.combine(day, time())
        properties.language, properties.comments = language, ""
        for found in document.styles.element.iter(qn("w:lang")):
            found.set(qn("w:val"), language)
            found.set(qn("w:bidi"), language)

    def head(self, title: str) -> None:
        self.document.core_properties.title = title
        self.document.add_paragraph(title, style="Title")

    def end(self) -> None:
        """Close the text by a paragraph whose end nothing can take away."""
        self.document.add_paragraph()

    def paragraph(self, style: str, told: Tracked, moved: str, depth: int) -> None:
        paragraph = self.document.add_paragraph(style=style)
        self._begin(paragraph._p, told.end)
        if style == "List Paragraph" or (depth > 1 and style == "List Bullet"):
            paragraph.paragraph_format.left_indent = INDENT * depth * 635
        if moved and told.end in (AWAY, HERE):
            self._move(paragraph._p, TAGS[told.end], moved)
        self._write(paragraph._p, told.words)

    def table(self, columns: int) -> Any:
        table = self.document.add_table(rows=0, cols=columns)
        table.style = "Table Grid"
        return table

    def row(self, table: Any, mark: str, cells: Sequence[Words], head: bool) -> None:
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        if head:
            properties.append(self.make("w:tblHeader"))
        if mark != STAY:
            properties.append(self._change(TAGS[mark]))
        for cell, told in zip(row.cells, cells, strict=False):
            paragraph = cell.paragraphs[0]._p
            self._begin(paragraph, mark)
            self._write(paragraph, told)

    def _begin(self, paragraph: Any, end: str) -> None:
        """Say how a paragraph runs, and what became of its end."""
        properties = paragraph.get_or_add_pPr()
        if self.rtl:
            properties.append(self.make("w:bidi"))
        if end != STAY:
            marks = self.make("w:rPr")
            marks.append(self._change(TAGS[end]))
            properties.append(marks)

    def _move(self, paragraph: Any, tag: str, name: str) -> None:
        start, end = self._change(f"{tag}RangeStart"), self.make(f"{tag}RangeEnd")
        start.set(self.name("w:name"), name)
        end.set(self.name("w:id"), start.get(self.name("w:id")))
        paragraph.addprevious(start)
        paragraph.addnext(end)

    def _write(self, paragraph: Any, told: Words) -> None:
        first = True
        for sign, group in groupby(told, key=lambda each: each[0]):
            words = tuple(word for _, found in group for word in found)
            runs = list(self._runs(words, sign, first))
            first = first and not runs
            if sign == STAY:
                for run in runs:
                    paragraph.append(run)
            elif runs:
                change = self._change(TAGS[sign])
                change.extend(runs)
                paragraph.append(change)

    def _runs(self, words: Cell, sign: str, first: bool) -> Iterator[Any]:
        if first and words:
            words = (Word(words[0].text, False, words[0].marks), *words[1:])
        for marks, group in groupby(words, key=lambda word: word.marks):
            text = "".join(plain(group))
            run = self.make("w:r")
            properties = self.make("w:rPr")
            for form in dict.fromkeys(FORMS[mark] for mark in marks if mark in FORMS):
                properties.append(self.make(form))
            if self.rtl:
                properties.append(self.make("w:rtl"))
            if len(properties):
                run.append(properties)
            for at, part in enumerate(text.split(LINE)):
                if at:
                    run.append(self.make("w:br"))
                if part:
                    written = self.make("w:delText" if sign == WENT else "w:t")
                    written.text = part
                    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                    run.append(written)
            yield run

    def _change(self, tag: str) -> Any:
        self.ids += 1
        change = self.make(tag)
        change.set(self.name("w:id"), str(self.ids))
        change.set(self.name("w:author"), self.author)
        change.set(self.name("w:date"), self.moment)
        return change
