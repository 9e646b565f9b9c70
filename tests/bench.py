"""How long a build takes beside plain MkDocs with Material on the same pages: `make bench`.

Both are measured in turn in one run, as whole processes, and compared as a ratio: seconds say more
about a machine than about a program.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from conftest import EPOCH, PROJECT, mkdocs

RUNS = 5
TEXT = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
PLAIN = """site_name: Plain
site_url: https://plain.example/
theme: {name: material, font: false}
plugins: [search]
not_in_nav: "*"
validation: {links: {not_found: ignore, unrecognized_links: ignore, anchors: ignore}}
"""


def main() -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder) / "ours", Path(folder) / "plain"
        build(PROJECT, ours)
        pages = same_pages(ours, plain)
        here, there = [], []
        for _ in range(RUNS):
            here.append(build(PROJECT, ours))
            there.append(build(plain, Path(folder) / "there"))
    ratio = statistics.median(a / b for a, b in zip(here, there, strict=True))
    print(f"{pages} pages, median of {RUNS} cold builds, Python {sys.version.split()[0]}")
    print(f"  Promulgate                  {statistics.median(here):6.2f} s")
    print(f"  plain MkDocs with Material  {statistics.median(there):6.2f} s")
    print(f"  ratio                       {ratio:6.2f}")


def same_pages(site: Path, folder: Path) -> int:
    """Write as many pages with the same words as Markdown, for the generator alone."""
    docs = folder / "docs"
    pages = sorted(site.rglob("index.html"))
    for page in pages:
        found = TEXT.search(page.read_text("utf-8"))
        words = re.sub(
            r"<(script|style|svg).*?</\1>", "", found[1] if found else "", flags=re.DOTALL
        )
        lines = [re.sub(r"<[^>]+>", "", line).strip() for line in words.splitlines()]
        target = docs / page.parent.relative_to(site) / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("# Page\n\n" + "\n\n".join(line for line in lines if line), "utf-8")
    (folder / "mkdocs.yml").write_text(PLAIN, "utf-8")
    return len(pages)


def build(project: Path, site: Path) -> float:
    """Build once; the time of the whole process in seconds."""
    start = time.perf_counter()
    done = mkdocs("build", "--quiet", "--site-dir", str(site), cwd=project, SOURCE_DATE_EPOCH=EPOCH)
    spent = time.perf_counter() - start
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, "mkdocs build", stderr=done.stderr)
    return spent


if __name__ == "__main__":
    main()
