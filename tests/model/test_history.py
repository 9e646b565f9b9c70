"""Histories: which version is in force on which day, whatever is a draft or was withdrawn."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from promulgate.ledger.events import Entry, Sealed, Withdrawn
from promulgate.model.history import History, Status, Text, Version
from promulgate.sources.front_matter import Document
from promulgate.sources.schema import VersionFields

DAYS = st.dates(date(1995, 1, 1), date(2095, 1, 1))
# For each version its date, whether it is sealed, and the day on which it was withdrawn.
STATES = st.tuples(DAYS, st.booleans(), st.none() | DAYS)


def version(day: date, sealed: bool = True, withdrawn: date | None = None) -> Version:
    name = f"acme/privacy/{day}/en"
    seal = Sealed(
        date=day, edition=name, title="P", sha256="", size=0, sections=(), facts={}, headings={}
    )
    gone = Withdrawn(date=withdrawn, edition=name, reasons={"en": "Why."}) if withdrawn else None
    fields = VersionFields.model_validate({"title": "P", "effective": str(day)})
    document = Document(f"docs/acme/privacy/{day}.md", {}, {}, "", 1)
    entry = Entry(seal, (), gone) if sealed else None
    return Version("en", fields, {"en": Text("en", document, fields, entry)}, entry)


def history(days: list[date]) -> History:
    return History(tuple(version(day) for day in sorted(days)))


@given(st.lists(DAYS, min_size=1, max_size=8, unique=True), DAYS)
def test_on_every_day_after_the_first_one_version_is_in_force(
    days: list[date], today: date
) -> None:
    found = history(days)
    in_force = [v for v in found.versions if found.status(v, today) is Status.IN_FORCE]
    assert len(in_force) == (1 if today >= min(days) else 0)
    assert found.in_force(today) is (in_force[0] if in_force else None)
    for one in found.versions:
        announced = found.status(one, today) is Status.ANNOUNCED
        assert announced == (one.date > today)


@given(st.lists(DAYS, min_size=1, max_size=8, unique=True))
def test_versions_follow_each_other_without_a_gap(days: list[date]) -> None:
    found = history(days)
    for one in found.versions:
        last, after = found.last_day(one), found.successor(one)
        assert (last is None) == (after is None)
        if last and after:
            assert last + timedelta(days=1) == after.date
            assert found.in_force(last) is one
            assert found.predecessor(after) is one


@given(st.lists(STATES, min_size=1, max_size=8, unique_by=lambda state: state[0]), DAYS)
def test_drafts_and_withdrawn_texts_are_never_in_force(
    states: list[tuple[date, bool, date | None]], today: date
) -> None:
    found = History(tuple(version(*state) for state in sorted(states)))
    in_force = found.in_force(today)
    begun = [v for v in found.versions if v.date <= today and not v.draft and not v.retracted]
    if in_force is None:
        gone = begun[-1].withdrawal if begun else None
        assert not begun or (gone and gone.date <= today), "nothing takes its place by itself"
    else:
        assert in_force is begun[-1]
        assert found.status(in_force, today) in (Status.IN_FORCE, Status.WITHDRAWN)
        last = found.last_day(in_force)
        assert last is None or last >= today
    for one in found.versions:
        assert (found.status(one, today) is Status.DRAFT) == one.draft
        assert (found.status(one, today) is Status.WITHDRAWN) == (
            not one.draft and one.withdrawal is not None
        )


def test_what_is_withdrawn_before_its_day_never_takes_effect() -> None:
    old, gone = version(date(2020, 1, 1)), version(date(2021, 1, 1), withdrawn=date(2020, 12, 1))
    found = History((old, gone))
    assert found.in_force(date(2022, 1, 1)) is old
    assert found.last_day(old) is None
    assert found.last_day(gone) is None


def test_what_is_withdrawn_in_force_leaves_its_place_empty_until_the_next() -> None:
    old, new = version(date(2020, 1, 1)), version(date(2023, 1, 1))
    gone = version(date(2021, 1, 1), withdrawn=date(2022, 1, 1))
    found = History((old, gone, new))
    assert found.in_force(date(2021, 12, 31)) is gone
    assert found.in_force(date(2022, 1, 1)) is None
    assert found.standing(date(2022, 1, 1)) is gone
    assert found.last_day(gone) == date(2021, 12, 31)
    assert found.in_force(date(2023, 1, 1)) is new
