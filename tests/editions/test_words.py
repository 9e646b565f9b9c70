"""The words of a page and of its sealed text: the same where they read the same, and only there."""

import re
from pathlib import Path

import pytest

from conftest import CATALOGS
from promulgate.editions.words import page_words, sealed_words
from promulgate.i18n import interfaces

LANGUAGES, _ = interfaces(CATALOGS)


def test_every_page_has_the_words_of_its_sealed_text(site: Path) -> None:
    """Texts with sections, registers and parts that await translation, in six languages."""
    compared = 0
    for file in sorted(site.rglob("policy.md")):
        data = file.read_bytes()
        if b"\nwithdrawn: " in data:
            continue
        tag = re.search(rb'^language: "(.*)"$', data, re.MULTILINE)
        assert tag
        page = page_words((file.parent / "index.html").read_text("utf-8"))
        assert page.texts == (sealed_words(data, LANGUAGES[tag[1].decode()]),), file
        compared += 1
    assert compared > 40


def text(html: str) -> tuple[tuple[str, ...], ...]:
    return page_words(f"<main><div data-policy-text>{html}</div></main>").texts


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>a b</p>", "a b"),
        ("<p>a</p><p>b</p>", "a b"),
        ("<p>a<br>b</p>", "a b"),
        ("a<em>b</em>c", "abc"),
        ("a&nbsp;b &amp; c", "a b & c"),
        ("a<p data-policy-aside>x <b>y</b></p>b", "a b"),
        ("a<script>x</script><style>y</style>b", "ab"),
        ("a<!-- x -->b", "ab"),
        ("a<blink>x</blink>", "ax"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<table>x<tr><td>a</td></tr></table>", "x a"),  # as a browser moves it out
        ("<p>a<p>b", "a b"),
        ("a</p>b", "a b"),
        ("a</div>b", "a"),  # after the element has ended
        ("a<!--!>b", "a"),
        ("<img src=x alt=b>a", "a"),
    ],
)
def test_words_are_those_that_a_browser_shows(html: str, words: str) -> None:
    assert [*text(html)[0]] == words.split()


def test_two_texts_are_two() -> None:
    assert page_words("<p data-policy-text>a</p><p data-policy-text>b</p>").texts == (
        ("a",),
        ("b",),
    )
    assert page_words("<p>a</p>").texts == ()
    assert page_words('<p data-status="withdrawn">a</p>').statuses == ("withdrawn",)


@pytest.mark.parametrize(
    "attack",
    [
        "<div data-policy-text>one</div><div data-policy-text>two</div>",
        "<div data-policy-text>one two</div>",
        "<div data-policy-text>o<b>n</b>e</p>x</div>",
        "<div data-policy-text><table><tr><td>one</table>more</div>",
        "<div data-policy-text>one<plaintext>more",
    ],
)
def test_nothing_can_stand_beside_the_words(attack: str) -> None:
    assert page_words(attack).texts != (("one",),)
