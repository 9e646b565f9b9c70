"""What several tests need: a library made of words, the built site, a server, a real browser."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from promulgate.builder.inventory import promised
from promulgate.builder.plan import plan_organizations, plan_shared
from promulgate.checks.check import check
from promulgate.cli.folder import Folder
from promulgate.cli.seal import propose
from promulgate.clock import Moment
from promulgate.editions.publication import publish_on
from promulgate.editions.render import Editions, render
from promulgate.i18n import interfaces
from promulgate.ledger.chain import append
from promulgate.memo import Memo
from promulgate.model.entities import Library
from promulgate.model.load import load
from promulgate.pages.context import Site
from promulgate.pages.page import Page
from promulgate.pages.reader import NamedLink
from promulgate.problems import Problem
from promulgate.sources.scan import Sources, read_catalogs
from promulgate.urls import ADDRESSES, FEED

# How fast a machine is says nothing about what holds.
settings.register_profile("law", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("law")

PROJECT = Path(__file__).parent.parent
LOCALES = PROJECT / "hooks" / "promulgate" / "locales"
CATALOGS = read_catalogs(LOCALES)
# 22 November 2026, 12:00 UTC: a version is in force, one is announced.
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
EPOCH = str(int(NOON.timestamp()))
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"

URL = "https://policies.example/"
HOME = "---\ntitle: Home\n---\nHello.\n"
RECORD = """---
organization:
  name: Acme
  language: en
  languages: [en, es]
  timezone: America/Detroit
  contact: {email: privacy@acme.example}
---
Acme.
"""
VERSION = "---\ntitle: Privacy\neffective: 2021-01-15\n---\n\nWords.\n\n## Who {#who}\n\nWe.\n"
JURISDICTION = """---
title: Texas
jurisdiction:
  name: Texas
  protects: People.
  law: [{cite: Chapter 181}]
  disclosures: [{id: tx-01, asks: Tell., cite: § 1, level: must}]
---
About it.
"""
SECTION = """---
title: Texas part
effective: 2012-09-01
applies_to: Residents of Texas
law: [{cite: Chapter 181}]
---
Text for {{ organization.name }}.
"""


def cases(name: str) -> list[object]:
    """Read golden cases; each has a name."""
    found = yaml.safe_load((Path(__file__).parent / "cases" / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found]


class Planned(NamedTuple):
    """A whole site in one plan: what organizations publish, and what they share."""

    site: Site
    library: Library
    editions: Editions
    pages: Mapping[str, Page]
    files: Mapping[str, bytes]
    kept: frozenset[str]
    notes: tuple[str, ...]
    drafts: tuple[NamedLink, ...]


def prepare(
    sources: Sources, moment: Moment, url: str, preview: bool = False
) -> tuple[Planned | None, list[Problem]]:
    """Take sources through all stages in one go; no plan where a rule is broken."""
    memo = Memo()
    languages, problems = interfaces(sources.catalogs, memo)
    library, found = load(sources.docs, memo)
    problems += found
    if library is None:
        return None, sorted(problems)
    editions = render(library, memo)
    problems = sorted({*problems, *check(library, editions, languages.by_tag)})
    if any(not problem.advice for problem in problems):
        return None, problems
    publication = publish_on(moment, library, editions, memo, preview)
    site = Site(publication, languages, url, memo)
    own = plan_organizations(site, library)
    feeds = {name: own.files[f"{name}/{FEED}"] for name in library.organizations}
    shared = plan_shared(site, library, own.summaries, feeds)
    pages, files = {**shared.pages, **own.pages}, {**own.files, **shared.files}
    kept = own.kept | shared.kept
    lasting = promised([*pages, *files, *(path.removeprefix("docs/") for path in kept)])
    files[ADDRESSES] = lasting
    planned = Planned(site, library, editions, pages, files, kept, own.notes, own.drafts)
    return planned, problems


def small(files: Mapping[str, str]) -> dict[str, bytes | None]:
    """Make the sources of a small site: a home page, Acme, and these files below docs/."""
    given = {f"docs/{path}": text.encode() for path, text in files.items()}
    base = {"docs/index.md": HOME.encode(), "docs/acme/index.md": RECORD.encode()}
    return {**base, **given}


def sealed(
    docs: Mapping[str, bytes | None], now: datetime = NOON, what: Sequence[str] = ()
) -> dict[str, bytes | None]:
    """Add the ledgers that `seal` would write at `now`; drafts that have problems stay drafts."""
    memo = Memo()
    folder = Folder(Path("docs"), Sources(docs, CATALOGS), Moment(now), memo)
    if folder.fatal:
        return dict(docs)
    folder.__dict__["problems"] = []  # advice stops nobody here
    events = propose(folder, what).events
    return {**docs, **{path: append(docs.get(path) or b"", new) for path, new in events.items()}}


def prepared(
    docs: Mapping[str, bytes | None], now: datetime = NOON, preview: bool = False
) -> tuple[Planned | None, list[Problem]]:
    """Plan what the folder holds, with the catalogs of the project."""
    return prepare(Sources(docs, CATALOGS), Moment(now), URL, preview)


def planned(files: Mapping[str, str], now: datetime = NOON) -> tuple[Planned | None, list[Problem]]:
    """Plan a small site in which all is sealed."""
    return prepared(sealed(small(files), now), now)


def good(files: Mapping[str, str], now: datetime = NOON) -> Planned:
    """Plan a small site in which nothing is wrong and all is sealed."""
    plan, problems = planned(files, now)
    assert not problems, "\n".join(map(str, problems))
    assert plan
    return plan


def mkdocs(
    *arguments: str, cwd: Path = PROJECT, program: str = "mkdocs", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the real command line; nothing of the caller's clock or language reaches it."""
    variables = {
        **os.environ,
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        **environment,
    }
    command = [sys.executable, "-m", program, *arguments]
    return subprocess.run(
        command, cwd=cwd, env=variables, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the project's own site, strictly and quietly, on 22 November 2026."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = mkdocs("build", "--strict", "--quiet", "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", "a strict build is quiet"
    return folder


@pytest.fixture(scope="session")
def plan() -> Planned:
    """Plan the project's own site on 22 November 2026."""
    from promulgate.sources.scan import read_sources

    found, problems = prepared(read_sources(PROJECT / "docs"))
    assert not problems, "\n".join(map(str, problems))
    assert found
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the project, so that a test may spoil it."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(PROJECT / name, folder / name)
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the built site from a real HTTP server; the address ends without a slash."""
    handler = functools.partial(Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a real Chromium: Debian's, or the one that CHROMIUM names."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield started
        started.close()
