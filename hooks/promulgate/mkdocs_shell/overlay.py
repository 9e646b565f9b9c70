"""What an editor sees on top of every page under `serve`: problems, drafts, and which day it is.

It is put into pages as they are served. So a mistake changes no page, and no page is made anew
because a draft begins elsewhere.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import sha256
from typing import Any, Protocol
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig

from ..builder.csp import with_policy
from ..builder.sync import Outgoing
from ..pages.domains import climb
from ..problems import summary
from .state import State

LOCAL = {"localhost", "127.0.0.1", "[::1]"}
ARTICLE = re.compile(rb"<article[^>]*>")

Answer = Iterable[bytes]


class Panel(Protocol):
    """Gives what stands on top of the page at a path; `up` is the way to the root of the site."""

    def __call__(self, path: str, up: str = ...) -> str: ...


Application = Callable[[dict[str, Any], Callable[..., Any]], Answer]


def with_panel(application: Application, panel: Callable[[str], str]) -> Application:
    """Serve pages with what `panel` gives for their addresses, at the beginning of the article."""

    def serve(environ: dict[str, Any], start: Callable[..., Any]) -> Answer:
        told: list[Any] = []
        answer = application(environ, lambda *given: told.extend(given))
        status, headers = told[0], list(told[1])
        if not any(n.lower() == "content-type" and "html" in v for n, v in headers):
            start(status, headers)
            return answer
        page = b"".join(answer)
        if (close := getattr(answer, "close", None)) is not None:
            close()
        page = _with(page, panel(str(environ.get("PATH_INFO", ""))))
        page = with_policy(page.decode()).encode()  # MkDocs has put in the script that reloads
        kept = [(n, v) for n, v in headers if n.lower() != "content-length"]
        start(status, [*kept, ("Content-Length", str(len(page)))])
        return [page]

    return serve


def with_panels(
    files: Mapping[str, Outgoing], panel: Callable[[str, str], str]
) -> dict[str, Outgoing]:
    """Put into each page of a folder for partners what `panel` gives for it.

    Its links lead on wherever the folder lies.
    """

    def shown(path: str, read: Callable[[], bytes]) -> bytes:
        return _with(read(), panel(f"/{path.removesuffix('index.html')}", climb(path)))

    found = dict(files)
    for path, (_, read) in files.items():
        if path.endswith(".html"):
            page = shown(path, read)
            found[path] = sha256(page).hexdigest(), partial(bytes, page)
    return found


def _with(page: bytes, shown: str) -> bytes:
    article = ARTICLE.search(page) if shown else None
    if article is None:
        return page
    return page[: article.end()] + shown.encode() + page[article.end() :]


def with_host(application: Application, configured: str) -> Application:
    """Answer who asks for this machine by its own name, and nobody else.

    A page from elsewhere may have its name lead here, and would read drafts.
    """
    known = {*LOCAL, configured.lower()} - {"0.0.0.0", "::", "[::]", ""}

    def serve(environ: dict[str, Any], start: Callable[..., Any]) -> Answer:
        host = str(environ.get("HTTP_HOST", "")).lower()
        name = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
        if name in known:
            return application(environ, start)
        start("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
        words = f"This preview answers at {' and '.join(sorted(known))} only: it shows drafts.\n"
        return [words.encode()]

    return serve


def make_panel(environment: Environment, config: MkDocsConfig, state: State) -> Panel:
    """Say on top of each page what only editors see: problems, drafts, and another day."""
    template = environment.get_template("partials/pm/panel.html")
    root = urlsplit(str(config.site_url)).path
    environment.auto_reload = False  # templates that are broken later break no page
    drafts = {each.name: each.drafts for each in state.artifacts}
    day = state.good.builder.settings.moment.day if state.good else None

    def panel(path: str, up: str = root) -> str:
        found = state.problems
        wrong = {"head": summary(found), "list": found} if found else None
        organization = path.removeprefix(root if up == root else "/").split("/")[0]
        listed = drafts.get(organization, ())
        if up != root and not organization:
            listed = tuple(draft for each in drafts.values() for draft in each)
        return template.render(
            state.english,
            problems=wrong,
            drafts=listed,
            travelled=day,
            root=up,
        )

    panel("")  # all templates that it takes are read now
    return panel
