"""Versions as source files: front matter, and the body with its addresses."""

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from difflib import SequenceMatcher
from functools import partial
from typing import Any

import yaml

from ..checks.markdown_lint import misread
from ..editions.headings import align
from ..editions.markdown import Heading, headings
from ..problems import count
from ..sources.front_matter import Document
from .anchors import AnchorBook
from .capture import ImportRefusedError
from .proof import prove, shown_words
from .targets import Found, Naming
from .versions import Draft
from .writing import write_markdown


def body_of(draft: Draft, naming: Naming) -> str:
    """Write a text and prove it; where emphasis hides a word from Markdown, it goes."""
    difference = None
    for emphasis in (True, False):
        body, lost = write_markdown(copy(draft.cleaned.tree), naming, emphasis)
        difference = prove(draft.words, shown_words(body))
        if difference is None:
            draft.notes = [
                f"A link leads nowhere in the text, and was dropped: '{t}'." for t in lost
            ]
            draft.notes += [] if emphasis else ["Bold and italics were left out."]
            return body
    raise ImportRefusedError(
        f"{draft.capture.name} ({draft.capture.kept}): words would not stand in the text as they "
        f"do in the source, {difference}. Nothing was written. Mend that place there, or report it."
    )


def named_by(book: AnchorBook) -> Naming:
    """Name headings of official texts: each address is written."""

    def naming(found: Sequence[Found]) -> list[tuple[str, bool]]:
        return [(name, True) for name in book.name([(h.words, h.id) for h in found])]

    return naming


def inherited_from(own: str) -> Naming:
    """Name headings of a translation by those of the official text; none is written."""
    return partial(_inherited, headings(own))


def _inherited(own: Sequence[Heading], found: Sequence[Found]) -> list[tuple[str, bool]]:
    alignment = align(own, [Heading(h.level, h.words, None, 0) for h in found])
    named: list[tuple[str, bool]] = []
    taken = {alignment.anchors[n] for n in range(len(found)) if n not in alignment.extra}
    for number, name in enumerate(alignment.anchors):
        if number in alignment.extra and name in taken:
            name = next(f"{name}-{n}" for n in range(2, 999) if f"{name}-{n}" not in taken)
            named.append((name, True))
        else:
            named.append((name, False))
        taken.add(name)
    return named


def headings_differ(own: str, translated: str) -> bool:
    """Tell whether a translation has other headings than the official text."""
    alignment = align(headings(own), headings(translated))
    return bool(alignment.missing or alignment.extra)


def changed_words(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """Count words that came and went."""
    old, new = ([w for w in words if w.isalnum()] for words in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) > 20_000)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return sum(d - c for *_, c, d in codes), sum(b - a for _, a, b, *_ in codes)


def origin_of(draft: Draft) -> dict[str, Any]:
    """Say where a text comes from: address, day, commit, or the name of its file."""
    capture = draft.capture
    found = {"url": capture.address, "retrieved": capture.day, "commit": capture.commit}
    if capture.commit is None and capture.day is None:
        found["file"] = capture.name
    return {name: value for name, value in found.items() if value}


def layout_of(path: str, body: str) -> tuple[list[str], list[str]]:
    """Accept the advice about how a text is laid out: it was published so, and stays so.

    What is accepted comes beside it, for the report.
    """
    found = [p for p in misread(Document(path, {}, {}, body, 1), accepted=False) if p.advice]
    kinds = Counter(problem.wrong for problem in found)
    notes = [f"Accepted as it was published, {count(n, 'time')}: {k}" for k, n in kinds.items()]
    return (["layout"] if found else []), notes


class _Plain(yaml.SafeDumper):
    """YAML that a person reads: the same day twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def source_file(fields: Mapping[str, Any], body: str) -> bytes:
    """Write a source; fields without a value are left out."""
    told = {name: value for name, value in fields.items() if value not in (None, [], {})}
    front = yaml.dump(told, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{front}---\n\n{body}".encode()
