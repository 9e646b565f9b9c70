"""Own domains: a shared site and two domains from one repository; no link crosses wrongly."""

import functools
import http.server
import json
import re
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from conftest import PROJECT, RECORD, VERSION, Quiet, lay_out, mkdocs, write_files
from promulgate.client import Client

CODE = str(PROJECT / "hooks")
SHARED, ACME, BETA = (
    "https://policies.example/",
    "https://privacy.acme.example/",
    "https://beta.example/legal/",
)
COOKIES = """---
title: Cookies
effective: 2021-01-15
jurisdictions: [gdpr]
cookies:
  - {name: id, provider: Acme, category: necessary, purpose: Stays, duration: P1Y, party: first}
---

See our [privacy policy](../privacy/#who), [the older one](../privacy/2021-01-15.md), the
law of [Europe](../../jurisdictions/gdpr/index.md), the [imprint](../../imprint.md)
and [a picture](map.png).

## Necessary {#necessary}
"""
IMPRINT = "---\ntitle: Imprint\n---\nOf the site.\n"


def record(name: str, url: str = "") -> str:
    text = RECORD.replace("name: Acme", f"name: {name}\n  logo: logo.svg")
    return text.replace("  language: en\n", f"  language: en\n  url: {url}\n") if url else text


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write, seal and commit the sources: Acme and Beta have domains, Gamma has none."""
    names = ("overrides", "hooks", "docs/assets")
    folder = lay_out(tmp_path_factory.mktemp("own") / "project", *names)
    shutil.copytree(PROJECT / "docs/jurisdictions/gdpr", folder / "docs/jurisdictions/gdpr")
    files = {"docs/index.md": "---\ntitle: All\n---\nAll.\n", "docs/imprint.md": IMPRINT}
    for name, url in (("acme", ACME.rstrip("/")), ("beta", BETA), ("gamma", "")):
        files[f"docs/{name}/index.md"] = record(name.title(), url)
        files[f"docs/{name}/logo.svg"] = '<svg xmlns="http://www.w3.org/2000/svg"/>'
        files[f"docs/{name}/cookies/map.png"] = "PNG"
        files[f"docs/{name}/cookies/2021-01-15.md"] = COOKIES
        files[f"docs/{name}/privacy/2021-01-15.md"] = VERSION
        newer = VERSION.replace("2021", "2022").replace("Words.", "Other [words](../cookies/).")
        more = "change: material\nsummary: Other words.\n---"
        files[f"docs/{name}/privacy/2022-01-15.md"] = newer.replace("---\n\n", f"{more}\n\n")
        files[f"docs/{name}/privacy/2022-01-15.es.md"] = (
            "---\ntitle: Privacidad\nsummary: Otras.\n---\n\nOtras [palabras](../cookies/).\n\n"
            "## Quien {#who}\n\nNosotros.\n"
        )
    files["static/CNAME"] = "policies.example"
    files["static-acme/CNAME"] = "privacy.acme.example"
    write_files(folder, {path: text.encode() for path, text in files.items()})
    done = mkdocs("seal", "--yes", cwd=folder, program="promulgate", PYTHONPATH=CODE)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def sites(project: Path) -> dict[str, Path]:
    """Build all three, one after the other, as their hosts would."""
    built = {}
    for url, name in ((SHARED, ""), (ACME, "acme"), (BETA, "beta")):
        into = project.parent / f"site-{name or 'shared'}" / "site"
        options = ["--organization", name] if name else []
        done = mkdocs(
            "site",
            *options,
            "--into",
            str(into),
            cwd=project,
            program="promulgate",
            PYTHONPATH=CODE,
        )
        assert done.returncode == 0, done.stderr
        built[url] = into
    return built


class Below(Quiet):
    """Serves a folder below a path, as the host of a domain would."""

    def __init__(self, *given: object, base: str, **named: str) -> None:
        self.base = base
        super().__init__(*given, **named)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        assert path.startswith(self.base), f"{path} is not of this site"
        return super().translate_path(path[len(self.base) - 1 :])


@contextmanager
def serving_below(folder: Path, base: str) -> Iterator[str]:
    handler = functools.partial(Below, directory=str(folder), base=base)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def ports(sites: dict[str, Path]) -> Iterator[dict[str, str]]:
    """Serve each at a port of its own; the answer says where the site of an address is."""
    with ExitStack() as stack:
        yield {
            url: stack.enter_context(serving_below(folder, urlsplit(url).path))
            for url, folder in sites.items()
        }


def get(address: str) -> tuple[str, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{address} answers {error.code}") from error


LINK = re.compile(r'(?:(?:href|src)="|content="0; url=)([^"]*)"')


def walk(start: str, ports: dict[str, str]) -> dict[str, set[str]]:
    """Follow every link of a site that stays within it; the others come by page."""
    seen: dict[str, set[str]] = {}
    waiting = [start]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        kind, data = get(page)
        seen[page] = set()
        if not kind.startswith("text/html"):
            continue
        for link in LINK.findall(data.decode()):
            found = urljoin(page, link.partition("#")[0].replace("&amp;", "&"))
            own = next(
                (f"{port}{found[len(u) :]}" for u, port in ports.items() if found.startswith(u)),
                found,
            )
            if own.startswith(start):
                waiting.append(own)
                if found != own:
                    seen[page].add(found)
            elif "://" in link or found.startswith("http://127"):
                seen[page].add(found)
    return seen


def test_no_link_of_a_domain_crosses_to_another(ports: dict[str, str]) -> None:
    for url in (ACME, BETA):
        walked = walk(ports[url], ports)
        assert len(walked) > 30
        others = {u for u in (SHARED, ACME, BETA) if u != url}
        for page, away in walked.items():
            assert not [a for a in away if any(a.startswith(o) for o in others)], page
            assert not [a for a in away if a.startswith("http://127")], "of a port of another"
    walked = walk(ports[SHARED], ports)
    home = walked[ports[SHARED]]
    assert {ACME, f"{ACME}privacy/", BETA, f"{BETA}cookies/"} <= home
    assert f"{ports[SHARED]}gamma/" in walked


def test_every_page_says_its_own_address(sites: dict[str, Path]) -> None:
    for url, folder in sites.items():
        pages = [f for f in folder.rglob("index.html") if f.parent.name != "receipt"]
        assert len(pages) > 20
        for file in pages:
            text = file.read_text("utf-8")
            address = file.parent.relative_to(folder).as_posix().removeprefix(".")
            (canonical,) = re.findall(r'rel="canonical" href="([^"]*)"', text)
            if url == SHARED and address.split("/")[0] in ("acme", "beta"):
                own = {"acme": ACME, "beta": BETA}[address.split("/")[0]]
                assert canonical.startswith(own)
                assert f'content="0; url={own}' in text
                assert "noindex" in text
            else:
                assert canonical.startswith(url)
                assert f"{url}acme/" not in text
        sitemap = (folder / "sitemap.xml").read_text("utf-8")
        listed = re.findall(r'(?:<loc>|href=")([^"<]*)', sitemap)
        assert all(a.startswith((url, "http://www.")) for a in listed), listed
        for address in listed:
            if address.startswith(url):
                assert (folder / address[len(url) :] / "index.html").is_file()


def test_files_for_programs_name_the_domain(sites: dict[str, Path], ports: dict[str, str]) -> None:
    folder = sites[ACME]
    current = json.loads((folder / "privacy/es/current.json").read_text("utf-8"))
    assert current["url"] == f"{ACME}privacy/es/"
    assert current["text"] == f"{ACME}privacy/2022-01-15/es/policy.md"
    assert current["$schema"] == f"{ACME}schemas/current.json"
    for name in (
        "policies.json",
        "accept.json",
        "privacy/versions.json",
        "privacy/timemap.link",
        "feed.xml",
        "privacy/feed.json",
        "cookies/cookies.json",
        "cookies/klaro.json",
    ):
        text = (folder / name).read_text("utf-8")
        assert SHARED not in text.replace("tag:policies.example", ""), name
        assert "/acme/privacy/2" not in text.replace("tag:policies.example,2026-11-22:acme/", ""), (
            name
        )
    page = (folder / "privacy/2022-01-15/index.html").read_text("utf-8")
    assert f"curl -s {ACME}privacy/2022-01-15/policy.md | sha256sum" in page
    embed = (folder / "privacy/embed.html").read_text("utf-8")
    assert f'rel="canonical" href="{ACME}privacy/"' in embed
    listed = json.loads((sites[SHARED] / "policies.json").read_text("utf-8"))
    assert [o["url"] for o in listed["organizations"]] == [ACME, BETA, f"{SHARED}gamma/"]
    digest = current["sha256"]
    for url in (ACME, SHARED):
        client = Client(ports[url])
        known = client.find(digest)
        assert known
        assert known[1]["version"] == "2022-01-15"
    addresses = (folder / "addresses.txt").read_text("utf-8").split()
    assert {"/", "/privacy/", "/privacy/2021-01-15/es/", "/privacy/ledger.jsonl"} <= {*addresses}
    assert not [a for a in addresses if a.startswith(("/acme", "/beta", "/gamma"))]


def test_each_is_verified_where_it_is(
    sites: dict[str, Path], ports: dict[str, str], project: Path
) -> None:
    for url, options in ((SHARED, []), (ACME, ["--organization", "acme"])):
        asked = ["verify", "--url", ports[url], *options]
        done = mkdocs(*asked, cwd=project, program="promulgate", PYTHONPATH=CODE)
        assert done.returncode == 0, done.stderr
        assert "every one as sealed" in done.stdout
    broken = sites[ACME] / "privacy/2021-01-15/policy.md"
    whole = broken.read_bytes()
    broken.write_bytes(whole + b"More.\n")
    asked = ["verify", "--url", ports[ACME], "--organization", "acme"]
    done = mkdocs(*asked, cwd=project, program="promulgate", PYTHONPATH=CODE)
    broken.write_bytes(whole)
    assert done.returncode == 1
    assert "/privacy/2021-01-15/policy.md has other words" in done.stderr


def test_hosts_are_told_of_each(sites: dict[str, Path]) -> None:
    redirects = (sites[SHARED].parent / "hosting/_redirects").read_text("utf-8")
    assert f"\n/acme/privacy/ {ACME}privacy/ 301\n" in redirects
    assert f"\n/beta/ {BETA} 301\n" in redirects
    own = (sites[BETA].parent / "hosting/nginx.conf").read_text("utf-8")
    assert "server_name beta.example;" in own
    assert "location /legal/ {" in own
    assert (sites[SHARED] / "CNAME").read_text("utf-8") == "policies.example"
    assert (sites[ACME] / "CNAME").read_text("utf-8") == "privacy.acme.example"
    assert not (sites[BETA] / "CNAME").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("amce", "ORGANIZATION names 'amce', which is none. Did you mean 'acme'?"),
        ("gamma", "docs/gamma/index.md: 'url' in 'organization' is missing."),
    ],
)
def test_what_has_no_domain_is_told(name: str, words: str, project: Path) -> None:
    done = mkdocs(
        "site", "--organization", name, cwd=project, program="promulgate", PYTHONPATH=CODE
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert not (project / "site").exists()
