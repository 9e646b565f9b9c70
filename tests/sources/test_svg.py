"""Drawings draw: whatever would run or be fetched is refused, with its line and a remedy."""

import pytest

from conftest import PROJECT, VERSION, prepared, sealed, small
from promulgate.sources.paths import stray
from promulgate.sources.svg import active

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n'
REFUSED = {
    "<script>alert(1)</script>": "an element <script>",
    "<g><script href='data:text/javascript,1'/></g>": "an element <script>",
    "<foreignObject><b/></foreignObject>": "an element <foreignObject>",
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>': "of http://www.w3.org/1999/",
    '<rect onload="alert(1)"/>': "'onload', which runs a script",
    '<rect OnClick="alert(1)"/>': "'OnClick', which runs a script",
    '<a href="javascript:alert(1)"><rect/></a>': "an element <a>",
    '<use href="https://evil.example/x.svg#a"/>': "'href', which leads elsewhere",
    '<use xlink:href="other.svg#a"/>': "'href', which leads elsewhere",
    '<image href="data:image/svg+xml;base64,AAAA"/>': "'href', which leads elsewhere",
    '<image href="https://evil.example/pixel.png"/>': "'href', which leads elsewhere",
    '<animate attributeName="href" to="javascript:alert(1)"/>': "an element <animate>",
    '<set attributeName="onmouseover" to="alert(1)"/>': "an element <set>",
    "<style>@import 'https://evil.example/x.css';</style>": "a style that loads something",
    "<style>rect { fill: url(https://evil.example/x) }</style>": "a style that loads something",
    "<style>rect { fill: u\\72l(https://evil.example/x) }</style>": "a style that loads something",
    '<rect style="fill: url(//evil.example/x)"/>': "'style', which loads something",
    '<rect fill="url(&#104;ttps://evil.example/x)"/>': "'fill', which loads something",
    "<?xml-stylesheet href='https://evil.example/x.css'?>": "an instruction <?xml-stylesheet",
    "<iframe/>": "an element <iframe>",
    "<rect": "This drawing cannot be read: ",
}


@pytest.mark.parametrize("inside", REFUSED)
def test_what_is_more_than_a_drawing_is_refused(inside: str) -> None:
    found = active("docs/acme/logo.svg", f"{HEAD}{inside}\n</svg>".encode())
    assert found
    assert any(REFUSED[inside] in problem.wrong for problem in found)
    assert all(problem.fix.endswith(".") for problem in found)
    assert {problem.place.line for problem in found} <= {2, 3}


@pytest.mark.parametrize(
    "whole",
    [
        b'<!DOCTYPE svg [<!ENTITY x "<script/>">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
        b"<svg><rect/></svg>",
        b"<html><body>1</body></html>",
        b"",
        b"\xff\xfe\x00",
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'.encode("utf-16"),
    ],
)
def test_what_is_no_plain_svg_is_refused(whole: bytes) -> None:
    assert active("docs/acme/logo.svg", whole)


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke:url( \'#a\' )"/>',
        '<use xlink:href="#a"/><image href="data:image/png;base64,iVBO Rw0="/>',
        "<title>Logo</title><desc>Of Acme</desc><text>on url(</text>",
        '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="C:\\x"><i:grid/></g>',
        "<style>.a { fill: #fff; mask: url(#m) }</style><!-- made by hand -->",
    ],
)
def test_a_drawing_is_published(inside: str) -> None:
    assert active("docs/acme/logo.svg", f'<?xml version="1.0"?>{HEAD}{inside}</svg>'.encode()) == []


def test_drawings_of_the_repository_are_plain() -> None:
    for file in PROJECT.glob("docs/**/*.svg"):
        assert active("x.svg", file.read_bytes()) == []


@pytest.mark.parametrize(
    "path", ["docs/acme/x.svg", "docs/assets/x.svg", "docs/acme/privacy/x.SVG"]
)
def test_the_check_tells_the_file_and_the_line(path: str) -> None:
    docs = sealed(small({"acme/privacy/2021-01-15.md": VERSION}))
    plan, problems = prepared({**docs, path: f"{HEAD}<script/></svg>".encode()})
    assert plan is None
    assert [str(problem) for problem in problems] == [
        f"{path}:2: This drawing has an element <script>, which does not draw. "
        "Save it as plain SVG, with paths alone, or remove the file."
    ]


@pytest.mark.parametrize(
    "name",
    ["x.html", "x.HTM", "x.xhtml", "x.xml", "x.svgz", "x.shtml", "x.php", "x.swf", "x", "x.mht"],
)
@pytest.mark.parametrize("folder", ["docs/assets", "docs/assets/deep", "docs/acme", "docs"])
def test_no_other_kind_of_page_is_published(folder: str, name: str) -> None:
    assert stray(f"{folder}/{name}")
    assert not stray(f"{folder}/x.png")
