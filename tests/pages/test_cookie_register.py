"""The cookie register for programs: one source, every consumer, in every language."""

import csv
import io
import json
from typing import Any

from conftest import Planned

HOME = "lakeside/cookies/"


def read(plan: Planned, path: str) -> Any:
    return json.loads(plan.files[f"{HOME}{path}"])


def test_every_consumer_lists_the_same_cookies(plan: Planned) -> None:
    version = (
        plan.site.library.organizations["lakeside"]
        .policies["cookies"]
        .history.in_force(plan.site.day("America/Detroit"))
    )
    assert version
    names = [cookie.name for cookie in version.fields.cookies or ()]
    assert len(names) > 3
    for tag in ("", "es/", "ar/"):
        register = read(plan, f"{tag}cookies.json")
        assert [row["name"] for row in register["cookies"]] == names
        table = list(csv.DictReader(io.StringIO(plan.files[f"{HOME}{tag}cookies.csv"].decode())))
        assert [row["Description"] for row in table] == [r["purpose"] for r in register["cookies"]]
        assert len({row["ID"] for row in table}) == len(names)
        klaro = read(plan, f"{tag}klaro.json")
        assert sorted(n for s in klaro["services"] for n in s["cookies"]) == sorted(names)
        for service in klaro["services"]:
            assert service["required"] == (service["purposes"] == ["necessary"])
        banner = read(plan, f"{tag}cookieconsent.json")
        said = banner["language"]["translations"][register["language"]]["preferencesModal"]
        shown = [row["name"] for part in said["sections"] for row in part["cookieTable"]["body"]]
        assert sorted(shown) == sorted(names)
        assert {part["linkedCategory"] for part in said["sections"]} == banner["categories"].keys()


def test_words_are_those_of_the_language(plan: Planned) -> None:
    english, spanish = read(plan, "cookies.json"), read(plan, "es/cookies.json")
    assert english["cookies"][0]["purpose"] != spanish["cookies"][0]["purpose"]
    assert english["cookies"][0]["duration"] == spanish["cookies"][0]["duration"]
    german = read(plan, "de/cookies.json")
    assert german["cookies"] == english["cookies"], "not translated: the governing words"
    privacy = "lakeside/privacy/cookies.json"
    assert privacy not in plan.files, "no register, no file"
