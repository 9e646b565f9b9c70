"""What readers get of comparisons, in a browser, against bars: `python -m bench.comparisons site`.

Exit with 1 where a bar is missed. Lengths are CSS pixels from the top of the page.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import chromium
from conftest import serving

from .pages import SIZES, Measured, page_of, worst

WORDS = {"desktop": 700, "phone": 900}
REDLINE = {"desktop": 1100, "phone": 1400}
CUES, CHANGES = 80, 36  # so many may be read aloud where so much changed
TOP = """(selector) => {
  const found = [...document.querySelectorAll(selector)].find((it) => it.getClientRects().length);
  return found ? found.getBoundingClientRect().top + scrollY : -1;
}"""
COUNT = """() => [
  document.querySelectorAll("[data-redline] [data-redline-cue]").length,
  document.querySelectorAll("[data-redline] [data-op][id]").length,
]"""


def measure(site: Path, browser: Browser, address: str) -> Iterator[Measured]:
    """Measure every comparison of a built site that is served at `address`."""
    files = sorted(site.glob("*/*/compare/**/index.html"))
    names = [
        file.parent.relative_to(site).as_posix()
        for file in files
        if b"data-op" in file.read_bytes()
    ]
    cues = dict[str, int]()
    for size in SIZES:
        page = page_of(browser, size)
        first, redlines = dict[str, int](), dict[str, int]()
        for name in names:
            page.goto(f"{address}/{name}/")
            first[name] = round(page.evaluate(TOP, ".pm-changes :is(ins, del, .pm-quiet)"))
            redlines[name] = round(page.evaluate(TOP, "[data-redline]"))
            read, changes = page.evaluate(COUNT)
            cues[name] = round(read * CHANGES / max(changes, CHANGES))
        page.context.close()
        yield worst(f"first changed words, {size}", WORDS[size], first)
        yield worst(f"redline, {size}", REDLINE[size], redlines)
    yield worst(f"cues for {CHANGES} changes", CUES, cues)


def main(site: Path) -> int:
    """Print what was measured; 1 where a bar is missed."""
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        found = list(measure(site, browser, address))
        browser.close()
    for each in found:
        sign = "ok " if each.good else "BAD"
        print(f"{sign} {each.name:32} {each.value:>7} (bar {each.bar}) {each.where}")
    return int(not all(each.good for each in found))


if __name__ == "__main__":
    sys.path.append("tests")
    sys.exit(main(Path(sys.argv[1])))
