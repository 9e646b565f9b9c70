"""The gate: what is too large, too deep or hidden is refused before anything is parsed."""

from pathlib import Path

import pytest

from conftest import RECORD, small
from promulgate.checks.check import check
from promulgate.editions.placeholders import PLACEHOLDER
from promulgate.editions.render import render
from promulgate.memo import Memo
from promulgate.model.load import load
from promulgate.problems import Place, Problem, ours
from promulgate.sources.front_matter import parse
from promulgate.sources.gate import LINE, LINK, admit, admit_name
from promulgate.sources.scan import read_sources

HEAD = "---\ntitle: T\neffective: 2024-01-01\n---\n\n"
TOO_MUCH = {
    "explicit keys": "---\n" + "? \n" * 17_000 + "---\nx\n",
    "explicit keys, deeper and deeper": "---\n"
    + "".join(" " * i + "? \n" for i in range(300))
    + "---\n",
    "indented fields": "---\n" + "".join(" " * i + "a:\n" for i in range(500)) + "---\n",
    "brackets in fields": "---\na: " + "[" * 5000 + "\n---\n",
    "a long line": HEAD + "a" * (LINE + 1),
    "brackets": HEAD + "[\n" * 20_000,
    "footnotes": HEAD + "[^\n" * 19_000,
    "tags": HEAD + "<a \n" * 19_000,
    "nested tags": HEAD + ("<b>" * 390 + "\n\n") * 300,
    "placeholders": HEAD + ("{{" + " " * 3000 + "\n") * 30,
    "emphasis": HEAD + "*a_b" * 900,
    "quotations": HEAD + ">" * 500 + " a\n",
    "lists in lists": HEAD + "".join(" " * (4 * i) + "- a\n" for i in range(500)),
    "a large file": HEAD + "word \n" * 200_000,
}


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_is_too_much_is_refused_with_one_message(text: str) -> None:
    parsed = parse("docs/a.md", text.encode())
    assert parsed.document is None
    assert len(parsed.problems) == 1


def test_what_people_write_passes() -> None:
    text = HEAD + "## One {#one}\n\n" + "> - [a](b) *c* `d` ____ <br>\n" * 20
    text += "\n* * * * * * * * * * * * * * * *\n\n" + "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 500
    assert admit("docs/a.md", text.encode()) == []


HIDDEN = [
    "\u202e",
    "\u2066",
    "\x07",
    "\x85",
    "\ue042",
    "\ufdd0",
    "\U0001ffff",
    "&#x202E;",
    "&#8238;",
]


@pytest.mark.parametrize("sign", HIDDEN)
@pytest.mark.parametrize("place", ["body", "field"])
def test_hidden_characters_are_told_wherever_they_stand(sign: str, place: str) -> None:
    field = f"t{sign}" if place == "field" and sign.isprintable() else "t"
    body = f"Words{sign}." if place == "body" else "Words."
    if place == "field" and field == "t":
        field = '"' + "".join(f"\\U{ord(each):08X}" for each in sign) + '"'
    text = f"---\ntitle: {field}\neffective: 2024-01-01\n---\n\n{body}\n"
    assert any("hidden character" in str(problem) for problem in told({"p/2024-01-01.md": text}))


def told(files: dict[str, str]) -> list[Problem]:
    memo = Memo()
    docs = small({f"acme/{path}": text for path, text in files.items()})
    library, problems = load({**docs, "docs/acme/index.md": RECORD.encode()}, memo)
    assert library
    return [*problems, *check(library, render(library, memo), ["en", "es"], memo)]


@pytest.mark.parametrize("name", ["docs/a\u202eb/x.md", "docs/a\udcff.md", "docs/\x1b.md"])
def test_names_are_held_to_the_same_characters(name: str) -> None:
    (problem,) = admit_name(name)
    assert str(problem).isascii()


def test_symbolic_links_are_refused_and_never_read(tmp_path: Path) -> None:
    (tmp_path / "docs" / "acme").mkdir(parents=True)
    (tmp_path / "secret.png").write_text("secret")
    (tmp_path / "docs" / "acme" / "x.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "docs" / "acme" / "folder").symlink_to(tmp_path)
    docs = read_sources(tmp_path / "docs")
    assert set(docs.values()) == {LINK}
    _, problems = load(docs)
    assert sum("symbolic link" in str(problem) for problem in problems) == 2


def test_placeholders_are_found_in_one_pass() -> None:
    """Possessive parts give nothing back: what is not closed is looked at once."""
    assert PLACEHOLDER.findall("{{ a.b }} {{jurisdictions}} {{ a b }} {{}}") == [
        *("a.b", "jurisdictions", "a b", ""),
    ]
    assert ".*" not in PLACEHOLDER.pattern
    assert not PLACEHOLDER.search("{{" + " " * 15_000 + "x")


def test_a_fault_of_the_program_names_the_file_at_hand() -> None:
    def fails(path: str) -> None:
        raise KeyError(path[-4:])

    try:
        fails("docs/acme/p/2024-01-01.md")
    except KeyError as error:
        problem = ours(error)
    assert problem.place == Place("docs/acme/p/2024-01-01.md")
    assert "ours" in problem.fix
