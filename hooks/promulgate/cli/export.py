"""`export`: a policy with all its versions as Markdown that any generator builds."""

from collections.abc import Iterator
from pathlib import Path

from ..editions.canonical import as_json
from ..editions.render import EditionKey
from ..editions.text_files import text_files
from ..files import create
from ..model.entities import Organization
from ..model.history import Policy
from ..problems import count
from .folder import Folder, open_folder, remember
from .named import find_policy
from .refusal import RefusalError


def export(docs: Path, name: str, into: Path) -> int:
    """Write the sealed texts of a policy, a list of them and a configuration into a new folder."""
    folder = open_folder(docs)
    organization, policy = find_policy(folder.library, name)
    files = dict(_files(folder, organization, policy))
    remember(folder)
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise RefusalError(f"'{into}' is not empty. Name a folder that is not there.")
    for path, data in files.items():
        create(into / path, data)
    print(f"Written: {count(len(files), 'file')} in {into}.")
    return 0


def _files(
    folder: Folder, organization: Organization, policy: Policy
) -> Iterator[tuple[str, bytes]]:
    """Make each text as it reads now, byte for byte as it is published, by path."""
    listed = []
    for version in policy.history.versions:
        for language in version.editions:
            key = EditionKey(organization.id, policy.id, version.date, language)
            edition = folder.editions.texts.get(key)
            sealed = edition.sealed if edition else ()
            found = list(text_files(organization, policy.id, version, language, sealed))
            if found:
                tail = "" if language == version.language else f".{language}"
                yield f"docs/{version.date}{tail}.md", found[0][1]
                title = version.editions[language].words.title
                listed.append(f"- [{version.date}, {language}: {title}]({version.date}{tail}.md)")
    if not listed:
        raise RefusalError(f"Nothing of {organization.id}/{policy.id} is published yet.")
    title = f"{organization.name(organization.language)}: {policy.id}"
    yield "docs/index.md", f"# {title}\n\n{chr(10).join(reversed(listed))}\n".encode()
    yield "mkdocs.yml", f"site_name: {as_json(title)}\ndocs_dir: docs\n".encode()
