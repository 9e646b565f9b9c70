"""The receipt: which version a digest or an address names, and what has changed since.

It is answered in the browser, from the files for programs; the site keeps no record of anybody.
"""

from typing import NamedTuple

from .. import urls
from ..i18n import ENGLISH, N_
from .chrome import Chrome, frame
from .context import Site
from .page import Page

TITLE = N_("Which version is it?")


class ReceiptView(NamedTuple):
    """A form, and the words of its answers."""

    frame: Chrome
    title: str


def page(site: Site) -> Page:
    """Make the page, which is in English like all of the site's own."""
    title = site.interface(ENGLISH).gettext(TITLE)
    view = ReceiptView(frame(site, ENGLISH, urls.RECEIPT), title)
    return Page(
        urls.RECEIPT,
        "receipt.html",
        ENGLISH,
        title,
        view,
        canonical=urls.RECEIPT,
        indexed=False,
        searchable=False,
    )
