"""What stands around a text: archive banners, navigation, headers and footers, instructions."""

import re
from typing import TYPE_CHECKING

from ..tree import Tree, drop, squeezed, text_of, tokens

if TYPE_CHECKING:
    from bs4 import Tag

BANNERS = (
    "#wm-ipp-base, #wm-ipp, #wm-ipp-print, #wm-ipp-inside, #donato, #wm-disclaim-banner, "
    "#wm-capresources, #HEADER[style*='archive'], #hashtags-archive-is"
)
AROUND = (
    "nav, [role=navigation], [role=banner], [role=contentinfo], [role=search], form, button, "
    "select, input, textarea, iframe, dialog, [role=dialog], [aria-hidden=true], [hidden], "
    "header, footer, aside, [role=complementary], .skip-link, .visually-hidden, "
    ".screen-reader-text, .sr-only"
)
NAMED = re.compile(
    r"^(?:site-?|page-?|global-?|main-?|top-?)?(?:nav(?:bar|igation)?|menu|sidebar|breadcrumbs?|"
    r"footer|cookie-?(?:banner|notice|consent)|share|social(?:-links)?|toolbar|skip-?nav)$",
    re.IGNORECASE,
)
MAIN = "main, [role=main], article, #content, #main, #main-content, .entry-content, .post-content"
TITLED = 40  # words of a header that holds the title, and no navigation to speak of
MOST = 0.5  # of the words of a page that what is called its main part must hold


def instructions(tree: Tree) -> None:
    """Mark what a generator of pages would have carried out or filled in."""
    for tag in tree.select("[data-instruction]"):
        drop(tree, tag, "an instruction for the generator of the source")
    for tag in tree.select("[data-running]"):
        drop(tree, tag, "a header, footer or number of a page")


def banners(tree: Tree) -> None:
    """Mark what an archive has put on its copy."""
    for tag in tree.select(BANNERS):
        _drop(tree, tag, "a banner of the archive")


def outside(tree: Tree) -> None:
    """Mark what stands around the text of a page; a fragment has nothing around it."""
    body = tree.body
    if body is None:
        return
    for tag in body.select(AROUND):
        if tag.name in ("aside", "form", "header", "footer") and _holds_most(tag, body):
            continue
        if tag.name in ("header", "footer") and tag.find_parent(("article", "main", "blockquote")):
            continue
        if tag.name == "header" and tag.find("h1") and len(tokens(text_of(tag))) < TITLED:
            continue
        _drop(tree, tag, "navigation, or what stands around the text")
    for tag in body.find_all(("div", "ul", "section", "p", "table", "footer", "header")):
        names = [*_list(tag.get("class")), *_list(tag.get("id"))]
        if any(NAMED.match(name) for name in names) and not _holds_most(tag, body):
            _drop(tree, tag, "navigation, or what stands around the text")
    main = next((tag for tag in body.select(MAIN) if _holds_most(tag, body)), None)
    while main is not None and main is not body and main.parent is not None:
        for sibling in [*main.previous_siblings, *main.next_siblings]:
            if str(getattr(sibling, "name", "")) != "del" and sibling.get_text().strip():
                titled = getattr(sibling, "name", "") in ("h1", "header") and sibling in [
                    *main.previous_siblings
                ]
                if not titled:
                    drop(tree, sibling, "outside the main part of the page")
        main = main.parent


def _drop(tree: Tree, tag: "Tag", why: str) -> None:
    if tag.find_parent("del") is None and squeezed(text_of(tag)):
        drop(tree, tag, why)


def _holds_most(tag: "Tag", body: "Tag") -> bool:
    kept = [t for t in body.find_all(string=True) if not t.find_parent("del")]
    whole = sum(len(t.strip()) for t in kept)
    return len("".join(text_of(tag).split())) > MOST * 0.9 * whole


def _list(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []
