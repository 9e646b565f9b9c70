"""Templates: what they are given is words, whatever it holds; and how they are written."""

import re
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
from babel.messages.pofile import read_po, write_po

from builds import run
from conftest import LOCALES, PROJECT, SECTION, sealed, small, write_files
from promulgate.builder.templates import escapes, say
from promulgate.editions.register import category_name
from promulgate.i18n import interfaces, language_of
from promulgate.ledger.apart import commit
from promulgate.ledger.events import Corrected, Withdrawn
from promulgate.pages.diff_input import blocks_of
from promulgate.pages.edition_view import EditionView, PassageView

# What is written raw becomes an element, ends an attribute, or is read as another sign.
HOSTILE = "<x-raw x-raw='1'>&amp;\" x-raw=\"2"
SHOWN = re.compile(re.escape("<x-raw x-raw='1'>&amp;\""))
YAML = "'" + HOSTILE.replace("'", "''") + "'"

RECORD = f"""---
organization:
  name: {YAML}
  legal_name: {YAML}
  mark: '<&'
  language: en
  languages: [en, es]
  timezone: America/Detroit
  website: https://acme.example/?a=1&b=2
  contact: {{role: {YAML}, email: privacy@acme.example, postal: {YAML}, phone: '+1 555'}}
notice: {YAML}
notice_since: 2021-01-01
---
Acme.
"""
POLICY = """---
title: {words}
effective: {day}
change: material
summary: {words}
jurisdictions: [texas]
cookies:
  - name: {words}
    provider: {words}
    category: {category}
    purpose: {words}
    duration: P1Y
    party: first
---

Words of {day}. See [Texas](../../jurisdictions/texas/index.md).

## Who & "why" {{#who}}

We.
"""
LAW = f"""---
title: {YAML}
jurisdiction:
  name: {YAML}
  protects: {YAML}
  law: [{{cite: {YAML}}}]
  dates: [{{date: 2012-09-01, event: {YAML}}}]
  disclosures: [{{id: tx-01, asks: {YAML}, cite: {YAML}, level: must}}]
---
About it.
"""
FILES = {
    "about.md": f"---\ntitle: {YAML}\n---\nAbout.\n",
    "index.md": f"---\ntitle: {YAML}\n---\nHello.\n",
    "acme/index.md": RECORD,
    "jurisdictions/texas/index.md": LAW,
    "jurisdictions/texas/2012-09-01.md": re.sub(
        r"Residents of Texas|Chapter 181|Texas part", lambda _: YAML, SECTION
    ),
    **{
        f"acme/privacy/{day}.md": POLICY.format(words=YAML, day=day, category=category)
        for day, category in (
            ("2021-01-15", "necessary"),
            ("2022-01-15", "functional"),
            ("2023-01-15", "analytics"),
            ("2027-01-15", "marketing"),
        )
    },
}


def hostile(catalog: bytes) -> bytes:
    """Let each message of a catalog say itself, and the hostile words."""
    found, out = read_po(BytesIO(catalog), locale="es"), BytesIO()
    for message in found:
        if message.id:
            said = message.id if isinstance(message.id, tuple) else (message.id, message.id)
            strings = tuple(f"{words}{HOSTILE}" for words in said)
            message.string = strings if message.pluralizable else strings[0]
            if message.pluralizable:
                message.string = strings[:1] + (strings[-1],) * (found.num_plurals - 1)
    write_po(out, found)
    return out.getvalue()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Build all kinds of pages of a site in which everybody says the hostile words."""
    project = tmp_path_factory.mktemp("hostile") / "project"
    for name in ("hooks", "overrides", "docs/assets"):
        shutil.copytree(PROJECT / name, project / name)
    settings = (PROJECT / "mkdocs.yml").read_text("utf-8")
    settings = re.sub("(?m)^site_(name|description): .*$", rf"site_\1: {YAML}", settings)
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    spanish = project / "hooks/promulgate/locales/es/LC_MESSAGES/promulgate.po"
    spanish.write_bytes(hostile((LOCALES / "es/LC_MESSAGES/promulgate.po").read_bytes()))
    docs = sealed(small(FILES))
    ledger = "docs/acme/privacy/ledger.jsonl"
    assert ledger in docs
    today, reasons = date(2026, 11, 22), {"en": HOSTILE, "es": HOSTILE}
    wrong = Corrected(
        date=today, edition="acme/privacy/2023-01-15/en", wrong=HOSTILE, right=HOSTILE
    )
    gone = Withdrawn(date=today, edition="acme/privacy/2022-01-15/en", reasons=reasons)
    words = ledger.replace("ledger", "words")
    docs |= zip(
        (ledger, words), commit(docs[ledger] or b"", docs[words] or b"", [wrong, gone]), strict=True
    )
    write_files(project, docs)
    run(project)
    site = project / "site"
    return {f.relative_to(site).as_posix(): f.read_bytes() for f in site.rglob("*.html")}


def test_nothing_that_anybody_says_becomes_markup(pages: dict[str, bytes]) -> None:
    assert len(pages) > 20
    said = 0
    for path, page in pages.items():
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        for element in tree.iter():
            if isinstance(element.tag, str):
                assert "x-raw" not in element.tag, path
                assert not [name for name in element.attrib if "x-raw" in str(name)], path
        assert b"&amp;lt;x-raw" not in page, f"{path} is escaped twice"
        said += len(SHOWN.findall("".join(tree.itertext())))
    assert said > 500, "the words are there, as they were said"


def test_what_macros_make_is_no_words_and_everything_else_is() -> None:
    assert say("<b>%(what)s", what="<i>") == "&lt;b&gt;&lt;i&gt;"
    assert say("%(what)s", what=say("<")) == "&lt;"


def test_only_what_a_theme_brings_is_left_as_it_is(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "overrides", tmp_path / "theme"
    for file in (ours / "main.html", theirs / "main.html", theirs / "base.html"):
        file.parent.mkdir(exist_ok=True)
        file.write_text("", "utf-8")
    (theirs / "mkdocs_theme.yml").write_text("", "utf-8")
    escaped = escapes([str(ours), str(theirs)])
    assert escaped("main.html")
    assert escaped("gone.html")
    assert escaped(None)
    assert not escaped("base.html")


WRITTEN = [p for p in sorted((PROJECT / "overrides").rglob("*")) if p.is_file()]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_templates_and_styles_read_like_code(path: Path) -> None:
    text = path.read_text("utf-8")
    assert max(map(len, text.splitlines())) <= 120
    assert "!important" not in text
    assert not re.search(r"\|\s*e(scape)?\b", text), "the environment escapes"
    assert not re.search(r"\|\s*safe\b", text)


def test_captions_of_the_register_are_words_in_comparisons_too() -> None:
    head = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    said = b'msgid "Necessary cookies"\nmsgstr "A <b>caption</b> &amp; more"\n'
    spoken, problems = interfaces({"es": head + said})
    assert not problems
    name = category_name(spoken["es"].gettext, "necessary", {})
    text = EditionView(language_of("es"), (PassageView(category=name),), ())
    caption = next(blocks_of(text, spoken["es"]))
    assert caption.html == (" A &lt;b&gt;caption&lt;/b&gt; &amp;amp; more",)
