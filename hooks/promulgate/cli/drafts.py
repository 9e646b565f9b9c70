"""`new-version` and `translate`: a new file beside those that there are, which stay as they are."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from ..checks.notes import newer_sections
from ..editions.skeleton import new_version as written_anew
from ..editions.skeleton import translation
from ..files import create
from ..model.entities import Organization, Section
from ..model.history import Policy, Version
from ..problems import near
from ..redline.blocks import blocks
from ..redline.redline import redline
from ..redline.summary import summaries
from ..sources.languages import language_fix
from .folder import Folder, open_folder
from .named import find_policy
from .refusal import RefusalError

AHEAD = 30  # days between today and the day of a draft that names none


def new_version(docs: Path, name: str, day: date | None, because: str | None) -> int:
    """Begin a version of a policy with the words of the latest one."""
    folder = open_folder(docs)
    organization, policy = find_policy(folder.library, name)
    versions = [each for each in policy.history.versions if not each.withdrawal]
    if not versions:
        raise RefusalError(f"'{name}' has no version with words to begin with.")
    latest, day = versions[-1], day or _ahead(folder, organization, versions[-1])
    if day <= latest.date:
        raise RefusalError(f"The latest version is of {latest.date}. Name a later day.")
    source = folder.sources.docs[latest.authoritative.document.path] or b""
    path = f"docs/{organization.id}/{policy.id}/{day}.md"
    write_new(docs, {path: written_anew(source, day, because)})
    print(f"It has the words of {latest.date}. Change them, and write 'change' and 'summary'.")
    for section, newest, _ in newer_sections(folder.library, organization, policy):
        if newest.date <= day:
            print(f"It takes up the section '{section.jurisdiction}' of {newest.date}:")
            print("\n".join(_differences(folder, section, newest)))
    spoken = [tag for tag in latest.editions if tag != latest.language]
    for tag in spoken:
        print(f"Then: promulgate translate {organization.id}/{policy.id}/{day} {tag}")
    return 0


def _differences(folder: Folder, old: Section, new: Section) -> Iterator[str]:
    """Say what a newer version of a section changes."""
    essays = folder.rendered.essays if folder.rendered else {}
    paths = [each.texts[each.language].document.path for each in (old, new)]
    sides = [list(blocks(essays[path].html)) for path in paths if path in essays]
    if len(sides) < len(paths):
        return
    for change in summaries(redline(*sides)):
        yield f"  {change['op']} in “{change['part']}”"
        for sign, text in (("-", change["old"]), ("+", change["new"])):
            yield from (f"    {sign} {line}" for line in text.splitlines())


def _ahead(folder: Folder, organization: Organization, latest: Version) -> date:
    today = folder.moment.today(organization.fields.organization.timezone)
    return max(today, latest.date) + timedelta(days=AHEAD)


def translate(docs: Path, name: str, language: str) -> int:
    """Begin the translation of a version: its words stand in comments beside what waits."""
    folder = open_folder(docs)
    policy_name, _, said = name.strip("/").rpartition("/")
    organization, policy = find_policy(folder.library, policy_name)
    versions = {str(version.date): version for version in policy.history.versions}
    if said not in versions:
        known = [f"{policy_name}/{day}" for day in versions]
        raise RefusalError(f"There is no version '{name}'. {near(name, known, 'There is')}")
    version = versions[said]
    if version.withdrawal:
        raise RefusalError(f"{name} was withdrawn, and is not translated any more.")
    if fix := language_fix(language):
        raise RefusalError(f"'{language}' is no language. {fix}", 2)
    if language == version.language:
        raise RefusalError(f"'{language}' is the language of the text itself.", 2)
    earlier = _earlier(policy, version, language)
    path = f"docs/{organization.id}/{policy.id}/{version.date}.{language}.md"
    write_new(docs, {path: translation(version, language, earlier)})
    if earlier:
        print(f"What reads as in {earlier.date} is taken from its translation.")
    print("Write each part below its words in the comment, and remove the comment.")
    if language not in organization.languages:
        home = organization.texts[organization.language].document.path
        print(f"Add '{language}' to 'languages' in {home}.")
    return 0


def _earlier(policy: Policy, version: Version, language: str) -> Version | None:
    """Find the latest version before this one that has a translation."""
    before = [v for v in policy.history.versions if v.date < version.date and not v.withdrawal]
    return next((v for v in reversed(before) if language in v.editions), None)


def write_new(docs: Path, files: Mapping[str, bytes]) -> None:
    """Write files where there are none; raise RefusalError where there is one already."""
    if taken := [path for path in files if (docs / path.removeprefix("docs/")).exists()]:
        raise RefusalError(f"{taken[0]} is there already, and stays. Nothing was written.")
    for path, data in files.items():
        create(docs / path.removeprefix("docs/"), data)
        print(f"Written: {path}")
