"""A preview for partners: the whole site with its drafts, which no search engine may list."""

from pathlib import Path
from urllib.parse import urljoin

import pytest

from conftest import PROJECT, RECORD, VERSION, lay_out, mkdocs, small, write_files

CODE = str(PROJECT / "hooks")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = lay_out(
        tmp_path_factory.mktemp("preview") / "site", "overrides", "hooks", "docs/assets"
    )
    record = RECORD.replace("  language: en\n", "  language: en\n  url: https://acme.example/\n")
    files = {"acme/index.md": record, "acme/privacy/2021-01-15.md": VERSION}
    write_files(folder, small(files))
    done = mkdocs("seal", "--yes", cwd=folder, program="promulgate", PYTHONPATH=CODE)
    assert done.returncode == 0, done.stderr
    draft = VERSION.replace("2021", "2090").replace(
        "---\n\n", "change: editorial\nsummary: Less.\n---\n\nWords to come. "
    )
    write_files(folder, {"docs/acme/privacy/2090-01-15.md": draft.encode()})
    done = mkdocs("preview", cwd=folder, program="promulgate", PYTHONPATH=CODE)
    assert done.returncode == 0, done.stderr
    assert "Drafts and all in preview" in done.stdout
    return folder


def test_it_has_the_drafts_and_is_listed_nowhere(preview: Path) -> None:
    pages = list((preview / "preview").rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        assert 'name="robots" content="noindex' in page.read_text("utf-8"), page
    assert "Disallow: /" in (preview / "preview/robots.txt").read_text("utf-8")
    draft = (preview / "preview/acme/privacy/2090-01-15/index.html").read_text("utf-8")
    assert "Words to come." in draft
    assert not (preview / "site").exists()
    assert not (preview / "hosting").exists()


@pytest.mark.parametrize("page", ["", "acme/", "acme/privacy/2021-01-15/"])
def test_drafts_are_found_from_every_page_wherever_it_lies(page: str, preview: Path) -> None:
    text = (preview / f"preview/{page}index.html").read_text("utf-8")
    assert "Drafts, which only this preview shows:" in text
    link = text.partition("only this preview shows:")[2].partition('href="')[2].partition('"')[0]
    assert urljoin(f"/{page}", link) == "/acme/privacy/2090-01-15/"
    assert "https://acme.example/privacy" not in text.partition("<article")[2].partition("curl")[0]


def test_the_site_itself_has_none_of_them(preview: Path) -> None:
    done = mkdocs("site", cwd=preview, program="promulgate", PYTHONPATH=CODE)
    assert done.returncode == 0, done.stderr
    assert not (preview / "site/acme/privacy/2090-01-15").exists()
    assert "only this preview" not in (preview / "site/acme/index.html").read_text("utf-8")
    assert "Allow: /" in (preview / "site/robots.txt").read_text("utf-8")
