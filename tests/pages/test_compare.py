"""Comparisons on the built site: an outside program can take the changes back, or take them on."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from conftest import CATALOGS, NOON, RECORD, VERSION, Planned, good, prepared, sealed, small
from promulgate.cli.folder import Folder
from promulgate.cli.notices import withdraw
from promulgate.clock import Moment
from promulgate.ledger.apart import commit
from promulgate.memo import Memo
from promulgate.pages.compare import CompareView
from promulgate.pages.redline_shapes import Mark
from promulgate.sources.scan import Sources

VOID = {"br", "img", "hr", "input", "meta", "link", "path", "circle"}


class Words(HTMLParser):
    """Collects the text inside one element, without what is marked as no part of it."""

    def __init__(self, inside: str, without: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.inside, self.without = inside, without
        self.depth: list[str] = []
        self.start = -1
        self.skip = -1
        self.text = ""
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs} | {tag}
        if tag in VOID:
            return
        self.depth.append(tag)
        if self.start < 0 and self.inside in names:
            self.start = len(self.depth)
        elif self.start >= 0 and self.skip < 0 and names & self.without:
            self.skip = len(self.depth)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if len(self.depth) == self.skip:
            self.skip = -1
        if len(self.depth) == self.start:
            self.start = -2
        self.depth.pop()

    def handle_data(self, data: str) -> None:
        if self.start > 0 and self.skip < 0:
            self.text += data


def read(file: Path, inside: str, *without: str) -> str:
    found = Words(inside, {"data-policy-aside", "data-redline-cue", *without})
    found.feed(file.read_text("utf-8"))
    return "".join(found.text.split())


@pytest.fixture(scope="module")
def compared(plan: Planned) -> list[str]:
    return [address for address, page in plan.pages.items() if page.template == "compare.html"]


def test_every_pair_has_its_page_in_every_language(plan: Planned, compared: list[str]) -> None:
    for organization in plan.site.library.organizations.values():
        for policy in organization.policies.values():
            shown = [v for v in policy.history.adopted if not v.withdrawal]
            base = f"{organization.id}/{policy.id}/compare"
            for tag in organization.languages:
                suffix = "" if tag == organization.language else f"{tag}/"
                for old, new in pairwise(shown):
                    assert f"{base}/{old.date}/{new.date}/{suffix}" in compared
                current = policy.history.in_force(plan.site.today(organization))
                for old in shown:
                    if current and old.date < current.date:
                        assert f"{base}/{old.date}/latest/{suffix}" in compared
    assert len(compared) > 40


def test_rejecting_gives_the_old_text_and_accepting_the_new(
    site: Path, plan: Planned, compared: list[str]
) -> None:
    for address in (a for a in compared if not plan.pages[a].view.withdrawn):
        view = plan.pages[address].view
        file = site / address / "index.html"
        for side, gone in ((view.old, "ins"), (view.new, "del")):
            page = site / side.url / "index.html"
            if view.missing:  # the authoritative texts are compared
                page = site / "/".join(side.url.split("/")[:3]) / "index.html"
            assert read(file, "data-redline", gone) == read(page, "data-policy-text"), address


def test_every_change_on_a_page_has_a_mark(site: Path, compared: list[str]) -> None:
    """As an outside program sees it: each listed change, by its own id, holds what came or went."""
    for address in compared:
        data = (site / address / "index.html").read_bytes()
        tree = html5lib.parse(data, namespaceHTMLElements=False)
        redlines = [element for element in tree.iter() if "data-redline" in element.attrib]
        inside = [element for redline in redlines for element in redline.iter("*")]
        changes = [e for e in inside if "data-op" in e.attrib and "id" in e.attrib]
        for change in changes:
            assert change.find(".//ins") is not None or change.find(".//del") is not None
        numbers = {f"change-{number}" for number in range(1, len(changes) + 1)}
        assert {change.get("id") for change in changes} == numbers, address


def test_no_change_is_folded_away_as_unchanged(site: Path, compared: list[str]) -> None:
    for address in compared:
        data = (site / address / "index.html").read_bytes()
        tree = html5lib.parse(data, namespaceHTMLElements=False)
        for fold in tree.iter("details"):
            if fold.get("class") == "pm-same":
                changes = [e for e in fold.iter("*") if "data-op" in e.attrib and "id" in e.attrib]
                assert not changes, address


def test_one_cue_tells_of_a_change(site: Path, compared: list[str]) -> None:
    """Nothing is read aloud twice: the bar of a change, a fold, a note on form or number."""
    for address in compared:
        text = (site / address / "index.html").read_text("utf-8")
        redline = text.partition("data-redline")[2]
        changes = len(re.findall(r'id="change-\d+"', redline))
        assert redline.count("data-redline-cue") <= max(80, 80 * changes / 36), address


def test_pages_are_valid_html(site: Path, compared: list[str]) -> None:
    """Held to the standard's own parser: nothing that browsers would have to forgive."""
    others = ["lakeside/privacy/history/", "lakeside/cookies/2026-10-01/ar/", "persistence/"]
    for address in [*compared[::3], *others]:
        text = (site / address / "index.html").read_text("utf-8")
        parser = html5lib.HTMLParser()
        parser.parse(text)
        assert not parser.errors, f"{address}: {parser.errors[:3]}"
        ids = re.findall(r'\sid="([^"]*)"', text)
        assert len(set(ids)) == len(ids), address


def test_a_setting_asks_for_all_pairs() -> None:
    files = {"acme/index.md": RECORD.replace("  name: Acme", "  name: Acme\n  compare: all")}
    for year in (2019, 2020, 2021):
        text = VERSION.replace("2021-01-15", f"{year}-01-01").replace("Words.", f"In {year}.")
        files[f"acme/privacy/{year}-01-01.md"] = text.replace(
            "title:", "change: editorial\nsummary: New.\ntitle:"
        )
    plan = good(files)
    assert "acme/privacy/compare/2019-01-01/2021-01-01/" in plan.pages
    view = plan.pages["acme/privacy/compare/2019-01-01/2021-01-01/"].view
    assert view.change is None, "the summary of one version says nothing of two steps"
    plain = good({**files, "acme/index.md": RECORD})
    assert "acme/privacy/compare/2019-01-01/2021-01-01/" not in plain.pages


def marks(view: CompareView) -> Iterator[Mark]:
    """Find the changes that are listed, wherever they are drawn."""
    for segment in view.drawn.segments:
        groups = segment.groups
        bodies = [body.mark for group in groups for body in group.bodies]
        columns = [mark for group in groups for mark in group.marks]
        yield from (mark for mark in (segment.mark, *bodies, *columns) if mark)


def test_parts_are_listed_once_and_told_apart_by_law(plan: Planned) -> None:
    view = plan.pages["lakeside/privacy/compare/2024-03-01/2026-03-01/"].view
    names = [part.name for part in view.drawn.parts]
    assert len(set(names)) == len(names)
    parts = {part.name: part for part in view.drawn.parts}
    assert parts["Letters by post"].op == "removed"
    assert parts["European Union: your rights under the GDPR"].op == "added"
    assert parts["European Union: your rights under the GDPR"].law == "European Union"
    assert parts["Letters by post"].law == ""
    numbers = {mark.number for mark in marks(view)}
    assert {part.number for part in view.drawn.parts} <= numbers
    assert numbers == set(range(1, view.drawn.changes + 1))


def test_a_withdrawn_text_is_compared_with_nothing(plan: Planned, compared: list[str]) -> None:
    """The address was published with the text, so it stays; what it shows is that it is gone."""
    found = [address for address in compared if "2026-10-01" in address]
    assert "lakeside/cookies/compare/2025-06-15/2026-10-01/" in found
    for address in found:
        assert plan.pages[address].view.withdrawn
        assert not plan.pages[address].view.drawn.segments


def test_no_comparison_is_lost_by_a_withdrawal_or_a_version_between(plan: Planned) -> None:
    first, last = "acme/privacy/2019-01-01.md", "acme/privacy/2021-01-01.md"
    between = "acme/privacy/2020-01-01.md"

    def version(path: str) -> str:
        day = path.split("/")[-1].removesuffix(".md")
        text = VERSION.replace("2021-01-15", day)
        return text.replace("title:", "change: editorial\nsummary: New.\ntitle:")

    docs = sealed(small({first: version(first), last: version(last)}))
    before, _ = prepared(docs)
    later = sealed({**docs, f"docs/{between}": version(between).encode()})
    after, _ = prepared(later)
    assert before
    assert after
    assert before.pages.keys() <= after.pages.keys()
    assert "acme/privacy/compare/2019-01-01/2021-01-01/" in after.pages
    folder = Folder(Path("docs"), Sources(later, CATALOGS), Moment(NOON), Memo())
    proposal = withdraw("acme/privacy/2021-01-01", {"": "Why."})(folder)
    for path, events in proposal.events.items():
        apart = path.replace("ledger", "words")
        later[path], later[apart] = commit(later[path] or b"", later[apart] or b"", events)
    gone, problems = prepared(later)
    assert gone, problems
    assert after.pages.keys() <= gone.pages.keys()


def test_languages_that_lack_a_text_compare_the_authoritative_ones(plan: Planned) -> None:
    view = plan.pages["lakeside/privacy/compare/2022-09-01/2024-03-01/ar/"].view
    assert view.missing == "العربية"
    assert view.language.tag == "en"
    assert view.frame.language == "ar"


def test_an_unchanged_list_is_no_change_because_another_one_has_the_same_place() -> None:
    """Places are counted by text, and by passage: what stands there says which list is meant."""
    first = "## One {#one}\n\n- a\n- b\n\n## Two {#two}\n\n- c\n- d\n"
    later = "## One {#one}\n\nWords.\n\n## Two {#two}\n\n- c\n- d\n"
    plan = good(
        {
            "acme/privacy/2020-01-01.md": f"---\ntitle: P\neffective: 2020-01-01\n---\n\n{first}",
            "acme/privacy/2021-01-01.md": "---\ntitle: P\neffective: 2021-01-01\n"
            f"change: editorial\nsummary: Less.\n---\n\n{later}",
        }
    )
    view = plan.pages["acme/privacy/compare/2020-01-01/2021-01-01/"].view
    assert [(s.op, s.words) for s in view.drawn.segments if s.op == "same"][-1] == ("same", 3)
    assert view.drawn.changes == 1
