"""Commands that only look at sources: `check`, `at`, `addresses`."""

import sys
from datetime import date
from pathlib import Path

from .. import urls
from ..builder.inventory import file_paths, page_addresses, promised
from ..checks.notes import notes
from ..ledger.log import unlogged
from ..model.visibility import published
from ..problems import count, near, report
from .folder import Folder, RefusalError, open_folder, remember


def check(docs: Path, strict: bool) -> int:
    """Check all sources, and say how to mend what is wrong."""
    folder = open_folder(docs)
    if folder.problems:
        print(report(folder.problems), file=sys.stderr)
    remember(folder)
    if folder.fatal or (strict and folder.problems):
        return 1
    for note in (*notes(folder.library), *filter(None, [unlogged(folder.published)])):
        print(note)
    files, pages = len(folder.sources.docs), len(set(page_addresses(folder.publication)))
    print(f"{count(files, 'file')} checked, {count(pages, 'page')} planned.")
    return 0


def at(docs: Path, policy: str, day: date) -> int:
    """Say which version of a policy was in force on a day, or will be."""
    folder = open_folder(docs)
    public = published(folder.library, folder.moment)
    names = {
        f"{organization.id}/{found.id}": (organization, found)
        for organization in public.organizations.values()
        for found in organization.policies.values()
    }
    name = policy.strip("/")
    if name not in names:
        raise RefusalError(f"There is no policy '{name}'. {near(name, names, 'There is')}")
    organization, known = names[name]
    zone = organization.fields.organization.timezone
    history, today = known.history, folder.moment.today(zone)
    version = history.in_force(day)
    if version is None:
        first = history.adopted[0].date if history.adopted else None
        why = f"the first version took effect on {first}" if first and day < first else "withdrawn"
        print(f"On {day} nothing was in force: {why}.")
        return 0
    last = history.last_day(version)
    when = "was in force" if day < today else "is in force" if day == today else "will be in force"
    until = f" until {last}" if last else ""
    told = ", as far as is announced today" if day > today else ""
    print(f"On {day} the version of {version.date} {when}{told}.")
    print(f"  {version.authoritative.words.title}, from {version.date}{until}")
    print(f"  /{urls.version(organization.id, known.id, version.date)}")
    return 0


def addresses(docs: Path) -> int:
    """List what answers, one address a line."""
    print(promised_addresses(open_folder(docs)).decode(), end="")
    return 0


def promised_addresses(folder: Folder) -> bytes:
    """List the addresses that the site of a folder promises."""
    publication = folder.publication
    return promised({*page_addresses(publication), *file_paths(publication, folder.library)})
