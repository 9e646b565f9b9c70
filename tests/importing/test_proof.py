"""Words of a text are the words of its source, whatever signs stand in them."""

from copy import copy
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from promulgate.importing.anchors import AnchorBook
from promulgate.importing.cleaning.clean import clean
from promulgate.importing.formats import html, plain
from promulgate.importing.formats.kinds import Extract
from promulgate.importing.proof import prove, shown_words
from promulgate.importing.source_files import named_by
from promulgate.importing.tree import text_of, text_without, tokens
from promulgate.importing.writing import write_markdown

# Signs that Markdown, its extensions or placeholders give a meaning, among words.
SIGNS = st.sampled_from(
    [
        *("*", "_", "`", "[", "]", "(", ")", "<", ">", "&", "#", "-", "+", "=", "|", "~", ":", "!"),
        *(
            "{",
            "}",
            "{{",
            "}}",
            "\\",
            "1.",
            "1)",
            "(a)",
            "12.",
            "•",
            "–",
            "o",
            "&lt;",
            "$",
            "^",
            "%",
        ),
        *("https://a.example/b_c", "a@b.example", "[^1]", "{: #x }", "***", "---", "```", "word"),
        *("Privacy", "الخصوصية", "隐私", "2.1", "“x”", "a_b_c", "T&C", "*x*", "{#id}", "<b>", "::"),
    ]
)
WORDS = st.lists(SIGNS, min_size=1, max_size=7).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
BLOCK = st.one_of(
    WORDS.map(lambda words: f"<p>{escape(words)}</p>"),
    WORDS.map(lambda words: f"<p>Words <b>{escape(words)}</b> more</p>"),
    WORDS.map(lambda words: f"<h3>{escape(words)}</h3>"),
    WORDS.map(lambda words: f'<p><a href="https://x.example/(a)">{escape(words)}</a></p>'),
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda items: "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
    ),
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda items: "<ol>" + "".join(f"<li><p>{escape(i)}</p></li>" for i in items) + "</ol>"
    ),
    st.lists(WORDS, min_size=2, max_size=2).map(
        lambda cells: (
            "<table>"
            + "".join(f"<tr>{''.join(f'<th>{escape(c)}</th>' for c in cells)}</tr>" for _ in "ab")
            + "</table>"
        )
    ),
)


def imported(extract: Extract) -> tuple[list[str], list[str], list[str]]:
    """Clean a text and write it: its words before, after cleaning, and as a page shows them."""
    before = tokens(text_of(extract.tree))
    cleaned = clean(extract, "https://x.example/")
    marked = tokens(text_without(cleaned.tree, "ins"))
    kept = tokens(text_without(cleaned.tree, "del"))
    for emphasis in (True, False):
        body, _ = write_markdown(copy(cleaned.tree), named_by(AnchorBook()), emphasis)
        shown = shown_words(body)
        if shown == kept:
            break
    assert before == marked, "cleaning marks all that it does"
    return before, kept, shown


@given(st.lists(BLOCK, min_size=1, max_size=5))
def test_no_word_of_a_page_is_lost(blocks: list[str]) -> None:
    _, kept, shown = imported(html.read(f"<body>{''.join(blocks)}</body>".encode()))
    assert prove(kept, shown) is None


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["\n", "\n\n"]))
def test_no_word_of_a_plain_text_is_lost(lines: list[str], between: str) -> None:
    _, kept, shown = imported(plain.read(between.join(lines).encode()))
    assert prove(kept, shown) is None


def test_a_word_that_is_lost_is_named() -> None:
    kept = tokens("we keep it for 30 days")
    difference = prove(kept, [word for word in kept if word != "30"])
    assert difference
    assert (difference.source, difference.imported) == ("30", "")
    assert difference.after == "we keep it for"
