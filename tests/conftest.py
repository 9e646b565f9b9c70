"""What several tests need: a library made of words, the built site, a server, a real browser."""

import compileall
import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

import chromium
from promulgate.builder.plan import plan_organizations, plan_shared
from promulgate.checks.check import check
from promulgate.cli.folder import Folder
from promulgate.cli.seal import propose
from promulgate.clock import Moment
from promulgate.editions.publication import publish_on
from promulgate.editions.render import Editions, render
from promulgate.i18n import interfaces
from promulgate.ledger.apart import commit, words_path
from promulgate.ledger.events import LedgerEvent
from promulgate.memo import Memo
from promulgate.model.entities import Library
from promulgate.model.load import load
from promulgate.pages.addresses import old_addresses_clash, promised
from promulgate.pages.context import Site
from promulgate.pages.domains import domains
from promulgate.pages.page import Page
from promulgate.pages.reader import NamedLink
from promulgate.problems import Problem
from promulgate.sources.scan import Sources, read_catalogs, read_sources
from promulgate.urls import ADDRESSES

PROJECT = Path(__file__).parent.parent
SHARE = 4  # of the examples of a law, `make test` takes one in so many
LOCALES = PROJECT / "hooks" / "promulgate" / "locales"
CATALOGS = read_catalogs(LOCALES)
# 22 November 2026, 12:00 UTC: a version is in force, one is announced.
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
EPOCH = str(int(NOON.timestamp()))
# Nothing of the caller's clock, day, language or settings reaches a command that a test starts.
HIDDEN = {"PROMULGATE_CACHE", "PROMULGATE_DATE", "ORGANIZATIONS", "PYTHONDONTWRITEBYTECODE"}
VARIABLES = {
    **{name: value for name, value in os.environ.items() if name not in HIDDEN},
    "SOURCE_DATE_EPOCH": EPOCH,
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
}

SAMPLES = PROJECT / "docs/lakeside"
SAMPLED = {"site", "plan", "copy", "address"}  # fixtures that are made from the samples
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


# --- how much is tested ---


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="repeat what is repeated in full")


def pytest_configure(config: pytest.Config) -> None:
    """Set how many texts a law is held for; compile modules once, for all copies of the project."""
    # How fast a machine is says nothing about what holds.
    law = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("long", law)
    settings.register_profile("law", law, max_examples=law.max_examples // SHARE)
    settings.load_profile("long" if config.getoption("--all") else "law")
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(PROJECT / "hooks", quiet=2)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reads the organizations of docs/; where those were deleted, skip it."""
    for item in items:
        if SAMPLED & {*getattr(item, "fixturenames", ())}:
            item.add_marker(pytest.mark.samples)
        if not SAMPLES.is_dir() and item.get_closest_marker("samples"):
            item.add_marker(pytest.mark.skip(reason="the samples in docs/ were deleted"))


def share(whole: int) -> int:
    """Say how much of a repetition to do: all under `--all`, else one in SHARE."""
    return whole if settings.get_current_profile_name() == "long" else whole // SHARE


# --- a library made of words ---


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
    embeds: Mapping[str, Page]


def prepare(
    sources: Sources,
    moment: Moment,
    url: str,
    preview: bool = False,
    memo: Memo | None = None,
    root: str = "",
) -> tuple[Planned | None, list[Problem]]:
    """Take sources through all stages in one go; no plan where a rule is broken.

    With a memo, what was found out for it before is not found out again, as from build to build.
    """
    memo = memo or Memo()
    languages, problems = interfaces(sources.catalogs, memo)
    library, found = load(sources.docs, memo)
    problems += found
    if library is None:
        return None, sorted(problems)
    editions = render(library, memo)
    problems = sorted({*problems, *check(library, editions, languages.by_tag, memo)})
    if any(not problem.advice for problem in problems):
        return None, problems
    publication = publish_on(moment, library, editions, memo, preview)
    if clashing := old_addresses_clash(publication, library):
        return None, sorted([*problems, *clashing])
    places = domains(url, library.organizations.values(), root, preview)
    site = Site(publication, languages, places, memo)
    own = plan_organizations(site, library)
    shared = plan_shared(site, library, own.summaries)
    pages, files = {**shared.pages, **own.pages}, {**own.files, **shared.files}
    kept = own.kept | shared.kept
    lasting = promised(
        [*pages, *own.embeds, *files, *(path.removeprefix("docs/") for path in kept)]
    )
    files[ADDRESSES] = lasting
    planned = Planned(
        site, library, editions, pages, files, kept, own.notes, own.drafts, own.embeds
    )
    return planned, problems


def small(files: Mapping[str, str]) -> dict[str, bytes | None]:
    """Make the sources of a small site: a home page, Acme, and these files below docs/."""
    given = {f"docs/{path}": text.encode() for path, text in files.items()}
    base = {"docs/index.md": HOME.encode(), "docs/acme/index.md": RECORD.encode()}
    return {**base, **given}


def write_files(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files by path below a folder."""
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data or b"")


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
    ledgers: dict[str, bytes | None] = {}
    for path, new in events.items():
        ledgers |= committed(docs, path, new)
    return {**docs, **ledgers}


def committed(
    docs: Mapping[str, bytes | None], path: str, events: Iterable[LedgerEvent]
) -> dict[str, bytes]:
    """Write events into the ledger at `path` and their words apart, with salt that is the same."""
    apart = words_path(path)
    made = commit(docs.get(path) or b"", docs.get(apart) or b"", events, lambda size: "00" * size)
    return dict(zip((path, apart), made, strict=True))


def prepared(
    docs: Mapping[str, bytes | None],
    now: datetime = NOON,
    preview: bool = False,
    memo: Memo | None = None,
) -> tuple[Planned | None, list[Problem]]:
    """Plan what the folder holds, with the catalogs of the project."""
    return prepare(Sources(docs, CATALOGS), Moment(now), URL, preview, memo)


def planned(files: Mapping[str, str], now: datetime = NOON) -> tuple[Planned | None, list[Problem]]:
    """Plan a small site in which all is sealed."""
    return prepared(sealed(small(files), now), now)


def good(files: Mapping[str, str], now: datetime = NOON) -> Planned:
    """Plan a small site in which nothing is wrong and all is sealed."""
    plan, problems = planned(files, now)
    assert not problems, "\n".join(map(str, problems))
    assert plan
    return plan


def fill(docs: Path) -> None:
    """Fill every gap of a new site's drafts, as an editor would."""
    for file in docs.glob("*/**/*.md"):
        if "jurisdictions" not in file.relative_to(docs).parts:
            words = re.sub(r"\[insert[^]]*\]", "Words of Acme.", file.read_text("utf-8"))
            words = re.sub(r"\S+@example\.invalid", "privacy@acme.example", words)
            file.write_text(words, "utf-8")


def mkdocs(
    *arguments: str, cwd: Path = PROJECT, program: str = "mkdocs", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the real command line."""
    command = [sys.executable, "-m", program, *arguments]
    return subprocess.run(
        command,
        cwd=cwd,
        env={**VARIABLES, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def lay_out(folder: Path, *names: str) -> Path:
    """Copy these folders of the project into `folder`, with its configuration and compiled code."""
    for name in names:
        shutil.copytree(PROJECT / name, folder / name)
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the project's own site, strictly and quietly, on 22 November 2026; once for all."""
    base = tmp_path_factory.getbasetemp()
    # Several processes have a folder each, in one that is theirs together.
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            arguments = ("--strict", "--quiet", "--site-dir", f"{folder}.new")
            done = mkdocs("build", *arguments, PROMULGATE_CACHE=f"{folder}.cache")
            assert done.returncode == 0, done.stderr
            assert done.stderr == "", "a strict build is quiet"
            Path(f"{folder}.new").rename(folder)
    return folder


@pytest.fixture(scope="session")
def plan() -> Planned:
    """Plan the project's own site on 22 November 2026."""
    found, problems = prepared(read_sources(PROJECT / "docs"))
    assert not problems, "\n".join(map(str, problems))
    assert found
    return found


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """Copy the project, with what its build kept, so that a test may spoil it."""
    folder = lay_out(tmp_path / "project", "docs", "hooks", "overrides")
    shutil.copytree(f"{site}.cache", folder / ".cache")
    return folder


# --- a browser ---
# Servers and browsers bring threads, beside which nothing forks: they end with the module.


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder from a real HTTP server; the address ends without a slash."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a real Chromium, Chrome or Edge; without one, skip, but never in CI."""
    program = chromium.find()
    if not program:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(chromium.NONE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=chromium.FLAGS)
        yield started
        started.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once that there was no browser."""
    skipped = terminalreporter.stats.get("skipped", [])
    if without := sum(chromium.NONE in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(f"{chromium.NONE} {without} tests in one were skipped.")
