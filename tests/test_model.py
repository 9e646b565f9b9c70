"""Histories: which version is in force on which day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from promulgate.model import History, Status, Version
from promulgate.schema import VersionFields

DAYS = st.dates(date(1995, 1, 1), date(2095, 1, 1))


def history(days: list[date]) -> History:
    versions = [
        Version("en", VersionFields(title="P", effective=str(day)), {}) for day in sorted(days)
    ]
    return History(tuple(versions))


@given(st.lists(DAYS, min_size=1, max_size=8, unique=True), DAYS)
def test_on_every_day_after_the_first_one_version_is_in_force(
    days: list[date], today: date
) -> None:
    found = history(days)
    in_force = [v for v in found.versions if found.status(v, today) is Status.IN_FORCE]
    assert len(in_force) == (1 if today >= min(days) else 0)
    assert found.in_force(today) is (in_force[0] if in_force else None)
    for version in found.versions:
        announced = found.status(version, today) is Status.ANNOUNCED
        assert announced == (version.date > today)


@given(st.lists(DAYS, min_size=1, max_size=8, unique=True))
def test_versions_follow_each_other_without_a_gap(days: list[date]) -> None:
    found = history(days)
    for version in found.versions:
        last, after = found.last_day(version), found.successor(version)
        assert (last is None) == (after is None)
        if last and after:
            assert last + timedelta(days=1) == after.date
            assert found.in_force(last) is version
            assert found.predecessor(after) is version
