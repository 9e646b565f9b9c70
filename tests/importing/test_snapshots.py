"""Folders of snapshots, as the Wayback Machine and Open Terms Archive keep them."""

from pathlib import Path

import pytest

from importing.repositories import bring_in, problems, site
from promulgate.cli.main import main

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Privacy | Pier Line</title><script>track()</script>
<link rel="canonical" href="https://web.archive.org/web/{moment}/https://pier.example/privacy"/>
</head><body>
<!-- BEGIN WAYBACK TOOLBAR INSERT -->
<div id="wm-ipp-base" lang="en"><p>12 captures</p><a href="/web/2019*/x">About this capture</a></div>
<!-- END WAYBACK TOOLBAR INSERT -->
<div id="page"><header class="site-header"><a href="/">Pier Line</a></header>
<nav><ul><li><a href="/web/{moment}/https://pier.example/fares">Fares</a></ul></nav>
<div class="entry-content"><h1>Privacy</h1>
<h3><span class="x">Who we are</span></h3>
<p>We run <span style="color:red">a&nbsp;ferry</span>{words}. <a href="/web/{moment}/https://pier.example/fares#a">Fares</a>
and <a href="/map">the map</a>. <img src="/ferry.png" alt="The ferry">
<h3>&nbsp;</h3>
<h5>隐私</h5>
<ul><li>one<li>two<ul><li>deep</ul></ul>
<table><tr><th>What<th>How long<tr><td>Name|first<td>30 days</table>
</div></div>
<footer><p>© Pier Line</p></footer>
</body></html>
<!-- FILE ARCHIVED ON 12:34:56 Apr 02, 2019 AND RETRIEVED FROM THE INTERNET ARCHIVE -->
"""  # noqa: E501


@pytest.mark.parametrize(
    "path",
    [
        "{moment}/pier.example/privacy/index.html",
        "web/{moment}id_/https:/pier.example/privacy",
        "web.archive.org/web/{moment}/https:/pier.example/privacy.html",
        "{moment}.html",
        "privacy-{moment}.html",
        "{moment}/privacy.html",
    ],
)
def test_the_wayback_machine(tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str) -> None:
    docs, archive = site(tmp_path), tmp_path / "archive"
    for moment, words in (
        ("20190402123456", ""),
        ("20190511000000", ""),
        ("20200303101010", ", or two"),
    ):
        file = archive / path.format(moment=moment)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(moment=moment, words=words), "utf-8")
    into = docs / "pier" / "privacy"
    report = bring_in(capsys, "snapshots", str(archive), "--into", str(into))
    assert [(v["version"], v["effective_basis"], v["date_from"]) for v in report["versions"]] == [
        ("2019-04-02", "first-archived", "snapshot 20190402123456"),
        ("2020-03-03", "first-archived", "snapshot 20200303101010"),
    ]
    text = (into / "2019-04-02.md").read_text("utf-8")
    assert "pier.example/privacy" in text.split("\n---\n")[0]
    assert text.split("\n---\n\n", 1)[1] == (
        "## Who we are {#who-we-are}\n\n"
        "We run a ferry. [Fares](https://pier.example/fares#a) and "
        "[the map](https://pier.example/map).\n\n"
        "### 隐私 {#part-2}\n\n- one\n- two\n    - deep\n\n"
        "| What | How long |\n|---|---|\n| Name\\|first | 30 days |\n"
    )
    dropped = [mark["words"] for mark in report["versions"][0]["dropped"]]
    assert dropped == [
        "12 captures About this capture", "Pier Line", "Fares", "Privacy", "© Pier Line",
    ]  # fmt: skip
    assert report["versions"][0]["notes"] == ["A picture was dropped: 'The ferry' (/ferry.png)."]
    assert problems(capsys, docs) == []


def test_open_terms_archive_by_dated_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs, archive = site(tmp_path), tmp_path / "Pier" / "Privacy Policy"
    archive.mkdir(parents=True)
    text = "Privacy\n=======\n\nWho we are\n----------\n\nWe run {}.\n"
    (archive / "2021-03-04T10-20-30Z.md").write_text(text.format("a ferry"), "utf-8")
    (archive / "2022-03-04T10-20-30Z.md").write_text(text.format("two"), "utf-8")
    into = docs / "pier" / "privacy"
    report = bring_in(capsys, "snapshots", str(archive), "--into", str(into))
    assert [v["version"] for v in report["versions"]] == ["2021-03-04", "2022-03-04"]
    summary = (into / "2022-03-04.md").read_text("utf-8")
    assert "summary: 'Imported. Against the version before: 1 words added, 2 removed.'" in summary
    assert problems(capsys, docs) == []


def test_languages_beside_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs, archive = site(tmp_path), tmp_path / "archive"
    for name, words in (("privacy.html", "We run a ferry"), ("es/privacy.html", "Hay un barco")):
        file = archive / "20190402123456" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<h1>Privacy</h1><h2>A</h2><p>{words}.</p>", "utf-8")
    into = docs / "pier" / "privacy"
    bring_in(
        capsys, "snapshots", str(archive), "--translations", "{lang}/privacy.html",
        "--into", str(into),
    )  # fmt: skip
    assert sorted(file.name for file in into.iterdir()) == ["2019-04-02.es.md", "2019-04-02.md"]
    assert problems(capsys, docs) == []


def test_a_folder_of_several_texts_is_no_policy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("privacy.html", "terms.html"):
        file = tmp_path / "archive" / "20190402123456" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<p>Words.</p>", "utf-8")
    into = str(site(tmp_path) / "pier" / "privacy")
    assert main(["import", "snapshots", str(tmp_path / "archive"), "--into", into]) == 1
    assert "holds 2 texts, and a policy is one of them: privacy.html, terms.html" in (
        capsys.readouterr().err
    )
