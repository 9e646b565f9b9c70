"""The style sheet: one file, in layers, from files by subject."""

import re
from pathlib import Path

from conftest import PROJECT
from promulgate.builder.styles import SHEET, joined
from promulgate.sources.scan import read_styles

SHEETS = read_styles(PROJECT / "overrides")


def test_each_sheet_stands_once_in_its_layer() -> None:
    style, problems = joined(SHEETS, [b'@charset "UTF-8";.md-theme{}'])
    assert not problems
    assert "@import" not in style
    assert style.count("@charset") == 1
    assert style.startswith("@charset")
    assert "@layer theme {\n.md-theme{}\n}" in style
    for name, data in SHEETS.items():
        assert name == SHEET or style.count(data.decode().rstrip()) == 1, name
    assert style.count("{") == style.count("}")


def test_what_is_missing_or_forgotten_is_a_problem() -> None:
    main = b'@layer theme;\n@import "theme.css" layer(theme);\n@import "tokns.css" layer(pages);\n'
    _, problems = joined({SHEET: main, "tokens.css": b""}, [])
    assert [str(problem) for problem in problems] == [
        "overrides/styles/promulgate.css:3: There is no style sheet 'tokns.css'. "
        "Did you mean 'tokens.css'?",
        "overrides/styles/tokens.css:1: No page has this style sheet: nothing imports it. "
        "Add '@import \"tokens.css\" layer(pages);' to overrides/styles/promulgate.css.",
    ]


def test_the_site_has_one_sheet_and_pages_link_no_other_of_the_theme(site: Path) -> None:
    style = (site / "assets/promulgate.css").read_text("utf-8")
    assert ".md-typeset" in style.split("@layer pages {", 1)[0], "the theme's own comes first"
    assert not (site / "styles").exists()
    links = re.findall(r'rel="?stylesheet"? href="([^"]*)"', (site / "index.html").read_text())
    assert links == ["assets/promulgate.css"]
    away = re.findall(r"""url\((?!["']?data:)[^)]*""", style)
    assert not away, "an address in the theme's sheet would be read from another folder"
