"""The chapters of a plan: taken as they are, or read, checked and laid out."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from ..checks.rendered import proofread
from ..checks.rules import check
from ..checks.verify import verify
from ..editions.render import Edition, EditionKey, earlier, proofs
from ..ledger.events import path_of
from ..model.entities import Library, Organization
from ..model.history import Policy
from ..pages import feeds
from ..pages.context import Site
from ..pages.feeds import Told
from ..problems import Problem
from .chapters import Anchors, Chapter, Finished, Share, chapter_key, text_key
from .inventory import leaves, linked_files, policy_files, policy_pages

Name = tuple[str, str]  # of an organization, and of its policy


class Making:
    """Decides which policies are read anew, and lays them out.

    `rendered` is filled with their proofs; the site has them from there. `shown` is what has pages,
    drafts of a preview included.
    """

    def __init__(
        self,
        site: Site,
        library: Library,
        shown: Library,
        rendered: dict[EditionKey, Edition],
        docs: Mapping[str, bytes | None],
        finished: Finished | None,
    ) -> None:
        self.site, self.library, self.shown, self.rendered = site, library, shown, rendered
        self.around = finished.around if finished else ""
        self.names: dict[Name, set[str]] = {}
        self.keys: dict[Name, str] = {}
        self.reused: list[Chapter] = []
        self.told: dict[str, dict[str, Told]] = defaultdict(dict)  # by organization and policy
        self.anchors: dict[EditionKey, Sequence[str]] = {}
        digests = {p: sha256(data).hexdigest() if data else "" for p, data in docs.items()}
        for organization in library.organizations.values():
            self._decide(organization, digests, finished)

    def _decide(
        self, organization: Organization, digests: Mapping[str, str], finished: Finished | None
    ) -> None:
        policies = organization.policies.values()
        texts = {
            p.id: text_key(self.around, self.library, organization, p, digests) for p in policies
        }
        found = {p.id: self._anchors(organization, p, texts[p.id]) for p in policies}
        for policy in policies:
            key = chapter_key(self.site, organization, policy, texts[policy.id], found)
            if finished and (chapter := finished.chapter(key)):
                self.reused.append(chapter)
                self.told[organization.id][policy.id] = chapter.told
            else:
                self.keys[organization.id, policy.id] = key
                self._render(organization, policy)
                public = self.site.library.organizations[organization.id].policies.get(policy.id)
                if public:
                    with self.site.memory.noting(self._noted(organization, policy)):
                        self.rendered.update(
                            earlier(self.library, organization, policy, public, self.site.memory)
                        )

    def _anchors(self, organization: Organization, policy: Policy, key: str) -> Anchors:
        """Find the anchors of each version of a policy, rendering it only if they are not known."""

        def render() -> Anchors:
            self._render(organization, policy)
            proofs = {
                str(version.date): self.rendered.get(
                    (organization.id, policy.id, version.date, organization.language)
                )
                for version in policy.history.versions
            }
            return {day: proof.ids if proof else None for day, proof in proofs.items()}

        found = self.site.memory.recall("anchors", Anchors, render, key)
        for version in policy.history.versions:
            if (ids := found[str(version.date)]) is not None:
                at = (organization.id, policy.id, version.date, organization.language)
                self.anchors[at] = ids
        return found

    def _render(self, organization: Organization, policy: Policy) -> None:
        if (organization.id, policy.id) not in self.names:
            with self.site.memory.noting(self._noted(organization, policy)):
                self.rendered.update(proofs(self.library, organization, policy, self.site.memory))
            self.site.memory.tell("Policies read", len(self.names), len(organization.policies))

    def _noted(self, organization: Organization, policy: Policy) -> set[str]:
        return self.names.setdefault((organization.id, policy.id), set())

    def check(self, catalogs: Collection[str]) -> list[Problem]:
        """Check what is read anew, and what organizations say of themselves."""
        library = self._reduced()
        fresh = {key: proof for key, proof in self.rendered.items() if key[:2] in self.keys}
        problems = check(library, catalogs)
        problems += proofread(self.library, fresh, self.site.essays, self.anchors)
        return problems + verify(library)

    def _reduced(self) -> Library:
        """Leave out the policies whose chapters are finished: nothing is wrong with them."""
        organizations = {
            organization.id: replace(
                organization,
                policies={
                    name: policy
                    for name, policy in organization.policies.items()
                    if (organization.id, name) in self.keys
                },
            )
            for organization in self.library.organizations.values()
        }
        kept = {path_of(*name) for name in self.keys}
        known = {path_of(o.id, p) for o in self.library.organizations.values() for p in o.policies}
        ledgers = {
            path: ledger
            for path, ledger in self.library.ledgers.items()
            if path in kept or path not in known
        }
        return replace(self.library, organizations=organizations, ledgers=ledgers)

    def shares(self) -> list[Share]:
        """Lay out the policies that were read anew."""
        return list(self._shares())

    def _shares(self) -> Iterator[Share]:
        for done, ((speaker, name), key) in enumerate(self.keys.items(), 1):
            names = self.names[speaker, name]
            with self.site.memory.noting(names):
                organization = self.site.library.organizations[speaker]
                pages = {page.address: page for page in policy_pages(self.site, organization, name)}
                public = organization.policies.get(name)
                told = feeds.told(self.site, organization, public, pages) if public else {}
                files = dict(policy_files(self.site, organization, name, told))
                linked = linked_files(self.library, leaves(self.site, self.shown, speaker, name))
            self.told[speaker][name] = told
            yield Share(key, pages, files, linked, names, told)
            self.site.memory.tell("Policies compared", done, len(self.keys))
