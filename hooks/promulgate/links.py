"""Links in policy texts: written by source path, resolved to addresses of the site."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from . import urls
from .layout import JURISDICTIONS
from .model import Library, Organization
from .problems import near

# Marks an address of the site inside rendered HTML until a page, at its own depth and in its own
# language, shows it. Private use: no keyboard writes it, and sources are refused that hold it.
MARK = "\ue000"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads: `address` is below the site's root, None for this text itself.

    `policy` and `version` say whose text `anchor` must be found in.
    """

    address: str | None
    anchor: str = ""
    policy: str | None = None
    version: date | None = None
    file: bool = False

    @property
    def marked(self) -> str:
        """Write the link so that a page finds it again in the rendered HTML."""
        tail = f"#{self.anchor}" if self.anchor else ""
        return tail if self.address is None else f"{MARK}{self.address}{tail}"


@dataclass(frozen=True, slots=True)
class Dead:
    """A link that leads nowhere, in words."""

    wrong: str
    fix: str


def is_external(href: str) -> bool:
    return bool(urlsplit(href).scheme)


def resolve(library: Library, source: str, href: str) -> Link | Dead:
    """Find what `href`, written in the file `source`, points to."""
    parts = urlsplit(href)
    anchor = unquote(parts.fragment)
    if not parts.path and not parts.netloc:
        return Link(None, anchor)
    if parts.netloc or parts.path.startswith("/"):
        fix = "Write the path from this file, such as ../cookies/, or a whole https:// address."
        return Dead(f"The link '{href}' begins with '/'.", fix)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path)))
    if path in library.files:
        return Link(path.removeprefix("docs/"), anchor, file=True)
    home = source.split("/")[1]
    path = re.sub(r"(/index)?(\.[\w-]+)?\.md$", "", path)
    if path.split("/")[0] != "docs":
        return Dead(f"The link '{href}' leads out of docs/.", "Link to what is published.")
    if path != "docs" and library.has_unread(path):
        return Link(f"{path.removeprefix('docs/')}/", anchor)
    match path.split("/")[1:]:
        case []:
            return Link("", anchor)
        case [top, name] if top == JURISDICTIONS:
            if name in library.jurisdictions:
                return Link(urls.jurisdiction(name), anchor)
            return _nowhere(href, name, library.jurisdictions)
        case [page] if page in library.pages:
            return Link(f"{page}/", anchor)
        case [organization, *_] if organization != home and home in library.organizations:
            fix = "Write its whole https:// address: each organization can be published alone."
            return Dead(f"The link '{href}' leads to another organization.", fix)
        case [organization, *rest] if found := library.organizations.get(organization):
            return _within(found, href, rest, anchor)
    return _nowhere(href, path.split("/")[-1], library.organizations)


def _within(organization: Organization, href: str, rest: list[str], anchor: str) -> Link | Dead:
    if not rest:
        return Link(urls.organization(organization.id), anchor)
    name = rest[0]
    policy = organization.policies.get(name)
    if policy is None:
        return _nowhere(href, name, organization.policies)
    if len(rest) == 1:
        return Link(urls.policy(organization.id, name), anchor, name)
    versions = {str(version.date): version.date for version in policy.history.versions}
    if len(rest) == 2 and (day := versions.get(rest[1])):
        return Link(urls.version(organization.id, name, day), anchor, name, day)
    return _nowhere(href, rest[-1], versions)


def _nowhere(href: str, name: str, known: Iterable[str]) -> Dead:
    names = list(known)
    fix = near(name, names, "There is") if names else "Remove it."
    return Dead(f"The link '{href}' leads nowhere.", fix)
