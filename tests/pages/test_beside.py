"""Beside the text: since when each paragraph stands in its words, and what will become of it."""

from datetime import date

import pytest

from conftest import RECORD, VERSION, Planned, good
from promulgate.pages.edition_view import EditionView, ParagraphView
from promulgate.pages.parts import PartsView

ONE = "Alpha beta gamma delta epsilon zeta."
TWO = "Eta theta iota kappa lambda mu."
THREE = "Nu xi omicron pi rho sigma. Tau upsilon phi."
TEXTS = {
    "2019-01-01": f"{ONE}\n\n## Who {{#who}}\n\n{TWO}\n\n{THREE}\n",
    # The second moved, the third was parted.
    "2020-01-01": f"{TWO}\n\n{ONE}\n\n## Who {{#who}}\n\nNu xi omicron pi rho sigma.\n\n"
    "Tau upsilon phi.\n",
    "2021-01-01": f"{TWO}\n\n{ONE}\n\n## Who {{#who}}\n\nNu xi omicron chi rho sigma.\n\n"
    "Tau upsilon phi.\n",
    "2027-01-01": f"{TWO}\n\n{ONE} New words.\n\n## Who {{#who}}\n\nNu xi omicron chi rho psi.\n\n"
    "## Why {#why}\n\nOmega.\n",
}


def built(record: str = RECORD) -> Planned:
    files = {"acme/index.md": record}
    for day, text in TEXTS.items():
        head = f"---\ntitle: P\neffective: {day}\nchange: editorial\nsummary: Other.\n---\n\n"
        files[f"acme/privacy/{day}.md"] = f"{head}{text}"
    return good(files)


@pytest.fixture(scope="module")
def made() -> Planned:
    return built()


def paragraphs(plan: Planned, address: str) -> list[ParagraphView]:
    reading: EditionView = plan.pages[address].view.reading
    return [each for block in reading.blocks for each in block.paragraphs]


def since(plan: Planned, address: str) -> list[str]:
    """Read the days as an outside program does: of each block, headings too."""
    html = "".join(str(each.html) for each in paragraphs(plan, address))
    return [part[:10] for part in html.split('data-since="')[1:]]


def test_moved_and_parted_paragraphs_keep_their_age(made: Planned) -> None:
    assert since(made, "acme/privacy/2019-01-01/") == ["2019-01-01"] * 4
    assert since(made, "acme/privacy/2020-01-01/") == ["2019-01-01"] * 5
    days = ["2019-01-01", "2019-01-01", "2019-01-01", "2021-01-01", "2019-01-01"]
    assert since(made, "acme/privacy/") == days
    assert since(made, "acme/privacy/2021-01-01/") == days


def test_a_mark_leads_to_its_change_and_stands_where_the_age_differs(made: Planned) -> None:
    marks = [each.since for each in paragraphs(made, "acme/privacy/")]
    first, second, heading, changed, last = marks
    assert first
    assert (first.url, first.part) == ("acme/privacy/2019-01-01/", "acme/privacy/parts/#pm-opening")
    assert second is None, "as old as the one before"
    assert heading is None
    assert changed
    assert changed.url == "acme/privacy/compare/2020-01-01/2021-01-01/#change-1"
    assert changed.part == "acme/privacy/parts/#who"
    assert last
    assert last.part == "", "told once in a part"
    for mark in filter(None, marks):
        assert mark.url.partition("#")[0] in made.pages
        assert mark.part.partition("#")[0] in {*made.pages, ""}


def test_sentences_that_will_change_are_marked_in_place(made: Planned) -> None:
    told = paragraphs(made, "acme/privacy/")
    assert [each.announced is not None for each in told] == [False, True, False, True, True]
    assert '<span class="pm-will">Nu xi omicron chi rho sigma.</span>' in str(told[3].html)
    assert "pm-will" not in str(told[1].html), "nothing there changes; something comes after"
    assert told[3].announced
    assert told[3].announced.day.iso == "2027-01-01"
    url = told[3].announced.url
    assert url.startswith("acme/privacy/compare/2021-01-01/2027-01-01/#change-")
    later = paragraphs(made, "acme/privacy/2027-01-01/")
    assert not any(each.announced for each in later)


def test_a_setting_hides_ages(made: Planned) -> None:
    plain = built(RECORD.replace("  name: Acme", "  name: Acme\n  since: hidden"))
    assert since(plain, "acme/privacy/") == []
    assert not any(each.since for each in paragraphs(plain, "acme/privacy/"))
    assert any(each.announced for each in paragraphs(plain, "acme/privacy/"))
    assert plain.pages.keys() == made.pages.keys()


def test_each_part_tells_its_own_history(made: Planned) -> None:
    view: PartsView = made.pages["acme/privacy/parts/"].view
    parts = {part.id: part for part in view.parts}
    assert list(parts) == ["pm-opening", "who", "why"]
    days = {name: [v.day.iso for v in part.versions] for name, part in parts.items()}
    assert days["who"][-1] == "2019-01-01", "the first words of it"
    assert days["who"][:2] == ["2027-01-01", "2021-01-01"]
    assert days["why"] == ["2027-01-01"]
    for part in view.parts:
        for version in part.versions:
            for change in version.changes:
                assert change.url.partition("#")[0] in {*made.pages, ""}


def test_a_language_is_as_old_as_its_first_text() -> None:
    spanish = "---\ntitle: P\nsummary: Otra.\n---\n\nPalabras.\n\n## Quién\n\nNosotros.\n"
    second = VERSION.replace("2021-01-15", "2022-01-15").replace(
        "title:", "change: none\nsummary: Same.\ntitle:"
    )
    plan = good(
        {
            "acme/privacy/2021-01-15.md": VERSION,
            "acme/privacy/2022-01-15.md": second,
            "acme/privacy/2022-01-15.es.md": spanish,
        }
    )
    assert set(since(plan, "acme/privacy/")) == {"2021-01-15"}
    assert set(since(plan, "acme/privacy/es/")) == {"2022-01-15"}


def test_the_latest_of_the_version_in_force_says_that_nothing_changed(made: Planned) -> None:
    view = made.pages["acme/privacy/compare/2021-01-01/latest/"].view
    assert view.same
    assert not view.drawn.changes
    assert view.reading
    assert date.fromisoformat(view.old.day.iso) == date(2021, 1, 1)


def test_an_announced_version_is_told_in_three_columns(made: Planned) -> None:
    view = made.pages["acme/privacy/compare/2021-01-01/2027-01-01/"].view
    assert view.before.day.iso == "2020-01-01"
    told = [row.cells for row in view.table]
    assert (
        "Nu xi omicron pi rho sigma.",
        "Nu xi omicron chi rho sigma.",
        "Nu xi omicron chi rho psi.",
    ) in told
    plain = made.pages["acme/privacy/compare/2020-01-01/2021-01-01/"].view
    assert plain.before is None
    assert [len(row.cells) for row in plain.table] == [2]
