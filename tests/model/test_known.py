"""Two times, and the zone in which a version takes effect: both are held by the seal."""

from datetime import UTC, datetime

import pytest

from conftest import RECORD, URL, VERSION, good, prepared, sealed, small
from old_ledgers import append
from promulgate.clock import Moment
from promulgate.ledger.chain import parse
from promulgate.ledger.events import Sealed
from promulgate.memo import Memo
from promulgate.model.history import Status

NEXT = VERSION.replace("2021-01-15", "2027-01-01").replace(
    "title:", "change: material\nsummary: New.\ntitle:"
)
MOVED = RECORD.replace("America/Detroit", "Pacific/Auckland")
SEALED = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "in_force"),
    [
        (datetime(2027, 1, 1, 4, 59, tzinfo=UTC), "2021-01-15"),
        (datetime(2027, 1, 1, 5, 0, tzinfo=UTC), "2027-01-01"),
    ],
)
@pytest.mark.parametrize("record", [RECORD, MOVED], ids=["where it was", "moved since"])
def test_a_new_time_zone_moves_no_sealed_version(
    record: str, instant: datetime, in_force: str
) -> None:
    files = {"acme/privacy/2021-01-15.md": VERSION, "acme/privacy/2027-01-01.md": NEXT}
    docs = {**sealed(small(files), SEALED), "docs/acme/index.md": record.encode()}
    found, problems = prepared(docs, instant)
    assert found, problems
    assert found.pages["acme/privacy/"].view.record.since.iso == in_force
    status = Status.IN_FORCE if in_force == "2027-01-01" else Status.ANNOUNCED
    assert found.pages["acme/privacy/2027-01-01/"].view.record.status is status
    assert found.pages["acme/"].view.policies[0].since.iso == in_force


def test_what_is_sealed_after_the_move_has_the_new_zone() -> None:
    files = {"acme/privacy/2021-01-15.md": VERSION}
    docs = sealed(small(files), SEALED)
    docs |= {"docs/acme/index.md": MOVED.encode(), "docs/acme/privacy/2027-01-01.md": NEXT.encode()}
    docs = sealed(docs, SEALED)
    before, _ = prepared(docs, datetime(2026, 12, 31, 10, 59, tzinfo=UTC))
    after, _ = prepared(docs, datetime(2026, 12, 31, 11, 0, tzinfo=UTC))
    assert before
    assert after
    assert before.pages["acme/privacy/"].view.record.since.iso == "2021-01-15"
    assert after.pages["acme/privacy/"].view.record.since.iso == "2027-01-01"


def test_lines_without_a_zone_stay_as_they_are() -> None:
    """A new field is absent from old lines: their bytes and digests do not change."""
    line = Sealed.model_validate(
        {
            "date": "2026-11-22",
            "edition": "acme/privacy/2021-01-15/en",
            "title": "Privacy",
            "sha256": "0" * 64,
            "size": 1,
            "sections": [],
            "facts": {},
            "headings": {},
        }
    )
    data = append(b"", [line])
    assert b"zone" not in data
    assert b"written" not in data
    ledger, problems = parse("docs/acme/privacy/ledger.jsonl", data)
    assert not problems
    assert append(b"", ledger.lines) == data


def test_a_zone_that_does_not_exist_is_no_line() -> None:
    files = {"acme/privacy/2021-01-15.md": VERSION}
    path = "docs/acme/privacy/ledger.jsonl"
    data = sealed(small(files), SEALED)[path] or b""
    _, problems = parse(path, data.replace(b"America/Detroit", b"America/Nowhere"))
    assert "This line is none that a ledger holds." in str(problems[0])


def test_each_policy_has_a_day_on_which_no_version_is_between_two_states() -> None:
    """At any hour: what has begun in its zone is in force, what has not is announced."""
    files = {"acme/privacy/2021-01-15.md": VERSION}
    docs = sealed(small(files), SEALED)
    docs |= {"docs/acme/index.md": MOVED.encode(), "docs/acme/privacy/2027-01-01.md": NEXT.encode()}
    docs = sealed(docs, SEALED)
    memo = Memo()
    for hour in range(-48, 48):
        instant = datetime.fromtimestamp(1798761600 + 3600 * hour, UTC)  # 2027-01-01, 00:00
        found, _ = prepared(docs, instant, memo=memo)
        assert found
        history = found.library.organizations["acme"].policies["privacy"].history
        today = history.today(Moment(instant), "Pacific/Auckland")
        begun = Moment(instant).today("Pacific/Auckland") >= history.versions[1].date
        assert (history.in_force(today) is history.versions[1]) == begun


def test_what_is_published_late_says_so_everywhere() -> None:
    plan = good({"acme/privacy/2021-01-15.md": VERSION}, SEALED)
    assert plan.pages["acme/privacy/2021-01-15/"].view.record.belated.iso == "2026-11-22"
    assert plan.pages["acme/privacy/history/"].view.versions[0].belated.iso == "2026-11-22"
    feed = plan.files["acme/privacy/feed.xml"].decode()
    assert "Published here on November 22, 2026, after it took effect." in feed
    assert "acme/privacy/2021-01-15/in-force" in feed
    assert URL in feed
    early = good({"acme/privacy/2027-01-01.md": NEXT.replace("change: material\n", "").replace(
        "summary: New.\n", "")}, SEALED)  # fmt: skip
    assert early.pages["acme/privacy/2027-01-01/"].view.record.belated is None
