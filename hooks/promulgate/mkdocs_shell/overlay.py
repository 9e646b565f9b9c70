"""What an editor sees on top of every page under `serve`: problems, drafts, and which day it is.

It is put into pages as they are served. So a mistake changes no page, and no page is made anew
because a draft begins elsewhere.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig

from ..builder.csp import with_policy
from ..problems import summary
from .state import State

LOCAL = {"localhost", "127.0.0.1", "[::1]"}
ARTICLE = re.compile(rb"<article[^>]*>")

Answer = Iterable[bytes]
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
        shown = panel(str(environ.get("PATH_INFO", ""))).encode()
        if shown and (article := ARTICLE.search(page)):
            page = page[: article.end()] + shown + page[article.end() :]
        page = with_policy(page.decode()).encode()  # MkDocs has put in the script that reloads
        kept = [(n, v) for n, v in headers if n.lower() != "content-length"]
        start(status, [*kept, ("Content-Length", str(len(page)))])
        return [page]

    return serve


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


def make_panel(
    environment: Environment, config: MkDocsConfig, state: State
) -> Callable[[str], str]:
    """Say on top of each page what only editors see: problems, drafts, and another day."""
    template = environment.get_template("partials/pm/panel.html")
    root = urlsplit(str(config.site_url)).path
    environment.auto_reload = False  # templates that are broken later break no page
    drafts = {each.name: each.drafts for each in state.artifacts}
    day = state.good.builder.settings.moment.day if state.good else None

    def panel(path: str) -> str:
        found = state.problems
        wrong = {"head": summary(found), "list": found} if found else None
        organization = path.removeprefix(root).split("/")[0]
        return template.render(
            state.english,
            problems=wrong,
            drafts=drafts.get(organization, ()),
            travelled=day,
            root=root,
        )

    panel("")  # all templates that it takes are read now
    return panel
