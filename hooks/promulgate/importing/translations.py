"""Which translation belongs to which version: by the day it tells, or by when it was written."""

from collections.abc import Sequence
from datetime import date

from .tree import text_of
from .versions import Draft

SAME = 0.5  # of the paragraphs: a text that repeats more of the official one is no translation
SHORT = 30  # signs of a paragraph that may well be the same in two languages


def assign(versions: Sequence[Draft], translated: Sequence[Draft]) -> dict[date, Draft]:
    """Give each version its translation; what was not touched while it was in force is none of it.

    `translated` are in the order in which they were kept.
    """
    found: dict[date, Draft] = {}
    told = {version.told or version.day: version for version in versions}
    for draft in translated:
        if draft.day in told and (day := told[draft.day].day):
            found[day] = draft  # the latest of those that tell this day
    for version, after in zip(versions, [*versions[1:], None], strict=True):
        begun, end = version.capture.day, after.capture.day if after else None
        if version.day is None or version.day in found or begun is None:
            continue
        during = [
            draft
            for draft in translated
            if draft.capture.day
            and begun <= draft.capture.day
            and (end is None or draft.capture.day < end)
            and draft.day not in told
        ]
        if during:
            found[version.day] = during[-1]
    return found


def is_repeated(own: Draft, draft: Draft) -> bool:
    """Tell whether a translation mostly repeats the official text."""

    def paragraphs(text: Draft) -> set[str]:
        lines = text_of(text.cleaned.tree).split("\n")
        return {" ".join(line.split()) for line in lines if len(line) > SHORT}

    theirs = paragraphs(draft)
    same = len(theirs & paragraphs(own)) > SAME * len(theirs)
    return draft.words == own.words or same
