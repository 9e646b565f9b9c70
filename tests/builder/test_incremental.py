"""The real build with its cache: the same bytes as from nothing, whatever happens to it."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builds import COMMAND, fresh, refused, run, tree, variables
from conftest import (
    EPOCH,
    JURISDICTION,
    RECORD,
    SECTION,
    VARIABLES,
    VERSION,
    lay_out,
    sealed,
    share,
    small,
    write_files,
)

LATER = "---\ntitle: Privacy\neffective: {day}\nchange: material\nsummary: More.\n---\n\nOther.\n"
KILLS = share(12)
Site = dict[str, bytes]
BETA = RECORD.replace("Acme", "Beta").replace("acme", "beta")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a project once, for all tests that begin with one that was built."""
    folder = written(tmp_path_factory.mktemp("once"))
    run(folder)
    return folder


@pytest.fixture
def whole(once: Path) -> Site:
    """Read the site of a build from nothing."""
    return tree(once / "site")


@pytest.fixture
def built(once: Path, tmp_path: Path) -> Path:
    """Copy a project that was built, with what its build kept."""
    shutil.copytree(once.parent, tmp_path / "copied")
    return tmp_path / "copied" / once.name


def written(home: Path) -> Path:
    """Write a small project with a law, two organizations and a package that may change."""
    folder = lay_out(home / "project", "hooks", "overrides", "docs/assets")
    (home / "packages" / "gettext-1.0.dist-info").mkdir(parents=True)
    privacy = VERSION.replace("2021-01-15\n", "2021-01-15\njurisdictions: [texas]\n")
    docs = sealed(
        small(
            {
                "jurisdictions/texas/index.md": JURISDICTION,
                "jurisdictions/texas/2012-09-01.md": SECTION,
                "acme/privacy/2021-01-15.md": privacy,
                "acme/privacy/2023-01-01.md": LATER.format(day="2023-01-01"),
                "acme/cookies/2021-01-15.md": VERSION.replace("Privacy", "Cookies"),
                "beta/index.md": BETA,
                "beta/privacy/2021-01-15.md": VERSION,
            }
        )
    )
    write_files(folder, docs)
    return folder


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        file = project / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return change


def add(path: str, text: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, "utf-8")

    return change


def published(project: Path) -> None:
    """Seal another version."""
    add("docs/acme/privacy/2027-03-01.md", LATER.format(day="2027-03-01"))(project)
    command = [sys.executable, "-m", "promulgate", "seal", "--yes"]
    variables = {**VARIABLES, "PYTHONPATH": "hooks"}
    subprocess.run(command, cwd=project, env=variables, check=True, capture_output=True)


def packaged(project: Path) -> None:
    packages = project.parent / "packages"
    (packages / "gettext-1.0.dist-info").rename(packages / "gettext-1.1.dist-info")


SPANISH = "hooks/promulgate/locales/es/LC_MESSAGES/promulgate.po"
CHANGES: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "a word": edit("docs/acme/index.md", "Acme.", "Acme says more."),
    "a title": edit("docs/index.md", "title: Home", "title: Start"),
    "a notice": edit(
        "docs/beta/index.md",
        "---\nBeta.",
        "notice: Note this.\nnotice_since: 2026-11-01\n---\nBeta.",
    ),
    "a partial": edit("overrides/partials/pm/title.html", "pm-title", "pm-title pm-other"),
    "a partial of the theme": edit("overrides/partials/footer.html", "<footer", "<footer id='f'"),
    "a page template": edit("overrides/history.html", 'id="versions"', 'id="all"'),
    "a message": edit(SPANISH, 'msgid "In force"\nmsgstr "', 'msgid "In force"\nmsgstr "Ya '),
    "a setting": edit("mkdocs.yml", "site_name: Policies", "site_name: Promises"),
    "an address": edit("mkdocs.yml", "policies.example", "other.example"),
    "a style": edit("overrides/styles/1-tokens.css", ":root", "/* other */ :root"),
    "the code": edit("hooks/promulgate/urls.py", '"""Addresses', '"""All addresses'),
    "a package": packaged,
    "a version": published,
    "a page": add("docs/about.md", "---\ntitle: About\n---\n\nSee [Acme](acme/privacy/).\n"),
    "a translation of an organization": add(
        "docs/acme/index.es.md", "---\norganization: {name: Acmé}\n---\n\nHola.\n"
    ),
    "an organization": add("docs/gamma/index.md", BETA.replace("Beta", "Gamma")),
}


def test_after_each_change_the_cache_gives_what_a_build_from_nothing_gives(built: Path) -> None:
    names, steps = list(CHANGES), share(len(CHANGES))
    for step in range(steps):  # one change each in `make test-all`
        for name in names[step::steps]:
            CHANGES[name](built)
        run(built)
        assert tree(built / "site") == fresh(built), names[step::steps]
    for day in ({"PROMULGATE_DATE": "2022-05-01"}, {"SOURCE_DATE_EPOCH": str(int(EPOCH) + 10**8)}):
        run(built, **day)
        assert tree(built / "site") == fresh(built, **day), day


def test_the_site_comes_back_from_the_cache_alone(built: Path) -> None:
    before = tree(built / "site")
    shutil.rmtree(built / "site")
    run(built)
    assert tree(built / "site") == before


@pytest.mark.parametrize("damage", ["cut", "altered", "foreign", "gone"])
def test_a_damaged_cache_is_made_anew(built: Path, damage: str) -> None:
    before = tree(built / "site")
    shutil.rmtree(built / "site")
    chance = random.Random(1)
    for file in [f for f in (built.parent / "cache").rglob("*") if f.is_file()]:
        data = file.read_bytes()
        at = chance.randrange(len(data))
        if damage == "gone":
            file.unlink()
        elif damage == "cut":
            file.write_bytes(data[:at])
        elif damage == "altered":
            file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        else:
            file.write_bytes(b"\x80\x04\x95 another program's file \n" * 40)
    run(built)
    assert tree(built / "site") == before


def test_a_cache_that_cannot_be_written_is_done_without(project: Path, whole: Site) -> None:
    (project.parent / "file").write_text("no folder", "utf-8")
    run(project, "file/cache")
    assert tree(project / "site") == whole
    run(project, "file/cache")
    assert tree(project / "site") == whole


def test_a_disk_that_is_full_is_told_and_the_next_build_writes_the_rest(
    project: Path, whole: Site
) -> None:
    limited = ["bash", "-c", 'ulimit -f 20; exec "$@"', "bash", *COMMAND]  # 20 KiB a file
    assert "Not all of the site was written" in refused(limited, project)
    run(project)
    assert tree(project / "site") == whole


def start(project: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        COMMAND,
        cwd=project,
        env=variables(project),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def test_a_build_that_is_killed_leaves_what_the_next_one_mends(built: Path) -> None:
    chance = random.Random(7)
    for number in range(KILLS):
        edit("docs/acme/index.md", "Acme", f"Acme {number}")(built)
        edit("overrides/partials/pm/title.html", "pm-title", f"pm-t{number} pm-title")(built)
        started = start(built)
        time.sleep(chance.uniform(0.3, 1.6))
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        run(built)
        if number % 4 == 3:
            assert tree(built / "site") == fresh(built)
    run(built)
    assert tree(built / "site") == fresh(built)
    assert not list((built.parent / "cache").rglob("*.new"))


def test_two_builds_at_once_wait_for_each_other(project: Path, whole: Site) -> None:
    started = [start(project) for _ in range(3)]
    assert [each.wait() for each in started] == [0, 0, 0]
    assert tree(project / "site") == whole


def test_organizations_are_built_apart_and_put_together(project: Path, whole: Site) -> None:
    """The parts are files: whoever has them has the whole, without making any organization."""
    gathered = project.parent / "gathered" / "build"
    gathered.mkdir(parents=True)
    for name in ("acme", "beta"):
        shutil.rmtree(project / "site", ignore_errors=True)
        run(project, f"apart-{name}", ORGANIZATIONS=name)
        site = tree(project / "site")
        assert {p.split("/")[0] for p in site if p.endswith("index.html")} == {
            *("index.html", "jurisdictions", "receipt", "search", name)
        }
        own = {path: data for path, data in site.items() if path.startswith(f"{name}/")}
        assert own == {p: data for p, data in whole.items() if p.startswith(f"{name}/")}
        made = project.parent / f"apart-{name}" / "build" / "cache.sqlite"
        shutil.copy(made, gathered / f"{name}.sqlite")
    loud = [part for part in COMMAND if part != "--quiet"]
    said = run(project, "gathered", command=loud).stderr
    assert tree(project / "site") == whole
    assert "0 of 2 organizations made anew" in said


def test_an_organization_that_is_none_is_told(project: Path) -> None:
    said = refused(COMMAND, project, ORGANIZATIONS="acne")
    assert "ORGANIZATIONS names 'acne', which is none. Did you mean 'acme'?" in said


def test_a_build_is_quiet_where_nobody_looks(project: Path) -> None:
    assert run(project).stderr == ""
