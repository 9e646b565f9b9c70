"""What goes out beside the pages: `static/` as it lies, `hosting/` beside the site."""

from pathlib import Path

import pytest
import yaml

from builds import tree
from conftest import HOME, PROJECT, RECORD, VERSION, mkdocs

HOOK = str(PROJECT / "hooks/publish.py")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a small site below a folder with spaces in its name, with what systems leave there."""
    site = tmp_path / "my own site"
    files = {
        "docs/index.md": HOME,
        "docs/acme/index.md": RECORD.replace("organization:\n", "organization:\n  logo: A.SVG\n"),
        "docs/acme/A.SVG": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "docs/acme/privacy/2021-01-15.MD": VERSION,
        "docs/acme/privacy/Thumbs.db": "x",
        "docs/acme/privacy/~$21-01-15.docx": "x",
        "docs/acme/desktop.ini": "x",
        "docs/acme/.DS_Store": "x",
        "static/CNAME": "policies.example\n",
        "static/README.md": "A note.",
        "static/.well-known/security.txt": "Contact: mailto:security@acme.example\n",
        "static/thumbs.db": "x",
    }
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")
    said = {
        "site_name": "Policies",
        "site_url": "https://policies.example/",
        "theme": {"name": "material", "font": False},
        "hooks": [HOOK],
    }
    (site / "mkdocs.yml").write_text(yaml.safe_dump(said), "utf-8")
    done = mkdocs("seal", "--yes", cwd=site, program="promulgate", PYTHONPATH=CODE)
    assert (done.returncode, done.stderr) == (0, "")
    return site


CODE = str(PROJECT / "hooks")


def test_static_goes_out_as_it_lies_and_what_systems_leave_stops_nothing(folder: Path) -> None:
    done = mkdocs("build", "--strict", "--quiet", cwd=folder, PYTHONPATH=CODE)
    assert (done.returncode, done.stderr) == (0, "")
    site = tree(folder / "site")
    for path in ("CNAME", ".well-known/security.txt"):
        assert (folder / "site" / path).read_bytes() == (folder / "static" / path).read_bytes()
    left = ("Thumbs.db", "thumbs.db", "desktop.ini", ".DS_Store", ".docx", "README.md")
    assert not [path for path in site if str(path).endswith(left)]
    assert (folder / "site/acme/A.SVG").is_file()
    made = sorted(file.name for file in (folder / "hosting").iterdir())
    assert made == ["Caddyfile", "_headers", "_redirects", "nginx.conf"]
    (folder / "static/CNAME").unlink()
    done = mkdocs("build", "--strict", "--quiet", cwd=folder, PYTHONPATH=CODE)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (folder / "site/CNAME").exists()


def test_a_file_in_the_place_of_a_page_is_told_and_nothing_written(folder: Path) -> None:
    (folder / "static/acme").mkdir()
    (folder / "static/acme/index.html").write_text("Mine.", "utf-8")
    done = mkdocs("build", "--quiet", cwd=folder, PYTHONPATH=CODE)
    assert done.returncode == 1
    assert "static/acme/index.html: The site has a file of its own at this address." in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site/index.html").exists()
