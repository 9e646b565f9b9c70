"""The same pages for other generators: as many, with the same words as Markdown.

A page that shows an edition, or compares two, has the words of the (newer) edition, as its
`policy.md` gives them; any other page has the words of ours as paragraphs. None of the peers has a
menu of all pages, which Promulgate has not either.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from conftest import NOON, PROJECT

from .corpus import LANGUAGES

ADDRESS = "https://peer.example/"
TEXT = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
UNSEEN = re.compile(r"<(script|style|svg).*?</\1>", re.DOTALL)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
TRANSLATED = {f"{tag}/" for tag in LANGUAGES[1:]}
VENV = PROJECT / ".venv-bench" / "bin"
PLAIN = f"""site_name: Peer
site_url: {ADDRESS}
theme: {{name: material, font: false}}
plugins: [search]
markdown_extensions: [attr_list, tables]
not_in_nav: "*"
validation: {{links: {{not_found: ignore, unrecognized_links: ignore, anchors: ignore}}}}
"""
I18N = """plugins:
  - search
  - i18n:
      docs_structure: suffix
      fallback_to_default: false
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: es, name: Español, build: true}
"""
HUGO = f"""baseURL = "{ADDRESS}"
title = "Peer"
disableKinds = ["taxonomy", "term", "RSS", "404"]
"""
BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} – {{ site.Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="{{ relURL "" }}">{{ site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ site.Title }}</footer></body></html>
"""
SINGLE = """{{ define "main" }}<nav>{{ .TableOfContents }}</nav>
<article><h1>{{ .Title }}</h1>{{ .Content }}</article>{{ end }}
"""
UNSHOWN = "---\n_build: {render: never, list: never}\n---\n"


@dataclass(frozen=True, slots=True)
class Page:
    """What goes to an address: a title, and Markdown."""

    address: str
    title: str
    words: str

    def titled(self) -> str:
        return f"# {self.title}\n\n{self.words}"

    def fronted(self) -> str:
        return f"---\ntitle: {json.dumps(self.title)}\n---\n\n{self.words}"


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator: where it takes the page of an address from, and how it is run.

    In `serve` stands {port} for the port. `missing` says why it cannot be run; `keeps` tells
    whether a build takes up what the one before it kept.
    """

    name: str
    build: tuple[str, ...]
    serve: tuple[str, ...]
    place: Callable[[str], str]
    files: Mapping[str, str]
    site: str = "site"
    text: Callable[[Page], str] = Page.titled
    missing: str = ""
    keeps: bool = False


def peers() -> Iterator[Peer]:
    """List all peers, those that cannot be run here too."""
    python = VENV / "python" if (VENV / "python").exists() else Path(sys.executable)
    mkdocs, at = (str(python), "-m", "mkdocs"), "127.0.0.1:{port}"
    config = {"mkdocs.yml": PLAIN}
    plain = Peer(
        "plain MkDocs with Material",
        build=(*mkdocs, "build", "--quiet"),
        serve=(*mkdocs, "serve", "-a", at),
        place=_plain,
        files=config,
    )
    yield plain
    yield replace(
        plain,
        name="mkdocs-static-i18n",
        place=_suffixed,
        files={"mkdocs.yml": PLAIN.replace("plugins: [search]\n", I18N)},
        missing=_missing(str(python), "-c", "import mkdocs_static_i18n"),
    )
    zensical = str(python.with_name("zensical"))
    yield Peer(
        "Zensical",
        build=(zensical, "build"),
        serve=(zensical, "serve", "-a", at),
        place=_plain,
        files=config,
        missing=_missing(zensical, "--version"),
        keeps=True,
    )
    layouts = {f"layouts/_default/{name}.html": SINGLE for name in ("single", "list")}
    yield Peer(
        "Hugo",
        build=("hugo", "--quiet"),
        serve=("hugo", "server", "--port", "{port}"),
        place=_branch,
        files={"config.toml": HUGO, "layouts/_default/baseof.html": BASE, **layouts},
        site="public",
        text=Page.fronted,
        missing=_missing("hugo", "version"),
    )


def _missing(*command: str) -> str:
    """Say why a peer cannot be run; nothing where it can."""
    try:
        code = subprocess.run(command, capture_output=True, check=False).returncode
    except OSError:
        return "not installed"
    return "not installed" if code else ""


def write(peer: Peer, found: list[Page], folder: Path) -> None:
    """Write the project of a peer."""
    files = {**peer.files, **{peer.place(page.address): peer.text(page) for page in found}}
    if peer.site == "public":  # a folder without a page of its own would get one
        tops = {page.address.split("/")[0] for page in found}
        files = {**{f"content/{top}/_index.md": UNSHOWN for top in tops if top}, **files}
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def count(site: Path) -> int:
    return sum(1 for _ in site.rglob("index.html"))


def pages(site: Path) -> Iterator[Page]:
    """Take the pages of a built site."""
    for file in sorted(site.rglob("index.html")):
        address = file.parent.relative_to(site).as_posix().removeprefix(".")
        address = f"{address}/" if address else ""
        source = _edition(site, address)
        if source.is_file():
            front, _, words = source.read_text("utf-8").partition("\n---\n\n")
            title = next(line for line in front.splitlines() if line.startswith("title: "))
            yield Page(address, json.loads(title.removeprefix("title: ")), words)
        else:
            yield Page(address, "Page", _words(file.read_text("utf-8")))


def _edition(site: Path, address: str) -> Path:
    """Find the words of the edition that a page shows; the path leads nowhere if it shows none."""
    plain, tag = _divided(address)
    match plain.strip("/").split("/"):
        case [organization, policy]:
            home = site / organization / policy
            days = sorted(folder.name for folder in home.glob("????-??-??"))
            day = next((d for d in reversed(days) if d <= str(NOON.date())), "none")
        case [organization, policy, day] if DAY.fullmatch(day):
            home = site / organization / policy
        case [organization, policy, "compare", _, day]:
            home = site / organization / policy
            if day == "latest":
                return _edition(site, f"{organization}/{policy}/{tag}")
        case _:
            return site / "none"
    return home / day / tag / "policy.md"


def _words(page: str) -> str:
    found = TEXT.search(page)
    said = UNSEEN.sub("", found[1] if found else "")
    lines = [unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in said.splitlines()]
    return "\n\n".join(line for line in lines if line)


def _divided(address: str) -> tuple[str, str]:
    """Take the language off an address."""
    tag = next((tag for tag in TRANSLATED if f"/{address}".endswith(f"/{tag}")), "")
    return address.removesuffix(tag), tag


def _plain(address: str) -> str:
    return f"docs/{address}index.md"


def _suffixed(address: str) -> str:
    plain, tag = _divided(address)
    return f"docs/{plain}index.{tag.strip('/')}.md" if tag else f"docs/{plain}index.md"


def _branch(address: str) -> str:
    """Find the place in Hugo: a folder with an index takes no further pages below it."""
    if address.count("/") < 2:
        return f"content/{address}_index.md"
    return f"content/{address.removesuffix('/')}.md"
