"""Whatever is sealed stands on the page, and nothing else."""

from conftest import HOME, VERSION, Planned, small
from promulgate.checks.same_words import same_words
from promulgate.editions.commonmark import words, words_of
from promulgate.editions.render import render
from promulgate.memo import Memo
from promulgate.model.load import load


def test_every_text_of_the_site_shows_the_words_that_are_sealed(plan: Planned) -> None:
    for edition in plan.editions.texts.values():
        for each in edition.shown:
            if not each.passage.category:
                assert words_of(each.html) == words(each.passage.markdown)


def test_words_that_would_read_otherwise_are_told() -> None:
    odd = VERSION.replace("We.", "- one\n  - two\n\n1) three\n\n2. four")
    for body, wrong in ((odd, False), (VERSION.replace("## Who", "\u200b## Who"), True)):
        library, _ = load(small({"index.md": HOME, "acme/privacy/2021-01-15.md": body}))
        assert library
        memo = Memo()
        assert bool(list(same_words(render(library, memo), (), (), memo))) == wrong
