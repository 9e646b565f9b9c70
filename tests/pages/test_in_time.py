"""Texts in time for programs: TimeMaps, links between versions, texts to embed."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin

import html5lib
import pytest
from playwright.sync_api import Browser

from conftest import URL, Planned

INVERSE = {"predecessor-version": "successor-version", "successor-version": "predecessor-version"}
LINE = re.compile(r'<([^>]+)>; rel="([^"]+)"(?:; (?:type|datetime)="([^"]+)")?,?')


def head_links(site: Path, address: str) -> list[tuple[str, str]]:
    """List the links in the head of a page, by relation and address."""
    text = (site / address / "index.html").read_text("utf-8")
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    return [
        (str(it.get("rel")), urljoin(f"https://x.invalid/{address}", str(it.get("href"))))
        for it in tree.find("head").findall("link")
    ]


def test_a_timemap_lists_what_was_in_force(plan: Planned) -> None:
    text = plan.files["lakeside/privacy/es/timemap.link"].decode()
    lines = [LINE.fullmatch(line) for line in text.splitlines()]
    assert all(lines)
    found = [line.groups() for line in lines if line]
    assert found[0][:2] == (f"{URL}lakeside/privacy/es/", "original")
    assert found[1][:2] == (f"{URL}lakeside/privacy/es/timemap.link", "self")
    mementos = {link: parsedate_to_datetime(str(when)) for link, rel, when in found[2:]}
    assert {rel for _, rel, _ in found[2:]} == {"memento"}
    days = ["2018-05-25", "2020-01-01", "2022-09-01", "2024-03-01", "2026-03-01"]
    assert list(mementos) == [f"{URL}lakeside/privacy/{day}/es/" for day in days]
    assert mementos[f"{URL}lakeside/privacy/2026-03-01/es/"] == datetime(2026, 3, 1, 5, tzinfo=UTC)
    assert all(link.removeprefix(URL) in plan.pages for link in mementos)


def test_links_between_versions_are_mutually_inverse(site: Path, plan: Planned) -> None:
    links = {
        f"https://x.invalid/{address}": head_links(site, address)
        for address, page in plan.pages.items()
        if page.template == "policy.html"
    }
    seen = 0
    for address, found in links.items():
        for rel, target in found:
            if rel in INVERSE:
                assert (INVERSE[rel], address) in links[target], f"{address} {rel} {target}"
                seen += 1
            if rel in ("latest-version", "version-history", "privacy-policy"):
                assert target.removeprefix("https://x.invalid/") in plan.pages
            if rel == "timemap":
                assert target.removeprefix("https://x.invalid/") in plan.files
    assert seen > 20


def test_an_embedded_text_is_the_text_alone(site: Path, plan: Planned) -> None:
    for address, page in plan.embeds.items():
        text = (site / address).read_text("utf-8")
        assert "<script" not in text
        assert "headerlink" not in text
        assert text.count("data-policy-text") == (1 if page.view.reading else 0)
        if record := page.view.record:
            assert record.permanent in text
        for href in re.findall(r'<a ([^>]*href="[^#"][^>]*)>', text):
            assert 'target="_parent"' in href or "pm-law__who" in text, address


@pytest.mark.parametrize("path", ["lakeside/privacy/", "lakeside/cookies/ar/"])
def test_a_frame_shows_the_words_of_the_page(browser: Browser, address: str, path: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}/{path}")
    drop = "it => { for (const x of it.querySelectorAll('[data-policy-aside]')) x.remove() }"
    texts = page.locator("[data-policy-text]")
    texts.evaluate(drop)
    words = texts.inner_text().split()
    page.set_content(f'<iframe src="{address}/{path}embed.html"></iframe>')
    frame = page.frame_locator("iframe").locator("[data-policy-text]")
    frame.evaluate(drop)
    assert sorted(frame.inner_text().split()) == sorted(words)
