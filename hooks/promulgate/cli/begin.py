"""`new-policy`, `new-organization`, `new-jurisdiction`: drafts to fill, in empty places."""

from datetime import date
from pathlib import Path

from ..editions.canonical import as_json
from ..problems import near
from ..sources.paths import slot
from .drafts import write_new
from .folder import open_folder
from .new import files_of
from .refusal import RefusalError

OURS = ("cookies", "privacy")  # policies that the template of a site has


def new_policy(docs: Path, name: str, day: date | None, title: str | None) -> int:
    """Begin a policy of an organization with a draft full of gaps."""
    folder = open_folder(docs)
    organization_id, _, policy = name.strip("/").partition("/")
    organizations = folder.library.organizations
    if organization_id not in organizations:
        fix = near(organization_id, organizations, "There is")
        raise RefusalError(f"There is no organization '{organization_id}'. {fix}")
    organization = organizations[organization_id]
    record = organization.fields.organization
    day = day or folder.moment.today(record.timezone)
    path = f"docs/{organization_id}/{policy}/{day}.md"
    _possible(path)
    if policy in organization.policies:
        raise RefusalError(
            f"'{name}' has versions already: 'promulgate new-version {name}' begins another."
        )
    if policy in OURS:
        draft = _drafts(organization_id, organization.languages, record.timezone, day)[path]
    else:
        draft = _own(title or policy.replace("-", " ").capitalize(), day).encode()
    write_new(docs, {path: draft})
    print("'promulgate check' names every gap until it is filled.")
    return 0


def _own(title: str, day: date) -> str:
    """Write a draft of a kind that no template knows."""
    return (
        f"---\ntitle: {as_json(title)}\neffective: {day}\n---\n\n"
        "[insert what this text is about, and whom it binds]\n\n"
        "## Who is responsible {#who}\n\n"
        "{{ organization.legal_name }}.\n\n"
        "## [insert a heading for each part] {#part}\n\n[insert its words]\n"
    )


def new_organization(docs: Path, name: str, languages: str, timezone: str) -> int:
    """Begin an organization with a record full of gaps."""
    folder = open_folder(docs)
    path = f"docs/{name}/index.md"
    _possible(path)
    tags = list(dict.fromkeys(languages.replace(",", " ").split()))
    day = folder.moment.today("UTC")
    write_new(docs, {path: _drafts(name, tags or ["en"], timezone, day)[path]})
    print(f"Fill its gaps, then: promulgate new-policy {name}/privacy")
    return 0


def new_jurisdiction(docs: Path, name: str, day: date | None) -> int:
    """Begin a law: its record, and the section that it adds to policies."""
    folder = open_folder(docs)
    path = f"docs/jurisdictions/{name}/index.md"
    _possible(path)
    day = day or folder.moment.today("UTC")
    record = (
        '---\ntitle: "[insert the law in a few words]"\njurisdiction:\n'
        '  name: "[insert the state, or the law\'s short name]"\n'
        '  protects: "[insert whom it protects]"\n'
        "  law:\n"
        '    - {cite: "[insert the law as lawyers cite it]"}\n'
        "  dates:\n"
        f'    - {{date: {day}, event: "[insert what happened]", checked: unverified}}\n'
        "  disclosures:\n"
        f'    - {{id: {name}-01, asks: "[insert what it asks to tell]", '
        'cite: "[insert where]", level: must, checked: unverified}\n'
        "---\n\n[insert what the law is, and whom it binds]\n"
    )
    section = (
        f'---\ntitle: "[insert a heading for this part of policies]"\neffective: {day}\n'
        'applies_to: "[insert to whom it speaks]"\n'
        'law:\n  - {cite: "[insert the law as lawyers cite it]"}\n'
        "---\n\n[insert what {{ organization.name }} tells because of it]\n"
    )
    files = {path: record, f"docs/jurisdictions/{name}/{day}.md": section}
    write_new(docs, {path: text.encode() for path, text in files.items()})
    print(f"A policy takes it in by 'jurisdictions: [{name}]'.")
    return 0


def _possible(path: str) -> None:
    """Refuse a name that can be no address."""
    if isinstance(wrong := slot(path), list):
        raise RefusalError(f"{wrong[0].wrong} {wrong[0].fix} Nothing was written.", 2)


def _drafts(organization: str, languages: list[str], zone: str, day: date) -> dict[str, bytes]:
    """Make the files of a new site, by path, from what is known of an organization."""
    told = {"organization": organization, "languages": languages, "timezone": zone}
    return dict(files_of({**told, "name": "", "url": "", "date": day.isoformat()}, None, []))
