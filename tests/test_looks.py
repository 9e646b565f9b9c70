"""What a page looks like: which templates it is printed from."""

from conftest import PROJECT
from promulgate.looks import LANGUAGE, TEXT, WORDS, looks
from promulgate.memory import Memory
from promulgate.reader import read_templates

TEMPLATES = read_templates(PROJECT / "overrides")


def changed(name: str) -> set[str]:
    """Name the pages whose looks an edit of a template changes."""
    before = looks("", TEMPLATES, Memory()).templates
    after = looks("", {**TEMPLATES, name: TEMPLATES[name] + b"x"}, Memory()).templates
    return {page for page in TEMPLATES if before[page] != after[page] and "/" not in page}


def test_a_template_changes_the_pages_that_are_printed_with_it() -> None:
    every = {page for page in TEMPLATES if "/" not in page}
    assert changed("history.html") == {"history.html"}
    assert changed("partials/pm/redline.html") == {"compare.html"}
    for shared in (WORDS, TEXT, LANGUAGE, "main.html", "partials/pm/menu.html"):
        assert changed(shared) >= every - {"sitemap.xml", "404.html"}, shared
    assert changed("partials/pm/section-facts.html") >= {"policy.html"}
