"""The built site, and the build itself: real MkDocs, real ProperDocs, the project's own files."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from conftest import EPOCH, Planned, mkdocs
from promulgate.cli.main import main
from promulgate.editions.register import CATEGORY_NAMES, COLUMN_NAMES
from promulgate.pages.page import Page

MIME = {
    *(".html", ".css", ".js", ".svg", ".png", ".xml", ".json", ".gz", ".map", ".txt"),
    *(
        ".md",
        ".jsonl",
        ".link",
        ".csv",
        ".ics",
        "",
    ),  # a checkpoint has no ending, as its form wants it
}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.lang: tuple[str, str] = ("", "")
        self.metas: list[dict[str, str | None]] = []
        self.canonical = ""
        self.text: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "html":
            self.lang = (given.get("lang") or "", self.lang[1])
        if tag == "body":
            self.lang = (self.lang[0], given.get("dir") or "")
        if tag == "meta":
            self.metas.append(given)
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given.get("href") or ""
            return
        if given.get("id"):
            self.ids.add(str(given["id"]))
        self.links += [str(given[name]) for name in ("href", "src") if given.get(name)]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parsed(file: Path) -> _Links:
    found = _Links()
    found.feed(file.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def crawled(site: Path) -> dict[str, _Links]:
    """Follow every link of the built site from the home page."""
    pages: dict[str, _Links] = {}
    waiting = [""]
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        file = site / address / "index.html"
        assert file.is_file(), f"/{address} is linked and does not answer"
        pages[address] = parsed(file)
        for link in pages[address].links:
            target = urlsplit(urljoin(f"https://site.invalid/{address}", link))
            if target.netloc == "site.invalid" and target.path.endswith("/"):
                waiting.append(target.path.removeprefix("/"))
    return pages


def test_every_planned_address_answers(site: Path, plan: Planned) -> None:
    for address in plan.pages:
        assert (site / address / "index.html").is_file(), address
    for path, content in plan.files.items():
        assert (site / path).read_bytes() == content, path


def test_addresses_are_those_of_the_design(plan: Planned) -> None:
    for organization in plan.site.library.organizations.values():
        for tag in organization.languages:
            suffix = "" if tag == organization.language else f"{tag}/"
            assert f"{organization.id}/{suffix}" in plan.pages
            for policy in organization.policies.values():
                base = f"{organization.id}/{policy.id}/"
                assert f"{base}{suffix}" in plan.pages
                assert f"{base}history/{suffix}" in plan.pages
                for version in policy.history.versions:
                    assert f"{base}{version.date}/{suffix}" in plan.pages
    for jurisdiction in plan.site.library.jurisdictions:
        assert f"jurisdictions/{jurisdiction}/" in plan.pages


def test_no_link_is_dead(site: Path, crawled: dict[str, _Links]) -> None:
    for address, page in crawled.items():
        for link in page.links:
            target = urlsplit(urljoin(f"https://site.invalid/{address}", link))
            if target.netloc != "site.invalid" or target.scheme != "https":
                continue
            path = target.path.removeprefix("/")
            if path.endswith("/") or not path:
                assert path in crawled, f"/{address} links to {link}"
                ids = crawled[path].ids
            else:
                assert (site / path).is_file(), f"/{address} links to {link}"
                continue
            if target.fragment:
                assert target.fragment in ids, f"/{address} links to {link}"


def _with_itself(page: Page) -> bool:
    return page.template == "compare.html" and bool(page.view.same)


def test_no_page_is_an_orphan(site: Path, plan: Planned, crawled: dict[str, _Links]) -> None:
    """All are linked but comparisons that only keep their address.

    They are those with what was withdrawn, and that of the version in force with itself.
    """
    built = {
        file.parent.relative_to(site).as_posix().removeprefix(".") + "/"
        for file in site.rglob("index.html")
    }
    kept = {
        address
        for address, page in plan.pages.items()
        if getattr(page.view, "withdrawn", 0) or getattr(page.view, "same", 0)
    }
    linked = {address.removesuffix("/") for address in crawled}
    assert {address.removesuffix("/") for address in built - kept} ^ linked == set()


def test_nothing_but_known_files_is_published(site: Path) -> None:
    assert {file.suffix for file in site.rglob("*") if file.is_file()} <= MIME


def test_language_and_direction_are_right_on_every_page(site: Path, plan: Planned) -> None:
    for address, page in plan.pages.items():
        found = parsed(site / address / "index.html")
        assert found.lang == (page.language, "rtl" if page.language == "ar" else "ltr"), address


def test_canonical_and_robots(site: Path) -> None:
    def seen(address: str) -> tuple[str, bool]:
        page = parsed(site / address / "index.html")
        hidden = any(meta.get("name") == "robots" for meta in page.metas)
        return page.canonical.removeprefix("https://policies.example/"), hidden

    assert seen("lakeside/privacy/") == ("lakeside/privacy/", False)
    assert seen("lakeside/privacy/2026-03-01/") == ("lakeside/privacy/", False)
    assert seen("lakeside/privacy/2024-03-01/") == ("lakeside/privacy/2024-03-01/", True)
    assert seen("lakeside/privacy/2027-01-01/") == ("lakeside/privacy/2027-01-01/", True)
    assert seen("lakeside/privacy/pt-BR/") == ("lakeside/privacy/", True)


def test_the_words_of_an_edition_stand_in_one_element(site: Path, plan: Planned) -> None:
    for address, page in plan.pages.items():
        html = (site / address / "index.html").read_text("utf-8")
        marked = html.count("data-policy-text")
        assert marked == (1 if page.template == "policy.html" and page.view.reading else 0)


def test_a_register_speaks_the_language_of_its_text(site: Path, plan: Planned) -> None:
    foreign = 0
    for page in plan.pages.values():
        reading = getattr(page.view, "reading", None)
        for block in reading.blocks if reading else ():
            if reading and block.category:
                spoken = plan.site.interface(reading.language.tag)
                text = (site / page.address / "index.html").read_text("utf-8")
                assert block.category in map(spoken.gettext, CATEGORY_NAMES.values()), page.address
                for words in (block.category, *map(spoken.gettext, COLUMN_NAMES)):
                    assert words in text, page.address
                foreign += spoken.language != page.language
    assert foreign  # where a translation is missing, the text stands in the governing language


def test_no_page_shows_another_organization(site: Path, plan: Planned) -> None:
    names = {o.id: o.fields.organization.name for o in plan.site.library.organizations.values()}
    for address in plan.pages:
        own = address.split("/")[0]
        if own in names:
            page = parsed(site / address / "index.html")
            for other in names.keys() - {own}:
                assert not any(f"/{other}/" in link for link in page.links), address


def test_a_restated_policy_says_so_on_each_of_its_pages(site: Path, plan: Planned) -> None:
    for address, page in plan.pages.items():
        speaker = page.view.frame.speaker
        if speaker:
            assert speaker.notice, address
            words = " ".join(speaker.notice.text.split())
            text = " ".join("".join(parsed(site / address / "index.html").text).split())
            assert words in text, address


def test_search_is_split_by_organization_and_language(site: Path) -> None:
    """The page of each is its index: every part of what is in force, and nothing else."""
    for page, other in (("mpro/search/", "ICMEC"), ("lakeside/search/ar/", "MPRO")):
        html = (site / page / "index.html").read_text("utf-8")
        assert other not in html
        hits = html[html.index('class="pm-hits"') :]
        found = re.findall(r'<h3><a href="([^"#]*)', hits)
        assert len(found) > 20
        for href in found:
            target = urlsplit(urljoin(f"https://x.invalid/{page}", href)).path
            assert (site / target.removeprefix("/") / "index.html").is_file()
            assert not re.search(r"\d{4}-\d\d-\d\d/|history/", target), "only what is in force"
    together = (site / "search/index.html").read_text("utf-8")
    assert all(name in together for name in ("ICMEC", "MPRO", "lakeside/search/"))
    assert "<li><h3><a" in together
    assert not list(site.rglob("search_index.json"))


def test_the_sitemap_lists_what_is_in_force_with_its_languages(site: Path) -> None:
    text = (site / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://policies.example/mpro/privacy/</loc>" in text
    assert 'hreflang="x-default" href="https://policies.example/mpro/privacy/"' in text
    assert "2024-03-01/</loc>" not in text
    assert "lakeside/privacy/pt-BR/</loc>" not in text


def test_the_menu_holds_no_old_versions(site: Path) -> None:
    html = (site / "lakeside/privacy/index.html").read_text("utf-8")
    menu = html[html.index('class="pm-menu"') : html.index("</header>")]
    assert "history" in menu
    assert not re.search(r"\d{4}-\d\d-\d\d", menu)


# --- the build itself ---


def test_two_builds_are_byte_identical(site: Path, copy: Path, tmp_path: Path) -> None:
    """From nothing in another folder, time zone, locale and hash seed; the same bytes."""
    shutil.rmtree(copy / ".cache")
    other = tmp_path / "other"
    done = mkdocs(
        "build", "--strict", "--quiet", "--site-dir", str(other),
        cwd=copy, TZ="Pacific/Auckland", PYTHONHASHSEED="7", LC_ALL="C.UTF-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    files = sorted(f.relative_to(site) for f in site.rglob("*") if f.is_file())
    assert files == sorted(f.relative_to(other) for f in other.rglob("*") if f.is_file())
    for name in files:
        assert (site / name).read_bytes() == (other / name).read_bytes(), name


def test_properdocs_builds_the_same_pages(site: Path, copy: Path, tmp_path: Path) -> None:
    shutil.rmtree(copy / ".cache")
    other = tmp_path / "other"
    done = mkdocs(
        "build", "--strict", "--quiet", "-f", "mkdocs.yml", "--site-dir", str(other),
        cwd=copy, program="properdocs",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    generator = re.compile(r'<meta name="generator" content="[^"]*">')
    for file in sorted(site.rglob("index.html")):
        there = other / file.relative_to(site)
        assert generator.sub("", file.read_text("utf-8")) == generator.sub(
            "", there.read_text("utf-8")
        )


def test_a_mistake_leaves_the_last_good_site_standing(copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    (folder / "mpro").mkdir(parents=True)
    (folder / "mpro/index.html").write_text("the last good site", "utf-8")
    version = copy / "docs/mpro/privacy/2021-01-15.md"
    version.write_text(version.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    done = mkdocs("build", "--site-dir", str(folder), cwd=copy)
    assert done.returncode == 1
    assert "1 problem in 1 file; nothing was published." in done.stderr
    problem = "docs/mpro/privacy/2021-01-15.md:2: Unknown field 'titel'. Did you mean 'title'?"
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / "mpro/index.html").read_text("utf-8") == "the last good site"


def test_advice_warns_and_stops_a_strict_build(copy: Path, tmp_path: Path) -> None:
    version = copy / "docs/lakeside/privacy/2027-07-01.md"
    version.write_text(version.read_text("utf-8") + "\n[TBD]\n", "utf-8")
    loose = mkdocs("build", "--site-dir", str(tmp_path / "a"), cwd=copy)
    assert loose.returncode == 0
    assert "'[TBD]' is still in the text." in loose.stderr
    strict = mkdocs("build", "--strict", "--site-dir", str(tmp_path / "b"), cwd=copy)
    assert strict.returncode == 1
    assert not (tmp_path / "b").exists()
    text = version.read_text("utf-8").replace("---\n", "---\naccepts: [unfinished]\n", 1)
    version.write_text(text, "utf-8")
    silenced = mkdocs("build", "--strict", "--quiet", "--site-dir", str(tmp_path / "c"), cwd=copy)
    assert silenced.returncode == 0, silenced.stderr


def test_a_folder_from_elsewhere_is_refused(copy: Path, tmp_path: Path) -> None:
    """A link is not followed, and said to be one: what lies behind it was never checked."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "notes.txt").write_text("private", "utf-8")
    (copy / "docs/mpro/papers").symlink_to(outside)
    folder = tmp_path / "site"
    done = mkdocs("build", "--quiet", "--site-dir", str(folder), cwd=copy)
    assert done.returncode == 1
    assert "docs/mpro/papers:1: This is a symbolic link" in done.stderr
    assert not folder.exists()


OTHER = """
from pathlib import Path

def on_post_build(config, **_):
    with (Path(config.site_dir) / "assets/promulgate.css").open("a") as sheet:
        sheet.write("/* worked on */")
"""


def test_what_mkdocs_is_told_of_files_holds(copy: Path, tmp_path: Path) -> None:
    config, folder = copy / "mkdocs.yml", tmp_path / "site"
    told = 'exclude_docs: "*.map"\nextra_templates: [robots.txt]\n'
    config.write_text(told + config.read_text("utf-8"), "utf-8")
    (copy / "overrides/robots.txt").write_text("Sitemap: {{ config.site_url }}sitemap.xml", "utf-8")
    done = mkdocs("build", "--strict", "--quiet", "--site-dir", str(folder), cwd=copy)
    assert done.returncode == 0, done.stderr
    assert not list(folder.rglob("*.map"))
    assert (folder / "robots.txt").read_text("utf-8").startswith("Sitemap: https://")


def test_another_hook_may_work_on_files(copy: Path, tmp_path: Path) -> None:
    config, folder = copy / "mkdocs.yml", tmp_path / "site"
    (copy / "other.py").write_text(OTHER, "utf-8")
    text = config.read_text("utf-8")
    assert "hooks: [hooks/publish.py]" in text
    text = text.replace("hooks: [hooks/publish.py]", "hooks: [hooks/publish.py, other.py]")
    config.write_text(text, "utf-8")
    done = mkdocs("build", "--quiet", "--site-dir", str(folder), cwd=copy)
    assert done.returncode == 0, done.stderr
    assert (folder / "assets/promulgate.css").read_text("utf-8").endswith("/* worked on */")


def test_dirty_is_refused_in_words(copy: Path) -> None:
    done = mkdocs("build", "--dirty", cwd=copy)
    assert done.returncode == 1
    assert "--dirty is not supported" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_template_that_cannot_be_read_is_told_with_its_line(copy: Path) -> None:
    policy = copy / "overrides/policy.html"
    policy.write_text(policy.read_text("utf-8").replace("{% endblock %}", ""), "utf-8")
    done = mkdocs("build", cwd=copy)
    assert done.returncode == 1
    assert re.search(r"overrides/policy.html:\d+: The template cannot be read", done.stderr)


def test_a_site_without_an_address_is_refused(copy: Path) -> None:
    settings = copy / "mkdocs.yml"
    settings.write_text(re.sub("(?m)^site_url.*$", "", settings.read_text("utf-8")), "utf-8")
    done = mkdocs("build", cwd=copy)
    assert done.returncode == 1
    assert "'site_url' is missing" in done.stderr


def reseal(project: Path) -> None:
    """Seal a spoilt copy as if nothing had been published before."""
    for ledger in project.rglob("ledger.jsonl"):
        ledger.unlink()
    assert main(["seal", "--yes", "--docs", str(project / "docs")]) == 0


def test_nothing_that_an_editor_writes_becomes_markup(copy: Path, tmp_path: Path) -> None:
    """Every free field holds markup; every page shows it as words."""
    hostile = "<i>x</i>&\\\"'"
    shutil.rmtree(copy / "docs/icmec")
    shutil.rmtree(copy / "docs/lakeside")
    shutil.rmtree(copy / "docs/mpi")
    for file in (copy / "docs").rglob("*.md"):
        text = file.read_text("utf-8")
        head, rest = text.split("\n---\n", 1)
        names = (
            "title|name|legal_name|role|postal|notice|summary|applies_to|protects|asks|event|cite"
        )
        head = re.sub(rf'(?m)^(\s*(?:{names})): ?"?([^"\n]*)"?$', rf'\1: "\2 {hostile}"', head)
        file.write_text(f"{head}\n---\n{rest}", "utf-8")
    reseal(copy)
    about = copy / "docs/about.md"
    assert hostile.replace("\\", "") in about.read_text("utf-8").replace("\\", "")
    folder = tmp_path / "site"
    done = mkdocs("build", "--quiet", "--site-dir", str(folder), cwd=copy)
    assert done.returncode == 0, done.stderr
    for file in folder.rglob("*.html"):
        page = parsed(file)
        assert "i" not in page.tags, file
    assert "&lt;i&gt;x&lt;/i&gt;&amp;" in (folder / "mpro/index.html").read_text("utf-8")


def test_time_stands_still_where_it_is_told_to(copy: Path, tmp_path: Path) -> None:
    """The same sources on another day: the announced version is in force."""
    later = str(int(EPOCH) + 60 * 86400)
    folder = tmp_path / "site"
    done = mkdocs(
        "build", "--strict", "--quiet", "--site-dir", str(folder),
        cwd=copy, SOURCE_DATE_EPOCH=later,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    html = (folder / "lakeside/privacy/index.html").read_text("utf-8")
    assert '<strong>In force</strong> since <time datetime="2027-01-01">' in html
