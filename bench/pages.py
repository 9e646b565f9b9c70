"""What readers get of a built site, in a browser, against bars: `python -m bench.pages site`.

Exit with 1 where a bar is missed. Lengths are CSS pixels from the top of the page, weights gzipped
bytes of all that a browser asks for on a first visit.
"""

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, partial
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

import chromium
from conftest import serving

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
FIRST = {"desktop": 420, "phone": 560}
BOXES, WEIGHT, SEARCHED = 2, 45_000, 30_000
TEXT = re.compile(r"data-policy-text|class=\"pm-withdrawn\"")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
SEARCHING = r"search\.js|/search/"  # what no other page loads
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')

# The first words of the text, and how many surfaces other than paper stand before them.
SEEN = """() => {
  const text = document.querySelector("[data-policy-text], .pm-withdrawn");
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let node;
  while ((node = walk.nextNode()) && !node.data.trim());
  const range = document.createRange();
  range.selectNode(node);
  const paper = getComputedStyle(document.body).backgroundColor;
  const boxes = [...document.querySelectorAll("article *")].filter((it) => {
    const style = getComputedStyle(it), shown = it.getClientRects().length;
    const before = it.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
    const clear = (colour) => /, 0\\)$/.test(colour) || colour === paper;
    const filled = !clear(style.backgroundColor);
    const edge = parseFloat(style.borderInlineStartWidth);
    const framed = edge > 0 && !clear(style.borderInlineStartColor);
    return shown && before && !it.contains(text) && (filled || framed);
  });
  return [range.getBoundingClientRect().top + scrollY, boxes.length];
}"""
# Goes to each part by its link, and counts how often another one is marked then.
MARKED = """async () => {
  let wrong = 0;
  for (const link of document.querySelectorAll(".pm-toc--side a")) {
    link.click();
    await new Promise((done) => setTimeout(done, 60));
    const now = [...document.querySelectorAll(".pm-toc--side [aria-current]")];
    if (now.length !== 1 || now[0] !== link) wrong += 1;
  }
  return wrong;
}"""


class Measured(NamedTuple):
    """What was measured, how it must be, and where it was worst."""

    name: str
    value: int
    bar: int
    where: str

    @property
    def good(self) -> bool:
        return self.value <= self.bar


def measure(site: Path, browser: Browser, address: str) -> Iterator[Measured]:
    """Measure every page of a built site that is served at `address`."""
    pages = {path.parent.relative_to(site).as_posix(): path for path in site.rglob("index.html")}
    html = {name: path.read_text("utf-8") for name, path in sorted(pages.items())}
    yield from _named(html)
    texts = [name for name, words in html.items() if TEXT.search(words)]
    for size in SIZES:
        yield from _seen(browser, address, texts, size)
    page = page_of(browser, "desktop")
    yield worst("wrong marks in the contents", 0, _marked(page, address, texts))
    yield worst("first load of a policy", WEIGHT, _weights(site, browser, address, texts))
    searched = [name for name in html if re.search(r"(^|/)search(/|$)", name)]
    more = _weights(site, browser, address, searched, "?q=a", SEARCHING)
    yield worst("search, when it is used", SEARCHED, more)


def _named(html: Mapping[str, str]) -> Iterator[Measured]:
    for name, pattern in (("title", TITLE), ("description", DESCRIPTION)):
        found = {at: pattern.search(words) for at, words in html.items()}
        missing = [at for at, match in found.items() if not match]
        yield Measured(f"pages without a {name}", len(missing), 0, " ".join(missing[:3]))
        said = Counter(unescape(match[1].strip()) for match in found.values() if match)
        twice = [words for words, times in said.items() if times > 1]
        yield Measured(f"{name}s that stand twice", len(twice), 0, "; ".join(twice[:3]))


def _seen(browser: Browser, address: str, names: list[str], size: str) -> Iterator[Measured]:
    page = page_of(browser, size)
    tops, boxes = dict[str, int](), dict[str, int]()
    for name in names:
        page.goto(f"{address}/{name}/")
        top, count = page.evaluate(SEEN)
        tops[name], boxes[name] = round(top), count
    page.context.close()
    yield worst(f"first sentence, {size}", FIRST[size], tops)
    yield worst(f"boxes before it, {size}", BOXES, boxes)


def _marked(page: Page, address: str, names: list[str]) -> dict[str, int]:
    found = {}
    for name in names:
        page.goto(f"{address}/{name}/")
        found[name] = page.evaluate(MARKED)
    return found


def _weights(
    site: Path, browser: Browser, address: str, names: list[str], query: str = "", of: str = ""
) -> dict[str, int]:
    """Weigh what each page asks for on a first visit, or of that what `of` matches."""
    found = {}
    for name in names:
        page = page_of(browser, "desktop")
        asked: set[str] = set()
        page.on("request", partial(_remember, asked))
        page.goto(f"{address}/{name}/{query}")
        page.context.close()
        found[name] = sum(_weight(site, url) for url in asked if re.search(of, url))
    return found


def _remember(asked: set[str], request: Request) -> None:
    asked.add(request.url)


@cache
def _weight(site: Path, url: str) -> int:
    file = site / urlsplit(url).path.removeprefix("/")
    return len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes(), 9))


def page_of(browser: Browser, size: str) -> Page:
    width, height = SIZES[size]
    return browser.new_context(viewport={"width": width, "height": height}).new_page()


def worst(name: str, bar: int, found: Mapping[str, int]) -> Measured:
    where = max(found, key=lambda at: found[at])
    return Measured(name, found[where], bar, where)


def main(site: Path) -> int:
    """Measure a built site, and print how it holds against the bars."""
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.get(), args=chromium.FLAGS)
        found = list(measure(site, browser, address))
        browser.close()
    for each in found:
        sign = "ok " if each.good else "BAD"
        print(f"{sign} {each.name:32} {each.value:>7} (bar {each.bar}) {each.where}")
    return 0 if all(each.good for each in found) else 1


if __name__ == "__main__":
    sys.path.append("tests")
    sys.exit(main(Path(sys.argv[1])))
