"""The cookie register for programs: one source, every consumer, in every language."""

import csv
import io
import json
from typing import Any

from conftest import Planned, good
from promulgate.editions.words import sealed_words

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


REGISTER = """---
title: Cookies
effective: 2021-01-15
categories: {shop: The shop}
cookies:
  - {name: sid, provider: Acme, category: necessary, purpose: In, duration: session, party: first}
  - {name: basket, provider: Acme, category: shop, purpose: Keeps, party: first,
     duration: persistent, kind: local storage}
---

Words.

## The shop {#shop}

What you chose.
"""
SPANISH = """---
title: Cookies
categories: {shop: La tienda}
cookies: [{name: sid, purpose: Inicia}, {name: basket, purpose: Guarda}]
---

Palabras.

## La tienda

Lo que eligió.
"""


def test_what_is_no_cookie_and_own_categories_are_told_in_each_language() -> None:
    texts = {"acme/cookies/2021-01-15.md": REGISTER, "acme/cookies/2021-01-15.es.md": SPANISH}
    plan = good(texts)
    text = plan.files["acme/cookies/2021-01-15/policy.md"].decode()
    assert 'categories: {"shop": "The shop"}' in text
    assert "| basket | Acme | shop | Keeps | until deleted | first | local-storage |" in text
    assert text.index("| basket") > text.index("## The shop {#shop}")
    for tag, caption, kept in (
        ("", "The shop", "until it is deleted"),
        ("es/", "La tienda", "hasta que se borre"),
    ):
        home = f"acme/cookies/2021-01-15/{tag}"
        view: Any = plan.pages[home].view
        shown = [block for block in view.reading.blocks if block.category]
        assert caption in [block.category for block in shown]
        assert all(block.kinds for block in shown)
        sealed = plan.files[f"{home}policy.md"]
        words = sealed_words(sealed, plan.site.interface(view.reading.language.tag))
        assert set(f"{caption} {kept}".split()) <= set(words)
    register = json.loads(plan.files["acme/cookies/cookies.json"])
    assert [row["kind"] for row in register["cookies"]] == ["cookie", "local-storage"]
    banner = json.loads(plan.files["acme/cookies/es/cookieconsent.json"])
    sections = banner["language"]["translations"]["es"]["preferencesModal"]["sections"]
    assert [part["title"] for part in sections][1] == "La tienda"
    purposes = json.loads(plan.files["acme/cookies/klaro.json"])["translations"]["en"]["purposes"]
    assert purposes["shop"] == {"title": "The shop"}


def test_a_register_of_cookies_alone_is_sealed_as_before() -> None:
    plain = REGISTER.replace("kind: local storage", "").replace(
        "party: first,\n     }", "party: first}"
    )
    plan = good({"acme/cookies/2021-01-15.md": plain})
    assert "| party |\n" in plan.files["acme/cookies/2021-01-15/policy.md"].decode()
