"""An organization that was retired: one notice, at every address that it ever had."""

from collections.abc import Iterator

from pydantic_core import to_json

from ..editions.markdown import plain
from ..model.entities import Retired
from . import atom
from .chrome import frame
from .context import Site
from .edition_view import shown
from .own_pages import PageView
from .page import Page


def is_page(address: str) -> bool:
    return address.endswith(("/", ".html"))


def pages(site: Site, retired: Retired) -> Iterator[Page]:
    """Put the notice at every address of a page."""
    language, title = retired.text.language, retired.text.words.title
    html = site.essay(retired.text.document.path).html
    for address in filter(is_page, retired.addresses):
        intro = shown(site, html, address, language)
        view = PageView(frame(site, language, address), title, intro)
        yield Page(
            address,
            "page.html",
            site.interface(language).language,
            title,
            view,
            canonical=address,
            indexed=False,
            searchable=False,
        )


def files(site: Site, retired: Retired) -> Iterator[tuple[str, bytes]]:
    """Put the notice at every address of a file, in the form that programs expect there."""
    title, language = retired.text.words.title, retired.text.language
    words = plain(site.essay(retired.text.document.path).html).strip()
    told = {"organization": retired.id, "retired": str(retired.day), "notice": words}
    for path in retired.addresses:
        if path.endswith(".xml"):
            here, day = site.absolute(path), str(retired.day)
            yield path, atom.feed(here, language, title, title, (), day, name="")
        elif path.endswith(".json"):
            yield path, bytes(to_json(told)) + b"\n"
        elif not is_page(path):
            yield path, f"{title}\n\n{words}\n".encode()
