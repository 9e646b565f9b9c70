"""Whatever is typed: mending it twice changes nothing more, and no word that is read."""

from hypothesis import given
from hypothesis import strategies as st

from promulgate.editions.commonmark import words
from promulgate.mending.mend import mend

PATH = "docs/acme/privacy/2021-01-15.md"
FRONT = "---\ntitle: A\neffective: 2021-01-15\n---\n\n"
PIECES = (
    *("---\n", "title: ", "“a”", "'it's'", " #x", ": ", "- ", "1. ", "    ", "  ", "\t"),
    *("##", "## ", "{#a}", " {#b}", "(a) ", "• ", "| a | b |\n", "|---|---|\n", "\n", "\n\n"),
    *("```\n", "```text\n", "word ", "x ", "[t] (https://a.b/)", "\u200b", "\ufeff", "\\\n", "> "),
    *("**b **", "languages: [pt_BR]\n", "duration: 1 year\n", "<!-- c -->", "<div>", "a.", "中文"),
    *("===\n", "* * *\n", "[x]: y\n", "\r\n", "\\$", "~~~\n", "`c`"),
)
texts = st.lists(st.sampled_from(PIECES), min_size=3, max_size=40).map("".join)


@given(texts, st.booleans())
def test_mending_twice_is_mending_once(text: str, fronted: bool) -> None:
    once = mend(PATH, ((FRONT if fronted else "") + text).encode())
    assert mend(PATH, once) == once


@given(texts)
def test_no_word_comes_or_goes(text: str) -> None:
    body = text.replace("\r\n", "\n")
    mended = mend(PATH, (FRONT + body).encode()).decode().removeprefix(FRONT)
    joined = body.replace("[t] (https://a.b/)", "[t](https://a.b/)")
    assert words(mended.replace("[t] (https://a.b/)", "[t](https://a.b/)")) == words(joined)
