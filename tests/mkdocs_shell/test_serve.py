"""`mkdocs serve`: the last good site stays up, and says what is wrong until it is mended."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.error import HTTPError

import pytest

from conftest import EPOCH, mkdocs

PATIENCE = 60  # seconds until a change must have been served; a build takes about three


class Server:
    """A running `mkdocs serve` over a copy of the project."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.log = folder / "serve.log"
        variables = {
            **os.environ,
            "SOURCE_DATE_EPOCH": EPOCH,
            "NO_MKDOCS_2_WARNING": "1",
            "TMPDIR": str(folder),  # where the served site lies, and goes with the test
        }
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{self.port}"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=folder, env=variables, stdout=log, stderr=subprocess.STDOUT
            )

    def get(self, address: str = "") -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{address}") as answer:
                return str(answer.read().decode())
        except HTTPError as error:
            return str(error.read().decode())

    def wait(self, holds: Callable[[str], bool], address: str = "") -> str:
        """Ask until the page is as it should be."""
        deadline = time.monotonic() + PATIENCE
        page = ""
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            try:
                page = self.get(address)
            except OSError:
                page = ""
            if page and holds(page):
                return page
            time.sleep(0.2)
        raise AssertionError(
            f"{address} never came:\n{page[-2000:]}\n{self.log.read_text('utf-8')}"
        )

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)


@pytest.fixture
def server(copy: Path) -> Iterator[Server]:
    found = Server(copy)
    yield found
    found.stop()


def problems(page: str) -> list[str]:
    found = re.findall(r'class="pm-problems__what">.*?</span>\s*(.*?)\s*</p>', page, re.DOTALL)
    return [words.replace("&#39;", "'") for words in found]


def test_a_newcomer_checks_the_digest_of_a_page_with_the_printed_command(server: Server) -> None:
    """Copy the command from the page, run it in a shell, compare with what the page prints."""
    for address in ("mpro/privacy/", "lakeside/privacy/2022-09-01/", "lakeside/cookies/pt-BR/"):
        page = server.wait(lambda page: "data-policy-text" in page, address)
        command = re.search(r"<code[^>]*>(curl [^<]*)</code>", page)
        digits = re.search(r'<code class="pm-digest"[^>]*>(.*?)</code>', page)
        assert command
        assert digits
        done = subprocess.run(
            ["bash", "-c", unescape(command[1])], capture_output=True, text=True, check=True
        )
        assert done.stdout.split()[0] == re.sub(r"<[^>]*>", "", digits[1])


def test_a_draft_is_shown_with_how_to_publish_it(server: Server) -> None:
    page = server.wait(lambda page: "data-policy-text" in page, "lakeside/privacy/2027-07-01/")
    assert "make seal EDITION=lakeside/privacy/2027-07-01/en" in page
    assert 'data-status="draft"' in page
    overview = server.get("lakeside/")
    assert 'href="/lakeside/privacy/2027-07-01/"' in overview

    server.edit("docs/lakeside/privacy/2027-07-01.md", "within 10 days;", "within 5 days;")
    server.wait(lambda page: "within 5 days;" in page, "lakeside/privacy/2027-07-01/")

    server.edit("docs/lakeside/privacy/2027-01-01.md", "within 15 days;", "within 5 days;")
    page = server.wait(lambda page: bool(problems(page)), "lakeside/privacy/2027-01-01/")
    assert problems(page)[0].startswith("This text was published on 2026-11-02 (number 15")
    assert "within 15 days;" in page, "the words that were published stay up"


def test_a_mistake_is_shown_and_mended_without_a_restart(server: Server) -> None:
    source, address = "docs/mpro/privacy/2021-01-15.md", "mpro/privacy/"
    server.wait(lambda page: "data-policy-text" in page, address)

    server.edit(source, "title:", "titel:")
    page = server.wait(lambda page: bool(problems(page)), address)
    assert problems(page) == ["Unknown field 'titel'."]
    assert "data-policy-text" in page, "the last good text stays up"
    told = f"{source}:2: Unknown field 'titel'. Did you mean 'title'?"
    assert told in server.log.read_text("utf-8")

    server.edit(source, "titel:", "title:")
    server.wait(lambda page: not problems(page) and "data-policy-text" in page, address)

    server.edit("overrides/partials/footer.html", "</footer>", "Edited footer</footer>")
    server.wait(lambda page: "Edited footer" in page)

    catalog = "hooks/promulgate/locales/es/LC_MESSAGES/promulgate.po"
    spanish = re.search(r'msgid "Overview"\nmsgstr "(.*)"', (server.folder / catalog).read_text())
    assert spanish
    server.edit(catalog, f'"{spanish[1]}"', '"Panorama"')
    server.wait(lambda page: ">Panorama<" in page, "mpro/es/")

    server.edit(catalog, 'msgstr "Panorama"', 'msgstr "Panorama')
    page = server.wait(lambda page: bool(problems(page)), "mpro/es/")
    assert ">Panorama<" in page, "the last good catalog stays up"
    server.edit(catalog, 'msgstr "Panorama', 'msgstr "Panorama"')
    server.wait(lambda page: not problems(page), "mpro/es/")

    server.edit("overrides/policy.html", "{% block content %}", "{% block content ")
    page = server.wait(lambda page: bool(problems(page)), address)
    assert "data-policy-text" in page, "the last good template stays up"
    assert problems(page)[0].startswith("The template cannot be read")
    server.edit("overrides/policy.html", "{% block content ", "{% block content %}")
    server.wait(lambda page: not problems(page), address)

    server.edit("overrides/policy.html", "{% block content %}", "{% block content %}{{ no.such }}")
    page = server.wait(lambda page: bool(problems(page)), address)
    assert "data-policy-text" in page, "a template that fails on the way is not shown either"
    assert problems(page)[0].startswith("The templates cannot be filled")
    server.edit("overrides/policy.html", "{{ no.such }}", "")
    server.wait(lambda page: not problems(page) and "data-policy-text" in page, address)

    server.edit("mkdocs.yml", "theme:", "theme: [")
    page = server.wait(lambda page: bool(problems(page)), address)
    assert "data-policy-text" in page, "no browser waits for what fails before our part"
    assert "mkdocs.yml" in page
    server.edit("mkdocs.yml", "theme: [", "theme:")
    server.wait(lambda page: not problems(page) and "data-policy-text" in page, address)


def test_a_mistake_before_the_first_build_is_shown_too(copy: Path) -> None:
    version = copy / "docs/mpro/privacy/2021-01-15.md"
    good = version.read_text("utf-8")
    version.write_text(good.replace("effective: 2021-01-15", "effective: soon"), "utf-8")
    server = Server(copy)
    try:
        page = server.wait(lambda page: bool(problems(page)))
        assert problems(page) == ["'effective' is 'soon'."]
        assert problems(server.get("mpro/privacy/")), "at every address"
        version.write_text(good, "utf-8")
        server.wait(lambda page: "data-policy-text" in page, "mpro/privacy/")
    finally:
        server.stop()


def test_without_a_template_to_show_a_mistake_with_it_is_told_in_the_terminal(copy: Path) -> None:
    words = copy / "overrides/partials/pm/words.html"
    text = words.read_text("utf-8") + "{% if"
    words.write_text(text, "utf-8")
    done = mkdocs("serve", cwd=copy)
    assert done.returncode == 1
    assert f"overrides/partials/pm/words.html:{len(text.splitlines())}:" in done.stderr
    assert "Traceback" not in done.stderr
