"""What a site publishes: its pages, files that are made, and sources that go out as they are."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from .. import urls
from ..editions.links import Link
from ..editions.publication import Publication
from ..editions.render import EditionKey, Editions, RenderedPassage
from ..editions.text_files import text_files
from ..model.entities import Library, Organization
from ..model.history import Policy
from ..pages import (
    accept,
    compare,
    cookie_register,
    current_json,
    draft,
    feeds,
    history,
    json_files,
    jurisdiction,
    organization,
    policies_json,
    policy,
    receipt,
    timemap,
    versions_json,
)
from ..pages.context import Site
from ..pages.contrast import accents
from ..pages.page import Page
from ..pages.reader import Reader
from ..pages.version_items import VersionsFile
from ..sources.paths import is_ledger
from .summary import Summary

DEEP = 3  # slashes in the path of a file that lies in the folder of a policy or a jurisdiction


def shared_pages(site: Site, summaries: Iterable[Summary]) -> Iterator[Page]:
    """Make the pages that no organization owns, from the `summaries` of all of them."""
    shown = [each.shown for each in sorted(summaries, key=lambda each: each.id) if each.shown]
    yield organization.home(site, (each.listed for each in shown))
    yield from organization.own_pages(site)
    yield receipt.page(site)
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
    site: Site,
    speaker: Organization,
    promise: Policy,
    told: feeds.Told,
    found: VersionsFile,
) -> Iterator[tuple[str, bytes]]:
    """Make the feeds and the texts of a policy, and what programs read of its versions.

    `told` is what feeds tell of it.
    """
    yield from feeds.of_policy(site, speaker, promise, told)
    yield versions_json.file(site.url, found)
    yield from current_json.files(site.url, found, speaker.languages)
    yield from timemap.files(site, speaker, promise)
    yield from cookie_register.files(site, speaker, promise)
    for version in promise.history.versions:
        for tag in version.editions:
            key = EditionKey(speaker.id, promise.id, version.date, tag)
            edition = site.publication.editions.texts.get(key)  # none where it is withdrawn
            yield from text_files(
                speaker, promise.id, version, tag, edition.sealed if edition else ()
            )


def organization_files(
    site: Site, speaker: Organization, found: Sequence[VersionsFile]
) -> Iterator[tuple[str, bytes]]:
    """Make what programs read of an organization, from the versions of its policies."""
    point = Reader(site, speaker, speaker.language)
    yield policies_json.file(site.url, policies_json.of_organization(point, found))
    yield accept.file(site.url, speaker.id, point.today, found)


def shared_files(site: Site, summaries: Iterable[Summary]) -> Iterator[tuple[str, bytes]]:
    """Make the files that no organization owns, from the `summaries` of all of them."""
    shown = [known.shown for known in summaries if known.shown]
    yield from feeds.together(site, [each.feed for each in shown]).items()
    today = site.day("UTC")
    yield policies_json.together(site.url, today, (each.published for each in shown))
    yield from json_files.schemas()


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
    yield urls.RECEIPT
    yield from (f"{name}/" for name in library.pages)
    for law in library.jurisdictions.values():
        governing = law.fields.jurisdiction.language
        for tag in law.texts:
            yield urls.localized(urls.jurisdiction(law.id), tag, governing)
    for speaker in library.organizations.values():
        today = publication.moment.today(speaker.fields.organization.timezone)
        plain = [urls.organization(speaker.id)]
        for promise in speaker.policies.values():
            plain += [urls.policy(speaker.id, promise.id), urls.history(speaker.id, promise.id)]
            for version in promise.history.versions:
                plain.append(urls.version(speaker.id, promise.id, version.date))
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
        yield from (urls.FEED, urls.JSON_FEED)
    yield urls.POLICIES
    yield from map(json_files.schema_of, json_files.KINDS)
    for speaker in publication.library.organizations.values():
        homes = [urls.organization(speaker.id)]
        yield f"{homes[0]}{urls.POLICIES}"
        yield f"{homes[0]}{urls.ACCEPT}"
        for promise in speaker.policies.values():
            base = urls.policy(speaker.id, promise.id)
            homes.append(base)
            yield f"{base}{urls.VERSIONS}"
            yield from cookie_register.paths(speaker, promise)
            for tag in speaker.languages:
                for name in (urls.CURRENT, urls.TIMEMAP, urls.EMBED):
                    yield f"{urls.localized(base, tag, speaker.language)}{name}"
            for version in promise.history.versions:
                for tag, text in version.editions.items():
                    plain = urls.version(speaker.id, promise.id, version.date)
                    address = urls.localized(plain, tag, speaker.language)
                    if text.entry:
                        number, corrected = text.entry.seal.number, text.entry.corrected
                        yield from urls.wordings(address, number, corrected)
        for home in homes:
            for tag in speaker.languages:
                for name in (urls.FEED, urls.JSON_FEED, urls.MATERIAL):
                    yield f"{urls.localized(home, tag, speaker.language)}{name}"


def promised(addresses: Iterable[str]) -> bytes:
    """Write the addresses that are promised to last: pages and texts, not how pages look."""
    passing = (".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf")
    kept = sorted(a for a in addresses if not a.lower().endswith(passing))
    return "".join(f"/{address}\n" for address in kept).encode()
