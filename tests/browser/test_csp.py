"""Nothing runs in a reader's browser but what comes with the pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from builds import run
from conftest import RECORD, VERSION, lay_out, sealed, serving, small
from promulgate.builder.csp import META, for_all, policy, with_policy

# A page of each kind.
PAGES = (
    *(
        "",
        "about/",
        "lakeside/",
        "lakeside/ar/",
        "lakeside/privacy/",
        "lakeside/privacy/2022-09-01/",
    ),
    *("lakeside/privacy/history/", "lakeside/cookies/", "jurisdictions/gdpr/", "404.html"),
    *("lakeside/privacy/compare/2022-09-01/2024-03-01/", "mpro/privacy/es/"),
    *("lakeside/privacy/parts/", "search/", "lakeside/search/", "receipt/", "persistence/"),
)
META_OF = '<meta http-equiv="Content-Security-Policy" content="{}">'
WORDS = {"ar": "سياسة", "es": "privacidad"}
NOTE = """
window.seen = [];
addEventListener("securitypolicyviolation", e => seen.push(e.violatedDirective + e.blockedURI));
"""
ATTACK = "<img src=x onerror=\"document.title='pwned';window.ran=1\">"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context()
    found.add_init_script(NOTE)
    yield found
    found.close()


def searched(page: Page, words: str) -> None:
    """Ask in the header, or on the search page itself, and wait for what is found."""
    page.locator("[role=search] [name=q]").first.fill(words)
    page.keyboard.press("Enter")
    page.locator("#pm-found[data-done]").wait_for()
    assert page.locator(".pm-hits h3 a").count()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_needs_what_its_policy_forbids(
    context: BrowserContext, address: str, path: str
) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/{path}")
    assert page.locator("head > :first-child").get_attribute("http-equiv") == (
        "Content-Security-Policy"
    )
    if "history" in path:
        page.locator("[name=on]").fill("2023-01-01")
        page.locator("[data-pm-on] button").click()
        assert page.locator("output a").count()
    if "compare" in path:
        page.locator(".pm-views__columns").click()
        page.locator(".pm-two").wait_for()
        page.locator(".pm-views__text").click()
    if cite := page.locator(".pm-cite").all():
        cite[0].click()
        page.locator(".pm-citing").wait_for()
        page.keyboard.press("Escape")
    if "receipt" in path:
        page.locator("[name=of]").fill(f"{address}/lakeside/privacy/2024-03-01/")
        page.locator("[data-pm-receipt] button").click()
        page.locator("[data-pm-answer] a").first.wait_for()
    for fold in page.locator("summary:visible").all():
        fold.press("Enter")  # what another one covers opens by the keyboard
    page.emulate_media(media="print")
    assert page.evaluate("seen") == []
    page.emulate_media(media="screen")
    if path != "404.html":  # its addresses begin at the root of the published site
        page.keyboard.press("Escape")
        searched(page, next((w for tag, w in WORDS.items() if f"/{tag}/" in path), "policy"))
        assert page.evaluate("seen") == []
    assert errors == []


def test_a_script_that_slipped_in_does_not_run(
    context: BrowserContext, site: Path, tmp_path: Path
) -> None:
    """Put scripts into a finished page in every way: none of them runs."""
    whole = (site / "mpro/privacy/index.html").read_text("utf-8")
    ways = (ATTACK, "<script>window.ran=1</script>", "<a href='javascript:window.ran=1'>x</a>")
    text = re.sub("(<div[^>]* data-policy-text[^>]*>)", rf"\\1{''.join(ways)}", whole, count=1)
    assert text != whole
    assert with_policy(text) == text, "its policy does not allow them when it is made anew either"
    (tmp_path / "index.html").write_text(text, "utf-8")
    with serving(tmp_path) as address:
        page = context.new_page()
        page.goto(address)
        page.locator("a[href^=javascript]").click()
        page.wait_for_function("seen.length >= 3")
        assert page.evaluate("window.ran") is None


def test_titles_and_names_do_not_run_in_search_results(
    context: BrowserContext, tmp_path: Path
) -> None:
    folder = lay_out(tmp_path / "project", "hooks", "overrides", "docs/assets")
    (tmp_path / "packages").mkdir()
    yaml = ATTACK.replace("'", "''")
    record = RECORD.replace("name: Acme", f"name: 'Acme {yaml}'").replace("[en, es]", "[en]")
    text = VERSION.replace("title: Privacy", f"title: 'Privacy {yaml}'")
    text = text.replace("## Who", "## Who `<img src=x onerror=window.ran=1>`")
    home = f"---\ntitle: 'Home {yaml}'\n---\nPrivacy.\n"
    docs = {"index.md": home, "acme/index.md": record, "acme/privacy/2021-01-15.md": text}
    for path, data in sealed(small(docs)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data or b"")
    run(folder)
    for file in (folder / "site").rglob("*.html"):  # not even where a host takes the policy out
        file.write_text(META.sub("", file.read_text("utf-8")), "utf-8")
    with serving(folder / "site") as address:
        for path in ("", "acme/", "acme/privacy/"):
            page = context.new_page()
            page.goto(f"{address}/{path}")
            searched(page, "privacy")
            assert page.evaluate("window.ran") is None
            assert page.locator(".pm-hits img").count() == 0
            assert "<img src=x" in page.locator(".pm-hits").inner_text()


def test_the_policy_stands_before_all_else_and_allows_no_inline_code(site: Path) -> None:
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        found = META.findall(text)
        assert len(found) == 1, file
        begun = text[text.index("<head>") :]
        assert begun.startswith(f"<head>{META_OF.format(found[0])}")
        assert "default-src 'self'" in found[0]
        assert "unsafe" not in found[0]
        assert text.encode().index(b"charset") < 1024, "browsers look no further"
        assert "<style" not in text or file.name == "embed.html", "which brings no sheet"
        assert not re.search(r'<[^>]* style="', text), file
        assert not re.search(r"<[^>]* on\w+=", text), file
    header = (site.parent / "hosting/_headers").read_text("utf-8")
    assert "unsafe" not in header
    pages = [file.read_text("utf-8") for file in site.rglob("*.html")]
    assert f"Content-Security-Policy: {for_all(pages)}" in header


def test_only_scripts_outside_the_article_are_allowed() -> None:
    page = "<html><head></head><body><script>1</script><article>{}</article></body></html>"
    bare = policy(page.format(""))
    assert for_all([with_policy(page.format("")), with_policy(page)]) == bare
    assert "'sha256-" in bare
    assert policy(page.format("<script>2</script>")) == bare
    assert policy(page.format("</article><script>2</script><article>")) == bare
    assert policy(page.replace("<script>1", "<script src='a.js'>")) == policy("")
    assert with_policy("no page") == "no page"
