"""Documents of every kind become versions, each by its own day."""

import sys
from pathlib import Path

import pytest
from odfdo import Document, Header, List, Paragraph

from importing.documents import paragraph, write_docx, write_pdf
from importing.repositories import bring_in, problems, site
from promulgate.cli.main import main


def body(file: Path) -> str:
    return file.read_text("utf-8").split("\n---\n\n", 1)[1]


def test_word_numbers_clauses_and_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = site(tmp_path)
    write_docx(
        tmp_path / "Privacy FINAL v2.docx",
        [
            paragraph("Pier Privacy Policy", "Title"),
            paragraph("Effective Date: 1 July 2018"),
            paragraph("Definitions", "Heading1", (1, 0)),
            paragraph("“Pier” means the ferry.", "", (1, 1)),
            paragraph("Words mean what they say:", "", (1, 1)),
            paragraph("today, and", "", (1, 2)),
            paragraph("tomorrow.", "", (1, 2)),
            paragraph("", "Heading1"),
            paragraph("Cookies", "Heading3", (1, 0)),
            paragraph("one", "", (2, 0)),
            paragraph("two", "", (2, 0)),
            paragraph("\u200b•\tthree"),
            paragraph("o  four"),
        ],
    )
    into = docs / "pier" / "privacy"
    report = bring_in(capsys, "files", str(tmp_path / "Privacy FINAL v2.docx"), "--into", str(into))
    assert [(v["version"], v["effective_basis"]) for v in report["versions"]] == [
        ("2018-07-01", "stated")
    ]
    assert body(into / "2018-07-01.md") == (
        "Effective Date: 1 July 2018\n\n"
        "## 1 Definitions {#1-definitions}\n\n"
        "1.1 “Pier” means the ferry.\n\n1.2 Words mean what they say:\n\n"
        "(a) today, and\n\n(b) tomorrow.\n\n"
        "### 2 Cookies {#2-cookies}\n\n"
        "- one\n- two\n\n\n- three\n- four\n".replace("\n\n\n", "\n\n")
    )
    assert {mark["words"] for mark in report["versions"][0]["dropped"]} == {
        "Pier Privacy Policy", "•", "o",
    }  # fmt: skip
    assert problems(capsys, docs) == []


def test_open_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = site(tmp_path)
    document = Document("text")
    document.body.clear()
    for element in (
        Header(1, "Privacy"),
        Paragraph("Última actualización: 4 de abril de 2019"),
        Header(2, "Quiénes somos"),
        Paragraph("Llevamos * un barco_."),
        List(["uno", "dos"]),
    ):
        document.body.append(element)
    document.save(str(tmp_path / "p.odt"))
    into = docs / "pier" / "privacy"
    record = docs / "pier" / "index.md"
    record.write_text(record.read_text("utf-8").replace("language: en", "language: es"), "utf-8")
    bring_in(capsys, "files", str(tmp_path / "p.odt"), "--into", str(into))
    assert body(into / "2019-04-04.md") == (
        "Última actualización: 4 de abril de 2019\n\n"
        "## Quiénes somos {#quienes-somos}\n\nLlevamos \\* un barco\\_.\n\n- uno\n- dos\n"
    )
    assert problems(capsys, docs) == []


def test_a_pdf_loses_its_page_furniture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = site(tmp_path)
    first = [(9, "Pier Line - Policies"), (20, ""), (20, "Privacy Policy"), (11, "")]
    first += [(11, "Last updated: 2019-04-04"), (11, ""), (14, "1. Who we are"), (11, "")]
    first += [(11, "We run a ferry between two piers, every day but one, in all weathers and"),
              (11, "seasons, as long as the river"), (9, ""), (9, "Page 1 of 2")]  # fmt: skip
    second = [(9, "Pier Line - Policies"), (20, ""), (11, "lets us."), (11, "")]
    second += [(14, "2. Cookies"), (11, ""), (11, "None."), (9, ""), (9, "Page 2 of 2")]
    write_pdf(tmp_path / "privacy.pdf", [first, second])
    into = docs / "pier" / "privacy"
    report = bring_in(capsys, "files", str(tmp_path / "privacy.pdf"), "--into", str(into))
    assert body(into / "2019-04-04.md") == (
        "Last updated: 2019-04-04\n\n## 1. Who we are {#who-we-are}\n\n"
        "We run a ferry between two piers, every day but one, in all weathers and seasons, as "
        "long as the river lets us.\n\n## 2. Cookies {#cookies}\n\nNone.\n"
    )
    assert [mark["words"] for mark in report["versions"][0]["dropped"]] == [
        "Pier Line - Policies", "Privacy Policy", "Page 1 of 2", "Pier Line - Policies",
        "Page 2 of 2",
    ]  # fmt: skip
    assert problems(capsys, docs) == []


def test_plain_text_by_the_name_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = site(tmp_path)
    text = (
        "PRIVACY POLICY\n\n1. WHO WE ARE\n\nWe run a ferry, and\nnothing else:\n"
        "• by day\n• by night\n\n2. COOKIES\n\nNone “at all”."
    )
    (tmp_path / "privacy-2019-04-04.txt").write_bytes(text.encode("cp1252"))
    into = docs / "pier" / "privacy"
    source = str(tmp_path / "privacy-2019-04-04.txt")
    report = bring_in(capsys, "files", source, "--into", str(into))
    assert report["versions"][0]["date_from"] == "name of the file"
    assert body(into / "2019-04-04.md") == (
        "## 1. WHO WE ARE {#who-we-are}\n\nWe run a ferry, and nothing else:\n\n"
        "- by day\n- by night\n\n## 2. COOKIES {#cookies}\n\nNone “at all”.\n"
    )
    assert problems(capsys, docs) == []


def test_what_cannot_be_decided_is_a_gap_that_the_check_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = site(tmp_path)
    files = {
        "a.html": "<h1>Terms</h1><p>Effective: 1 May 2019</p><p>One.</p>",
        "b.html": "<h1>Terms</h1><p>Effective: 1 May 2019</p><p>Two.</p>",
        "c.html": "<h1>Terms</h1><p>Last updated: February 30, 2020</p><p>Three.</p>",
        "d.html": "<h1>Terms</h1><p>Last updated: 03/04/2020</p><p>Four.</p>",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    into = docs / "pier" / "terms"
    report = bring_in(
        capsys, "files", *(str(tmp_path / name) for name in files), "--into", str(into)
    )
    assert {v["version"]: v["gaps"] for v in report["versions"]} == {
        "2019-05-01": [],
        "2019-05-01-2": ["Two texts have the day 2019-05-01."],
        "undated-2": [
            "The text says 'February 30, 2020' is no day: the month has fewer.",
            "No date stands in the text, in its name or in its file.",
        ],
        "undated-3": [
            "The text says '03/04/2020' can be two days: 2020-03-04 or 2020-04-03.",
            "No date stands in the text, in its name or in its file.",
        ],
    }
    assert [line.split(":")[0].rsplit("/", 1)[1] for line in problems(capsys, docs)] == [
        "2019-05-01-2.md", "undated-2.md", "undated-3.md",
    ]  # fmt: skip


def test_languages_by_the_names_of_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = site(tmp_path)
    (tmp_path / "t.md").write_text("# Terms\n\nEffective: 1 May 2019\n\n## A\n\nOne.\n", "utf-8")
    (tmp_path / "t.es.md").write_text(
        "# Fin\n\nVigente desde el 1 de mayo de 2019\n\n## A\n\nUno.\n"
    )
    into = docs / "pier" / "terms"
    files = (str(tmp_path / "t.md"), str(tmp_path / "t.es.md"))
    bring_in(capsys, "files", *files, "--into", str(into))
    assert sorted(file.name for file in into.iterdir()) == ["2019-05-01.es.md", "2019-05-01.md"]
    assert problems(capsys, docs) == []


def test_a_library_that_is_missing_is_named_with_the_way_to_get_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_docx(tmp_path / "a.docx", [paragraph("Words.")])
    monkeypatch.setitem(sys.modules, "mammoth", None)
    into = str(site(tmp_path) / "pier" / "privacy")
    assert main(["import", "files", str(tmp_path / "a.docx"), "--into", into]) == 1
    assert capsys.readouterr().err == (
        "Reading Word documents (.docx) needs 'mammoth', which is not installed. "
        "Type: python -m pip install -r requirements-import.txt\n"
    )
