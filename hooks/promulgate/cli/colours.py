"""Lines of a comparison in colour, where a terminal shows them."""

import os
import sys

import click

COLOURS = {"-": "red", "+": "green", "@": "cyan"}


def coloured(line: str, sign: str) -> str:
    """Colour a line by its sign; not where it goes into a file, or NO_COLOR asks for none."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return line
    return click.style(line, COLOURS.get(sign))
