"""Files for programs: every one keeps to its schema, and says what the pages say."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import schemas
from conftest import NOON, URL, VERSION, Planned, good, prepared, sealed, small
from promulgate.ledger.events import digest
from promulgate.pages.json_files import KINDS

FROZEN = Path(__file__).parent.parent / "frozen/schemas"
SMALL = 2048  # bytes of a file that is fetched often
# Values that came after a schema was first published, by the shape that may have them.
GROWN = {"Status": ["archived"]}
KIND_OF = {"versions.json": "versions", "current.json": "current", "accept.json": "accept"}


def read(plan: Planned, path: str) -> Any:
    return json.loads(plan.files[path])


def kind_of(path: str) -> str:
    """Name the kind of a file by its path; empty for one that has no schema."""
    name = path.rsplit("/", 1)[-1]
    if path == "policies.json":
        return "policies"
    return "organization" if name == "policies.json" else KIND_OF.get(name, "")


def for_programs(plan: Planned) -> Iterator[tuple[str, str]]:
    for path in plan.files:
        if (kind := kind_of(path)) and not path.startswith("schemas/"):
            yield path, kind


def validator(schema: Mapping[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(schema, format_checker=checker)


def test_every_file_keeps_to_the_schema_that_it_names(plan: Planned) -> None:
    kinds = set()
    for path, kind in for_programs(plan):
        data = read(plan, path)
        assert data["$schema"] == f"{URL}schemas/{kind}.json", path
        validator(read(plan, f"schemas/{kind}.json")).validate(data)
        kinds.add(kind)
    for item in read(plan, "lakeside/accept.json")["policies"]:
        for record in item["editions"]:
            validator(read(plan, "schemas/acceptance.json")).validate(record)
    assert kinds | {"acceptance"} == set(KINDS)


def test_a_schema_refuses_what_is_amiss(plan: Planned) -> None:
    data = read(plan, "lakeside/privacy/versions.json")
    known = validator(read(plan, "schemas/versions.json"))
    spoilt: list[dict[str, object]] = [{"as_of": "yesterday"}, {"versions": None}, {"floor": {}}]
    for spoil in spoilt:
        assert not known.is_valid({**data, **spoil}), spoil
    assert not known.is_valid({name: data[name] for name in data if name != "policy"})


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_those_of_the_values(kind: str) -> None:
    written = (schemas.FOLDER / f"{kind}.json").read_bytes()
    assert written == schemas.written(kind), "run 'make schemas'"


@pytest.mark.parametrize("kind", KINDS)
def test_fields_are_only_added(plan: Planned, kind: str) -> None:
    """What is written today keeps to the schema as it was first published, and lacks nothing."""
    first = json.loads((FROZEN / f"{kind}.json").read_text("utf-8"))
    for name, values in GROWN.items():
        if shape := first.get("$defs", {}).get(name):
            shape["enum"] += values
    known = validator(first)
    for path, found in for_programs(plan):
        if found == kind:
            known.validate(read(plan, path))
    now = schemas.schema(kind)
    for name, old in {"": first, **first.get("$defs", {})}.items():
        new = now["$defs"][name] if name else now
        for field, shape in old.get("properties", {}).items():
            assert new["properties"][field] == shape, f"{name}.{field}"
        assert set(old.get("required", ())) <= set(new.get("required", ())), name


def test_versions_say_what_the_history_says(plan: Planned) -> None:
    for organization in plan.site.library.organizations.values():
        today = plan.site.today(organization)
        for policy in organization.policies.values():
            data = read(plan, f"{organization.id}/{policy.id}/versions.json")
            days = [item["version"] for item in data["versions"]]
            assert days == [str(v.date) for v in reversed(policy.history.versions)]
            for item, version in zip(
                data["versions"], reversed(policy.history.versions), strict=True
            ):
                assert item["status"] == policy.history.status(version, today)
                for edition in item["editions"]:
                    text = plan.files[edition["text"].removeprefix(URL)]
                    if not item["withdrawal"]:
                        assert digest(text) == edition["sha256"]
                    assert edition["url"].removeprefix(URL) in plan.pages


def test_every_address_answers(plan: Planned) -> None:
    def strings(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        for each in value.values() if isinstance(value, dict) else ():
            yield from strings(each)
        for each in value if isinstance(value, list) else ():
            yield from strings(each)

    kept = {path.removeprefix("docs/") for path in plan.kept}
    seen = 0
    for path, _ in for_programs(plan):
        for value in strings(read(plan, path)):
            if value.startswith(URL) and value != URL:
                found = value.removeprefix(URL)
                assert found in plan.pages or found in plan.files or found in kept, value
                seen += 1
    assert seen > 100


def test_ranges_are_half_open_and_begin_at_midnight_of_the_organization(plan: Planned) -> None:
    data = read(plan, "lakeside/privacy/versions.json")
    newest, current, *_ = data["versions"]
    assert (newest["status"], current["status"]) == ("announced", "in-force")
    assert (current["until"], newest["until"]) == (newest["effective"], None)
    assert newest["effective_instant"] == "2027-01-01T05:00:00Z"
    assert datetime.fromisoformat(newest["effective_instant"]).tzinfo == UTC
    assert (data["as_of"], data["next_change"]) == ("2026-11-22", "2027-01-01")
    assert data["floor"] == {"effective": "2018-05-25", "earlier_text_may_exist": False}
    old = next(v for v in data["versions"] if v["version"] == "2022-09-01")
    assert [c["language"] for c in old["corrections"]] == ["en", "es"]
    cookies = read(plan, "lakeside/cookies/versions.json")
    gone = next(v for v in cookies["versions"] if v["withdrawal"])
    assert (gone["status"], gone["until"]) == ("withdrawn", None)
    assert gone["compare"] == {"previous": None, "latest": None}


def test_current_is_small_and_falls_back_to_the_governing_text(plan: Planned) -> None:
    for path, kind in for_programs(plan):
        if kind == "current":
            assert len(plan.files[path]) <= SMALL, path
    missing = read(plan, "lakeside/privacy/pt-BR/current.json")
    assert (missing["language"], missing["provenance"]) == ("en", "governing")
    assert missing["url"] == f"{URL}lakeside/privacy/pt-BR/"


LATER = """---
title: Privacy
effective: {day}
change: {change}
summary: New.
{more}---

Now {day}.
"""


def later(day: str, change: str, more: str = "") -> str:
    return LATER.format(day=day, change=change, more=more)


def test_only_a_material_change_asks_again() -> None:
    plan = good({
        "acme/privacy/2021-01-15.md": VERSION,
        "acme/privacy/2022-01-01.md": later("2022-01-01", "material", "because: law\n"),
        "acme/privacy/2023-01-01.md": later("2023-01-01", "editorial"),
        "acme/privacy/2024-01-01.md": later("2024-01-01", "clarification"),
        "acme/privacy/2027-01-01.md": later("2027-01-01", "material"),
    })  # fmt: skip
    (item,) = read(plan, "acme/accept.json")["policies"]
    assert (item["version"], item["still_valid_from"]) == ("2024-01-01", "2022-01-01")
    versions = read(plan, "acme/privacy/versions.json")["versions"]
    known = {v["version"]: v["editions"][0]["sha256"] for v in versions}
    wanted = [known[day] for day in ("2024-01-01", "2023-01-01", "2022-01-01")]
    assert item["still_valid"] == wanted
    assert {v["version"]: v["because"] for v in versions}["2022-01-01"] == "law"


def test_because_is_sealed_only_where_it_is_written() -> None:
    plan = good({
        "acme/privacy/2021-01-15.md": VERSION,
        "acme/privacy/2022-01-01.md": later("2022-01-01", "material", "because: law\n"),
        "acme/privacy/2023-01-01.md": later("2023-01-01", "editorial"),
    })  # fmt: skip
    assert b'\nbecause: "law"\n' in plan.files["acme/privacy/2022-01-01/policy.md"]
    assert b"because" not in plan.files["acme/privacy/2023-01-01/policy.md"]


@pytest.mark.parametrize(
    ("now", "status", "change"),
    [(datetime(2020, 1, 1, tzinfo=UTC), "announced", "2021-01-15"), (NOON, "in-force", None)],
)
def test_before_the_first_version_nothing_is_in_force(
    now: datetime, status: str, change: str | None
) -> None:
    docs = sealed(small({"acme/privacy/2021-01-15.md": VERSION}), datetime(2020, 1, 1, tzinfo=UTC))
    plan, _ = prepared(docs, now)
    assert plan
    data = read(plan, "acme/privacy/current.json")
    assert (data["status"], data["next_change"]) == (status, change)
    assert (data["version"] is None) == (status == "announced")
    accepted = read(plan, "acme/accept.json")["policies"]
    assert [item["policy"] for item in accepted] == (["privacy"] if status == "in-force" else [])
    validator(read(plan, "schemas/current.json")).validate(data)


def test_the_site_lists_every_organization(plan: Planned) -> None:
    data = read(plan, "policies.json")
    assert [each["organization"] for each in data["organizations"]] == sorted(
        plan.site.library.organizations
    )
    for each in data["organizations"]:
        own = read(plan, f"{each['organization']}/policies.json")
        assert {name: own[name] for name in each} == each
    assert date.fromisoformat(data["as_of"]) == NOON.date()
