"""The style sheet of the site, joined from files by subject."""

import re
from collections.abc import Mapping

from ..problems import Place, Problem, near

SHEET = "promulgate.css"  # names the others, in their order and with their layers
_IMPORT = re.compile(r'^@import "([^"]*)" layer\((\w+)\);$', re.MULTILINE)


def joined(sheets: Mapping[str, bytes]) -> tuple[str, list[Problem]]:
    """Put each sheet in the place of its import; `sheets` are by their names below styles/.

    A sheet that is imported and not there is a problem, and so is one that nothing imports.
    """
    known = {name: data.decode("utf-8-sig") for name, data in sheets.items() if name != SHEET}
    main = sheets.get(SHEET, b"").decode("utf-8-sig")
    problems: list[Problem] = []
    used: set[str] = set()

    def put(found: re.Match[str]) -> str:
        name, layer = found.groups()
        if name not in known:
            line = main.count("\n", 0, found.start()) + 1
            wrong = f"There is no style sheet '{name}'."
            fix = near(name, known, "There is")
            problems.append(Problem(Place(f"overrides/styles/{SHEET}", line), wrong, fix))
        used.add(name)
        return f"@layer {layer} {{\n{known.get(name, '').rstrip()}\n}}"

    style = _IMPORT.sub(put, main)
    for name in sorted(known.keys() - used):
        fix = f"""Add '@import "{name}" layer(lists);' to overrides/styles/{SHEET}."""
        wrong = "No page has this style sheet: nothing imports it."
        problems.append(Problem(Place(f"overrides/styles/{name}", 1), wrong, fix))
    return f'@charset "UTF-8";\n{style}', problems
