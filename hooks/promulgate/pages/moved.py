"""What answers at an address that a page had before: where it is now."""

from dataclasses import replace
from typing import NamedTuple

from .chrome import Chrome
from .page import Page

TEMPLATE = "moved.html"


class MovedView(NamedTuple):
    """A page that leads to `url`, an absolute address; `name` is that of the page there."""

    frame: Chrome
    name: str
    url: str


def moved(page: Page, address: str, url: str) -> Page:
    """Make what stands at `address` for `page`, which answers at `url`, an absolute address."""
    return replace(
        page,
        address=address,
        template=TEMPLATE,
        view=MovedView(page.view.frame, page.title, url),
        indexed=False,
        searchable=False,
        alternates=None,
    )
