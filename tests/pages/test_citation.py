"""Marks beside a text: numbers, addresses of paragraphs, columns of tables; never its words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from conftest import CATALOGS, RECORD, VERSION, good
from promulgate.editions.words import page_words
from promulgate.i18n import interfaces, language_of
from promulgate.pages.calendar import FOLD
from promulgate.pages.citation import cited
from promulgate.pages.edition_view import EditionView, PassageView
from promulgate.pages.glossary import terms
from promulgate.pages.labelled_tables import labelled
from promulgate.pages.numbers import numbered
from promulgate.pages.search import SearchView

ENGLISH = interfaces(CATALOGS)[0]["en"]
NUMBERS = {
    "levels": ([(2, "a", "One"), (3, "b", "Two"), (3, "c", "Three"), (2, "d", "Four")],
               {"a": "1", "b": "1.1", "c": "1.2", "d": "2"}),
    "a level left out": ([(2, "a", "One"), (4, "b", "Two"), (3, "c", "Three")],
                         {"a": "1", "b": "1.1", "c": "1.2"}),
    "begun below": ([(3, "a", "One"), (2, "b", "Two"), (3, "c", "Three")],
                    {"a": "1", "b": "2", "c": "2.1"}),
    "an author's own": ([(2, "a", "1. One"), (2, "b", "Two")], {}),
    "an author's own letters": ([(2, "a", "One"), (2, "b", "(b) Two")], {}),
    "nothing": ([], {}),
}  # fmt: skip
PIECES = st.sampled_from(
    [
        "<p>Some words.</p>",
        '<p id="own">Named.</p>',
        "<p>Line<br>break and <em>marks</em>.</p>",
        "<ul><li><p>Inside.</p></li><li>Bare</li></ul>",
        "<blockquote><p>Quoted.</p></blockquote>",
        "<table><thead><tr><th>A</th><th>B &amp; C</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        '<h2 id="who">Who<a class="headerlink" href="#who" aria-label="x"></a></h2>',
        '<h3 id="who-1">Why<a class="headerlink" href="#who-1" aria-label="y"></a></h3>',
        "<hr>",
    ]
)


@pytest.mark.parametrize(("headings", "expected"), NUMBERS.values(), ids=list(NUMBERS))
def test_headings_are_numbered_where_none_has_its_own(
    headings: list[tuple[int, str, str]], expected: dict[str, str]
) -> None:
    assert numbered(headings) == expected


@given(st.lists(PIECES, max_size=12, unique=True))
def test_marks_change_no_word_and_every_paragraph_is_found_by_its_own_id(
    pieces: list[str],
) -> None:
    html = "".join(pieces)
    numbers = {"who": "1", "who-1": "1.1"}
    text = EditionView(language_of("en"), (PassageView(Markup(html)),), (), numbers)
    marked = str(cited(text, ENGLISH, "../2021-01-15/").blocks[0].html)

    def words(shown: str) -> object:
        return page_words(f"<div data-policy-text>{shown}</div>").texts

    assert words(marked) == words(html)
    ids = re.findall(r' id="([^"]*)"', marked)
    assert len(ids) == len(set(ids))
    own = [piece for piece in pieces if piece.startswith(("<p", "<h2", "<h3"))]
    links = re.findall(r'class="pm-cite" data-policy-aside href="\.\./2021-01-15/#([^"]*)"', marked)
    assert len(links) == len(own)
    assert set(links) <= set(ids)


def test_cells_say_their_columns_but_where_cells_span() -> None:
    table = "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr>{}</tr></tbody></table>"
    marked = labelled(table.format("<td>1</td><td>2</td>"))
    assert '<td data-label="A">1</td><td data-label="B">2</td>' in marked
    spanning = table.format('<td colspan="2">1</td>')
    assert labelled(spanning) == spanning
    bare = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    assert labelled(bare) == bare


def test_an_announced_change_is_an_entry_for_a_calendar() -> None:
    name = "Gesellschaft für sehr lange Namen, und noch längere; mit Zeichen " * 2
    later = VERSION.replace("2021-01-15", "2027-01-01").replace(
        "title: Privacy", "title: Privacy\nchange: material\nsummary: More"
    )
    files = {
        "acme/index.md": RECORD.replace("name: Acme", f"name: '{name.strip()}'"),
        "acme/privacy/2021-01-15.md": VERSION,
        "acme/privacy/2027-01-01.md": later.replace("Words.", "Other words."),
    }
    entry = good(files).files["acme/privacy/change.ics"].decode()
    lines = entry.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= FOLD + 1 for line in lines)
    whole = entry.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270102" in whole
    assert "Namen\\, und noch längere\\; mit" in whole
    assert not [path for path in good({"acme/privacy/2021-01-15.md": VERSION}).files
                if path.endswith(".ics")]  # fmt: skip


def test_the_search_lists_what_is_in_force_in_the_language_that_it_has() -> None:
    plan = good({"acme/privacy/2021-01-15.md": VERSION})
    view = plan.pages["acme/search/es/"].view
    assert isinstance(view, SearchView)
    (text,) = view.organizations[0].texts
    assert text.language
    assert text.language.tag == "en"
    assert [(part.title, part.words) for part in text.parts] == [
        ("Privacy", "Words."),
        ("Who", "We."),
    ]
    together = plan.pages["search/"].view.organizations[0]
    assert together.search == "acme/search/"
    assert {part.words for text in together.texts for part in text.parts} == {""}


def test_terms_are_found_in_each_language_and_explained_in_that_of_the_page() -> None:
    spoken = interfaces(CATALOGS)[0]
    said = {
        "en": "We hold Protected Health Information.",
        "de": "Die geschützten Gesundheitsinformationen.",
        "ar": "إن المعلومات الصحية المحمية",
    }
    for tag, words in said.items():
        (term,) = terms(f"<p>{words}</p>", spoken[tag], spoken["en"])
        assert "PHI for short" in term.meaning
        assert not terms("<p>Wholesale, resale.</p>", spoken[tag], spoken["en"])
