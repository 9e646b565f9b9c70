"""What looks like it belongs to a person: said before it is written for good."""

import re
from collections.abc import Iterable, Iterator

EMAIL = re.compile(r"(?<![\w.%+-])[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])")
NUMBER = re.compile(r"(?<![\w.,/-])[+(]?\d[\d ().-]{5,30}\d(?![\w,/-])")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DIGITS = range(9, 16)  # of a telephone or an identity; shorter ones are amounts, years, postcodes


def personal(texts: Iterable[str], own: Iterable[str]) -> list[str]:
    """List addresses and numbers in `texts` that are not among the `own` words of who speaks."""
    known = " ".join(own)
    hosts = {host.lower() for host in re.findall(r"[@/]([\w.-]{1,255})", known)}
    numbers = re.sub(r"[ ().+-]+", "", known)
    found = (each for text in texts for each in _looks(text, hosts, numbers))
    return list(dict.fromkeys(found))


def _looks(text: str, hosts: set[str], numbers: str) -> Iterator[str]:
    for match in EMAIL.finditer(text):
        host = match[0].rpartition("@")[2].lower()
        if host not in hosts and f"www.{host}" not in hosts:
            yield match[0]
    for match in NUMBER.finditer(DAY.sub(lambda day: "x" * len(day[0]), text)):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) in DIGITS and digits not in numbers:
            yield match[0]
