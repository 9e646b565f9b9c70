"""Old addresses: what front matter says that a page was called before it came here."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from .. import urls
from ..i18n import ENGLISH
from ..model.entities import Library, Organization
from ..problems import Place, Problem

HERE = "."  # leads to the organization itself


class OldAddress(NamedTuple):
    """An address that leads to another, `target`; both are addresses of the shared site."""

    address: str
    target: str
    place: Place


def all_old_urls(library: Library) -> list[OldAddress]:
    """List what leads to any page."""
    return [*old_urls(library), *shared_old_urls(library)]


def old_urls(library: Library) -> Iterator[OldAddress]:
    """List what leads to pages of organizations; those of drafts are not in a public library."""
    for organization in library.organizations.values():
        # On a domain of its own, old addresses are those of that domain.
        above = f"{organization.id}/" if organization.fields.organization.url else ""
        for old in _of(organization):
            yield old._replace(address=above + old.address)


def shared_old_urls(library: Library) -> Iterator[OldAddress]:
    """List what leads to pages of the site itself."""
    for name in ("", *library.pages):
        for tag, text in library.own_texts(name).items():
            target = urls.localized(f"{name}/" if name else "", tag, ENGLISH)
            place = text.document.place("old_urls")
            for address in text.words.old_urls:
                yield OldAddress(address, target, place)


def _of(organization: Organization) -> Iterator[OldAddress]:
    for tag, text in organization.texts.items():
        for address, to in text.words.old_urls.items():
            plain = urls.organization(organization.id)
            target = plain if to == HERE else f"{plain}{to.strip('/')}/"
            place = text.document.place("old_urls", address)
            yield OldAddress(address, urls.localized(target, tag, organization.language), place)
    for policy in organization.policies.values():
        for version in policy.history.versions:
            plain = urls.version(organization.id, policy.id, version.date)
            for tag, edition in version.editions.items():
                target = urls.localized(plain, tag, organization.language)
                place = edition.document.place("old_urls")
                for address in edition.words.old_urls:
                    yield OldAddress(address, target, place)


def clashes(
    listed: Sequence[OldAddress], pages: Collection[str], files: Collection[str]
) -> list[Problem]:
    """Find old addresses that lead nowhere, or that something else has; `pages` are the others."""
    found, taken = [], {*pages, *files, *(f"{page}index.html" for page in pages)}
    for old in listed:
        if old.target not in pages:
            wrong = f"The old address /{old.address} leads to /{old.target}, where nothing is."
            fix = "Name the folder of a policy, or '.' for the organization itself."
            found.append(Problem(old.place, wrong, fix))
        elif old.address in taken:
            wrong = f"Something else answers at the old address /{old.address}."
            found.append(Problem(old.place, wrong, "Remove it: one address leads to one page."))
        taken.add(old.address)
    return found
