"""The style sheet: one file, in layers, from files by subject."""

import re
from pathlib import Path

from conftest import PROJECT
from promulgate.builder.styles import SHEET, joined
from promulgate.sources.scan import read_styles

SHEETS = read_styles(PROJECT / "overrides")


def test_each_sheet_stands_once_in_its_layer() -> None:
    style, problems = joined(SHEETS)
    assert not problems
    assert "@import" not in style
    assert style.count("@charset") == 1
    assert style.startswith("@charset")
    order = re.search(r"@layer ([\w, ]+);", style)
    assert order
    assert set(re.findall(r"@layer (\w+) {", style)) <= set(order[1].split(", "))
    for name, data in SHEETS.items():
        assert name == SHEET or style.count(data.decode().rstrip()) == 1, name
    assert style.count("{") == style.count("}")


def test_what_is_missing_or_forgotten_is_a_problem() -> None:
    main = b'@layer tokens;\n@import "tokns.css" layer(tokens);\n'
    _, problems = joined({SHEET: main, "tokens.css": b""})
    assert [str(problem) for problem in problems] == [
        "overrides/styles/promulgate.css:2: There is no style sheet 'tokns.css'. "
        "Did you mean 'tokens.css'?",
        "overrides/styles/tokens.css:1: No page has this style sheet: nothing imports it. "
        "Add '@import \"tokens.css\" layer(lists);' to overrides/styles/promulgate.css.",
    ]


def test_the_site_has_one_sheet_and_pages_link_no_other_of_the_theme(site: Path) -> None:
    style = (site / "assets/promulgate.css").read_text("utf-8")
    assert "--md-" not in style, "the theme's own sheet is not ours"
    assert not (site / "styles").exists()
    links = re.findall(r'rel="?stylesheet"? href="([^"]*)"', (site / "index.html").read_text())
    assert links == ["assets/promulgate.css"]
    assert "url(" not in style, "nothing is loaded by a style"
    theme = [*site.glob("assets/javascripts/*"), *site.glob("assets/stylesheets/*")]
    assert not theme, "nothing that the theme brings is published"
