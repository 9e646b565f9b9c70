"""What is not public is nowhere: no file of it, no page, no line in a list."""

import pytest

from conftest import RECORD, VERSION, Planned, good, prepared, sealed, small
from promulgate.urls import ADDRESSES

PICTURE = "acme/plan.png"
LINKING = VERSION.replace("Words.", "Words. [Plan](../plan.png)")
BETA = RECORD.replace("Acme", "Secret Beta").replace("acme", "beta")


def planned(files: dict[str, str], what: list[str], preview: bool = False) -> Planned:
    """Plan a small site in which `what` is sealed, and the rest is not."""
    docs = sealed(small(files), what=what)
    docs |= {f"docs/{path}": None for path in files if path.endswith((".png", ".pdf"))}
    plan, problems = prepared(docs, preview=preview)
    assert plan, "\n".join(map(str, problems))
    return plan


@pytest.mark.parametrize("path", [PICTURE, "acme/x.pdf", "x.png", "jurisdictions/x.png"])
def test_a_file_that_no_published_text_links_is_not_published(path: str) -> None:
    plan, problems = prepared(
        {**sealed(small({"acme/privacy/2021-01-15.md": VERSION})), f"docs/{path}": None}
    )
    assert plan, problems
    assert f"docs/{path}" not in plan.kept
    assert path.encode() not in plan.files[ADDRESSES]


def test_a_file_is_published_with_the_text_that_links_it() -> None:
    files = {
        "acme/privacy/2021-01-15.md": VERSION,
        "acme/privacy/2022-01-15.md": LINKING.replace(
            "effective: 2021-01-15", "effective: 2022-01-15\nchange: editorial\nsummary: A plan."
        ),
    }
    docs = {**small(files), f"docs/{PICTURE}": None}
    before, problems = prepared(sealed(docs, what=["acme/privacy/2021-01-15"]))
    assert before, problems
    assert f"docs/{PICTURE}" not in before.kept, "only a draft links it"
    after, problems = prepared(sealed(docs))
    assert after, problems
    assert f"docs/{PICTURE}" in after.kept


def test_a_file_of_the_site_is_published_with_the_organization_that_links_it() -> None:
    text = VERSION.replace("Words.", "Words. [Plan](../../plan.png)")
    docs = {**small({"acme/privacy/2021-01-15.md": text}), "docs/plan.png": None}
    plan, problems = prepared(sealed(docs))
    assert plan, problems
    assert "docs/plan.png" in plan.kept
    plan, problems = prepared(docs)
    assert plan, problems
    assert "docs/plan.png" not in plan.kept


def test_a_logo_is_published_with_its_organization() -> None:
    record = RECORD.replace("  name: Acme\n", "  name: Acme\n  logo: logo.png\n")
    files = {"acme/index.md": record, "acme/privacy/2021-01-15.md": VERSION}
    docs = {**small(files), "docs/acme/logo.png": None}
    for given, kept in ((sealed(docs), True), (docs, False)):
        plan, problems = prepared(given)
        assert plan, problems
        assert ("docs/acme/logo.png" in plan.kept) == kept


def test_an_organization_that_has_only_drafts_is_nowhere() -> None:
    files = {
        "index.md": "---\ntitle: Home\n---\nSee [them](beta/index.md), [that](beta/privacy/).\n",
        "acme/privacy/2021-01-15.md": VERSION,
        "beta/index.md": BETA.replace("\nAcme.", "\nSecret words, [a plan](plan.png)."),
        "beta/privacy/2021-01-15.md": VERSION,
    }
    docs = {**sealed(small(files), what=["acme"]), "docs/beta/plan.png": None}
    plan, problems = prepared(docs)
    assert plan, problems
    assert not [address for address in plan.pages if address.startswith("beta/")]
    assert not [path for path in plan.files if path.startswith("beta/")]
    assert not [path for path in plan.kept if path.startswith("docs/beta/")]
    for path, data in plan.files.items():
        assert b"beta" not in data.lower(), path
    for page in plan.pages.values():
        assert "Secret" not in repr(page.view)
        assert 'href="beta' not in repr(page.view)
    shown, problems = prepared(docs, preview=True)
    assert shown, problems
    assert "beta/" in shown.pages, "editors see it"
    assert "beta/privacy/2021-01-15/" in shown.pages
    whole = good(files)
    assert "beta/" in whole.pages
    assert b"/beta/privacy/2021-01-15/" in whole.files[ADDRESSES]


def test_a_notice_on_sealed_pages_says_since_when() -> None:
    files = {"acme/privacy/2021-01-15.md": VERSION}
    record = RECORD.replace("\n---\nAcme", "\nnotice: New words.\n---\nAcme")
    assert record != RECORD
    told = prepared(sealed(small({**files, "acme/index.md": record})))[1]
    assert "This notice stands on pages of sealed texts, and says not since when." in {
        problem.wrong for problem in told
    }
    dated = record.replace("New words.", "New words.\nnotice_since: 2026-11-28")
    notice = (
        good({**files, "acme/index.md": dated}).pages["acme/privacy/"].view.frame.speaker.notice
    )
    assert (notice.text, notice.since.iso) == ("New words.", "2026-11-28")
