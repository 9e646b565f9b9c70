"""Parts of the site: made once, taken as they are, put together; what a change makes anew."""

import os
import resource
import shutil
import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import (
    CATALOGS,
    NOON,
    PROJECT,
    RECORD,
    URL,
    VERSION,
    Planned,
    prepare,
    prepared,
    sealed,
    share,
    small,
)
from promulgate.builder.cache import FILE, Cache
from promulgate.builder.fingerprint import Fingerprint
from promulgate.builder.page_html import PageRenderer
from promulgate.builder.runner import Builder, Built
from promulgate.builder.stages import BuildSettings
from promulgate.builder.sync import Sync
from promulgate.clock import Moment
from promulgate.memo import digest_of
from promulgate.pages.addresses import file_paths, page_addresses
from promulgate.pages.context import Site
from promulgate.pages.page import Page
from promulgate.problems import Place, Problem
from promulgate.sources.scan import Sources, read_sources, survey
from promulgate.urls import ADDRESSES

LATER = "---\ntitle: Privacy\neffective: {day}\nchange: material\nsummary: More.\n---\n\n{words}\n"
BETA = RECORD.replace("Acme", "Beta").replace("acme", "beta")
PASSING = ("accent.css", "mark.svg", ".ics", ADDRESSES)  # what does not last, or is of all
Docs = Mapping[str, bytes | None]


class Plain:
    """Renders all that a page has, and remembers what it rendered."""

    def compile(self) -> None:
        """Nothing is compiled."""

    def __init__(self) -> None:
        self.rendered: list[str] = []

    def render(self, page: Page, site: Site) -> bytes:
        self.rendered.append(page.address)
        return digest_of(page, site.url).encode()


def write(folder: Path, docs: Docs) -> Path:
    """Make a folder hold these sources, and nothing else."""
    wanted = {folder / path: data for path, data in docs.items()}
    for file in [f for f in (folder / "docs").rglob("*") if f.is_file() and f not in wanted]:
        file.unlink()
    for file, data in wanted.items():
        if not file.exists() or file.read_bytes() != (data or b""):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data or b"")
    return folder / "docs"


SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
SETTINGS = BuildSettings(
    "program",
    Moment(NOON),
    URL,
    False,
    CATALOGS,
    Fingerprint("around", {}),
)


def build(
    folder: Path,
    docs: Docs,
    cache: str = "cache",
    settings: BuildSettings = SETTINGS,
    processes: int = 1,
    renderer: PageRenderer | None = None,
) -> tuple[dict[str, bytes], Built]:
    """Build sources with a cache; all files by path, and what was built."""
    found = survey(write(folder, docs))
    kept = Cache(folder / cache, settings.program)
    kept.usable()
    builder = Builder(settings, found, renderer or Plain(), kept, processes)
    built, problems = builder.build()
    assert built, "\n".join(map(str, problems))
    files = {
        path: builder.content(each, digest)
        for each in built.artifacts
        for path, digest in each.files.items()
    }
    kept.close()
    return {**files, **built.files}, built


def archive() -> dict[str, bytes | None]:
    """Make two organizations, one with two policies, of which all is sealed."""
    files = {
        "acme/privacy/2019-01-01.md": VERSION.replace("2021-01-15", "2019-01-01"),
        "acme/privacy/2021-01-15.md": LATER.format(day="2021-01-15", words="One.\n\n## Who {#who}"),
        "acme/privacy/2023-01-01.md": LATER.format(day="2023-01-01", words="Two.\n\n## Who {#who}"),
        "acme/cookies/2021-01-15.md": VERSION.replace("Privacy", "Cookies"),
        "beta/index.md": BETA,
        "beta/privacy/2021-01-15.md": VERSION,
    }
    return sealed(small(files))


def test_parts_together_are_the_plan_of_the_whole(tmp_path: Path) -> None:
    docs = archive()
    plan, problems = prepared(docs)
    assert plan, problems
    files, built = build(tmp_path, docs)
    shown = [*plan.pages.values(), *plan.embeds.values()]
    pages = {page.path: digest_of(page, URL).encode() for page in shown}
    assert files == {**pages, **plan.files}
    assert sorted(built.made) == ["acme", "beta"]


@pytest.mark.parametrize("day", [None, date(2020, 5, 1), date(2028, 1, 1)])
def test_the_inventory_is_that_of_the_plan(plan: Planned, day: date | None) -> None:
    """What is listed without making pages is what is made, on any day."""
    sources = Sources(read_sources(PROJECT / "docs"), CATALOGS)
    planned, _ = prepare(sources, Moment(NOON, day), URL)
    assert planned
    publication = planned.site.publication
    assert sorted(page_addresses(publication)) == sorted(planned.pages)
    lasting = [path for path in planned.files if not path.endswith(PASSING)]
    kept = [path.removeprefix("docs/") for path in planned.kept]
    lasting += planned.embeds
    assert sorted(file_paths(publication, planned.library)) == sorted([*lasting, *kept])


def test_what_has_not_changed_is_not_made_again(tmp_path: Path) -> None:
    files, _ = build(tmp_path, archive())
    renderer = Plain()
    again, built = build(tmp_path, archive(), renderer=renderer)
    assert again == files
    assert built.made == ()
    assert renderer.rendered == []


def test_a_new_version_touches_its_pages_its_predecessors_and_the_lists(tmp_path: Path) -> None:
    """An announced version: what is superseded stays as it is, whatever the archive weighs."""
    docs = archive()
    build(tmp_path, docs)
    draft = LATER.format(day="2027-05-01", words="Three.\n\n## Who {#who}").encode()
    docs = sealed({**docs, "docs/acme/privacy/2027-05-01.md": draft})
    renderer = Plain()
    _, built = build(tmp_path, docs, renderer=renderer)
    assert built.made == ("acme",)
    own = ["privacy/2027-05-01/", "privacy/compare/2023-01-01/2027-05-01/"]
    before = ["privacy/", "privacy/2023-01-01/"]
    lists = ["", "privacy/history/", "privacy/parts/"]
    alone = {f"acme/privacy/{tag}embed.html" for tag in ("", "es/")}
    expected = (
        {f"acme/{page}{tag}" for page in (*own, *before, *lists) for tag in ("", "es/")}
        | {""}
        | alone
    )
    assert set(renderer.rendered) == expected
    assert len(renderer.rendered) == len(expected)


def test_an_introduction_touches_its_own_page_alone(tmp_path: Path) -> None:
    build(tmp_path, archive())
    renderer = Plain()
    build(tmp_path, {**archive(), **_acme("Other words.")}, renderer=renderer)
    assert set(renderer.rendered) == {"acme/", "acme/es/"}


def test_an_empty_page_is_a_file_like_any_other(tmp_path: Path) -> None:
    class Blank(Plain):
        def render(self, page: Page, site: Site) -> bytes:
            return super().render(page, site)[:0]

    files, _ = build(tmp_path, archive(), renderer=Blank())
    pages = [path for path in files if path.endswith("index.html")]
    assert {files[path] for path in pages} == {b""}
    blank = Blank()
    again, _ = build(tmp_path, {**archive(), **_acme("Other words.")}, renderer=blank)
    assert [again[path] for path in pages] == [b""] * len(pages)
    assert set(blank.rendered) == {"acme/", "acme/es/"}, "what is empty is kept too"


def _acme(words: str) -> dict[str, bytes | None]:
    return {"docs/acme/index.md": RECORD.replace("Acme.\n", f"{words}\n").encode()}


def _say(path: str, words: str) -> Callable[[dict[str, bytes | None]], None]:
    def change(docs: dict[str, bytes | None]) -> None:
        docs[path] = words.encode()

    return change


def _new(day: str) -> Callable[[dict[str, bytes | None]], None]:
    def change(docs: dict[str, bytes | None]) -> None:
        path = f"docs/acme/privacy/{day}.md"
        if path not in docs:
            docs[path] = LATER.format(day=day, words=f"Words of {day}.").encode()
            docs |= sealed(docs)

    return change


def _gone(prefix: str) -> Callable[[dict[str, bytes | None]], None]:
    def change(docs: dict[str, bytes | None]) -> None:
        for path in [path for path in docs if path.startswith(prefix)]:
            del docs[path]

    return change


CHANGES = {
    "the words of an organization": _say("docs/acme/index.md", RECORD + "More.\n"),
    "its notice": _say(
        "docs/acme/index.md",
        RECORD.replace("---\nAcme.", "notice: N.\nnotice_since: 2026-11-01\n---\nA."),
    ),
    "its contact": _say("docs/acme/index.md", RECORD.replace("privacy@", "other@")),
    "its words in Spanish": _say(
        "docs/acme/index.es.md", "---\norganization: {name: Acmé}\n---\n\nHola.\n"
    ),
    "the title of the home page": _say("docs/index.md", "---\ntitle: Start\n---\nHello.\n"),
    "a page of the site": _say(
        "docs/about.md", "---\ntitle: About\n---\n\n[Acme](acme/privacy/)\n"
    ),
    "a version to come": _new("2027-06-01"),
    "a version in force": _new("2025-06-01"),
    "another organization": _say("docs/gamma/index.md", BETA.replace("Beta", "Gamma")),
    "an organization less": _gone("docs/beta/"),
    "a policy less": _gone("docs/acme/cookies/"),
    "a picture": _say("docs/acme/logo.svg", SVG),
}


@settings(max_examples=share(40))
@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=5))
def test_after_any_changes_the_cache_gives_what_a_build_from_nothing_gives(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("changes")
    docs = dict(archive())
    build(folder, docs)
    for number, name in enumerate(names):
        CHANGES[name](docs)
        cached, _ = build(folder, docs)
        fresh, _ = build(folder, docs, f"fresh-{number}")
        assert cached == fresh, name


OTHERWISE = {
    "the code, or a package": replace(SETTINGS, program="another"),
    "a day": replace(SETTINGS, moment=Moment(NOON, date(2020, 5, 1))),
    "the address": replace(SETTINGS, url="https://other.example/"),
    "drafts": replace(SETTINGS, preview=True),
    "a template, or the configuration": replace(SETTINGS, fingerprint=Fingerprint("other", {})),
    "a catalog": replace(SETTINGS, catalogs={}),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_after_another_setting_the_cache_gives_what_a_build_from_nothing_gives(
    tmp_path: Path, name: str
) -> None:
    draft = LATER.format(day="2028-01-01", words="Draft.").encode()
    docs = {**archive(), "docs/acme/privacy/2028-01-01.md": draft}
    before, _ = build(tmp_path, docs)
    cached, _ = build(tmp_path, docs, settings=OTHERWISE[name])
    fresh, _ = build(tmp_path, docs, "fresh", OTHERWISE[name])
    assert cached == fresh
    assert build(tmp_path, docs)[0] == before


def test_as_many_processes_as_there_are_make_the_same_bytes(tmp_path: Path) -> None:
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join(60)  # what served pages before ends by itself
    assert threading.active_count() == 1, "beside other threads nothing is forked"
    one, _ = build(tmp_path / "one", archive(), processes=1)
    three, built = build(tmp_path / "three", archive(), processes=3)
    assert one == three
    assert sorted(built.made) == ["acme", "beta"]


def test_parts_that_were_made_apart_are_put_together(tmp_path: Path) -> None:
    docs = archive()
    whole, _ = build(tmp_path / "whole", docs)
    gathered = tmp_path / "gathered"
    gathered.mkdir()
    for name in ("acme", "beta"):
        apart = {p: d for p, d in docs.items() if p.count("/") < 2 or f"/{name}/" in p}
        build(tmp_path / name, apart)
        made = tmp_path / name / "cache" / FILE
        (gathered / f"{name}.sqlite").write_bytes(made.read_bytes())
    together, built = build(tmp_path, docs, "gathered")
    assert together == whole
    assert built.made == (), "no organization is made a second time"
    assert [file.name for file in gathered.iterdir()] == [FILE]


def test_what_another_program_has_made_is_not_taken_in(tmp_path: Path) -> None:
    docs = archive()
    whole, _ = build(tmp_path, docs)
    foreign = replace(SETTINGS, program="another", url="https://other.example/")
    build(tmp_path / "other", docs, settings=foreign)
    data = (tmp_path / "other" / "cache" / FILE).read_bytes()
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "acme.sqlite").write_bytes(data)
    (tmp_path / "cache" / "beta.sqlite").write_bytes(b"nothing that SQLite knows")
    again, built = build(tmp_path, docs)
    assert again == whole
    assert sorted(built.made) == ["acme", "beta"]


@pytest.mark.parametrize("where", [0, 10, 90, 5000, -1, -500])
@pytest.mark.parametrize("damage", ["cut off", "altered", "emptied", "foreign"])
def test_a_damaged_cache_is_made_again(tmp_path: Path, damage: str, where: int) -> None:
    docs = archive()
    whole, _ = build(tmp_path, docs)
    file = tmp_path / "cache" / FILE
    data = bytearray(file.read_bytes())
    if damage == "cut off":
        data = data[:where]
    elif damage == "altered":
        data[where] ^= 1
    elif damage == "foreign":
        data = bytearray(b"program " + b"0" * 64 + b" 10\nsomething else")
    else:
        data = bytearray()
    file.write_bytes(data)
    assert build(tmp_path, docs)[0] == whole
    changed = {**docs, **_acme("Other words.")}
    assert build(tmp_path, changed)[0] == build(tmp_path, changed, "fresh")[0]


def test_whatever_byte_of_the_cache_is_altered_the_site_is_the_same(tmp_path: Path) -> None:
    docs = {path: data for path, data in archive().items() if "/acme/" not in path}
    more = {**docs, "docs/beta/index.md": BETA.encode() + b"More.\n"}
    whole, _ = build(tmp_path, docs)
    changed, _ = build(tmp_path, more, "fresh")
    file = tmp_path / "cache" / FILE
    sound = file.read_bytes()
    for at in range(7, len(sound), max(1, len(sound) // 60)):
        file.write_bytes(sound[:at] + bytes([sound[at] ^ 255]) + sound[at + 1 :])
        assert build(tmp_path, docs)[0] == whole, at
        assert build(tmp_path, more)[0] == changed, at


@pytest.mark.parametrize("table", ["artifact", "content", "answer"])
def test_every_row_is_held_to_its_digest(tmp_path: Path, table: str) -> None:
    """Rows that were altered by somebody who knows SQLite, and not how their digests are taken."""
    docs = archive()
    whole, _ = build(tmp_path, docs)
    changed = {**docs, **_acme("Other words.")}
    fresh, _ = build(tmp_path, changed, "fresh")
    column = "body" if table == "artifact" else "data"
    with closing(sqlite3.connect(tmp_path / "cache" / FILE)) as connection, connection:
        for row, data in connection.execute(f"SELECT rowid, {column} FROM {table}").fetchall():
            other = bytes(data).replace(b"a", b"A", 1)
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (other, row))
    assert build(tmp_path, docs)[0] == whole
    assert build(tmp_path, changed)[0] == fresh


def test_without_a_place_for_the_cache_all_is_made_in_memory(tmp_path: Path) -> None:
    whole, _ = build(tmp_path, archive())
    (tmp_path / "file").write_text("no folder", "utf-8")
    for processes in (1, 2):
        nowhere, _ = build(tmp_path, archive(), "file/cache", processes=processes)
        assert nowhere == whole


@pytest.mark.parametrize("kept", [False, True])
def test_a_disk_that_is_full_costs_the_cache_and_nothing_else(tmp_path: Path, kept: bool) -> None:
    """No file may have more than 5 kB here: enough for sources, too little for parts."""
    whole, _ = build(tmp_path, archive())
    if not kept:
        shutil.rmtree(tmp_path / "cache")
    docs = {**archive(), **_acme("Other words.")}
    most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, hard))
    try:
        full, _ = build(tmp_path, docs)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    assert full == build(tmp_path, docs, "fresh")[0]
    assert build(tmp_path, archive())[0] == whole
    assert not list((tmp_path / "cache").glob("*.new"))


def test_the_cache_keeps_no_more_than_there_is(tmp_path: Path) -> None:
    docs = dict(archive())
    build(tmp_path, docs)
    size = sum(file.stat().st_size for file in (tmp_path / "cache").iterdir())
    for number in range(12):
        build(tmp_path, {**docs, **_acme(f"Words {number}.")})
    build(tmp_path, docs)
    assert [file.name for file in (tmp_path / "cache").iterdir()] == [FILE]
    assert (tmp_path / "cache" / FILE).stat().st_size < 1.5 * size
    _gone("docs/beta/")(docs)
    build(tmp_path, docs)
    with closing(sqlite3.connect(tmp_path / "cache" / FILE)) as connection:
        for query in ("SELECT name FROM artifact", "SELECT owner FROM answer"):
            assert ("beta",) not in connection.execute(query).fetchall()
        unnamed = "SELECT 1 FROM content WHERE digest NOT IN (SELECT digest FROM file)"
        assert not connection.execute(unnamed).fetchall()


def test_what_is_wrong_anywhere_is_told_at_once(tmp_path: Path) -> None:
    docs = {
        **archive(),
        "docs/beta/privacy/2021-02-01.md": b"---\ntitel: P\neffective: 2021-02-01\n---\nWords.\n",
        "docs/about.md": b"---\ntitle: A\n---\n\n[a](acme/privacy/#who), [b](acme/privacy/#no)\n",
    }
    found = survey(write(tmp_path, docs))
    cache = Cache(tmp_path / "cache", "program")
    cache.usable()
    built, problems = Builder(SETTINGS, found, Plain(), cache).build()
    assert built is None
    _, expected = prepared(docs)
    assert [str(problem) for problem in problems] == [str(problem) for problem in expected]
    assert {problem.place.path for problem in problems} == {
        "docs/beta/privacy/2021-02-01.md",
        "docs/about.md",
    }


# --- the disk ---


def test_a_source_is_read_again_if_anything_about_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "docs" / "a.md"
    file.parent.mkdir()
    file.write_bytes(b"one")
    later = file.stat().st_mtime_ns + 10**10
    known = survey(file.parent, None, later)
    assert known["docs/a.md"].settled
    assert survey(file.parent, known, later)["docs/a.md"] is known["docs/a.md"]
    times = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # a clock that was set back
    assert survey(file.parent, known, later)["docs/a.md"].digest != known["docs/a.md"].digest


def test_a_source_that_was_just_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "docs" / "a.md"
    file.parent.mkdir()
    file.write_bytes(b"one")
    known = survey(file.parent, None, file.stat().st_mtime_ns)
    assert not known["docs/a.md"].settled
    assert survey(file.parent, known, 0)["docs/a.md"] is not known["docs/a.md"]


def update(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    output = Sync(folder / "site", folder / "record")
    return output.update({p: (sha256(d).hexdigest(), partial(bytes, d)) for p, d in files.items()})


def test_the_site_is_brought_up_to_date_file_by_file(tmp_path: Path) -> None:
    files = {"a/index.html": b"a", "b/c/index.html": b"b", "b.css": b"c"}
    assert update(tmp_path, files) == sorted(files)
    assert update(tmp_path, files) == []
    (tmp_path / "site/.nojekyll").write_bytes(b"")
    assert update(tmp_path, {"a/index.html": b"A", "b.css": b"c"}) == ["a/index.html"]
    site = tmp_path / "site"
    assert sorted(p.relative_to(site).as_posix() for p in site.rglob("*")) == [
        ".nojekyll",
        "a",
        "a/index.html",
        "b.css",
    ]
    assert (site / "a/index.html").read_bytes() == b"A"


def test_what_others_did_to_the_site_is_mended(tmp_path: Path) -> None:
    files = {"a/index.html": b"first", "b/index.html": b"second"}
    update(tmp_path, files)
    site = tmp_path / "site"
    times = (site / "a/index.html").stat()
    (site / "a/index.html").write_bytes(b"FIRST")
    os.utime(site / "a/index.html", ns=(times.st_atime_ns, times.st_mtime_ns))
    (site / "b/index.html").unlink()
    (site / "b/index.html").symlink_to(site / "a/index.html")
    (site / "stray.html").write_bytes(b"")
    assert update(tmp_path, files) == ["a/index.html", "b/index.html"]
    assert not (site / "stray.html").exists()
    assert {p: (site / p).read_bytes() for p in files} == files
    (tmp_path / "record").write_text("no record", "utf-8")
    assert update(tmp_path, files) == sorted(files)


def test_a_file_that_changes_while_it_is_taken_is_written_again(tmp_path: Path) -> None:
    output = Sync(tmp_path / "site", tmp_path / "record")
    first = sha256(b"first").hexdigest()
    assert output.update({"logo.svg": (first, lambda: b"second")}) == ["logo.svg"]
    assert output.update({"logo.svg": (first, lambda: b"first")}) == ["logo.svg"]
    assert (tmp_path / "site/logo.svg").read_bytes() == b"first"


def test_problem_is_plain_data() -> None:
    """What is kept of a part is read without a program in it."""
    assert digest_of(Problem(Place("a"), "b", "c")) == digest_of(Problem(Place("a"), "b", "c"))
