"""What pages show: the text put together, in every language, at every depth."""

from conftest import JURISDICTION, RECORD, SECTION, VERSION, Planned, good, planned
from promulgate.pages.policy import PolicyView

TRANSLATION = "---\ntitle: Privacidad\n---\n\nPalabras.\n\n## Quién\n\nNosotros.\n"
LONG = """---
title: Privacy
effective: 2021-01-15
jurisdictions: [texas]
---

Opening, see [cookies](../cookies/#kinds) and [who](#who).

## Who {#who}

{{ organization.name }} at
[{{ organization.contact.email }}](mailto:{{ organization.contact.email }}).

{{ jurisdictions }}

## End {#end}

The end.
"""
COOKIES = """---
title: Cookies
effective: 2021-01-15
cookies:
  - {name: sid, provider: Acme, category: necessary, purpose: Signs in, duration: session,
     party: first}
  - {name: seen, provider: Other, category: analytics, purpose: Counts, duration: P1Y,
     party: third}
---

## Kinds {#kinds}

Some.

## Needed {#necessary}

These.

## More {#more}

More.
"""
LAW = {"jurisdictions/texas/index.md": JURISDICTION, "jurisdictions/texas/2012-09-01.md": SECTION}


def view(plan: Planned, address: str) -> PolicyView:
    found = plan.pages[address].view
    assert isinstance(found, PolicyView)
    return found


def html(plan: Planned, address: str) -> str:
    reading = view(plan, address).reading
    assert reading
    return "".join(block.heading + block.html for block in reading.blocks)


def whole() -> Planned:
    files = {"acme/privacy/2021-01-15.md": LONG, "acme/cookies/2021-01-15.md": COOKIES, **LAW}
    return good(files)


def test_facts_sections_and_words_stand_in_order() -> None:
    reading = view(whole(), "acme/privacy/").reading
    assert reading
    assert [part.anchor for part in reading.contents] == ["who", "texas", "end"]
    first, section, last = reading.blocks
    assert 'Acme at\n<a href="mailto:privacy@acme.example">privacy@acme.example</a>' in first.html
    assert section.section
    assert section.section.applies_to == "Residents of Texas"
    assert section.section.law[0].cite == "Chapter 181"
    assert section.section.effective.iso == "2012-09-01"
    assert "Text for Acme." in section.html
    assert "The end." in last.html


def test_sections_come_last_where_no_place_is_named() -> None:
    text = LONG.replace("{{ jurisdictions }}\n", "")
    plan = good({"acme/privacy/2021-01-15.md": text, "acme/cookies/2021-01-15.md": COOKIES, **LAW})
    reading = view(plan, "acme/privacy/").reading
    assert reading
    assert [part.anchor for part in reading.contents] == ["who", "end", "texas"]


def test_links_are_right_at_every_depth_and_in_every_language() -> None:
    plan = whole()
    assert 'href="../../acme/cookies/#kinds"' in html(plan, "acme/privacy/")
    assert 'href="../../../acme/cookies/es/#kinds"' in html(plan, "acme/privacy/es/")
    assert 'href="../../../acme/cookies/#kinds"' in html(plan, "acme/privacy/2021-01-15/")
    assert 'href="../../../../acme/cookies/es/#kinds"' in html(plan, "acme/privacy/2021-01-15/es/")
    assert 'href="#who"' in html(plan, "acme/privacy/2021-01-15/es/")


def test_a_version_takes_the_section_in_force_on_its_own_date() -> None:
    later = (
        SECTION.replace("2012-09-01", "2020-06-01")
        .replace("title:", "summary: New.\ntitle:")
        .replace("Text for", "Newer text for")
    )
    old = LONG.replace("2021-01-15", "2019-01-01").replace("../cookies/#kinds", "#end")
    new = LONG.replace("../cookies/#kinds", "#end").replace(
        "title:", "change: editorial\nsummary: New.\ntitle:"
    )
    files = {"acme/privacy/2019-01-01.md": old, "acme/privacy/2021-01-15.md": new}
    plan = good({**files, **LAW, "jurisdictions/texas/2020-06-01.md": later})
    assert "Newer text for" not in html(plan, "acme/privacy/2019-01-01/")
    assert "Newer text for" in html(plan, "acme/privacy/2021-01-15/")


def test_an_own_wording_wins() -> None:
    own = SECTION.replace("Text for {{ organization.name }}", "Our own words")
    files = {"acme/privacy/2021-01-15.md": LONG.replace("../cookies/#kinds", "#end"), **LAW}
    plan = good({**files, "acme/jurisdictions/texas/2012-09-01.md": own})
    assert "Our own words" in html(plan, "acme/privacy/")
    publisher = plan.pages["jurisdictions/texas/"].view.publishers[0]
    assert publisher.own


def test_a_translation_inherits_anchors() -> None:
    files = {"acme/privacy/2021-01-15.md": VERSION, "acme/privacy/2021-01-15.es.md": TRANSLATION}
    plan = good(files)
    assert '<h2 data-no="1" id="who">Quién' in html(plan, "acme/privacy/es/")


def test_a_missing_translation_shows_the_authoritative_text_and_says_so() -> None:
    plan = good({"acme/privacy/2021-01-15.md": VERSION})
    page = plan.pages["acme/privacy/es/"]
    found = view(plan, "acme/privacy/es/")
    assert found.missing
    assert found.missing.name == "español"
    assert found.reading
    assert found.reading.language.tag == "en"
    assert found.frame.language == "es"
    assert page.canonical == "acme/privacy/"
    assert not page.indexed
    assert [link.missing for link in found.frame.languages] == [False, True]


def test_an_untranslated_part_stands_in_its_place_in_its_own_language() -> None:
    own = VERSION + "\n## Share {#share}\n\nNobody.\n\n## End {#end}\n\nEnd.\n"
    partial = "---\ntitle: P\nawaiting: [share]\n---\n\n## Quién\n\nNos.\n\n## Fin\n\nFin.\n"
    files = {"acme/privacy/2021-01-15.md": own, "acme/privacy/2021-01-15.es.md": partial}
    plan = good(files)
    reading = view(plan, "acme/privacy/es/").reading
    assert reading
    assert [part.anchor for part in reading.contents] == ["who", "share", "end"]
    assert [block.language.tag if block.language else None for block in reading.blocks] == [
        None,
        "en",
        None,
    ]
    assert "Nobody." in reading.blocks[1].html


def test_a_register_stands_under_the_heading_of_its_category_or_last() -> None:
    reading = view(whole(), "acme/cookies/").reading
    assert reading
    kinds = [block.category or "words" for block in reading.blocks]
    assert kinds == ["words", "Necessary cookies", "words", "Analytics cookies"]
    row = reading.blocks[3].rows[0]
    assert row.duration == "1 year"
    assert row.cookie.party == "third"


def test_purposes_are_translated_and_durations_by_cldr() -> None:
    words = "\n".join(
        [
            "---\ntitle: Galletas\ncookies:",
            "  - {name: sid, purpose: Abre sesión}",
            "  - {name: seen, purpose: Cuenta}",
            "---\n\n## Tipos\n\nA.\n\n## Necesarias\n\nE.\n\n## Más\n\nM.\n",
        ]
    )
    plan = good({"acme/cookies/2021-01-15.md": COOKIES, "acme/cookies/2021-01-15.es.md": words})
    reading = view(plan, "acme/cookies/es/").reading
    assert reading
    row = reading.blocks[3].rows[0]
    assert (row.purpose, row.duration, row.language) == ("Cuenta", "1 año", None)


def test_a_language_without_a_catalog_is_published_with_the_interface_in_english() -> None:
    record = RECORD.replace("[en, es]", "[en, it]")
    italian = TRANSLATION.replace("Privacidad", "Riservatezza")
    files = {
        "acme/index.md": record,
        "acme/privacy/2021-01-15.md": VERSION,
        "acme/privacy/2021-01-15.it.md": italian,
    }
    plan, problems = planned(files)
    assert [problem.advice for problem in problems] == [True]
    assert "not translated into 'it'" in problems[0].wrong
    assert plan
    page = plan.pages["acme/privacy/it/"]
    assert page.language == "en"
    assert page.view.reading.language.tag == "it"
    good({**files, "acme/index.md": record.replace("---\norg", "---\naccepts: [interface]\norg")})


def test_before_the_first_version_nothing_is_in_force_and_nothing_leaks() -> None:
    plan = good({"acme/privacy/2030-01-01.md": VERSION.replace("2021-01-15", "2030-01-01")})
    found = view(plan, "acme/privacy/")
    assert found.record is None
    assert found.reading is None
    assert found.coming
    assert found.coming.url == "acme/privacy/2030-01-01/"
    assert not plan.pages["acme/privacy/"].indexed


def test_timeline_shares_out_the_whole_width_and_mirrors() -> None:
    from datetime import date

    from promulgate.pages.history import timeline

    plan = good({"acme/privacy/2021-01-15.md": VERSION, "acme/cookies/2021-01-15.md": COOKIES})
    history = plan.site.library.organizations["acme"].policies["privacy"].history
    here = timeline(history, date(2026, 11, 22), mirrored=False)
    there = timeline(history, date(2026, 11, 22), mirrored=True)
    assert here.bars[0].x + here.bars[0].width == 100
    assert there.bars[0].x == 0
    assert round(here.today.x + there.today.x, 2) == 100
