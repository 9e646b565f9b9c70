"""Languages are listed where they are used, spoken by the interface, and logos exist."""

from collections.abc import Collection, Iterator
from importlib.util import find_spec

from ..model.entities import Library, Organization
from ..model.history import Text
from ..problems import Place, Problem, advise, near
from ..sources.paths import RESERVED_AT_TOP
from .walk import accepted


def interface(organization: Organization, catalogs: Collection[str]) -> Iterator[Problem]:
    own = organization.texts[organization.language]
    silent = [f"'{tag}'" for tag in organization.languages if tag not in catalogs]
    if silent and not accepted(own, "interface"):
        place = own.document.place("organization", "languages")
        wrong = f"The site's own words are not translated into {', '.join(silent)}."
        fix = (
            "Such texts are published with the interface in English; add a catalog "
            f"(CONTRIBUTING.md says how), or accept it with 'accepts: [interface]'. "
            f"Catalogs exist for {', '.join(sorted(catalogs))}."
        )
        yield advise(place, wrong, fix)


def organizations(library: Library) -> Iterator[Problem]:
    """Languages are listed where they are used; the logo exists."""
    for organization in library.organizations.values():
        own = organization.texts[organization.language]
        record = organization.fields.organization
        if record.logo and f"docs/{organization.id}/{record.logo}" not in library.files:
            wrong = f"There is no file docs/{organization.id}/{record.logo}."
            place = own.document.place("organization", "logo")
            yield Problem(place, wrong, "Put the logo there, or remove the field.")
        yield from at_root(library, organization)
        for name in record.policies:
            if name not in organization.policies and not library.has_unread(
                f"docs/{organization.id}/{name}"
            ):
                wrong = f"'policies' names '{name}', and there is no such folder."
                place = own.document.place("organization", "policies")
                yield Problem(place, wrong, near(name, organization.policies, "There is"))
        if record.word != "none" and not find_spec("docx"):
            wrong = "Word files are asked for, and python-docx, which writes them, is not here."
            fix = "Type: python -m pip install -r requirements-word.txt; or remove the field."
            yield Problem(own.document.place("organization", "word"), wrong, fix)
        if organization.fields.notice and organization.fields.notice_since is None:
            wrong = "This notice stands on pages of sealed texts, and says not since when."
            fix = "Write the day on which it was put there: 'notice_since: 2026-11-28'."
            yield advise(own.document.place("notice"), wrong, fix)
        for text in organization.texts.values():
            yield from listed(organization, text)
        for section in (s for found in organization.sections.values() for s in found):
            for wording in section.texts.values():
                yield from listed(organization, wording)
        for name in organization.sections:
            if name not in library.jurisdictions and not library.has_unread(
                f"docs/jurisdictions/{name}"
            ):
                words = organization.sections[name][0].texts[organization.language]
                wrong = f"There is no jurisdiction '{name}' that this could be a wording of."
                yield Problem(words.place, wrong, near(name, library.jurisdictions))


def at_root(library: Library, organization: Organization) -> Iterator[Problem]:
    """On its own domain, policies stand beside the pages of the site itself."""
    own, url = organization.texts[organization.language], organization.fields.organization.url
    place = own.document.place("organization", "url")
    for name in organization.policies:
        if url and (name in library.pages or name in RESERVED_AT_TOP):
            wrong = f"At {url}, the policy '{name}' would stand at an address of the site's own."
            yield Problem(place, wrong, f"Rename docs/{name}.md, or the policy.")


def apart(library: Library) -> Iterator[Problem]:
    """No two organizations have one domain; `library` may have stand-ins without texts."""
    seen: dict[str, str] = {}
    for organization in library.organizations.values():
        url = organization.fields.organization.url
        if url and (other := seen.setdefault(url, organization.id)) != organization.id:
            wrong = f"'url' in 'organization' is {url}, and that of '{other}' is too."
            place = Place(f"docs/{organization.id}/index.md")
            yield Problem(place, wrong, "Give each organization a domain of its own.")


def listed(organization: Organization, text: Text[object]) -> Iterator[Problem]:
    if text.language not in organization.languages:
        own = organization.texts[organization.language].document
        field = own.place("organization", "languages")
        wrong = f"'{text.language}' is not among the languages of {organization.id}."
        fix = f"Add it to 'languages' in {field}, or remove this file."
        if text.entry:
            fix = f"Add it back to 'languages' in {field}: this text is published, and stays so."
        yield Problem(text.place, wrong, fix)
