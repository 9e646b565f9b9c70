"""Moments in the names of files and folders."""

import re
from datetime import date

# 20190402123456, 20190402, 2019-04-02, 2019-04-02T10-20-30Z; the Wayback Machine adds id_, if_ …
MOMENT = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])"
    r"(?:[T_ -]?\d{2}[-:.h]?\d{2}(?:[-:.m]?\d{2})?(?:[.]\d+)?Z?)?(?!\d)(?:[a-z]{2}_)?"
)


def day_in_name(name: str) -> date | None:
    """Find the day that a file is named by."""
    match = MOMENT.search(name)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
