"""Templates: whether they can be read at all, and what they may call."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, TemplateSyntaxError
from jinja2.meta import find_referenced_templates
from markupsafe import Markup, escape

from ..problems import Place, Problem
from ..sources.scan import Template

FOLDER = "overrides/"  # named where no single template is at fault

STYLES = "styles"  # the folder below overrides/ whose files are joined
THEME = "mkdocs_theme.yml"  # in the folder of every installed theme


def digests_of(templates: Mapping[str, Template]) -> dict[str, str]:
    """Take the digest of each template by itself."""
    return {name: sha256(template.source).hexdigest() for name, template in templates.items()}


class ParsedTemplates(NamedTuple):
    """The first syntax error of each template, and which of ours each one names."""

    wrong: list[Problem]
    used: dict[str, list[str]]


def parse_templates(templates: Mapping[str, Template]) -> ParsedTemplates:
    """Parse every template once; one that names others by a value may use any of them."""
    environment = Environment(autoescape=False)
    wrong, used = [], {}
    for name, (source, _, shown) in templates.items():
        named: set[str | None] = {None}
        try:
            named = set(find_referenced_templates(environment.parse(source.decode())))
        except UnicodeDecodeError as error:
            place = Place(shown, source[: error.start].count(b"\n") + 1)
            wrong.append(Problem(place, "This template is not UTF-8.", "Save it as UTF-8."))
        except TemplateSyntaxError as error:
            message = f"The template cannot be read: {str(error.message).rstrip('.')}."
            place = Place(shown, error.lineno)
            fix = "Close each {% … %} and {{ … }}, and each block."
            wrong.append(Problem(place, message, fix))
        used[name] = [each for each in templates if None in named or each in named]
    return ParsedTemplates(wrong, used)


def unfilled(error: Exception, templates: Iterable[Template]) -> Problem:
    """Find the template that an error came from while it was filled."""
    shown = {template.file: template.shown for template in templates}
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename in shown]
    last = frames[-1] if frames else None
    place = Place(shown[last.filename], last.lineno or 1) if last else Place(FOLDER, 1)
    return Problem(place, f"The templates cannot be filled: {error}.", "Fix the line named here.")


def escapes(folders: Sequence[str]) -> Callable[[str | None], bool]:
    """Tell of a template, by name, whether its values are escaped: of all but the theme's own.

    `folders` are those of the loader. An installed theme names itself in the folder of its
    templates, which are written for values that are not escaped.
    """

    @cache
    def escaped(name: str | None) -> bool:
        holding = (f for f in map(Path, folders) if name and (f / name).is_file())
        folder = next(holding, None)
        return folder is None or not (folder / THEME).is_file()

    return escaped


class Unlisted(FileSystemLoader):
    """The theme's folders without what no page of ours loads: all that an installed theme brings.

    Nor is there what is hidden, nor the style sheets of ours, which go out as one.
    """

    def list_templates(self) -> list[str]:
        """List what MkDocs copies into the site."""
        found: set[str] = set()
        for top in self.searchpath:
            if (Path(top) / THEME).is_file():
                continue
            for folder, folders, files in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                within = os.path.relpath(folder, top).replace(os.sep, "/")
                if within == STYLES:
                    continue
                found.update(name if within == "." else f"{within}/{name}" for name in files)
        return sorted(found)


def say(message: str, **values: object) -> Markup:
    """Write a sentence of the interface with values in it (`%(date)s`).

    All of it is escaped, but for values that are HTML: what macros and `{% set %}` blocks made.
    """
    return Markup(escape(message)) % values
