"""Headings: the title that is none, levels without gaps, bold lines that serve as headings."""

import re
from typing import TYPE_CHECKING

from ..formats.plain import DATED
from ..tree import HEADINGS, Tree, drop, squeezed, text_of, tokens

if TYPE_CHECKING:
    from bs4 import Tag

SITE = re.compile(r"\s+[|–—·»:-]\s+|\s+\|")
# What a program calls a document that nobody gave a title.
FILE_NAME = re.compile(r"^\S*_\S*$|\.(?:docx?|odt|pdf|html?)$|^Microsoft Word|^untitled", re.I)
# What a first heading is called that names the whole text, though others of its level follow.
WHOLE_TEXT = re.compile(
    r"^(?!\W*\d).*(?:privacy|policy|policies|terms|conditions|notice|statement|agreement|privacidad|"
    r"pol[ií]tica|t[ée]rminos|aviso|confidentialit|politique|datenschutz|bedingungen|agb|erkl[äa]rung|"
    r"termos|informativa|سياسة|الخصوصية|شروط|隐私|政策|条款|プライバシー|規約)",
    re.IGNORECASE,
)
BEFORE_TITLE = 25  # words that may stand above a title, such as a date
LONGEST = 16  # words of a bold line that serves as a heading


def from_bold(tree: Tree) -> None:
    """Make headings of paragraphs that are bold as a whole, where a text has no others."""
    written = [h for h in tree.find_all(HEADINGS) if text_of(h).strip() and not _gone(h)]
    if len([h for h in written if h.name != "h1"]) > 1:
        return
    bold = [p for p in tree.find_all("p") if _is_bold(p)]
    if len(bold) < 2:
        return
    for paragraph in bold:
        paragraph.name = "h2" if _words_before(tree, paragraph) else "h1"
        for strong in paragraph.find_all(("strong", "b")):
            strong.unwrap()


def take_title(tree: Tree, named: str | None, surely: bool) -> str | None:
    """Find the title, and mark it where it stands at the beginning of the text.

    `named` is what the file calls itself; `surely` says that a person wrote that.
    """
    found = [h for h in tree.find_all(HEADINGS) if squeezed(text_of(h)) and not _gone(h)]
    first = found[0] if found else None
    if first is not None and _words_before(tree, first) <= BEFORE_TITLE:
        words = squeezed(text_of(first))
        alone = [h.name for h in found].count(first.name) == 1
        highest = first.name == min(h.name for h in found) and len(found) > 1 and not surely
        whole = highest and not named and bool(WHOLE_TEXT.search(words))
        if first.name == "h1" or _same(words, named) or (alone and highest) or whole:
            drop(tree, first, "the title, now in the front matter")
            return words
    if named and not FILE_NAME.search(named):
        pieces = [piece for piece in SITE.split(named) if piece.strip()]
        return squeezed(pieces[0] if pieces else named)
    return None


def levels(tree: Tree) -> None:
    """Begin at `##`, leave no level out; empty headings go, those inside lists become bold."""
    stack: list[int] = []
    for heading in tree.find_all(HEADINGS):
        if _gone(heading):
            continue
        if not squeezed(text_of(heading)):
            heading.name = "p"
            continue
        if heading.find_parent(("li", "blockquote", "table", "dd", "dt")) is not None:
            heading.name = "p"
            for child in list(heading.find_all(("strong", "b"))):
                child.unwrap()
            heading.wrap(tree.new_tag("div"))
            strong = tree.new_tag("strong")
            strong.extend(list(heading.children))
            heading.append(strong)
            continue
        own = int(heading.name[1])
        while stack and stack[-1] >= own:
            stack.pop()
        stack.append(own)
        heading.name = f"h{min(len(stack) + 1, 6)}"


def _is_bold(paragraph: "Tag") -> bool:
    text = squeezed(text_of(paragraph))
    bold = squeezed("".join(t.get_text() for t in paragraph.find_all(("strong", "b"), limit=1)))
    inside = paragraph.find_parent(("li", "table", "blockquote", "del")) is not None
    short = 0 < len(tokens(text)) <= LONGEST and not text.endswith((".", ",", ";", "!"))
    short = short and not DATED.search(text)
    return short and not inside and text.rstrip(":") == bold.rstrip(":")


def _words_before(tree: Tree, heading: "Tag") -> int:
    count = 0
    for text in heading.find_all_previous(string=True):
        parents = {parent.name for parent in text.parents}
        if not parents & {"del", "head", "script", "style", "title"}:
            count += len(tokens(str(text)))
    return count


def _same(words: str, named: str | None) -> bool:
    def bare(text: str) -> str:
        return "".join(tokens(text)).lower()

    return bool(named) and bare(words) in bare(named or "")


def _gone(tag: "Tag") -> bool:
    return tag.find_parent("del") is not None
