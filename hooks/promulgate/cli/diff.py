"""What changed between two versions of a policy, in words or as JSON: `diff`."""

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from .. import urls
from ..editions.publication import publish_on
from ..i18n import interfaces
from ..model.entities import Library, Organization
from ..model.history import Policy, Version
from ..pages.context import Site
from ..pages.diff_input import blocks_of
from ..pages.domains import Domains
from ..pages.edition_view import edition_view
from ..problems import count, near
from ..redline.changes import Change, counted
from ..redline.redline import redline
from ..redline.summary import Summary, summaries
from .folder import Folder, open_folder, remember
from .refusal import RefusalError

ROOT = "https://site.invalid/"  # addresses are told from the root of the site
COLOURS = {"-": "red", "+": "green"}


def diff(docs: Path, policy: str, old: date, new: date, language: str | None, as_json: bool) -> int:
    """Say what changed from one version to another, drafts too."""
    folder = open_folder(docs)
    changes = _changes(folder, policy, old, new, language)
    found = summaries(changes)
    remember(folder)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for line in _lines(found, changes):
        print(click.style(line, COLOURS.get(line.strip()[:1])) if colour else line)
    return 0


def _changes(
    folder: Folder, name: str, old: date, new: date, language: str | None
) -> tuple[Change, ...]:
    organization, policy = _policy(folder.library, name.strip("/"))
    versions = [_version(policy, day) for day in (old, new)]
    spoken = [language or organization.language, versions[1].language]
    present = [tag for tag in spoken if all(tag in version.editions for version in versions)]
    if language not in (None, *present[:1]) or not present:
        both = set(versions[0].editions) & set(versions[1].editions)
        wrong = language or organization.language
        raise RefusalError(
            f"The two texts are not both in '{wrong}'. {near(wrong, both, 'They are in')}"
        )
    site = _site(folder)
    address = urls.compare(organization.id, policy.id, old, str(new))
    views = (
        edition_view(site, organization, policy.id, version, present[0], address)
        for version in versions
    )
    words = site.interface(present[0])
    return redline(*(list(blocks_of(view, words)) for view in views))


def _site(folder: Folder) -> Site:
    """Take all that is there, drafts too."""
    library, editions, memo = folder.library, folder.editions, folder.memo
    publication = publish_on(folder.moment, library, editions, memo, preview=True)
    languages, _ = interfaces(folder.sources.catalogs, memo)
    return Site(publication, languages, Domains(ROOT), memo)


def _policy(library: Library, name: str) -> tuple[Organization, Policy]:
    known = {
        f"{organization.id}/{policy.id}": (organization, policy)
        for organization in library.organizations.values()
        for policy in organization.policies.values()
    }
    if name not in known:
        raise RefusalError(f"There is no policy '{name}'. {near(name, known, 'There is')}")
    return known[name]


def _version(policy: Policy, day: date) -> Version:
    version = policy.history.find(day)
    if version is None:
        known = [str(version.date) for version in policy.history.versions]
        raise RefusalError(f"There is no version of {day}. {near(str(day), known, 'There is')}")
    if version.withdrawal:
        raise RefusalError(f"The version of {day} was withdrawn. Compare another one.")
    return version


def _lines(found: list[Summary], changes: tuple[Change, ...]) -> Iterator[str]:
    if not found:
        yield "The words are the same."
        return
    words = counted(changes)
    moved = f", {words['>']} moved" if words[">"] else ""
    told = f"{count(words['+'], 'word')} added, {words['-']} removed{moved}"
    yield f"{count(len(found), 'change')}: {told}."
    for number, each in enumerate(found, start=1):
        where = f" in “{each['part']}”" if each["part"] else " in the opening words"
        yield f"\n{number}. {each['op']}{where}"
        for sign, text in (("-", each["old"]), ("+", each["new"])):
            yield from (f"   {sign} {line}" for line in text.splitlines())
