"""What the sitemap says of a page."""

from collections.abc import Mapping
from typing import NamedTuple

from .page import Page


class Listing(NamedTuple):
    """A page that search engines may keep, with the same page in other languages."""

    canonical: str
    updated: str | None
    alternates: Mapping[str, str]


def listing(page: Page) -> Listing | None:
    """Say of a page what the sitemap says; None where it is not listed."""
    if not page.indexed or page.address != page.canonical:
        return None
    updated = str(page.updated) if page.updated else None
    return Listing(page.canonical, updated, page.alternates or {})
