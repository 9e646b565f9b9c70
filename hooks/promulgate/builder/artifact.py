"""A finished part of the site: what one organization publishes, or what all of them share.

An artifact holds everything that others must know of it, so that the site is put together from
artifacts wherever and whenever each was made.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..clock import Moment
from ..pages.reader import NamedLink
from ..pages.sitemap import Listing
from ..problems import Problem
from .summary import Summary


@dataclass(frozen=True, slots=True)
class Artifact:
    """What one organization publishes; with the name SHARED, what all share.

    `key` is the digest of all that it was made from but the day; `days` are those on which it was
    made, by time zone. `files` has the SHA-256 of each file by its path below the site. `kept` are
    sources that are published as they lie; `problems` are advice; `about` are the pages of the
    site itself. `moved` says of addresses that pages had before where they are now, absolute.
    """

    name: str
    key: str
    days: Mapping[str, str]
    files: Mapping[str, str]
    listings: tuple[Listing, ...]
    kept: tuple[str, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    summaries: tuple[Summary, ...]
    drafts: tuple[NamedLink, ...]
    about: tuple[NamedLink, ...]
    moved: Mapping[str, str]

    def is_of(self, moment: Moment) -> bool:
        """Tell whether it is still the day, in each zone that counts, on which it was made."""
        return all(str(moment.today(zone)) == day for zone, day in self.days.items())


def days_of(summaries: Iterable[Summary], moment: Moment) -> Mapping[str, str]:
    """Tell which day it is in each zone that an artifact depends on."""
    zones = {"UTC", *(zone for known in summaries for zone in known.zones)}
    return {zone: str(moment.today(zone)) for zone in sorted(zones)}
