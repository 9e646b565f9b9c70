"""HTML that the core has written: templates, which escape every other value, take it as it is."""

from typing import Annotated

from markupsafe import Markup
from pydantic import GetPydanticSchema
from pydantic_core import core_schema

_MARKED = core_schema.no_info_after_validator_function(Markup, core_schema.str_schema())

# In JSON it is a string, so that views are digested and recalled as other values are.
Html = Annotated[Markup, GetPydanticSchema(lambda _kind, _handler: _MARKED)]
