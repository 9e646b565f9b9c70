"""Facts stand in texts as they are, whatever signs they hold."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from promulgate.editions.markdown import inspect, plain, to_html
from promulgate.editions.placeholders import fill, literal

# One line of words, without what Markdown drops at its ends or reads at the start of a line.
FACTS = st.text(alphabet="aZ9 _*`[]()<>&;#!\\.@'\"é北", min_size=1, max_size=20).map(
    lambda words: f"x{' '.join(words.split())}x"
)


@given(FACTS)
def test_a_fact_reads_as_it_is_recorded(fact: str) -> None:
    html = to_html(fill("Write to {{ organization.name }} now.", {"organization.name": fact}))
    assert not inspect(html).refused
    assert unescape(plain(html)) == f"Write to {fact} now."


def test_an_ordinary_fact_is_left_alone() -> None:
    for fact in ("info@mpro.org", "A_B Inc.", "R&D (Ltd.), Suite 100", "+1 555-0100"):
        assert literal(fact) == fact


def test_what_is_unknown_stays() -> None:
    assert fill("{{ organization.name }} {{ other }}", {}) == "{{ organization.name }} {{ other }}"
