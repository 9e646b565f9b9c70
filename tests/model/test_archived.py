"""What is known from an archive alone says so everywhere, and claims neither force nor midnight."""

import json
from datetime import date
from pathlib import Path

import pytest

from conftest import RECORD, VERSION, Planned, good, small, write_files
from promulgate.cli.main import main
from promulgate.ledger.events import Sealed
from promulgate.model.history import Status

STATED = {"acme/privacy/2021-01-15.md": VERSION}


def based(basis: str) -> str:
    return VERSION.replace("---\n\n", f"effective_basis: {basis}\n---\n\n", 1)


BASES = {
    "first-archived": (RECORD, based("first-archived")),
    "last-updated": (RECORD, based("last-updated")),
    "restated": (RECORD.replace("  contact:", "  restated: true\n  contact:"), VERSION),
}
NEXT = VERSION.replace("2021-01-15", "2025-03-01").replace(
    "---\n\n", "change: material\nsummary: New.\n---\n\n", 1
)


@pytest.fixture(params=BASES, scope="module")
def archived(request: pytest.FixtureRequest) -> tuple[str, Planned]:
    record, version = BASES[request.param]
    return request.param, good({"acme/index.md": record, "acme/privacy/2021-01-15.md": version})


def test_its_status_is_archived_wherever_a_status_stands(archived: tuple[str, Planned]) -> None:
    _, plan = archived
    page = plan.pages["acme/privacy/"]
    assert page.view.record.status is Status.ARCHIVED
    assert page.indexed
    history = plan.pages["acme/privacy/history/"].view
    assert [line.status for line in history.versions] == [Status.ARCHIVED]
    [bar] = history.timeline.bars
    assert bar.status is Status.ARCHIVED
    assert bar.x + bar.width == pytest.approx(history.timeline.today.x), "nothing is known of later"
    [listed] = plan.pages[""].view.organizations[0].policies
    assert listed.archived
    assert [e.kind for e in plan.pages["acme/"].view.events] == ["archived"]
    assert b"On record: Privacy policy" in plan.files["acme/feed.xml"]
    assert b"In force" not in plan.files["acme/feed.xml"]


def test_programs_are_told_no_instant_and_no_force(archived: tuple[str, Planned]) -> None:
    _, plan = archived
    file = json.loads(plan.files["acme/privacy/versions.json"])
    [version] = file["versions"]
    assert (version["status"], version["effective_instant"]) == ("archived", "2021-01-15")
    assert file["floor"]["earlier_text_may_exist"]
    current = json.loads(plan.files["acme/privacy/current.json"])
    assert (current["status"], current["version"]) == ("archived", "2021-01-15")
    [policy] = json.loads(plan.files["acme/policies.json"])["policies"]
    assert (policy["in_force"], policy["archived"]) == (None, "2021-01-15")


def test_a_restated_text_is_sealed_without_a_zone(archived: tuple[str, Planned]) -> None:
    kind, plan = archived
    [ledger] = plan.library.ledgers.values()
    zones = {line.zone for line in ledger.lines if isinstance(line, Sealed)}
    assert zones == {None if kind == "restated" else "America/Detroit"}


def test_a_text_that_states_its_date_is_in_force() -> None:
    plan = good(STATED)
    assert plan.pages["acme/privacy/"].view.record.status is Status.IN_FORCE
    [version] = json.loads(plan.files["acme/privacy/versions.json"])["versions"]
    assert version["effective_instant"] == "2021-01-15T05:00:00Z"


def test_with_a_successor_it_is_superseded_and_was_on_record() -> None:
    _, version = BASES["first-archived"]
    plan = good({"acme/privacy/2021-01-15.md": version, "acme/privacy/2025-03-01.md": NEXT})
    record = plan.pages["acme/privacy/2021-01-15/"].view.record
    assert (record.status, record.archived) == (Status.SUPERSEDED, True)
    assert plan.pages["acme/privacy/"].view.record.status is Status.IN_FORCE
    newest, oldest = json.loads(plan.files["acme/privacy/versions.json"])["versions"]
    assert (oldest["effective_instant"], oldest["until_instant"]) == (
        "2021-01-15",
        newest["effective_instant"],
    )


@pytest.mark.parametrize("day", [date(2023, 5, 1), date(2026, 11, 22), date(2027, 1, 1)])
def test_at_says_on_record_on_every_day(
    day: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record, version = BASES["restated"]
    write_files(tmp_path, small({"acme/privacy/2021-01-15.md": version}))
    (tmp_path / "docs/acme/index.md").write_text(record, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["seal", "--yes"]) == 0
    capsys.readouterr()
    assert main(["at", "acme/privacy", str(day)]) == 0
    told = capsys.readouterr().out
    assert "on record (archived: later changes are not known here)" in told
    assert "in force" not in told
    assert "took effect" not in told
    assert main(["at", "acme/privacy", str(day), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "archived"
