"""`change.ics`: the day from which an announced version applies, for a calendar (RFC 5545)."""

from collections.abc import Iterator
from datetime import date, timedelta

from .. import urls
from ..i18n import N_
from ..model.entities import Organization
from ..model.history import Policy
from .context import Site
from .reader import Reader
from .version_facts import changes

FOLD = 74  # bytes of a line, which may be at most 75 with the space that goes on
SUMMARY = N_("%(policy)s of %(organization)s changes")
FIRST = N_("%(policy)s of %(organization)s takes effect")


def files(site: Site, organization: Organization, policy: Policy) -> Iterator[tuple[str, bytes]]:
    """Write the entry of the change that is announced, if one is, in each language, by path."""
    for tag in organization.languages:
        point = Reader(site, organization, tag)
        today, history = point.today_of(policy), policy.history
        coming = next((v for v in history.adopted if v.date > today), None)
        if coming is None:
            continue
        message = SUMMARY if history.standing(today) else FIRST
        said = {"policy": point.entry(policy).name, "organization": organization.name(tag)}
        address = changes(point, policy, coming) or point.version_url(policy, coming)
        told = coming.entry.seal.date if coming.entry else coming.date
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Promulgate//EN",
            "BEGIN:VEVENT",
            f"UID:{site.domains.shared}{urls.version(organization.id, policy.id, coming.date)}",
            f"DTSTAMP:{_day(told)}T000000Z",
            f"DTSTART;VALUE=DATE:{_day(coming.date)}",
            f"DTEND;VALUE=DATE:{_day(coming.date + timedelta(days=1))}",
            f"SUMMARY:{_text(point.interface.gettext(message) % said)}",
            f"URL:{site.absolute(address)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
        path = f"{point.policy_url(policy)}{urls.CALENDAR}"
        yield path, "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _text(words: str) -> str:
    """Write words as a value of the format."""
    for sign in "\\;,":
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line so that no part is longer than the format allows, and no letter is cut."""
    parts, length = [""], 0
    for letter in line:
        size = len(letter.encode())
        if length + size > FOLD:
            parts.append("")
            length = 0
        parts[-1] += letter
        length += size
    return "\r\n ".join(parts)
