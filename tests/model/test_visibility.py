"""What is public on which day: nothing that is a draft, nothing early, everything on its day."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import (
    CATALOGS,
    HOME,
    JURISDICTION,
    NOON,
    PROJECT,
    RECORD,
    SECTION,
    URL,
    VERSION,
    Planned,
    prepare,
    prepared,
    sealed,
    share,
    small,
)
from promulgate.clock import Moment
from promulgate.memo import Memo
from promulgate.model.history import Status
from promulgate.model.visibility import public_from, published
from promulgate.sources.scan import Sources, read_sources

MEMO = Memo()  # many days of the same texts
SHIPPED = dict(read_sources(PROJECT / "tests/frozen/docs"))
# Both sides of UTC, and the two ends of the earth's day.
ZONES = ("Pacific/Kiritimati", "Asia/Kolkata", "UTC", "America/Detroit", "Pacific/Pago_Pago")
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))
NEXT = "change: editorial\nsummary: New.\ntitle:"
SPANISH = "---\ntitle: Privacidad\n---\n\nPalabras.\n\n## Quién\n\nNosotros.\n"
DRAFT = (
    VERSION.replace("2021-01-15", "2027-03-01")
    .replace("title:", NEXT)
    .replace("Words.", "Unpublished words.")
)


def on(docs: dict[str, bytes | None], moment: Moment, preview: bool = False) -> Planned:
    plan, problems = prepare(Sources(docs, CATALOGS), moment, URL, preview, MEMO)
    assert plan, "\n".join(map(str, problems))
    return plan


def everything(plan: Planned) -> str:
    """Put together all that a build would publish, as far as the core makes it."""
    return repr(plan.pages) + repr(plan.files)


# --- drafts ---


def test_a_draft_is_in_no_form_in_a_build() -> None:
    docs = sealed(small({"acme/privacy/2021-01-15.md": VERSION}))
    docs["docs/acme/privacy/2027-03-01.md"] = DRAFT.encode()
    docs["docs/acme/privacy/2021-01-15.es.md"] = SPANISH.encode()
    docs["docs/acme/cookies/2021-01-15.md"] = VERSION.replace("Words.", "Unpublished.").encode()
    plan = on(docs, Moment(NOON))
    without, _ = prepared(sealed(small({"acme/privacy/2021-01-15.md": VERSION})))
    assert without
    assert plan.pages.keys() == without.pages.keys()
    assert plan.files == without.files
    for words in ("Unpublished", "2027-03-01", "Nosotros", "cookies/"):
        assert words not in everything(plan)
    assert plan.notes == (
        "docs/acme/cookies/2021-01-15.md is a draft and not published; to publish it: "
        "make seal EDITION=acme/cookies/2021-01-15/en",
        "docs/acme/privacy/2021-01-15.es.md is a draft and not published; to publish it: "
        "make seal EDITION=acme/privacy/2021-01-15/es",
        "docs/acme/privacy/2027-03-01.md is a draft and not published; to publish it: "
        "make seal EDITION=acme/privacy/2027-03-01/en",
    )


def test_a_preview_shows_drafts_at_their_addresses_and_nowhere_else() -> None:
    docs = sealed(small({"acme/privacy/2021-01-15.md": VERSION}))
    docs["docs/acme/privacy/2027-03-01.md"] = DRAFT.encode()
    docs["docs/acme/privacy/2021-01-15.es.md"] = SPANISH.encode()
    plan = on(docs, Moment(NOON), preview=True)
    draft = plan.pages["acme/privacy/2027-03-01/"]
    assert draft.view.draft == "acme/privacy/2027-03-01/en"
    assert draft.view.record.status is Status.DRAFT
    assert draft.view.record.seal is None
    assert not draft.indexed
    assert not draft.searchable
    assert plan.pages["acme/privacy/2021-01-15/es/"].view.draft == "acme/privacy/2021-01-15/es"
    assert plan.pages["acme/privacy/es/"].view.missing, "the public still reads English"
    public = [page for page in plan.pages.values() if not getattr(page.view, "draft", None)]
    assert "Unpublished words." not in repr([getattr(p.view, "reading", None) for p in public])
    assert [entry.name for entry in plan.drafts] == [
        "acme/privacy/2021-01-15/es",
        "acme/privacy/2027-03-01/en",
    ]
    assert not any(path.startswith("acme/privacy/2027") for path in plan.files)


def test_a_draft_is_compared_with_the_text_in_force_in_a_preview_alone() -> None:
    docs = sealed(small({"acme/privacy/2021-01-15.md": VERSION}))
    docs["docs/acme/privacy/2027-03-01.md"] = DRAFT.encode()
    address = "acme/privacy/compare/2021-01-15/2027-03-01/"
    plan = on(docs, Moment(NOON), preview=True)
    assert plan.pages["acme/privacy/2027-03-01/"].view.against == address
    view = plan.pages[address].view
    assert (view.drawn.changes, view.drawn.added, view.drawn.removed) == (1, 2, 1)
    assert address not in on(docs, Moment(NOON)).pages


def test_a_policy_of_drafts_alone_has_a_preview_too() -> None:
    docs = {**small({}), "docs/acme/privacy/2027-03-01.md": VERSION.replace(
        "2021-01-15", "2027-03-01").encode()}  # fmt: skip
    assert not [address for address in on(docs, Moment(NOON)).pages if "privacy" in address]
    plan = on(docs, Moment(NOON), preview=True)
    draft = plan.pages["acme/privacy/2027-03-01/"]
    assert not draft.view.frame.path, "there is no page above it yet"


def test_a_section_that_only_a_draft_contains_is_not_shown() -> None:
    newer = SECTION.replace("2012-09-01", "2027-02-01").replace("title:", "summary: N.\ntitle:")
    newer = newer.replace("Text for", "Unpublished text for")
    contains = "jurisdictions: [texas]\ntitle:"
    docs = sealed(
        small(
            {
                "acme/privacy/2021-01-15.md": VERSION.replace("title:", contains),
                "jurisdictions/texas/index.md": JURISDICTION,
                "jurisdictions/texas/2012-09-01.md": SECTION,
            }
        )
    )
    docs["docs/jurisdictions/texas/2027-02-01.md"] = newer.encode()
    docs["docs/acme/privacy/2027-03-01.md"] = DRAFT.replace("title:", contains, 1).encode()
    assert "Unpublished" not in everything(on(docs, Moment(NOON)))
    announced = on(sealed(docs), Moment(NOON))
    assert "Unpublished text for" in everything(announced), "announced with its policy"


def test_a_link_from_the_organization_to_a_draft_loses_its_address() -> None:
    record = RECORD + "\nSee our [policy](privacy/).\n"
    files = dict.fromkeys(("acme/privacy/2021-01-15.md", "acme/cookies/2021-01-15.md"), VERSION)
    docs = small({"acme/index.md": record, **files})
    half = sealed(docs, what=["acme/cookies"])
    assert "See our <a>policy</a>." in on(half, Moment(NOON)).pages["acme/"].view.intro
    assert 'href="../acme/privacy/"' in on(sealed(docs), Moment(NOON)).pages["acme/"].view.intro


def test_a_published_text_cannot_lead_to_a_draft() -> None:
    link = VERSION.replace(
        "Words.", "See [cookies](../cookies/) and [this](../cookies/2021-01-15.md)."
    )
    docs = small({"acme/privacy/2021-01-15.md": link, "acme/cookies/2021-01-15.md": VERSION})
    alone = sealed(docs, what=["acme/privacy"])
    _, problems = prepared(alone)
    assert len(problems) == 2
    assert problems[0].wrong.startswith("The link '../cookies/")
    assert problems[0].wrong.endswith("leads to a draft, and this text is published.")
    assert not prepared(sealed(docs))[1], "sealed together"


def test_pictures_of_drafts_are_not_published() -> None:
    picture = "docs/acme/privacy/merger.svg"
    text = VERSION.replace("Words.", "![A merger](merger.svg)")
    docs = {**small({"acme/privacy/2021-01-15.md": text}), picture: None}
    assert picture not in on(docs, Moment(NOON)).kept
    assert picture in on(docs, Moment(NOON), preview=True).kept
    assert picture in on(sealed(docs), Moment(NOON)).kept


# --- days ---


@given(
    days=st.lists(
        st.dates(date(2000, 1, 1), date(2040, 1, 1)), min_size=1, max_size=4, unique=True
    ),
    zone=st.sampled_from(ZONES),
    hours=st.integers(-60, 60),
    data=st.data(),
)
@settings(max_examples=share(40))
def test_each_version_takes_effect_at_midnight_of_its_zone_and_not_before(
    days: list[date], zone: str, hours: int, data: st.DataObject
) -> None:
    """Around each date, the undated address serves the one version in force there and then."""
    days = sorted(days)
    files = {"acme/index.md": RECORD.replace("America/Detroit", zone)}
    for number, day in enumerate(days):
        text = VERSION.replace("2021-01-15", str(day)).replace("Words.", f"Words of {day}.")
        files[f"acme/privacy/{day}.md"] = text.replace("title:", NEXT) if number else text
    docs = sealed(small(files), datetime(1999, 1, 1, tzinfo=UTC))
    around = data.draw(st.sampled_from(days))
    midnight = datetime.combine(around, datetime.min.time(), ZoneInfo(zone))
    instant = (midnight + timedelta(minutes=hours * 30)).astimezone(UTC)
    here = instant.astimezone(ZoneInfo(zone)).date()
    begun = [day for day in days if day <= here]
    view = on(docs, Moment(instant)).pages["acme/privacy/"].view
    if not begun:
        assert view.reading is None
        assert "Words of" not in repr(view)
        return
    assert view.record.since.iso == str(begun[-1])
    assert f"Words of {begun[-1]}." in repr(view.reading)
    assert not any(f"Words of {day}." in repr(view) for day in days if day != begun[-1])


@given(day=st.dates(date(2015, 1, 1), date(2028, 1, 1)))
@settings(max_examples=share(150))
def test_travel_on_every_day_of_the_histories_that_come_with_it(plan: Planned, day: date) -> None:
    """Exactly one version stands after the first, or a notice does, and nothing is there early."""
    library = plan.library
    public = published(library, Moment(NOON, day))
    for organization in library.organizations.values():
        shown = public.organizations.get(organization.id)
        known = shown.policies if shown else {}
        for policy in organization.policies.values():
            sealed_ = [v for v in policy.history.versions if not v.draft]
            due = [v for v in sealed_ if v.date <= day and not v.retracted]
            if policy.id not in known:
                assert not due
                continue
            history = known[policy.id].history
            stands = [v for v in history.versions if history.status(v, day).stands]
            assert [v.date for v in stands] == [v.date for v in due[-1:] if not v.withdrawal]
            standing = history.standing(day)
            assert (standing.date if standing else None) == (due[-1].date if due else None)
            for version in history.versions:
                assert not version.draft
                for tag, text in version.editions.items():
                    since = public_from(version, tag)
                    assert since
                    assert since <= day
                    assert text.entry
                    assert all(line.date <= day for line in text.entry.corrections)


def test_travel_shows_the_site_of_that_day() -> None:
    def since(day: str) -> tuple[str, set[str]]:
        plan = on(SHIPPED, Moment(NOON, date.fromisoformat(day)))
        versions = {
            address.split("/")[2]
            for address in plan.pages
            if re.match(r"lakeside/privacy/\d", address)
        }
        return plan.pages["lakeside/privacy/"].view.record.since.iso, versions

    assert since("2018-05-25") == ("2018-05-25", {"2018-05-25"})
    assert since("2019-11-17")[1] == {"2018-05-25"}
    assert since("2019-11-18") == ("2018-05-25", {"2018-05-25", "2020-01-01"})
    assert since("2026-12-31")[0] == "2026-03-01"
    assert since("2027-01-02")[0] == "2027-01-01"
    assert "2027-07-01" not in since("2027-08-01")[1], "a draft does not take effect by waiting"


def test_travel_before_a_correction_shows_the_text_as_it_was() -> None:
    address = "lakeside/privacy/2022-09-01/"
    for day, number, files in (("2022-10-02", "0191", 1), ("2022-10-03", "0119", 2)):
        plan = on(SHIPPED, Moment(NOON, date.fromisoformat(day)))
        assert f"pharmacy counter at +1 555 {number}" in repr(plan.pages[address].view.reading)
        assert f"counter at +1 555 {number}".encode() in plan.files[f"{address}policy.md"]
        kept = [f for f in plan.files if re.fullmatch(rf"{address}policy(-\d+)?\.md", f)]
        assert len(kept) == files
        assert bool(plan.pages[address].view.record.corrections) == (files == 2)


def test_home_is_not_a_draft() -> None:
    """What is no edition is published as it is: a home page, an organization without policies."""
    plan = on({"docs/index.md": HOME.encode(), "docs/acme/index.md": RECORD.encode()}, Moment(NOON))
    search = {"search/", "acme/search/", "acme/search/es/"}
    assert set(plan.pages) == {"", "receipt/", "acme/", "acme/es/", *search}
