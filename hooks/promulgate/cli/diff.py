"""What changed between two versions of a policy, in words or as JSON: `diff`."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from .. import urls
from ..editions.publication import publish_on
from ..i18n import interfaces
from ..model.history import Policy, Version
from ..pages.context import Site
from ..pages.diff_input import blocks_of
from ..pages.domains import Domains
from ..pages.edition_view import edition_view
from ..pages.reader import Reader
from ..pages.word_file import About, word_file
from ..pages.word_pages import about
from ..problems import count, near, printable
from ..redline.changes import Change, counted
from ..redline.redline import redline
from ..redline.summary import Summary, summaries
from .colours import coloured
from .folder import Folder, open_folder, remember
from .named import find_policy
from .refusal import RefusalError

ROOT = "https://site.invalid/"  # addresses are told from the root of the site


class Pair(NamedTuple):
    """Two versions of a policy, by their days, in a language; None for the governing one."""

    policy: str
    old: date
    new: date
    language: str | None


class Compared(NamedTuple):
    """What changed between two texts, and what a file of it says of itself."""

    changes: tuple[Change, ...]
    about: About


def diff(docs: Path, pair: Pair, as_json: bool, docx: Path | None = None) -> int:
    """Say what changed from one version to another, drafts too; or write it as a Word file."""
    folder = open_folder(docs)
    compared = _compared(folder, *pair)
    changes = compared.changes
    found = summaries(changes)
    remember(folder)
    if docx:
        docx.write_bytes(_word_file(compared))
        return 0
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for line in map(printable, _lines(found, changes)):
        print(coloured(line, line.strip()[:1]))
    return 0


def _word_file(compared: Compared) -> bytes:
    try:
        return word_file(compared.about, compared.changes)
    except ModuleNotFoundError as error:
        raise RefusalError(
            f"Word files need '{error.name}', which is not installed. "
            "Type: python -m pip install -r requirements-word.txt"
        ) from error


def _compared(folder: Folder, name: str, old: date, new: date, language: str | None) -> Compared:
    organization, policy = find_policy(folder.library, name)
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
    changes = redline(*(list(blocks_of(view, words)) for view in views))
    return Compared(changes, about(Reader(site, organization, present[0]), policy, *versions))


def _site(folder: Folder) -> Site:
    """Take all that is there, drafts too."""
    library, editions, memo = folder.library, folder.editions, folder.memo
    publication = publish_on(folder.moment, library, editions, memo, preview=True)
    languages, _ = interfaces(folder.sources.catalogs, memo)
    return Site(publication, languages, Domains(ROOT), memo)


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
