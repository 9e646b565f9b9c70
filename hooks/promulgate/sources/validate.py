"""Fields held to their schema, and each mistake told in an editor's words."""

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..dates import show
from ..problems import Problem, near
from .front_matter import Document
from .schema import Fields

F = TypeVar("F", bound=Fields)

EXAMPLES = {
    "list": "Write a list such as [one, two].",
    "model": "Write its fields indented below it.",
    "dict": "Write its fields indented below it.",
}


def validate(kind: type[F], document: Document) -> tuple[F | None, list[Problem]]:
    """Read the fields of a document; None where any of them is wrong."""
    try:
        return kind.model_validate(document.fields, context=document.fields), []
    except ValidationError as error:
        return None, _problems(kind, document, error.errors())


def _problems(kind: type[Fields], document: Document, details: list[ErrorDetails]) -> list[Problem]:
    """Tell each mistake once: a field that is missing may only be misspelt."""
    problems = [(detail, _problem(kind, document, detail)) for detail in details]
    unknown = [p.fix for detail, p in problems if detail["type"] == "extra_forbidden"]
    return [
        problem
        for detail, problem in problems
        if detail["type"] != "missing" or f"Did you mean '{detail['loc'][-1]}'?" not in unknown
    ]


def _problem(kind: type[Fields], document: Document, detail: ErrorDetails) -> Problem:
    keys = tuple(key for key in detail["loc"] if key != "[key]")
    place = document.place(*keys)
    name = _name(keys)
    match detail["type"]:
        case "extra_forbidden":
            allowed = set(_at(kind, keys[:-1]).model_fields)
            return Problem(place, f"Unknown field {name}.", near(str(keys[-1]), allowed))
        case "missing":
            return Problem(place, f"Field {name} is missing.", f"Add '{keys[-1]}: …'.")
        case "promulgate":
            ctx = detail["ctx"]
            return Problem(place, f"{name} {ctx['what']}", ctx["fix"])
        case "too_short":
            return Problem(place, f"{name} is empty.", "Write at least one entry.")
        case other:
            wanted = other.removesuffix("_type")
            fix = EXAMPLES.get(wanted, "Write a value of the kind that README.md shows.")
            if wanted == "list" and isinstance(detail["input"], str):
                fix = f"Write it as a list: [{detail['input']}]."
            return Problem(place, f"{name} is {show(detail['input'])}.", fix)


def _name(keys: tuple[int | str, ...]) -> str:
    """Name a field for an editor: `'email' in 'contact'`, `'duration' in entry 2 of 'cookies'`."""
    if not keys:
        return "The front matter"
    words = ""
    for key in reversed(keys):
        if isinstance(key, int):
            words += f"{' in entry' if words else 'Entry'} {key + 1}"
        elif not words:
            words = f"'{key}'"
        else:
            words += f" of '{key}'" if words.rsplit(" ", 1)[-1].isdigit() else f" in '{key}'"
    return words


def _at(kind: type[Fields], keys: tuple[int | str, ...]) -> type[Fields]:
    """Find the model that holds the field at `keys`."""
    for key in keys:
        if isinstance(key, str):
            found = _models(kind.model_fields[key].annotation)
            kind = found[0] if found else kind
    return kind


def _models(annotation: Any) -> list[type[Fields]]:
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models(part)]
