"""Domains: where an address answers, and how a page at another one links it.

Addresses are those of the shared site (`acme/privacy/`) everywhere else, whatever is built. An
organization with a `url` of its own answers at the root of its domain; on the shared site its files
stay, for whoever reads them there, and its pages lead to that domain.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol, TypeVar

from ..sources.schema import OrganizationFields
from ..urls import POLICIES, at_root

T = TypeVar("T")


class Recorded(Protocol):
    """An organization, or what is known of one."""

    @property
    def id(self) -> str: ...

    @property
    def fields(self) -> OrganizationFields: ...


class Domains(NamedTuple):
    """The addresses of sites, absolute, with a final slash.

    `shared` is that of the site of all, `own` are those of organizations by id. What is built is
    the site of the organization `root`, or where that is empty the shared one.
    """

    shared: str
    own: Mapping[str, str] = {}
    root: str = ""

    @property
    def here(self) -> str:
        """Take the address of the site that is built."""
        return self.own[self.root] if self.root else self.shared

    def absolute(self, address: str) -> str:
        """Say where an address answers, for whoever is elsewhere."""
        top, slash, rest = address.partition("/")
        if slash and top in self.own:
            return f"{self.own[top]}{rest}"
        return f"{self.here}{address}"

    def place(self, address: str) -> str:
        """Find an address below the root of what is built."""
        return at_root(address, self.root)

    def link(self, address: str) -> str:
        """Find it as a page links it: below the root, or absolute where its page is elsewhere."""
        top, slash, _ = address.partition("/")
        away = slash and top in self.own and top != self.root
        if away and address.partition("#")[0].endswith("/"):
            return self.absolute(address)
        found = self.place(address)
        return f"./{found}" if found.startswith("#") and found != address else found

    def way(self, start: str, address: str) -> str:
        """Write the way from the page at `start` to another address of the same organization."""
        return climb(self.place(start)) + self.place(address)


def climb(address: str) -> str:
    """Write the way from a page up to the root of its site: `../../`."""
    return "../" * address.count("/") or "./"


def placed(files: Mapping[str, T], root: str) -> dict[str, T]:
    """Put the files of the organization `root`, if any, at the root of what is built.

    They take the place of those of the same name that all share, but for the list of what a site
    publishes, by which programs find the rest.
    """
    above = {path: file for path, file in files.items() if not path.startswith(f"{root}/")}
    own = {at_root(path, root): file for path, file in files.items() if path not in above}
    return {**above, **own, **{path: above[path] for path in (POLICIES,) if path in above}}


def domains(shared: str, organizations: Iterable[Recorded], root: str, preview: bool) -> Domains:
    """Find the domains of organizations; in a preview all of them are below the shared site."""
    own = {o.id: o.fields.organization.url for o in organizations if not preview}
    return Domains(shared, {name: url for name, url in own.items() if url}, root)
