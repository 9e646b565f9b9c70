"""Templates: whether they can be read at all."""

from collections.abc import Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError

from .problems import Place, Problem


def mistakes(templates: Mapping[str, bytes]) -> Iterator[Problem]:
    """Find the first syntax error of each template; names are paths below overrides/."""
    environment = Environment(autoescape=False)
    for name, source in templates.items():
        try:
            environment.parse(source.decode())
        except UnicodeDecodeError as error:
            place = Place(f"overrides/{name}", source[: error.start].count(b"\n") + 1)
            yield Problem(place, "This template is not UTF-8.", "Save it as UTF-8.")
        except TemplateSyntaxError as error:
            wrong = f"The template cannot be read: {error.message}."
            place = Place(f"overrides/{name}", error.lineno)
            yield Problem(place, wrong, "Close each {% … %} and {{ … }}, and each block.")
