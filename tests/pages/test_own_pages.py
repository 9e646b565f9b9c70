"""The pages of the site itself in every language that they are written in; policies in order."""

import pytest

from conftest import HOME, RECORD, VERSION, good, planned

FILES = {
    "index.md": HOME,
    "index.es.md": "---\ntitle: Inicio\n---\nHola. [Acerca](about.md), [Acme](acme/index.md).\n",
    "about.md": "---\ntitle: About\n---\nUs. [Home](index.md)\n",
    "about.es.md": (
        "---\ntitle: Acerca\nold_urls: [/acerca.html]\n---\nNosotros. [Inicio](index.md)\n"
    ),
    "terms.md": "---\ntitle: Terms\n---\nOnly in English.\n",
    "acme/privacy/2021-01-15.md": VERSION,
    "acme/privacy/2021-01-15.es.md": "---\ntitle: P\n---\n\nP.\n\n## Quién\n\nNosotros.\n",
}


def test_pages_and_the_home_page_speak_the_language_of_their_readers() -> None:
    plan = good(FILES)
    home, own = plan.pages["es/"], plan.pages["about/es/"]
    assert (home.language, home.title, home.template) == ("es", "Inicio", "home.html")
    assert home.alternates == {"en": "", "es": "es/"} == plan.pages[""].alternates
    (card,) = home.view.organizations
    assert card.speaker.url == "acme/es/"
    assert [line.entry.name for line in card.policies] == ["Política de privacidad"]
    assert card.policies[0].entry.url == "acme/privacy/es/"
    assert plan.pages[""].view.organizations[0].policies[0].entry.url == "acme/privacy/"
    assert 'href="../about/es/"' in home.view.intro
    assert 'href="../acme/es/"' in home.view.intro
    assert 'href="../../es/"' in own.view.intro
    assert [link.language.tag for link in own.view.frame.languages] == ["en", "es"]
    around = plan.pages["acme/privacy/es/"].view.frame
    assert [(link.name, link.url) for link in around.about] == [
        ("Acerca", "about/es/"),
        ("Terms", "terms/"),
    ]
    assert around.about[1].language.tag == "en"
    assert around.home == "es/"
    assert plan.pages["acerca.html"].view.url == "https://policies.example/about/es/"
    assert {"/es/", "/about/es/"} <= {*plan.files["addresses.txt"].decode().split()}


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"news.es.md": "---\ntitle: N\n---\nN.\n"}, "This translates news.md, which does not"),
        ({"about.en.md": "---\ntitle: A\n---\nA.\n"}, "is the governing language"),
        ({"about.es.md": "---\ntitle: A\nsize: 1\n---\nA.\n"}, "Unknown field 'size'."),
        ({"about.es.md": "---\ntitle: A\n---\n[insert it]\n"}, "is still in the text"),
        (
            {"es/index.md": RECORD, "es/privacy/2021-01-15.md": VERSION},
            "The address /es/ is that of the organization 'es'.",
        ),
    ],
)
def test_what_has_no_place_is_told(files: dict[str, str], words: str) -> None:
    _, problems = planned({**FILES, **files})
    assert any(words in str(problem) for problem in problems), "\n".join(map(str, problems))


def test_policies_stand_in_the_order_of_the_record() -> None:
    record = RECORD.replace("  language: en\n", "  language: en\n  policies: [terms, privacy]\n")
    texts = {
        f"acme/{name}/2021-01-15.md": VERSION for name in ("privacy", "cookies", "terms", "access")
    }
    plan = good({"acme/index.md": record, **texts})
    listed = [link.url for link in plan.pages["acme/"].view.frame.speaker.policies]
    assert listed == ["acme/terms/", "acme/privacy/", "acme/cookies/", "acme/access/"]
    _, problems = planned({"acme/index.md": record, "acme/privacy/2021-01-15.md": VERSION})
    (problem,) = problems
    assert "'policies' names 'terms', and there is no such folder." in str(problem)
