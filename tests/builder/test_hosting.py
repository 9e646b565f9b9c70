"""`hosting/`: what hosts are told; a real nginx serves the built site by it."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from promulgate.builder.hosting import hosting
from servers import nginx

URL = "https://policies.example/"
POLICY = "default-src 'self'"
DATED = "acme/privacy/2021-01-15"
FILES = {
    "index.html": "Home.",
    "404.html": "There is no page.",
    "robots.txt": "User-agent: *",
    "feed.xml": "<feed/>",
    f"{DATED}/index.html": "Grüße.",
    f"{DATED}/policy.md": "Grüße.",
    "acme/privacy/versions.json": "{}",
    "assets/stylesheets/main.0123abcd.min.css": "a {}",
}


@pytest.fixture(params=["/", "/policies/"])
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Serve a small folder by nginx and the file that was made for it."""
    for path, text in FILES.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, "utf-8")
    made = hosting(f"https://policies.example{request.param}", {"old": f"{DATED}/"}, POLICY)
    with nginx(tmp_path, {made["nginx.conf"].decode(): tmp_path / "site"}) as port:
        yield f"http://127.0.0.1:{port}{request.param}"


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def ask(address: str) -> tuple[int, Message, str]:
    try:
        with urllib.request.build_opener(Stay).open(address, timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def test_nginx_serves_it_as_it_should_be(served: str) -> None:
    kinds = {
        "": "text/html; charset=utf-8",
        f"{DATED}/": "text/html; charset=utf-8",
        f"{DATED}/policy.md": "text/plain; charset=utf-8",
        "feed.xml": "application/xml; charset=utf-8",
        "acme/privacy/versions.json": "application/json; charset=utf-8",
        "assets/stylesheets/main.0123abcd.min.css": "text/css; charset=utf-8",
    }
    for path, kind in kinds.items():
        status, headers, words = ask(served + path)
        assert (status, headers["Content-Type"]) == (200, kind), path
        assert words == FILES[path if path and not path.endswith("/") else f"{path}index.html"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["Strict-Transport-Security"]
    assert ask(served)[1]["Cache-Control"] == "no-cache"
    for path in (f"{DATED}/", f"{DATED}/policy.md"):
        assert ask(served + path)[1]["Cache-Control"] == "public, max-age=3600, immutable"
    hashed = ask(f"{served}assets/stylesheets/main.0123abcd.min.css")
    assert hashed[1]["Cache-Control"] == "public, max-age=31536000, immutable"
    status, headers, words = ask(f"{served}acme/no/such/")
    assert (status, words) == (404, "There is no page.")
    assert headers["Cache-Control"] == "no-cache"
    base = served.partition("//")[2].partition("/")[2]
    for path in ("old", f"{DATED}"):
        status, headers, _ = ask(served + path)
        assert (status, headers["Location"]) == (301, f"/{base}{DATED}/")


def test_hosts_that_read_files_are_told_the_same() -> None:
    made = {name: data.decode() for name, data in hosting(URL, {"old": "new/"}, POLICY).items()}
    assert set(made) == {"_headers", "_redirects", "nginx.conf", "Caddyfile"}
    assert made["_redirects"].endswith("\n/old /new/ 301\n")
    headers = made["_headers"]
    assert "/:organization/:policy/:date/policy.md\n  Content-Type: text/plain; charset=utf-8" in (
        headers
    )
    assert "\tredir /old /new/ 301\n" in made["Caddyfile"]
    assert (
        "Strict-Transport"
        not in hosting("http://policies.example/", {}, POLICY)["_headers"].decode()
    )
