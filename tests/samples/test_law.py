"""Every statement of law has an item id, a source, the day it was seen, and a mark."""

from collections import Counter

import pytest

from conftest import Planned
from promulgate.editions.canonical import OPENING
from promulgate.editions.markdown import headings
from promulgate.pages.jurisdiction import JurisdictionView

pytestmark = pytest.mark.samples
MARKS = {"official", "copy", "secondary", "unverified"}


def test_every_statement_of_a_law_has_id_source_day_and_mark(plan: Planned) -> None:
    ids: Counter[str] = Counter()
    for law in plan.library.jurisdictions.values():
        record = law.fields.jurisdiction
        sources = {source.id: source for source in record.sources}
        days = {moved.date for moved in record.dates}
        assert len(days) > 0, law.id
        for stated in (*record.disclosures, *record.dates, *record.parts):
            assert stated.checked in MARKS
            assert stated.source, (law.id, stated)
            assert all(sources[name].seen and sources[name].name for name in stated.source)
            if stated.checked != "unverified":  # knowledge alone carries no other mark
                assert set(stated.source) != {"none"}, (law.id, stated)
        ids.update([item.id for item in record.disclosures])
        ids.update([part.id for part in record.parts])
    assert [name for name, times in ids.items() if times > 1] == []
    assert len(ids) > 200


def test_every_part_of_the_page_of_a_law_says_what_it_rests_on(plan: Planned) -> None:
    for law in plan.library.jurisdictions.values():
        record = law.fields.jurisdiction
        own = law.text(record.language).document.body
        found = {OPENING, *(each.anchor for each in headings(own) if each.level == 2)}
        assert {part.part for part in record.parts} == found, law.id


def test_every_part_of_a_section_rests_on_items_of_its_law(plan: Planned) -> None:
    seen = 0
    for section in plan.library.sections:
        owner = section.owner and plan.library.organizations[section.owner]
        if owner and owner.fields.organization.restated:
            continue  # what it states is the archived policy's, and held to it elsewhere
        body = section.texts[section.language].document.body
        anchors = {each.anchor for each in headings(body)}
        assert anchors <= set(section.fields.rests), (section.jurisdiction, section.date)
        items = {
            item.id
            for item in plan.library.jurisdictions[
                section.jurisdiction
            ].fields.jurisdiction.disclosures
        }
        for named in section.fields.rests.values():
            assert named
            assert set(named) <= items
        seen += 1
    assert seen > 40


def test_readers_see_ids_marks_sources_and_days(plan: Planned) -> None:
    for law in plan.library.jurisdictions.values():
        view: JurisdictionView = plan.pages[f"jurisdictions/{law.id}/"].view
        told = [a.basis for a in view.asked] + [d.basis for d in view.dates]
        for basis in told + [part.basis for part in view.rested]:
            assert basis.sources
            assert all(source.seen.iso >= "2026-11-21" for source in basis.sources)


def test_words_that_a_law_fixes_are_told_as_they_are(plan: Planned) -> None:
    record = plan.library.jurisdictions["texas-tdpsa"].fields.jurisdiction
    assert [(fixed.sells, fixed.words) for fixed in record.fixed] == [
        ("sensitive", "NOTICE: We may sell your sensitive personal data."),
        ("biometric", "NOTICE: We may sell your biometric personal data."),
    ]
    asked = " ".join(item.asks for item in record.disclosures)
    assert all(fixed.words in asked for fixed in record.fixed)


def test_beside_a_section_stands_that_its_law_has_changed_since(plan: Planned) -> None:
    def moved(address: str) -> dict[str, str | None]:
        blocks = plan.pages[address].view.reading.blocks
        facts = [block.section for block in blocks if block.section]
        return {each.id: each.moved.iso if each.moved else None for each in facts}

    assert moved("lakeside/privacy/2022-09-01/") == {
        "texas-phi": None,
        "california": None,
        "california-ccpa": "2026-01-01",
    }
    assert moved("lakeside/privacy/")["california-ccpa"] is None
    announced = moved("harbor/privacy/")
    assert announced["australia"] is None, "a day that has not come has changed nothing"
    assert announced["us-states"] is None
