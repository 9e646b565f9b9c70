"""The history of a file in a repository becomes versions."""

from pathlib import Path

import pytest

from importing.repositories import bring_in, commit, git, problems, site
from promulgate.cli.main import main

FIRST = """Privacy at the Pier
===================

*Last updated: March 3, 2019*

### Who we are

We run a ferry. See [our fares](/fares), or [below](#cookies).

Cookies
-------

We set `one` cookie:

* it counts trips,
* it lasts 30 days.

##

#### How long

1. A day.
2. A week.
"""
SECOND = FIRST.replace("March 3, 2019", "June 1, 2020").replace("30 days", "60 days")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Five commits: a text, other markup, other words twice on a day, a rename, other words."""
    folder = tmp_path / "archive"
    commit(folder, "2019-03-01", {"privacy.md": FIRST})
    commit(folder, "2019-05-05", {"privacy.md": FIRST.replace("* it", "- it")})
    commit(folder, "2020-06-01", {"privacy.md": SECOND.replace("a ferry", "a boat")})
    commit(folder, "2020-06-01", {"privacy.md": SECOND})
    git(folder, "mv", "privacy.md", "policy.md")
    commit(folder, "2021-01-01", {}, "Rename")
    commit(folder, "2021-02-02", {"policy.md": SECOND.replace("A week", "A month")})
    return folder


def test_versions_are_the_days_on_which_words_changed(
    history: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = site(tmp_path)
    into = str(docs / "pier" / "privacy")
    report = bring_in(
        capsys, "git", str(history), "policy.md", "--into", into, "--url", "https://pier.example/p"
    )
    told = [(v["version"], v["effective_basis"], v["date_from"]) for v in report["versions"]]
    assert told[:2] == [
        ("2019-03-03", "last-updated", "text 'March 3, 2019'"),
        ("2020-06-01", "last-updated", "text 'June 1, 2020'"),
    ]
    assert told[2][:2] == ("2021-02-02", "first-archived")
    assert told[2][2].startswith("commit ")
    assert any("words are those of the text before" in line for line in report["passed_over"])
    found = problems(capsys, docs)
    assert len(found) == 1
    assert "Words changed under one date: the text still says 2020-06-01." in found[0]


def test_a_text_is_cleaned_and_every_word_accounted_for(
    history: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = site(tmp_path)
    into = docs / "pier" / "privacy"
    report = bring_in(
        capsys,
        "git",
        str(history),
        "policy.md",
        "--into",
        str(into),
        "--url",
        "https://pier.example/p",
    )
    text = (into / "2019-03-03.md").read_text("utf-8")
    assert text.startswith("---\ntitle: Privacy at the Pier\neffective: 2019-03-03\n")
    assert "url: https://pier.example/p\n  retrieved: 2019-03-01\n  commit: " in text
    body = text.split("---\n\n", 1)[1]
    assert body == (
        "*Last updated: March 3, 2019*\n\n"
        "## Who we are {#who-we-are}\n\n"
        "We run a ferry. See [our fares](https://pier.example/fares), or [below](#cookies).\n\n"
        "## Cookies {#cookies}\n\n"
        "We set `one` cookie:\n\n- it counts trips,\n- it lasts 30 days.\n\n"
        "### How long {#how-long}\n\n1. A day.\n2. A week.\n"
    )
    dropped = report["versions"][0]["dropped"]
    assert dropped == [
        {"why": "the title, now in the front matter", "words": "Privacy at the Pier"}
    ]


def test_an_import_goes_on_where_it_was_and_overwrites_nothing(
    history: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = site(tmp_path)
    into = docs / "pier" / "privacy"
    arguments = ("git", str(history), "policy.md", "--into", str(into))
    bring_in(capsys, *arguments)
    edited = into / "2019-03-03.md"
    edited.write_text(edited.read_text("utf-8").replace("a ferry", "two ferries"), "utf-8")
    dated = into / "2021-02-02.md"
    dated.rename(into / "2021-02-05.md")  # the editor knew better
    commit(history, "2022-01-01", {"policy.md": SECOND.replace("2020", "2022") + "\nMore.\n"})
    before = {file.name: file.read_bytes() for file in into.iterdir()}
    report = bring_in(capsys, *arguments)
    states = {v["file"].rsplit("/", 1)[1]: v["state"] for v in report["versions"]}
    assert states == {
        "2019-03-03.md": "differs",
        "2020-06-01.md": "kept",
        "2021-02-05.md": "kept",
        "2022-06-01.md": "written",
    }
    assert {name: (into / name).read_bytes() for name in before} == before


def test_a_field_goes_before_the_text_and_the_text_before_the_commit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, docs = tmp_path / "archive", site(tmp_path)
    text = "---\ntitle: Terms\n{field}---\n\nLast updated: 2 May 2019\n\n## One\n\nWords {n}.\n"
    commit(archive, "2019-05-09", {"t.md": text.format(field="effective_date: 2019-06-01\n", n=1)})
    commit(archive, "2020-05-09", {"t.md": text.format(field="lastmod: 2020-05-01\n", n=2)})
    report = bring_in(capsys, "git", str(archive), "t.md", "--into", str(docs / "pier" / "terms"))
    assert [(v["version"], v["effective_basis"], v["date_from"]) for v in report["versions"]] == [
        ("2019-06-01", "stated", "field 'effective_date'"),
        ("2020-05-01", "last-updated", "field 'lastmod'"),
    ]
    assert "updated: 2019-05-02" in (docs / "pier" / "terms" / "2019-06-01.md").read_text("utf-8")
    assert problems(capsys, docs) == []


def test_languages_in_parallel_folders_become_translations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, docs = tmp_path / "archive", site(tmp_path)
    english = (
        "# Privacy\n\nLast updated: {}\n\n## Who we are\n\nWe run a ferry that {}.\n\n"
        "## Cookies\n\nSee [who](#who-we-are).\n"
    )
    spanish = (
        "# Privacidad\n\nÚltima actualización: {}\n\n## Quiénes somos\n\nHay un barco que {}.\n\n"
        "## Cookies\n\nVéase [aquí](#quiénes-somos).\n"
    )
    arabic = "# الخصوصية\n\nآخر تحديث: {}\n\n## من نحن\n\nندير عبّارة.\n\n## ملفات\n\nكلمات.\n"
    commit(
        archive,
        "2019-05-09",
        {
            "en/privacy.md": english.format("May 9, 2019", "sails"),
            "es/privacy.md": spanish.format("9 de mayo de 2019", "navega"),
        },
    )
    commit(archive, "2020-05-09", {"en/privacy.md": english.format("May 9, 2020", "rests")})
    commit(archive, "2020-06-01", {"ar/privacy.md": arabic.format("٩ مايو ٢٠٢٠")})
    commit(archive, "2020-07-01", {"fr/privacy.md": english.format("May 9, 2020", "rests")})
    into = docs / "pier" / "privacy"
    report = bring_in(
        capsys, "git", str(archive), "en/privacy.md",
        "--translations", "{lang}/privacy.md", "--into", str(into),
    )  # fmt: skip
    assert sorted(file.name for file in into.iterdir()) == [
        "2019-05-09.es.md", "2019-05-09.md", "2020-05-09.ar.md", "2020-05-09.md",
    ]  # fmt: skip
    assert any("not translated yet" in line for line in report["passed_over"])
    text = (into / "2019-05-09.es.md").read_text("utf-8")
    assert "## Quiénes somos\n" in text, "a translation inherits its addresses"
    assert "[aquí](#who-we-are)" in text
    assert "summary" in (into / "2020-05-09.ar.md").read_text("utf-8")
    assert problems(capsys, docs) == []


def test_what_an_archive_changed_itself_is_no_version(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, docs = tmp_path / "archive", site(tmp_path)
    name = "Pier Line/Privacy Policy.md"
    text = "Privacy Policy\n==============\n\n#### Who we are\n\nWe run {}.\n"
    commit(archive, "2021-01-05", {name: text.format("a ferry")}, "First record of Pier Line")
    upgrade = "Apply technical or declaration upgrade on Pier Line Privacy Policy"
    commit(archive, "2021-02-05", {name: text.format("a ferry") + "\nFooter\n"}, upgrade)
    commit(archive, "2021-03-05", {name: text.format("two") + "\nFooter\n"}, "Record new changes")
    report = bring_in(
        capsys, "snapshots", str(archive / "Pier Line"), "--into", str(docs / "pier" / "privacy")
    )
    assert [v["version"] for v in report["versions"]] == ["2021-01-05", "2021-03-05"]
    assert any("its own way of reading" in line for line in report["passed_over"])
    assert problems(capsys, docs) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("git", "nowhere", "a.md"), "'nowhere' is no git repository."),
        (("git", "{archive}", "Privacy.md"), "from the top of the repository, such as 'policy.md'"),
        (("git", "{archive}", "policy.md", "--translations", "x.md"), "Write '{lang}' once"),
        (("snapshots", "{archive}"), "Words"),
        (("files", "gone.docx"), "There is no file 'gone.docx'."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_in_words(
    history: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    docs = site(tmp_path)
    filled = [word.replace("{archive}", str(history)) for word in arguments]
    if words == "Words":  # a folder that is a repository with one text is its history
        assert main(["import", *filled, "--into", str(docs / "pier" / "privacy")]) == 0
        return
    filled = [word.replace("Privacy.md", "Policy.md") for word in filled]
    assert main(["import", *filled, "--into", str(docs / "pier" / "privacy")]) == 1
    assert words in capsys.readouterr().err


def test_a_record_is_drafted_where_there_is_none(
    history: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = tmp_path / "new" / "docs"
    report = bring_in(
        capsys, "git", str(history), "policy.md", "--into", str(docs / "pier-line" / "privacy")
    )
    assert "write 'timezone'" in report["to_do"][0]
    found = problems(capsys, docs)
    assert found == [
        "docs/pier-line/index.md:6: 'timezone' in 'organization' is empty. Write words."
    ]
    record = docs / "pier-line" / "index.md"
    text = record.read_text("utf-8").replace("timezone: ", "timezone: Europe/Lisbon ")
    record.write_text(text, "utf-8")
    assert main(["check", "--docs", str(docs)]) == 0


def test_a_folder_that_is_no_policy_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "files", "a.md", "--into", "docs/Acme Corp/privacy"]) == 2
    assert "--into docs/acme/privacy" in capsys.readouterr().err


def test_other_markup_of_a_page_is_no_version(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, docs = tmp_path / "archive", site(tmp_path)
    page = "<nav>Menu</nav><main><h1>Terms</h1><{0}>Part</{0}><p>We sail {1}.</p></main>"
    commit(archive, "2021-01-05", {"terms.html": page.format("h2", "daily")})
    commit(archive, "2021-02-05", {"terms.html": page.format('h3 class="x"', "daily")})
    commit(archive, "2021-03-05", {"terms.html": page.format("h3", "weekly")})
    into = docs / "pier" / "terms"
    report = bring_in(capsys, "git", str(archive), "terms.html", "--into", str(into))
    assert [v["version"] for v in report["versions"]] == ["2021-01-05", "2021-03-05"]
    assert (
        (into / "2021-03-05.md").read_text("utf-8").endswith("## Part {#part}\n\nWe sail weekly.\n")
    )
    assert problems(capsys, docs) == []
