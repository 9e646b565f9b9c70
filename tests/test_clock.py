"""The day depends on the organization's zone; the clock is asked in one place."""

from datetime import UTC, date, datetime

import pytest

from conftest import VERSION, good
from promulgate.clock import Moment, now

NEXT = VERSION.replace("2021-01-15", "2027-01-01").replace(
    "effective:", "change: material\nsummary: New.\neffective:"
)


def test_a_day_begins_at_midnight_in_its_zone() -> None:
    moment = Moment(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert moment.today("Asia/Tokyo") == date(2027, 1, 1)
    assert moment.today("America/Detroit") == date(2026, 12, 31)
    assert Moment(moment.instant, date(2030, 1, 1)).today("Asia/Tokyo") == date(2030, 1, 1)


@pytest.mark.parametrize(
    ("instant", "in_force"),
    [
        (datetime(2027, 1, 1, 4, 59, tzinfo=UTC), "2021-01-15"),
        (datetime(2027, 1, 1, 5, 0, tzinfo=UTC), "2027-01-01"),
    ],
)
def test_a_version_takes_effect_at_midnight_in_detroit(instant: datetime, in_force: str) -> None:
    files = {"acme/privacy/2021-01-15.md": VERSION, "acme/privacy/2027-01-01.md": NEXT}
    page = good(files, instant).pages["acme/privacy/"]
    assert page.view.record.since.iso == in_force


def test_the_environment_sets_the_moment() -> None:
    assert now({"SOURCE_DATE_EPOCH": "0"}).today("UTC") == date(1970, 1, 1)
    assert now({}).instant.tzinfo is UTC
