"""Markdown of any dialect, as CommonMark reads it, with what others add."""

import re
from collections.abc import Mapping
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml

from ..capture import MissingLibraryError
from ..tree import parse
from .encoding import decode
from .kinds import Extract

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
# What a generator would have replaced: Liquid, Hugo, MkDocs, MDX.
INSTRUCTION = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|^(?:import|export) .*(?:from ['\"]|=>).*$", re.M)
CONTENTS = re.compile(r"^[ \t]*(?:[-*+1.]+[ \t]+.*\n)?(?:\{:[ \t]*toc[^}]*\}|\[\[?_?toc_?\]\]?)[ \t]*$", re.I | re.M)  # fmt: skip  # noqa: E501
ATTRIBUTES = re.compile(r"^[ \t]*\{:[^}\n]*\}[ \t]*$", re.MULTILINE)
INLINE_ATTRIBUTES = re.compile(r"(?<=[)*_`\]])\{:[^}\n]*\}")
ID = re.compile(r"#([\w-]+)")
HEADING_ID = re.compile(r"[ \t]*\{:?[ \t]*#([\w.-]+)[^}\n]*\}[ \t]*#*[ \t]*$")
ALERT = re.compile(r"^(>[ \t]*)\[!\w+\][ \t]*$", re.MULTILINE)
LIST_SIGN = re.compile(r"^[ \t]*[•·▪●◦‣][ \t]*", re.MULTILINE)
GLUED = re.compile(r"^(#{1,6})(?=[^\s#])", re.MULTILINE)


def read(data: bytes) -> Extract:
    """Read Markdown with its front matter."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    fields, text = _fields(text.lstrip("\ufeff\n"))
    title, language = (fields.get(name) for name in ("title", "lang"))
    return Extract(
        parse(_html(text)),
        fields,
        str(title) if title else None,
        str(language) if language else None,
    )


def _html(text: str) -> str:
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.deflist import deflist_plugin
        from mdit_py_plugins.footnote import footnote_plugin
    except ImportError as error:
        raise MissingLibraryError("Markdown", "markdown-it-py") from error
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.use(deflist_plugin).use(footnote_plugin)
    tokens = reader.parse(_without_dialect(text))
    for before, token in pairwise(tokens):
        _numbered(before)
        if token.type == "inline":
            _named(before, token)
    return str(reader.renderer.render(tokens, reader.options, {}))


def _numbered(token: "Token") -> None:
    """Keep the number that an item was written with; CommonMark would count anew."""
    if token.type == "list_item_open" and token.info:
        token.attrSet("value", token.info)


def _named(heading: "Token", words: "Token") -> None:
    """Take the address of a heading out of its words."""
    last = (words.children or [words])[-1]
    match = HEADING_ID.search(last.content) if last.type == "text" else None
    if heading.type == "heading_open" and match:
        heading.attrSet("id", match[1])
        last.content = last.content[: match.start()]


def _without_dialect(text: str) -> str:
    """Mark what another generator would have carried out, and part what CommonMark runs on."""
    text = CONTENTS.sub("", text)
    text = GLUED.sub(r"\1 ", text)
    text = ALERT.sub(r"\1", text)
    text = ATTRIBUTES.sub(_anchor, text)
    text = INLINE_ATTRIBUTES.sub("", text)
    text = INSTRUCTION.sub(lambda m: f'<span data-instruction="">{escape(m[0])}</span>', text)
    return LIST_SIGN.sub("- ", text)


def _anchor(match: re.Match[str]) -> str:
    found = ID.search(match[0])
    return f'<a id="{found[1]}"></a>' if found else ""


def _fields(text: str) -> tuple[Mapping[str, object], str]:
    if match := FRONT.match(text):
        try:
            fields = yaml.load(match[1], Loader=yaml.BaseLoader)
        except yaml.YAMLError:
            fields = None
        if isinstance(fields, dict):
            return {str(name): value for name, value in fields.items()}, text[match.end() :]
    if match := TOML.match(text):
        import tomllib

        try:
            return tomllib.loads(match[1]), text[match.end() :]
        except tomllib.TOMLDecodeError:
            pass
    return {}, text
