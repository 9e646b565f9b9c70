"""Pages in a real browser: readable by everyone, on everything, and silent to the outside."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from conftest import PROJECT

KINDS = {
    "home": "",
    "about": "about/",
    "organization": "lakeside/",
    "in force": "lakeside/privacy/",
    "superseded": "lakeside/privacy/2024-03-01/",
    "announced": "lakeside/privacy/2027-01-01/",
    "corrected": "lakeside/privacy/2022-09-01/es/",
    "withdrawn": "lakeside/cookies/2026-10-01/ar/",
    "promise": "persistence/",
    "register": "lakeside/cookies/",
    "history": "lakeside/privacy/history/",
    "comparison": "lakeside/privacy/compare/2024-03-01/2026-03-01/",
    "arabic comparison": "lakeside/privacy/compare/2024-03-01/2026-03-01/ar/",
    "compared register": "lakeside/cookies/compare/2021-06-01/latest/es/",
    "jurisdiction": "jurisdictions/california-ccpa/",
    "arabic": "lakeside/privacy/ar/",
    "arabic history": "lakeside/privacy/history/ar/",
    "missing": "lakeside/privacy/pt-BR/",
    "partial": "lakeside/cookies/pt-BR/",
    "restated": "mpi/privacy/de/",
    "search": "lakeside/search/?q=portal",
    "arabic search": "lakeside/search/ar/?q=%D8%A7%D8%B7%D9%81%D8%A7%D9%84",
    "all parts": "search/",
    "not found": "404.html",
}
# Wait until a page is drawn as it is now.
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# No colour on its way; the policy of a page allows no style tag.
STILL = """
const still = new CSSStyleSheet();
still.replaceSync("* { transition: none !important }");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
"""
WIDTHS = {"desktop": 1280, "tablet": 800, "phone": 390, "narrow": 320}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def opened(context: BrowserContext, address: str, path: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/{path}")
    return page


class Seen(NamedTuple):
    """A page that was left to itself, and what it did meanwhile."""

    page: Page
    path: str
    asked: list[str]
    said: list[str]


@pytest.fixture(scope="module", params=list(KINDS.values()), ids=list(KINDS))
def seen(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Seen]:
    """Open a page of each kind, in a context of its own, once for all that is asked of it."""
    asked: list[str] = []
    said: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: said.append(message.text))
    page = opened(context, address, request.param)
    page.wait_for_load_state("networkidle")
    yield Seen(page, request.param, asked, said)
    context.close()


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")


def test_no_request_leaves_no_cookie_is_set_and_nothing_is_stored(seen: Seen, address: str) -> None:
    assert all(url.startswith(address) for url in seen.asked), seen.asked
    assert not [text for text in seen.said if "404" not in text or seen.path != "404.html"]
    assert not seen.page.context.cookies()
    assert seen.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_axe_finds_nothing(seen: Seen) -> None:
    page = seen.page
    page.evaluate(STILL)
    unfold(page)
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.evaluate(DRAWN)
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()


def test_nothing_scrolls_sideways(seen: Seen) -> None:
    page = seen.page
    unfold(page)
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{wide} > {width}"


def test_everything_is_readable_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = opened(context, address, "lakeside/privacy/es/")
    assert page.locator("[data-policy-text]").is_visible()
    assert page.locator(".pm-status").is_visible()
    page.locator(".pm-menu > summary").click()
    assert page.locator(".pm-menu nav a").first.is_visible()
    page.locator(".pm-menu > summary").click()
    page.locator(".pm-toc--fold > summary").click()
    page.locator(".pm-toc--fold a").nth(1).click()
    assert "#" in page.url
    mark = page.locator("#collect > .pm-cite")
    assert mark.get_attribute("href") == "../../../lakeside/privacy/2026-03-01/es/#collect"
    page.goto(f"{address}/lakeside/search/es/")
    parts = page.locator(".pm-hits li")
    assert parts.count() > 40
    assert parts.first.is_visible()
    context.close()


def test_a_keyboard_reaches_the_text_and_the_menu(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "lakeside/privacy/")
    page.set_viewport_size({"width": 390, "height": 800})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "pm-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.contains(document.querySelector('.pm-status'))")
    page.locator(".pm-menu > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".pm-menu nav a").first.is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".pm-menu nav a").first.is_visible()
    page.locator(".pm-menu > summary").click()
    page.mouse.click(20, 700)
    assert not page.locator(".pm-menu nav a").first.is_visible()


def test_the_words_hold_nothing_of_the_site(context: BrowserContext, address: str) -> None:
    """Numbers, anchor signs and facts of sections are not words of the policy."""
    page = opened(context, address, "mpro/privacy/")
    words = page.evaluate(
        """() => {
          const text = document.querySelector("[data-policy-text]").cloneNode(true);
          text.querySelectorAll("[data-policy-aside]").forEach(it => it.remove());
          return text.textContent;
        }"""
    )
    assert "Applies to" not in words
    assert "#" not in words
    assert "MPRO" in words
    assert not re.search(r"^\s*\d+\. ", words, re.MULTILINE)


def test_switching_language_stays_on_the_version(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "lakeside/privacy/2024-03-01/")
    page.locator(".pm-langs a[hreflang=ar]").click()
    assert page.url == f"{address}/lakeside/privacy/2024-03-01/ar/"
    assert page.evaluate("[document.documentElement.lang, document.body.dir]") == [
        "ar",
        "rtl",
    ]
    page.locator(".pm-langs a[hreflang=en]").click()
    assert page.url == f"{address}/lakeside/privacy/2024-03-01/"


@pytest.mark.parametrize("width", [WIDTHS["desktop"], WIDTHS["phone"]])
def test_what_is_no_longer_in_force_says_so_all_the_way_down(
    context: BrowserContext, address: str, width: int
) -> None:
    page = opened(context, address, "lakeside/privacy/2024-03-01/")
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("scrollTo(0, 3000)")
    page.evaluate(DRAWN)
    line = page.locator(".pm-status__now").bounding_box()
    assert line
    assert line["y"] == 0
    assert page.locator(".pm-status__now").inner_text() == "Superseded on March 1, 2026"


def test_languages_keep_the_place(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "lakeside/privacy/#share")
    page.locator(".pm-langs a[hreflang=es]").click()
    assert page.url == f"{address}/lakeside/privacy/es/#share"


def test_every_heading_and_paragraph_is_cited_at_its_dated_address(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, address, "lakeside/privacy/")
    places = page.locator("[data-policy-text] :is(h2, h3)[id], [data-policy-text] > p")
    assert places.count() > 80
    assert places.evaluate_all("all => all.every(it => it.querySelector(':scope > .pm-cite'))")
    page.locator("#who-1 > .pm-cite").focus()
    page.keyboard.press("Enter")
    panel = page.locator(".pm-citing")
    home = "https://policies.example/lakeside/privacy/2026-03-01/"
    assert panel.locator("code").inner_text() == f"{home}#who-1"
    cited = panel.locator("q").inner_text()
    assert cited.startswith("Example Lakeside Clinic, Inc., Privacy Policy, version of March 1")
    assert "§ 1, “Who we are”, paragraph 1" in cited
    assert panel.get_attribute("data-policy-aside") == ""
    page.keyboard.press("Escape")
    assert panel.count() == 0
    assert page.evaluate("document.activeElement.parentElement.id") == "who-1"


def test_the_contents_mark_the_part_that_was_gone_to(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "lakeside/privacy/")
    links = page.locator(".pm-toc--side a")
    for at in range(links.count()):
        links.nth(at).click()
        page.evaluate(DRAWN)
        marked = page.locator(".pm-toc--side [aria-current]")
        assert marked.count() == 1
        assert marked.get_attribute("href") == links.nth(at).get_attribute("href")


def test_sections_for_other_places_are_folded_by_the_address_alone(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, address, "lakeside/")
    page.locator("#pm-law + p + dl a").nth(1).click()
    assert page.url.endswith("/lakeside/privacy/?for=california,california-ccpa#california")
    assert page.locator("#california-list").is_visible()
    assert page.locator("#california-ccpa-rights").is_visible()
    assert page.locator("#texas-phi").is_visible(), "headings stay, whoever reads"
    assert not page.locator("#texas-phi-authorization").is_visible()
    page.goto(f"{page.url.split('#')[0]}#texas-phi-authorization")
    page.reload()
    assert page.locator("#texas-phi-authorization").is_visible(), "an address leads where it says"
    page.goto(f"{address}/lakeside/privacy/")
    assert page.locator(".pm-folded").count() == 0


QUERIES = yaml.safe_load((PROJECT / "tests/cases/search.yaml").read_text("utf-8"))


def test_search_finds_the_right_part_first_or_second(context: BrowserContext, address: str) -> None:
    page, wrong = context.new_page(), []
    for path, asked in QUERIES.items():
        home = f"{address}/{path.split('/')[0]}/"
        for query in asked:
            page.goto(f"{address}/{path}?q={quote(query['asks'])}")
            page.wait_for_function("document.getElementById('pm-found').dataset.done")
            links = page.locator(".pm-hits h3 a").evaluate_all("all => all.map(a => a.href)")
            best = [link.removeprefix(home) for link in links[:2]]
            if not set(best) & set(query["finds"]):
                wrong.append((path, query["asks"], best))
    assert sum(map(len, QUERIES.values())) >= 40
    assert not wrong


def test_search_loads_nothing_before_it_is_used_and_another_version_when_asked(
    context: BrowserContext, address: str
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = opened(context, address, "lakeside/privacy/2024-03-01/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url]
    page.locator(".pm-find input[name=q]").fill("recordings")
    page.keyboard.press("Enter")
    page.locator("#pm-found[data-done]").wait_for()
    page.locator("#pm-scope [value=this]").check()
    link = page.locator(".pm-hits h3 a").first
    assert "/lakeside/privacy/2024-03-01/#" in str(link.evaluate("a => a.href"))


def test_a_day_leads_to_the_version_of_that_day(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    gone = page.request.get(f"{address}/404.html").text()
    html = {"status": 404, "body": gone, "content_type": "text/html"}
    page.route("**/2023-05-05/**", lambda route: route.fulfill(**html))
    page.goto(f"{address}/lakeside/privacy/2023-05-05/es/")
    page.wait_for_url(f"{address}/lakeside/privacy/2022-09-01/es/")


def test_in_force_on_answers_any_day(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "lakeside/privacy/history/")

    def answer(day: str) -> str:
        page.locator("#on").fill(day)
        page.locator(".pm-on button").click()
        return page.locator(".pm-on output").inner_text()

    assert answer("2023-05-01") == "The version of September 1, 2022 was in force."
    assert page.url.endswith("?on=2023-05-01")
    assert page.locator(".pm-on output a").get_attribute("href") == "../2022-09-01/"
    assert page.locator(".pm-versions > li[aria-current]").get_attribute("data-no") == "3"
    assert answer("2018-05-25") == "The version of May 25, 2018 was in force."
    assert answer("2018-05-24") == (
        "Nothing was in force: the first version took effect on May 25, 2018."
    )
    assert answer("2027-06-01") == (
        "As far as is announced today, the version of January 1, 2027 will be in force."
    )
    page.goto(f"{address}/lakeside/privacy/history/ar/?on=2021-01-01")
    assert "1 يناير 2020" in page.locator(".pm-on output").inner_text()


def test_in_force_on_answers_as_it_was_known_then(context: BrowserContext, address: str) -> None:
    """As `at --known-on` does: what was sealed or withdrawn later was not known yet."""

    def answer(policy: str, day: str, known: str) -> str:
        page = opened(context, address, f"{policy}/history/?on={day}&known={known}")
        return page.locator(".pm-on output").inner_text()

    assert "January 1, 2020" in answer("lakeside/privacy", "2023-05-01", "2022-07-17")
    assert "September 1, 2022" in answer("lakeside/privacy", "2023-05-01", "2022-07-18")
    assert answer("mpro/privacy", "2023-05-01", "2026-11-21") == (
        "Nothing was published here yet on that day."
    )
    assert "January 15, 2021" in answer("mpro/privacy", "2023-05-01", "2026-11-22")


def test_in_force_on_needs_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/lakeside/privacy/history/")
    assert not page.locator(".pm-on").is_visible()
    assert "until February 29, 2024" in page.locator(".pm-versions").inner_text()
    context.close()


def test_a_comparison_is_read_aloud(context: BrowserContext, address: str) -> None:
    """A screen reader hears what a change does once, then each insertion and deletion as such."""
    page = opened(context, address, "lakeside/cookies/compare/2021-06-01/2025-06-15/")
    heard = page.locator("[data-redline]").aria_snapshot().replace("\n", " ")
    assert re.search(r"deletion: *six", heard)
    assert re.search(r"insertion: *five", heard)
    assert heard.count("1 of ") == 1


def test_paper_keeps_the_record_and_says_which_text_it_is(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, address, "lakeside/privacy/2024-03-01/")
    page.emulate_media(media="print")
    assert page.locator(".pm-status__now").is_visible()
    assert page.locator(".pm-facts").is_visible()
    text, facts = page.locator("[data-policy-text]"), page.locator(".pm-facts")
    ends = [each.bounding_box() for each in (text, facts)]
    assert ends[0]
    assert ends[1]
    assert ends[0]["y"] < ends[1]["y"]
    assert not page.locator(".pm-nav").first.is_visible()
    assert not page.locator(".pm-langs").is_visible()
    foot = page.locator('meta[name="pm-foot"]').get_attribute("content") or ""
    assert "Example Lakeside Clinic, Inc. · Privacy Policy · Superseded" in foot
    assert "https://policies.example/lakeside/privacy/2024-03-01/" in foot


def test_pages_of_right_to_left_languages_mirror(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "lakeside/privacy/ar/")
    contents = page.locator(".pm-toc--side").bounding_box()
    text = page.locator("[data-policy-text]").bounding_box()
    assert contents
    assert text
    assert contents["x"] > text["x"]
    unfold(page)
    digest = page.locator(".pm-facts a[dir=ltr]").first
    assert digest.evaluate("it => getComputedStyle(it).direction") == "ltr"
