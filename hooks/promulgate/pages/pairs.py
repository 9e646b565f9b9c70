"""Which versions of a policy are compared, and at which addresses."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from .. import urls
from ..model.entities import Organization
from ..model.history import History, Version


def pairs(
    history: History, organization: Organization, today: date
) -> Iterator[tuple[Version, Version, str]]:
    """List what is compared: old, new, and the last part of the address.

    Versions that followed each other when one of them was sealed keep their comparison, whatever
    was sealed between them or withdrawn since: an address that was published stays. The version in
    force is compared with itself, so that `latest` answers for each that ever took effect.
    """
    sealed = [v for v in history.versions if not v.draft]
    found: dict[tuple[date, date], tuple[Version, Version]] = {}
    known: list[Version] = []
    for version in sorted(sealed, key=_number):
        known = sorted([*known, version], key=lambda v: v.date)
        for old, new in pairwise(known):
            found.setdefault((old.date, new.date), (old, new))
    if organization.fields.organization.compare == "all":
        found = {(a.date, b.date): (a, b) for a in sealed for b in sealed if a.date < b.date}
    followed = zip(history.adopted, history.adopted[1:], strict=False)
    found |= {(a.date, b.date): (a, b) for a, b in followed}
    for old, new in found.values():
        yield old, new, str(new.date)
    standing = history.standing(today)
    for old in sealed:
        if standing and old.date <= standing.date:
            yield old, standing, urls.LATEST


def _number(version: Version) -> int:
    entry = version.entry
    return entry.seal.number if entry else 0
