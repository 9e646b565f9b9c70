"""What a site publishes: its pages, files that are made, and sources that go out as they are."""

from collections.abc import Collection, Iterable, Iterator

from .. import urls
from ..editions.links import Link, is_external, resolve
from ..editions.render import RenderedPassage
from ..editions.text_files import texts
from ..model.entities import Library, Organization
from ..pages import compare, draft, feeds, history, jurisdiction, organization, policy
from ..pages.context import Site
from ..pages.contrast import accents
from ..pages.page import Page
from ..sources.paths import is_ledger
from .summary import Summary

DEEP = 3  # slashes in the path of a file that lies in the folder of a policy or a jurisdiction


def common_pages(site: Site, outlines: Iterable[Summary]) -> Iterator[Page]:
    shown = [each.shown for each in sorted(outlines, key=lambda each: each.id) if each.shown]
    yield organization.home(site, (each.listed for each in shown))
    yield from organization.own_pages(site)
    for law in site.library.jurisdictions.values():
        publishers = {
            tag: [p for o in shown for p in o.publishers.get(law.id, {}).get(tag, ())]
            for tag in law.texts
        }
        yield from jurisdiction.pages(site, law, publishers)


def policy_pages(site: Site, speaker: Organization, name: str) -> Iterator[Page]:
    """Make the pages of a policy; in a preview those of its drafts come last."""
    if promise := speaker.policies.get(name):
        yield from policy.pages(site, speaker, promise)
        yield from history.pages(site, speaker, promise)
        yield from compare.pages(site, speaker, promise)
    if site.preview and (drafted := site.preview.organizations[speaker.id].policies.get(name)):
        yield from draft.pages(site, speaker, drafted)


def policy_files(
    site: Site, speaker: Organization, name: str, told: feeds.Told
) -> Iterator[tuple[str, bytes]]:
    if promise := speaker.policies.get(name):
        yield from feeds.of_policy(site, speaker, promise, told)
        for version in promise.history.versions:
            for tag in version.editions:
                yield from texts(site.library, speaker, name, version, tag)


def accent(speaker: Organization) -> tuple[str, bytes]:
    """Write the style sheet with the colours of an organization."""
    light, dark = accents(speaker.fields.organization.colour)
    path = f"{urls.organization(speaker.id)}accent.css"
    return path, f":root {{ --pm-org: {light}; --pm-org-dark: {dark}; }}\n".encode()


def leaves(site: Site, shown: Library, speaker: str, name: str) -> Iterator[RenderedPassage]:
    """List the leaves of the texts of a policy that are shown."""
    promise = shown.organizations[speaker].policies.get(name)
    for version in promise.history.versions if promise else ():
        for tag in version.editions if not version.withdrawal else ():
            yield from site.proofs[speaker, name, version.date, tag].leaves


def linked_files(library: Library, leaves: Iterable[RenderedPassage]) -> frozenset[str]:
    """List the sources that are no texts, and that texts link."""
    return frozenset(
        f"docs/{found.address}"
        for leaf in leaves
        for _, href in leaf.inspection.links
        if not is_external(href)
        for found in [resolve(library, leaf.passage.source.path, href)]
        if isinstance(found, Link) and found.file
    )


def kept_files(library: Library, linked: Collection[str]) -> frozenset[str]:
    """List the files that are published: those beside texts only where a shown text links them."""
    return frozenset(
        path
        for path in library.files
        if path.count("/") < DEEP
        or path.startswith("docs/assets/")
        or is_ledger(path)
        or path in linked
    )


def promised(addresses: Collection[str]) -> bytes:
    """Write the addresses that are promised to last: pages and texts, not how pages look."""
    passing = (".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf")
    kept = sorted(a for a in addresses if not a.lower().endswith(passing))
    return "".join(f"/{address}\n" for address in kept).encode()
