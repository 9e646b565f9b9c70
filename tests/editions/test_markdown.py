"""Markdown and HTML: what runs is found, and what is rendered is harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.editions import markdown as markup
from promulgate.editions.markdown import clean, headings, inspect, plain, to_html

RUNNING = [
    "<script>alert(1)</script>",
    "<SCRIPT src=x></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "words <b onclick='x()'>b</b>",
    "<iframe src='https://a.example/'></iframe>",
    "[link](javascript:alert(1))",
    "[link](JaVaScRiPt:alert(1))",
    "[link](java&#9;script:alert(1))",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "[link](data:text/html,x)",
    "[link](vbscript:x)",
    "<svg onload=alert(1)></svg>",
    "<form action='https://a.example/'><input></form>",
    "<style>body { display: none }</style>",
    "<p style='position: fixed'>x</p>",
    "Words\n{: onclick=alert(1) }",
    "## Words {: #a onmouseover=x }",
    "<object data=x></object>",
    "<meta http-equiv=refresh content=0>",
]


@pytest.mark.parametrize("markdown", RUNNING)
def test_what_runs_is_refused_and_does_not_survive(markdown: str) -> None:
    raw = to_html(markdown)
    assert inspect(raw).refused
    safe = clean(raw, lambda href: href).lower()
    assert "script" not in safe.replace("vbscript:x</p>", "")
    assert not inspect(safe).refused


SIGNS = [
    *("a", "B1", " ", "  \n", "\n", "\n\n", "    ", "<br>", "&amp;", "{#a}", "{: #b }"),
    *"*_`[]()!<>\\&;:#|-~.",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_words_without_marks_read_the_same_when_marks_are_looked_for(markdown: str) -> None:
    searching = markup._markdown.__wrapped__()
    searching.treeprocessors.deregister("unmarked")
    assert markup._markdown().reset().convert(markdown) == searching.convert(markdown)


@given(st.text(alphabet="<>/=\"' scriptonahefimg:jv{}#*[]()`\n&;", max_size=60))
def test_nothing_refused_survives_cleaning(markdown: str) -> None:
    safe = clean(to_html(markdown), lambda href: href)
    assert not inspect(safe).refused


def test_ordinary_texts_hold_nothing_refused() -> None:
    text = (
        "A [link](../cookies/), <a@b.example>, H<sub>2</sub>O, *em*, **strong**.\n\n"
        "| A | B |\n|---|--:|\n| 1 | 2 |\n\n> Quote\n\n1. one\n2. two\n\nTerm\n:   Meaning\n"
    )
    assert not inspect(to_html(text)).refused


def test_tables_head_their_columns_and_align_without_style() -> None:
    html = to_html("| A | B |\n|---|--:|\n| 1 | 2 |\n")
    assert '<th scope="col">A</th>' in html
    assert '<td data-align="end">2</td>' in html
    assert "style" not in html


STYLE = 'style="text-align: right;"'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (f"`<td {STYLE}>`", f"<p><code>&lt;td {STYLE}&gt;</code></p>"),
        (f"    <th>1</th> {STYLE}", f"<pre><code>&lt;th&gt;1&lt;/th&gt; {STYLE}\n</code></pre>"),
        (f"```\n<td {STYLE}>\n```", f"<pre><code>&lt;td {STYLE}&gt;\n</code></pre>"),
        (f"Words with {STYLE} are words.", f"<p>Words with {STYLE} are words.</p>"),
        (
            f"<table><tr><th>A</th></tr><tr><td {STYLE}>1</td></tr></table>",
            '<table><tbody><tr><th scope="col">A</th></tr>'
            '<tr><td data-align="end">1</td></tr></tbody></table>',
        ),
    ],
    ids=["code", "a block of code", "fenced code", "words", "a table in HTML"],
)
def test_words_about_tables_stay_words(markdown: str, html: str) -> None:
    assert clean(to_html(markdown), lambda href: href).strip() == html


def test_another_style_of_a_cell_is_refused() -> None:
    table = '| A |\n|---|\n| 1 {: style="color: red" } |\n'
    assert [found.needle for found in inspect(to_html(table)).refused] == ["style"]


def test_what_may_stand_twice_has_no_ids_and_no_links_to_them() -> None:
    html = '<h3 id="a">A</h3>\n<p>Write <code>id="x"</code>, <a href="#a">or</a> '
    html += '<a href="../b/#c" title="href=&quot;#a&quot;">not</a> "href="#a".</p>'
    bare = clean(html, lambda href: None if href.startswith("#") else href, ids=False)
    assert bare == html.replace(' id="a"', "").replace(' href="#a">or', ">or")


def test_headings_are_found_where_they_stand() -> None:
    found = headings("Words\n\n## One {#one}\ntext\n### Two ###\n#hash\n")
    assert [(h.level, h.words, h.anchor, h.line) for h in found] == [
        (2, "One", "one", 2),
        (3, "Two", None, 4),
    ]


def test_no_line_is_slow() -> None:
    """Patterns are linear: these lines took minutes with one that was not."""
    for line in ("## a" + " " * 5000 + "b", "## " + "\t" * 5000, "## " + "#" * 5000 + "x"):
        headings(f"{line}\n" * 20)


def test_code_holds_no_headings() -> None:
    text = "## One\n\n~~~~\n## not one\n~~~\n## nor this\n~~~~\n\n## Two\n"
    assert [h.words for h in headings(text)] == ["One", "Two"]
    assert len(inspect(to_html(text)).headings) == 2


def test_plain_takes_words_out_of_markup() -> None:
    assert plain("<em>Who</em> we <code>are</code>") == "Who we are"
