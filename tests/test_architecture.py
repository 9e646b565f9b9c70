"""The house: packages import one way, two shells know the outside, templates hold no logic."""

import ast
import re
from pathlib import Path

import pytest

from conftest import PROJECT

CORE = PROJECT / "hooks" / "promulgate"
MODULES = sorted(p for p in CORE.rglob("*.py") if p.name != "__main__.py")
# The way of a sentence: a package imports only from those above it, and freely within itself.
PACKAGES = [
    *("problems", "characters", "urls", "dates", "memo", "clock", "i18n", "files", "client"),
    *(
        "redline",
        "sources",
        "ledger",
        "model",
        "editions",
        "checks",
        "mending",
        "importing",
        "pages",
    ),
    "builder",
    *("mkdocs_shell", "cli"),
]
STRANGERS = [("checks", "pages"), ("mkdocs_shell", "cli")]
MODULE_LINES = 250
# Who may touch the disk, and who may ask the clock.
DISK = {
    *("client", "files", "sources/scan", "importing/archives/folders"),
    *("builder/cache", "builder/gather", "builder/sync", "builder/templates"),
    "mkdocs_shell/watch",
}
CLOCK = {"clock"}


def place_of(path: Path) -> tuple[str, str]:
    """Name the package of a module, or the module itself at the top, and its path."""
    inside = path.relative_to(CORE).with_suffix("")
    return inside.parts[0], inside.as_posix()


def imported(path: Path) -> set[str]:
    """Name the packages of the core that a module imports."""
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
def test_packages_import_one_way(path: Path) -> None:
    name, _ = place_of(path)
    if name == "__init__":
        return
    for other in imported(path) - {name}:
        assert PACKAGES.index(other) < PACKAGES.index(name), f"{name} imports {other}"
        assert (other, name) not in STRANGERS, f"{name} knows {other}"


@pytest.mark.parametrize("path", sorted(CORE.rglob("__init__.py")))
def test_packages_say_what_they_are_for(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    said = ast.get_docstring(tree)
    assert said
    assert len(tree.body) == 1, "a package imports nothing: each question loads what it needs"
    if path.parent != CORE:
        assert "Never" in said, "what comes in, what goes out, what it never does"


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
    (package, module), text = place_of(path), path.read_text("utf-8")
    if package != "mkdocs_shell":
        assert not outside(path) & {"mkdocs", "material", "properdocs"}
    if package not in ("cli", "mkdocs_shell") and module not in DISK:
        assert "pathlib" not in outside(path)
        assert not re.search(r"\bopen\(|\.read_text\(|\.write_text\(", text)
    if package not in ("cli", "mkdocs_shell") and module not in CLOCK:
        assert not re.search(r"\.now\(|\.today\(\)|os\.environ|time\.time", text)


def test_no_module_holds_a_second_idea() -> None:
    long = {
        p.name: n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > MODULE_LINES
    }
    assert not long


def test_templates_hold_no_policy_logic() -> None:
    for path in (PROJECT / "overrides").rglob("*.html"):
        assert not re.search(r"\|\s*(sort|groupby|strftime)|now\(", path.read_text("utf-8")), path
