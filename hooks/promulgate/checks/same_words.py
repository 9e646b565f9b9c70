"""The words of a page are those of the sealed text, as another reader of Markdown finds them."""

from collections.abc import Collection, Iterator
from itertools import zip_longest

from ..editions.commonmark import line_of, words, words_of
from ..editions.render import Editions, RenderedPassage
from ..memo import Memo
from ..problems import Problem

AROUND = 4  # words that are shown of either


def same_words(
    editions: Editions, told: Collection[str], sealed: Collection[str], memo: Memo
) -> Iterator[Problem]:
    """Refuse a text of which a page would show other words, or in another order.

    Of sources in which something is wrong already, which `told` names, that is enough; of `sealed`
    ones the words alone are held to it, as they were when they were sealed, of others every sign.
    """
    for edition in editions.texts.values():
        for each in edition.shown:
            markdown, signs = each.passage.markdown, each.passage.source.path not in sealed
            if each.passage.category or not each.html or each.passage.source.path in told:
                continue

            def compare(each: RenderedPassage = each, signs: bool = signs) -> str:
                return _difference(each, signs)

            if difference := memo.recall("words", str, compare, markdown, each.html, signs):
                read, shown, line = difference.split("\n")
                wrong = (
                    f"This text reads '{read}' by CommonMark, and the page would show '{shown}'."
                )
                fix = "Put empty lines around each list and table, or write this place in plainer "
                fix += "Markdown: the page must show what is sealed."
                yield Problem(each.passage.source.find(line or read.split(" ")[0]), wrong, fix)


def _difference(each: RenderedPassage, signs: bool) -> str:
    read, shown = words(each.passage.markdown, signs), words_of(each.html, signs)
    if read == shown:
        return ""
    pairs = enumerate(zip_longest(read, shown))
    at = next(index for index, (one, other) in pairs if one != other)
    told = (" ".join(side[at : at + AROUND]) or "nothing" for side in (read, shown))
    return "\n".join([*told, line_of(each.passage.markdown, at, signs).strip()])
