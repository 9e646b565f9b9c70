"""Pictures of the built site for README.md: `make pictures`."""

import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

import chromium
from conftest import PROJECT, serving

FOLDER = PROJECT / ".github" / "pictures"
Scheme = Literal["light", "dark"]
# name: address, width, height, scheme
SHOTS: dict[str, tuple[str, int, int, Scheme]] = {
    "home": ("", 1280, 900, "light"),
    "policy": ("lakeside/privacy/", 1280, 1000, "light"),
    "superseded": ("lakeside/privacy/2024-03-01/", 1280, 900, "light"),
    "history": ("lakeside/privacy/history/", 1280, 1000, "light"),
    "dark": ("mpro/privacy/", 1280, 900, "dark"),
    "arabic": ("lakeside/privacy/ar/", 1280, 1000, "light"),
    "register": ("lakeside/cookies/", 390, 1400, "light"),
    "phone": ("lakeside/privacy/", 390, 1400, "light"),
    "phone-dark": ("lakeside/privacy/history/ar/", 390, 1400, "dark"),
    "jurisdiction": ("jurisdictions/texas-phi/", 1280, 1000, "light"),
}


def main(site: Path) -> None:
    """Take every picture of the site that was built into `site`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serving(site) as address, sync_playwright() as playwright:
        flags = [*chromium.FLAGS, "--hide-scrollbars"]
        browser = playwright.chromium.launch(executable_path=chromium.get(), args=flags)
        for name in SHOTS:
            _shoot(browser, f"{address}/", name)
        browser.close()


def _shoot(browser: Browser, home: str, name: str) -> None:
    address, width, height, scheme = SHOTS[name]
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(home + address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
