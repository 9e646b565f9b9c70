"""What the bench measures: the same corpus each time, of the size asked for, alike for all."""

from pathlib import Path

import pytest

from bench import corpus, figures, peers
from bench.__main__ import MKDOCS, OURS
from bench.measure import Cost, FailedError, run
from bench.table import Row, rounds, table

PAGES = 72


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "ours"
    corpus.write(folder, PAGES, organizations=2)
    run((*MKDOCS, "build", "--strict", "--quiet"), folder, folder / "site", OURS)
    return folder


def test_a_corpus_is_the_same_bytes_twice(project: Path, tmp_path: Path) -> None:
    corpus.write(tmp_path, PAGES, organizations=2)
    assert files(tmp_path / "docs") == files(project / "docs")


def test_it_has_as_many_pages_as_asked_for(project: Path) -> None:
    assert peers.count(project / "site") == pytest.approx(PAGES, rel=0.1)


@pytest.mark.parametrize("pages", [300, 1000, 10_000, 100_000])
def test_versions_are_shared_out(pages: int) -> None:
    """Count three pages of each in two languages, and those that do not depend on versions."""
    counts = corpus.versions(pages, 10)
    whole = 3 * 2 * sum(map(sum, counts)) + 127
    assert whole == pytest.approx(pages, rel=0.01)


def test_a_version_that_is_published_is_announced_and_can_be_taken_back(project: Path) -> None:
    before = files(project / "docs")
    undo = corpus.publish(project)
    cost = run((*MKDOCS, "build", "--strict", "--quiet"), project, project / "site", OURS)
    assert cost.written > 0
    new = project / "site" / "org-01" / "privacy" / "2026-12-22"
    assert 'data-status="announced"' in (new / "index.html").read_text("utf-8")
    assert (new / "es" / "policy.md").is_file()
    corpus.restore(undo)
    assert files(project / "docs") == before


def test_peers_build_as_many_pages(project: Path, tmp_path: Path) -> None:
    found = list(peers.pages(project / "site"))
    for peer in peers.peers():
        home = tmp_path / peer.name
        peers.write(peer, found, home)
        if not peer.missing:
            run(peer.build, home, home / peer.site)
            assert peers.count(home / peer.site) == len(found), peer.name


def test_a_page_that_compares_has_the_words_of_the_newer_edition(project: Path) -> None:
    words = {page.address: page.words for page in peers.pages(project / "site")}
    newest = words["org-01/privacy/2026-10-01/es/"]
    assert words["org-01/privacy/es/"] == newest
    assert words["org-01/privacy/compare/2025-10-01/latest/es/"] == newest
    assert 1400 < len(newest.split()) < 2200


def test_each_part_of_the_core_can_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for constant, small in (("POLICIES", 1), ("VERSIONS", 2)):
        monkeypatch.setattr(figures, constant, small)
    tasks = dict(figures.verifying())
    assert tasks["holding 4 editions to their seals"]() == [], "all are as they were sealed"
    for task in tasks.values():
        task()


def test_what_is_slow_is_measured_less_often_and_what_fails_says_why() -> None:
    def fail(_: int) -> Cost:
        raise FailedError("it stopped")

    plain = Row("plain MkDocs with Material, from nothing", "build", lambda n: Cost(1 + n, 1))
    ours = Row("ours", "build", lambda n: Cost(2 + 4 * n, 1))
    broken = Row("broken", "build", fail)
    rounds([ours, plain, broken], runs=3, budget=5)
    said = table([ours, plain, broken]).splitlines()
    assert said[2] == "| ours | 4 | 1 | 2.5 | – | – | – | 2 |"
    assert said[3] == "| plain MkDocs with Material, from nothing | 2 | 1 | 1 | – | – | – | 3 |"
    assert said[4].startswith("| broken | it stopped |")
