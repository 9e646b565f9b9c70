"""Feeds: as a real reader reads them, and as RFC 4287 asks."""

import re
from datetime import date, datetime

import feedparser
import pytest

from conftest import LOCALES, NOON, PROJECT, URL, Planned, prepare, prepared
from promulgate.clock import Moment
from promulgate.memo import Memo
from promulgate.pages.atom import FeedEntry
from promulgate.pages.feeds import LATELY, together
from promulgate.sources.scan import Sources, read_catalogs, read_sources

SHIPPED = dict(read_sources(PROJECT / "tests/frozen/docs"))


@pytest.fixture(scope="module")
def feeds(plan: Planned) -> dict[str, feedparser.FeedParserDict]:
    """Read every feed with a reader's library."""
    return {
        path: feedparser.parse(data)
        for path, data in plan.files.items()
        if path.endswith("feed.xml")
    }


def test_every_policy_organization_and_language_has_one(
    plan: Planned, feeds: dict[str, feedparser.FeedParserDict]
) -> None:
    wanted = {"feed.xml"}
    for organization in plan.site.library.organizations.values():
        for tag in organization.languages:
            suffix = "" if tag == organization.language else f"{tag}/"
            wanted.add(f"{organization.id}/{suffix}feed.xml")
            wanted |= {f"{organization.id}/{p}/{suffix}feed.xml" for p in organization.policies}
    assert feeds.keys() == wanted


def test_they_are_what_the_rfc_asks(feeds: dict[str, feedparser.FeedParserDict]) -> None:
    for path, feed in feeds.items():
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.version == "atom10"
        assert feed.feed.id == f"{URL}{path}"
        assert feed.feed.title
        links = {link.rel: link.href for link in feed.feed.links}
        assert links == {"self": f"{URL}{path}", "alternate": URL + path.removesuffix("feed.xml")}
        assert feed.entries, path
        assert feed.feed.updated == max(entry.updated for entry in feed.entries)
        ids = [entry.id for entry in feed.entries]
        assert len(set(ids)) == len(ids)
        for entry in feed.entries:
            assert re.fullmatch(r"tag:policies\.example,\d{4}-\d\d-\d\d:\S+", entry.id)
            assert datetime.fromisoformat(entry.updated).tzinfo
            assert entry.title
            assert entry.author
            assert entry.link.startswith(URL)


def test_one_entry_for_each_event(feeds: dict[str, feedparser.FeedParserDict]) -> None:
    def told(path: str) -> list[tuple[str, str]]:
        return [(e.tags[0].term, e.link.removeprefix(URL)) for e in feeds[path].entries]

    assert told("lakeside/privacy/feed.xml")[:4] == [
        ("announced", "lakeside/privacy/2027-01-01/"),
        ("in-force", "lakeside/privacy/2026-03-01/"),
        ("announced", "lakeside/privacy/2026-03-01/"),
        ("in-force", "lakeside/privacy/2024-03-01/"),
    ]
    assert ("corrected", "lakeside/privacy/2022-09-01/es/") in told("lakeside/privacy/es/feed.xml")
    assert ("withdrawn", "lakeside/cookies/2026-10-01/ar/") in told("lakeside/cookies/ar/feed.xml")
    assert ("in-force", "lakeside/cookies/2026-10-01/") not in told("lakeside/cookies/feed.xml")
    assert {link.split("/")[0] for _, link in told("feed.xml")} == {
        "harbor", "icmec", "lakeside", "mpi", "mpro",
    }  # fmt: skip


def test_an_entry_quotes_what_changed(feeds: dict[str, feedparser.FeedParserDict]) -> None:
    entry = feeds["lakeside/privacy/feed.xml"].entries[0]
    assert entry.summary.startswith("Calls with an interpreter are recorded if you consent.")
    content = entry.content[0]
    assert "for <del>30</del> <ins>7</ins> days," in content.value
    assert content.base == f"{URL}lakeside/privacy/compare/2026-03-01/2027-01-01/"
    spanish = feeds["lakeside/privacy/es/feed.xml"].entries[0]
    assert spanish.content[0].language == "es"
    assert spanish.title.startswith("Anunciada: ")
    assert feeds["lakeside/privacy/ar/feed.xml"].entries[0].author != entry.author


def test_ids_never_change() -> None:
    """On another day there are more entries; those of before keep their ids, dates and words."""

    def entries(found: Planned) -> dict[str, tuple[str, str]]:
        return {
            entry.id: (entry.updated, entry.title)
            for path, data in found.files.items()
            if path.endswith("feed.xml")
            for entry in feedparser.parse(data).entries
        }

    memo = Memo()
    plan, _ = prepared(SHIPPED, memo=memo)
    assert plan
    before = entries(plan)
    sources = Sources(SHIPPED, read_catalogs(LOCALES))
    later, _ = prepare(sources, Moment(NOON, date(2027, 2, 1)), URL, memo=memo)
    assert later
    after = entries(later)
    assert before.items() <= after.items()
    assert any("2027-01-01/in-force" in name for name in after.keys() - before.keys())


def test_drafts_are_in_no_feed() -> None:
    found, _ = prepared(SHIPPED)
    assert found
    for path, data in found.files.items():
        if path.endswith("feed.xml"):
            assert b"2027-07-01" not in data


def entry(name: str, day: int) -> FeedEntry:
    at = f"2026-11-{day:02}T00:00:00+00:00"
    return FeedEntry(name, "en", name, at, "Acme", f"{URL}{name}", "in-force", "Words.", "en")


def test_the_site_tells_the_latest_and_what_is_of_one_day_keeps_its_order(plan: Planned) -> None:
    acme = [entry(f"acme-{number}", 20) for number in range(LATELY - 50)]
    beta = [entry("beta-new", 21), *(entry(f"beta-{number}", 20) for number in range(LATELY))]
    feed = feedparser.parse(together(plan.site, [acme, beta])["feed.xml"])
    wanted = ["beta-new", *(e.id for e in acme), *(e.id for e in beta[1:50])]
    assert [e.id for e in feed.entries] == wanted
    assert len(wanted) == LATELY
    assert feed.feed.updated == beta[0].updated


def test_a_site_without_organizations_has_no_feed_and_one_without_events_an_empty_one(
    plan: Planned,
) -> None:
    assert together(plan.site, []) == {}
    feed = feedparser.parse(together(plan.site, [[]])["feed.xml"])
    assert feed.entries == []
    assert feed.feed.updated == "2026-11-22T00:00:00+00:00"
