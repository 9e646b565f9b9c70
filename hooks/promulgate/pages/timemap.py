"""`timemap.link`: the texts of a policy in time, as RFC 7089 asks, for readers of one language.

It lists what was in force until today: a text that is only announced is no past state.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from .. import urls
from ..model.entities import Organization
from ..model.history import Policy
from .context import Site
from .reader import Reader


def files(site: Site, organization: Organization, policy: Policy) -> Iterator[tuple[str, bytes]]:
    """Write the TimeMap of a policy in each language, by path."""
    zone = organization.fields.organization.timezone
    for tag in organization.languages:
        point = Reader(site, organization, tag)
        original = point.policy_url(policy)
        path = f"{original}{urls.TIMEMAP}"
        lines = [
            f'<{site.absolute(original)}>; rel="original"',
            f'<{site.absolute(path)}>; rel="self"; type="application/link-format"',
        ]
        for version in policy.history.adopted:
            if version.date <= point.today_of(policy):
                begun = datetime.combine(version.date, time(), ZoneInfo(version.zone or zone))
                when = format_datetime(begun.astimezone(UTC), usegmt=True)
                address = site.absolute(point.version_url(policy, version))
                lines.append(f'<{address}>; rel="memento"; datetime="{when}"')
        yield path, (",\n".join(lines) + "\n").encode()
