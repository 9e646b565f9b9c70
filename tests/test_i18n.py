"""The site's own words: complete in every language that it speaks."""

import subprocess
import sys
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from catalogs import unsaid
from conftest import LOCALES, PROJECT
from promulgate.i18n import interfaces, language_of
from promulgate.sources.scan import read_catalogs

SPOKEN = ["ar", "de", "en", "es", "fr", "pt-BR"]


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Extract what templates and code say."""
    pot = tmp_path_factory.mktemp("pot") / "promulgate.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract"]
    options = ["-F", "pyproject.toml", "-k", "N_", "-k", "_", "-k", "ngettext:1,2"]
    subprocess.run(
        [*command, *options, "-o", str(pot), "hooks", "overrides"], cwd=PROJECT, check=True
    )
    catalog = read_po(BytesIO(pot.read_bytes()))
    return {str(m.id[0] if isinstance(m.id, tuple) else m.id) for m in catalog if m.id}


def test_a_catalog_with_words_unsaid_is_refused() -> None:
    assert {tag: unsaid(tag, data) for tag, data in read_catalogs(LOCALES).items()} == {
        tag: [] for tag in SPOKEN if tag != "en"
    }
    head = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    given = (
        head + b'msgid "A"\nmsgstr ""\n\nmsgid "B"\nmsgstr "b"\n\n#, fuzzy\nmsgid "C"\nmsgstr "c"\n'
    )
    assert unsaid("es", given) == ["A", "C"]


def test_it_speaks_six_languages() -> None:
    found, problems = interfaces(read_catalogs(LOCALES))
    assert not problems
    assert sorted(found.by_tag) == SPOKEN


@pytest.mark.parametrize("tag", [tag for tag in SPOKEN if tag != "en"])
def test_a_catalog_says_everything_that_english_says(tag: str, messages: set[str]) -> None:
    catalog = read_po(BytesIO(read_catalogs(LOCALES)[tag]), locale=tag.replace("-", "_"))
    said = {}
    for message in catalog:
        if message.id:
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            assert not message.fuzzy
            said[str(key)] = strings
            assert not list(message.check(catalog)), key
    assert set(said) == messages
    assert all(all(strings) for strings in said.values())
    plurals = {len(strings) for strings in said.values()} - {1}
    assert plurals <= {catalog.num_plurals}


@pytest.mark.parametrize(
    ("tag", "year", "day", "number"),
    [
        ("en", "2 years", "March 1, 2026", "2 changes"),
        ("es", "2 años", "1 de marzo de 2026", None),
        ("fr", "2 ans", "1 mars 2026", None),
        ("de", "2 Jahre", "1. März 2026", None),
        ("pt-BR", "2 anos", "1 de março de 2026", None),
        ("ar", "سنتان", "1 مارس 2026", None),
    ],
)
def test_dates_and_durations_are_those_of_the_language(
    tag: str, year: str, day: str, number: str | None
) -> None:
    from datetime import date

    found, _ = interfaces(read_catalogs(LOCALES))
    interface = found[tag]
    assert interface.duration("P2Y") == year
    assert interface.day(date(2026, 3, 1)).text == day
    one, many = "%(number)s change", "%(number)s changes"
    said = interface.ngettext(one, many, 2) % {"number": 2}
    assert said == number if number else said != many % {"number": 2}


def test_languages_are_named_in_their_own_words_and_direction() -> None:
    assert language_of("pt-BR").name == "Português (Brasil)"
    assert (language_of("ar").name, language_of("ar").direction) == ("العربية", "rtl")


def test_a_broken_catalog_is_told_with_its_line() -> None:
    text = b'msgid ""\nmsgstr ""\n\nmsgid "Law\nmsgstr "x"\nmsgst "y"\n# \xff\n"\xff"\n'
    found, problems = interfaces({"de": text})
    assert "de" not in found.by_tag
    path = "hooks/promulgate/locales/de/LC_MESSAGES/promulgate.po"
    assert [(p.place.path, p.place.line) for p in problems] == [(path, 4), (path, 6), (path, 8)]
    assert str(problems[0]) == (
        f"{path}:4: This line of the catalog cannot be read. Write 'msgid' or 'msgstr', then words"
        " between two quotation marks, as UTF-8."
    )


def test_a_translation_with_another_placeholder_is_told() -> None:
    head = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    text = b'#, python-format\nmsgid "Today, %(date)s"\nmsgstr "Heute, %(datum)s"\n'
    _, problems = interfaces({"de": head + text})
    assert [p.place.line for p in problems] == [6]
    assert "unknown named placeholder 'datum'" in problems[0].wrong


def test_a_lone_per_cent_sign_is_told() -> None:
    head = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    _, problems = interfaces({"de": head + b'msgid "Law"\nmsgstr "100 %Voll"\n'})
    assert "written %%" in problems[0].wrong
