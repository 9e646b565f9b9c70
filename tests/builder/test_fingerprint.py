"""What a page looks like: which templates it is printed from."""

from conftest import PROJECT
from promulgate.builder.fingerprint import TEXT, WORDS, fingerprint
from promulgate.memo import Memo
from promulgate.sources.scan import read_templates

TEMPLATES = read_templates(PROJECT / "overrides")


def changed(name: str) -> set[str]:
    """Name the pages whose looks an edit of a template changes."""
    before = fingerprint("", TEMPLATES, Memo()).templates
    after = fingerprint("", {**TEMPLATES, name: TEMPLATES[name] + b"x"}, Memo()).templates
    return {page for page in TEMPLATES if before[page] != after[page] and "/" not in page}


def test_a_template_changes_the_pages_that_are_printed_with_it() -> None:
    every = {page for page in TEMPLATES if "/" not in page}
    assert changed("history.html") == {"history.html"}
    assert changed("partials/pm/redline.html") == {"compare.html"}
    for shared in (WORDS, TEXT, "partials/header.html", "main.html", "partials/pm/menu.html"):
        assert changed(shared) >= every - {"sitemap.xml", "404.html", "embed.html"}, shared
    assert changed("partials/pm/section-facts.html") >= {"policy.html"}
