"""The house: imports point one way, two shells know the outside, templates escape."""

import ast
import re
from pathlib import Path

import pytest

from conftest import PROJECT

CORE = PROJECT / "hooks" / "promulgate"
MODULES = sorted(CORE.rglob("*.py"))
# From the bottom: a module imports only from rows above its own, or from its own row's package.
FLOORS = [
    {"problems", "words", "matching", "memory", "crew", "lock", "panel", "progress"} | {"changes"},
    {"blocks", "pieces", "nodes", "values", "moment", "urls", "colour", "writer", "templates"},
    {"alignment", "schema", "layout", "ledger", "markup", "interface", "clock", "reader"}
    | {"frontmatter"},
    {"redline", "validate", "history", "anchors", "manners", "growth", "output"},
    {"model"},
    {"shelf", "links", "facts", "publication"},
    {"library"},
    {"assemble"},
    {"proof", "rules", "wording"},
    {"proofreading", "notes", "site", "sealing", "live"},
    {"verification"},
    {"pages", "search", "looks"},
    {"outline"},
    {"contents", "part"},
    {"chapters"},
    {"making", "printing"},
    {"plan", "store"},
    {"works"},
    {"building"},
    {"commands"},
    {"__main__"},
]
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}
DISK = {"reader", "writer", "store", "output", "lock", "changes", "commands", "__main__"}
CLOCK = {"clock"}


def name_of(path: Path) -> str:
    return path.relative_to(CORE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Name the modules of the core that a module imports."""
    found = set()
    depth = len(path.relative_to(CORE).parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            if node.module:
                found.add(node.module.split(".")[0])
            else:
                found.update(alias.name for alias in node.names)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(CORE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    name = name_of(path)
    if name == "__init__":
        return
    for other in imported(path):
        assert FLOOR[other] < FLOOR[name], f"{name} imports {other}"


def outside(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(CORE).as_posix())
def test_the_core_knows_no_generator_no_disk_and_no_clock(path: Path) -> None:
    name, text = name_of(path), path.read_text("utf-8")
    assert not outside(path) & {"mkdocs", "material", "properdocs"}
    if name not in DISK:
        assert "pathlib" not in outside(path)
        assert not re.search(r"\bopen\(|\.read_text\(|\.write_text\(", text)
    if name not in CLOCK:
        assert not re.search(r"\.now\(|\.today\(\)|os\.environ|time\.time", text)


def test_only_one_file_knows_mkdocs() -> None:
    assert "mkdocs" in outside(PROJECT / "hooks" / "publish.py")
    assert "material" not in outside(PROJECT / "hooks" / "publish.py")


def test_no_module_holds_a_second_idea() -> None:
    long = {p.name: n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 250}
    assert not long


def test_templates_hold_no_policy_logic() -> None:
    for path in (PROJECT / "overrides").rglob("*.html"):
        assert not re.search(r"\|\s*(sort|groupby|strftime)|now\(", path.read_text("utf-8")), path
