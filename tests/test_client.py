"""The libraries to ask with: Python's over a folder and a server, the browser's in a browser."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import PROJECT
from promulgate.client import Client

MODULE = PROJECT / "docs/assets/promulgate-client.js"
POLICY = "lakeside/privacy"


@pytest.fixture(params=["folder", "server"])
def client(request: pytest.FixtureRequest, site: Path) -> Client:
    if request.param == "folder":
        return Client(str(site))
    return Client(request.getfixturevalue("address"))


def test_which_version_was_in_force(client: Client) -> None:
    def on(at: date | datetime, policy: str = POLICY) -> str | None:
        found = client.in_force(policy, at)
        return found["version"] if found else None

    assert on(date(2018, 5, 24)) is None
    assert on(date(2023, 1, 1)) == "2022-09-01"
    assert on(date(2026, 12, 31)) == "2026-03-01"
    assert on(date(2027, 1, 1)) == "2027-01-01"
    # A day begins at midnight of the organization, five hours after that of UTC.
    assert on(datetime(2027, 1, 1, 4, 59, 59, tzinfo=UTC)) == "2026-03-01"
    assert on(datetime(2027, 1, 1, 5, tzinfo=UTC)) == "2027-01-01"
    assert on(date(2026, 10, 2), "lakeside/cookies") == "2025-06-15", "withdrawn before its day"


def test_what_has_changed_since(client: Client, site: Path) -> None:
    found = client.verify((site / POLICY / "2022-09-01/es/policy.md").read_bytes())
    assert found
    assert (found.version["version"], found.edition["language"]) == ("2022-09-01", "es")
    since = client.changes_since(found.edition["sha256"])
    assert [v["version"] for v in since] == ["2024-03-01", "2026-03-01", "2027-01-01"]


def test_a_text_as_it_read_before_a_correction_is_known(client: Client, site: Path) -> None:
    before = sorted((site / POLICY / "2022-09-01/es").glob("policy-*.md"))
    assert before
    found = client.verify(before[0].read_text("utf-8"))
    assert found
    assert found.version["version"] == "2022-09-01"


def test_what_was_never_sealed_is_not_known(client: Client, site: Path) -> None:
    words = (site / POLICY / "2024-03-01/policy.md").read_text("utf-8")
    assert client.verify(words)
    assert client.verify(words + " ") is None
    with pytest.raises(LookupError):
        client.changes_since("0" * 64)
    with pytest.raises(OSError, match=r"404|No such file"):
        client.versions("lakeside/nothing")


def test_the_module_is_small_and_asks_for_nothing() -> None:
    text = MODULE.read_text("utf-8")
    assert len(text.encode()) <= 2048
    assert "import" not in text


ASK = """async ([root, text]) => {
  const { Client } = await import(`${root}/assets/promulgate-client.js`);
  const client = new Client(`${root}/`);
  const version = async (at) => (await client.inForce("lakeside/privacy", at))?.version;
  const found = await client.verify(text);
  return {
    days: await Promise.all(["2018-05-24", "2023-01-01", "2027-01-01"].map(version)),
    instants: await Promise.all(
      [new Date("2027-01-01T04:59:59Z"), new Date("2027-01-01T05:00:00Z")].map(version)),
    withdrawn: (await client.inForce("lakeside/cookies", "2026-10-02")).version,
    found: [found.version.version, found.edition.language],
    since: (await client.changesSince(found.edition.sha256)).map((v) => v.version),
    unknown: (await client.verify(`${text} `)) === undefined,
  };
}"""


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    made = browser.new_context().new_page()
    made.goto(f"{address}/receipt/")
    return made


def test_the_module_answers_as_the_library_does(page: Page, address: str, site: Path) -> None:
    text = (site / POLICY / "2022-09-01/es/policy.md").read_text("utf-8")
    assert page.evaluate(ASK, [address, text]) == {
        "days": [None, "2022-09-01", "2027-01-01"],
        "instants": ["2026-03-01", "2027-01-01"],
        "withdrawn": "2025-06-15",
        "found": ["2022-09-01", "es"],
        "since": ["2024-03-01", "2026-03-01", "2027-01-01"],
        "unknown": True,
    }


def test_a_receipt_by_digest_address_and_record(page: Page, address: str, site: Path) -> None:
    file = json.loads((site / POLICY / "versions.json").read_text("utf-8"))
    old = next(v for v in file["versions"] if v["version"] == "2022-09-01")
    edition = old["editions"][0]
    record = json.dumps({"sha256": edition["sha256"], "accepted_at": "2023-01-01T10:00:00Z"})
    answer = page.locator("[data-pm-answer]")
    for pasted, day in (
        (edition["sha256"], "2023-01-01"),
        (old["url"], "2023-01-01"),
        (f"{address}/{POLICY}/2022-09-01/", "2023-01-01"),
        (record, ""),
    ):
        page.fill("#of", pasted)
        page.fill("#on", day)
        page.click("[data-pm-receipt] button")
        expect(answer.locator("h2")).to_contain_text("version of 2022-09-01")
        expect(answer).to_contain_text("It was in force on 2023-01-01.")
        expect(answer.locator("li")).to_have_count(3)
    page.fill("#of", edition["sha256"])
    page.fill("#on", "2025-01-01")
    page.click("[data-pm-receipt] button")
    expect(answer).to_contain_text("It was not in force on 2025-01-01.")
    hrefs = answer.locator("a").evaluate_all("all => all.map(it => it.href)")
    assert f"{address}/{POLICY}/compare/2022-09-01/latest/" in hrefs
    assert all(page.request.get(href).ok for href in hrefs)
    copied = json.loads(answer.locator("pre").inner_text())
    assert copied["sha256"] == edition["sha256"]


def test_a_receipt_says_what_it_does_not_know_and_never_reads_markup(page: Page) -> None:
    answer = page.locator("[data-pm-answer]")
    for pasted in ("0" * 64, "{broken", "<img src=x onerror=alert(1)>", "lakeside/nothing/"):
        page.fill("#of", pasted)
        page.click("[data-pm-receipt] button")
        expect(answer).to_have_text("No text that is published here has this checksum or address.")
    assert page.locator("[data-pm-answer] img").count() == 0


def test_a_page_leads_to_its_receipt(page: Page, address: str) -> None:
    page.goto(f"{address}/{POLICY}/2024-03-01/de/")
    page.locator(".pm-about summary").click()
    page.locator(".pm-about a[href*='receipt/']").click()
    answer = page.locator("[data-pm-answer]")
    expect(answer.locator("h2")).to_have_text("Datenschutzerklärung, version of 2024-03-01")
