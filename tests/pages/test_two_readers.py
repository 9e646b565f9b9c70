"""Feeds as a second reader's library reads them, JSON Feed among them."""

import json

import atoma

from conftest import URL, Planned


def test_every_feed_says_the_same_in_json(plan: Planned) -> None:
    seen = 0
    for path, data in plan.files.items():
        if path.endswith("feed.json"):
            atom = atoma.parse_atom_bytes(plan.files[path.replace("feed.json", "feed.xml")])
            said = json.loads(data)
            assert said["feed_url"] == f"{URL}{path}"
            found = atoma.parse_json_feed_bytes(data)
            assert found.title == atom.title.value
            assert [item.id_ for item in found.items] == [entry.id_ for entry in atom.entries]
            for item, entry in zip(found.items, atom.entries, strict=True):
                assert (item.title, item.url) == (entry.title.value, entry.links[0].href)
                assert item.date_published == entry.updated
            seen += 1
    assert seen > 20


def test_a_feed_of_material_changes_tells_nothing_else(plan: Planned) -> None:
    def told(path: str) -> list[str]:
        return [entry.id_ for entry in atoma.parse_atom_bytes(plan.files[path]).entries]

    everything = told("lakeside/privacy/es/feed.xml")
    material = told("lakeside/privacy/es/material.xml")
    assert 0 < len(material) < len(everything)
    assert material == [each for each in everything if each in material]
    assert not any("corrected" in each or "translated" in each for each in material)
    history = plan.site.library.organizations["lakeside"].policies["privacy"].history
    days = {str(v.date) for v in history.versions if v.fields.change == "material"}
    assert {each.split(":")[2].split("/")[2] for each in material} == days
    feed = atoma.parse_atom_bytes(plan.files["lakeside/privacy/es/material.xml"])
    assert feed.id_ == f"{URL}lakeside/privacy/es/material.xml"
