"""What a site publishes: its pages, files that are made, and sources that go out as they are."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from .. import urls
from ..editions.links import Link
from ..editions.publication import Publication
from ..editions.render import EditionKey, Editions, RenderedPassage
from ..editions.text_files import text_files
from ..model.entities import Library, Organization
from ..model.history import Policy
from ..pages import compare, draft, feeds, history, jurisdiction, organization, policy
from ..pages.context import Site
from ..pages.contrast import accents
from ..pages.page import Page
from ..sources.paths import is_ledger
from .summary import Summary

DEEP = 3  # slashes in the path of a file that lies in the folder of a policy or a jurisdiction


def shared_pages(site: Site, summaries: Iterable[Summary]) -> Iterator[Page]:
    """Make the pages that no organization owns, from the `summaries` of all of them."""
    shown = [each.shown for each in sorted(summaries, key=lambda each: each.id) if each.shown]
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
    site: Site, speaker: Organization, promise: Policy, pages: Mapping[str, Page]
) -> Iterator[tuple[str, bytes]]:
    """Make the feeds and the texts of a policy; `pages` has the comparisons that feeds quote."""
    yield from feeds.feeds(site, speaker, promise, pages)
    for version in promise.history.versions:
        for tag in version.editions:
            key = EditionKey(speaker.id, promise.id, version.date, tag)
            edition = site.publication.editions.texts.get(key)  # none where it is withdrawn
            yield from text_files(
                speaker, promise.id, version, tag, edition.sealed if edition else ()
            )


def accent(speaker: Organization) -> tuple[str, bytes]:
    """Write the style sheet with the colours of an organization."""
    light, dark = accents(speaker.fields.organization.colour)
    path = f"{urls.organization(speaker.id)}accent.css"
    return path, f":root {{ --pm-org: {light}; --pm-org-dark: {dark}; }}\n".encode()


def shown_passages(shown: Library, editions: Editions) -> Iterator[RenderedPassage]:
    """List what is rendered of the texts that are `shown`, and of all that are no editions."""
    yield from editions.essays.values()
    for key, edition in editions.texts.items():
        policies = shown.organizations[key.organization].policies
        version = policies[key.policy].history.find(key.date) if key.policy in policies else None
        if version and key.language in version.editions:
            yield from edition.shown


def linked_files(passages: Iterable[RenderedPassage]) -> frozenset[str]:
    """List the sources that are no texts, and that texts link."""
    return frozenset(
        f"docs/{target.address}"
        for passage in passages
        for _, _, target in passage.links
        if isinstance(target, Link) and target.file
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


def page_addresses(publication: Publication) -> Iterator[str]:
    """List the address of every page that a build makes, without making any."""
    library = publication.library
    yield ""
    yield from (f"{name}/" for name in library.pages)
    for law in library.jurisdictions.values():
        governing = law.fields.jurisdiction.language
        for tag in law.texts:
            yield urls.localized(urls.jurisdiction(law.id), tag, governing)
    for speaker in library.organizations.values():
        zone = speaker.fields.organization.timezone
        plain = [urls.organization(speaker.id)]
        for promise in speaker.policies.values():
            plain += [urls.policy(speaker.id, promise.id), urls.history(speaker.id, promise.id)]
            for version in promise.history.versions:
                plain.append(urls.version(speaker.id, promise.id, version.date))
            today = promise.history.today(publication.moment, zone)
            for old, _, to in compare.pairs(promise.history, speaker, today):
                plain.append(urls.compare(speaker.id, promise.id, old.date, to))
        for address in plain:
            for tag in speaker.languages:
                yield urls.localized(address, tag, speaker.language)


def file_paths(publication: Publication, library: Library) -> Iterator[str]:
    """List the path of every file that lasts: texts, feeds, and what is published as it lies."""
    shown = shown_passages(publication.library, publication.editions)
    for path in kept_files(library, linked_files(shown)):
        yield path.removeprefix("docs/")
    if publication.library.organizations:
        yield urls.FEED
    for speaker in publication.library.organizations.values():
        homes = [urls.organization(speaker.id)]
        for promise in speaker.policies.values():
            homes.append(urls.policy(speaker.id, promise.id))
            for version in promise.history.versions:
                for tag, text in version.editions.items():
                    plain = urls.version(speaker.id, promise.id, version.date)
                    address = urls.localized(plain, tag, speaker.language)
                    if text.entry:
                        number, corrected = text.entry.seal.number, text.entry.corrected
                        yield from urls.wordings(address, number, corrected)
        for home in homes:
            for tag in speaker.languages:
                yield f"{urls.localized(home, tag, speaker.language)}{urls.FEED}"


def promised(addresses: Iterable[str]) -> bytes:
    """Write the addresses that are promised to last: pages and texts, not how pages look."""
    passing = (".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf")
    kept = sorted(a for a in addresses if not a.lower().endswith(passing))
    return "".join(f"/{address}\n" for address in kept).encode()
