"""What a page looks like: which templates it is printed from."""

from collections.abc import Mapping

from conftest import PROJECT
from promulgate.builder.fingerprint import TEXT, WORDS, fingerprint
from promulgate.builder.templates import digests_of, parse_templates
from promulgate.sources.scan import Template, read_templates

TEMPLATES = {
    name: Template(source, name, name)
    for name, source in read_templates(PROJECT / "overrides").items()
}


def digests(templates: Mapping[str, Template]) -> Mapping[str, str]:
    used = parse_templates(templates).used
    return fingerprint("", digests_of(templates), used).templates


def changed(name: str) -> set[str]:
    """Name the pages whose looks an edit of a template changes."""
    old = TEMPLATES[name]
    before = digests(TEMPLATES)
    after = digests({**TEMPLATES, name: old._replace(source=old.source + b"x")})
    return {page for page in TEMPLATES if before[page] != after[page] and "/" not in page}


def test_a_template_changes_the_pages_that_are_printed_with_it() -> None:
    every = {page for page in TEMPLATES if "/" not in page}
    assert changed("history.html") == {"history.html"}
    assert changed("partials/pm/redline.html") == {"compare.html"}
    for shared in (WORDS, TEXT, "partials/header.html", "main.html", "partials/pm/menu.html"):
        assert changed(shared) >= every - {"sitemap.xml", "404.html", "embed.html", "moved.html"}, (
            shared
        )
    assert changed("partials/pm/section-facts.html") >= {"policy.html"}
