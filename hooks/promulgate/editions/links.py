"""Links in policy texts: written by source path, resolved to addresses of the site."""

import posixpath
import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote

from .. import urls
from ..ledger.moves import path_now
from ..model.entities import Library, Organization
from ..problems import near
from ..sources.paths import JURISDICTIONS

# Marks an address of the site inside rendered HTML until a page, at its own depth and in its own
# language, shows it. Private use: no keyboard writes it, and sources are refused that hold it.
MARK = "\ue000"
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
WEB = re.compile(r"https?://[\w.-]+\.\w+(:\d+)?(/|[?#]|$)", re.IGNORECASE)


class Link(NamedTuple):
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


class Dead(NamedTuple):
    """A link that leads nowhere, in words."""

    wrong: str
    fix: str


def is_external(href: str) -> bool:
    """Tell whether an address names its scheme: it leads out of the site."""
    return bool(SCHEME.match(href))


def malformed(href: str, picture: bool) -> Dead | None:
    """Say what is wrong with an address outside the site; None where nothing is."""
    if picture:
        fix = "Put the picture beside the text: readers' browsers ask no other server here."
        return Dead(f"The picture '{href}' stands on another server.", fix)
    if href.lower().startswith("http") and not WEB.match(href):
        fix = "Write a whole address such as https://www.example.org/."
        return Dead(f"The link '{href}' is no address.", fix)
    return None


def resolve(library: Library, source: str, href: str) -> Link | Dead:
    """Find what `href`, written in the file `source`, points to."""
    if guess := _guess(href):
        return guess
    written, _, fragment = href.partition("#")
    anchor = unquote(fragment)
    if not written:
        return Link(None, anchor)
    if written.startswith("/"):
        fix = "Write the path from this file, such as ../cookies/, or a whole https:// address."
        return Dead(f"The link '{href}' begins with '/'.", fix)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(written)))
    path = _now(library, path)
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
        case [top, name, day] if top == JURISDICTIONS and name in library.jurisdictions:
            known = [str(s.date) for s in library.jurisdictions[name].sections]
            if day in known:
                return Link(urls.jurisdiction(name), f"v{day}")
            return _nowhere(href, day, known)
        case [page] if page in library.pages:
            return Link(f"{page}/", anchor)
        case [organization, *_] if organization != home and home in library.organizations:
            fix = "Write its whole https:// address: each organization can be published alone."
            return Dead(f"The link '{href}' leads to another organization.", fix)
        case [organization, *rest] if found := library.organizations.get(organization):
            return _within(found, href, rest, anchor)
    return _nowhere(href, path.split("/")[-1], library.organizations)


def _now(library: Library, path: str) -> str:
    """Find where a source lies that was written about before its folder was renamed."""
    match path_now(library.moves, path).split("/"):
        case ["docs", name, policy, *rest] if organization := library.organizations.get(name):
            called = {
                former.split("/")[1]: known
                for known in organization.policies
                for former in library.moves.before(f"{name}/{known}", organization.policies)
            }
            here = policy in organization.policies
            return "/".join(["docs", name, policy if here else called.get(policy, policy), *rest])
    return path


def _guess(href: str) -> Dead | None:
    """Find what was meant for an address outside the site."""
    if not href.strip():
        return Dead("A link leads nowhere: its address is empty.", "Write the address.")
    if href.startswith("www."):
        return Dead(f"The link '{href}' leads nowhere.", f"Write 'https://{href}'.")
    if re.fullmatch(r"[^\s/@]+@[^\s/@]+\.[^\s/@]+", href):
        return Dead(f"The link '{href}' leads nowhere.", f"Write 'mailto:{href}'.")
    return None


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
