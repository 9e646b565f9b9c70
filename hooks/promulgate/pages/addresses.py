"""Which addresses a publication has, without making any page: for lists, and for promises."""

from collections.abc import Collection, Iterable, Iterator

from .. import urls
from ..editions.links import Link
from ..editions.publication import Publication
from ..editions.render import Editions, RenderedPassage
from ..i18n import ENGLISH
from ..model.entities import Library
from ..problems import Problem
from ..sources.paths import SHARED, is_ledger, is_proof, organization_of
from . import cookie_register, json_files
from .old_urls import all_old_urls, clashes
from .pairs import pairs
from .retired import is_page


def shown_passages(shown: Library, editions: Editions) -> Iterator[RenderedPassage]:
    """List what is rendered of the texts that are `shown`, and of all that are no editions."""
    for path, essay in editions.essays.items():
        if organization_of(path) in (SHARED, *shown.organizations):
            yield essay
    for key, edition in editions.texts.items():
        speaker = shown.organizations.get(key.organization)
        promise = speaker.policies.get(key.policy) if speaker else None
        version = promise.history.find(key.date) if promise else None
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


def kept_files(library: Library, shown: Library, linked: Collection[str]) -> frozenset[str]:
    """List the files that are published: what a shown text links, and what is no text's.

    That is how the site looks, and of organizations that are `shown`, logos and ledgers.
    """
    speakers = shown.organizations.values()
    logos = {f"docs/{each.id}/{each.fields.organization.logo}" for each in speakers}
    return frozenset(
        path
        for path in library.files
        if path.startswith("docs/assets/")
        or is_proof(path)
        or (is_ledger(path) and organization_of(path) in shown.organizations)
        or path in logos
        or path in linked
    )


def page_addresses(publication: Publication) -> Iterator[str]:
    """List the address of every page that a build makes, without making any."""
    library = publication.library
    for address in pages_of_now(publication):
        yield from (address, *former(library, address))
    for old in all_old_urls(library):
        yield old.address
    for retired in library.retired:
        yield from filter(is_page, retired.addresses)


def old_addresses_clash(publication: Publication, whole: Library) -> list[Problem]:
    """Find old addresses that something else has, or that lead nowhere."""
    if not (listed := all_old_urls(publication.library)):
        return []
    files = {*file_paths(publication, whole)}
    return clashes(listed, {*pages_of_now(publication)}, files)


def pages_of_now(publication: Publication) -> Iterator[str]:
    """List the addresses of pages, without those that they had before."""
    library = publication.library
    yield from (urls.RECEIPT, urls.SEARCH)
    for name in ("", *library.pages):
        for tag in library.own_texts(name):
            yield urls.localized(f"{name}/" if name else "", tag, ENGLISH)
    for law in library.jurisdictions.values():
        governing = law.fields.jurisdiction.language
        for tag in law.texts:
            yield urls.localized(urls.jurisdiction(law.id), tag, governing)
    for speaker in library.organizations.values():
        zone = speaker.fields.organization.timezone
        plain = [urls.organization(speaker.id), urls.search(speaker.id)]
        for promise in speaker.policies.values():
            plain += [urls.policy(speaker.id, promise.id), urls.history(speaker.id, promise.id)]
            plain.append(urls.parts(speaker.id, promise.id))
            for version in promise.history.versions:
                plain.append(urls.version(speaker.id, promise.id, version.date))
            today = promise.history.today(publication.moment, zone)
            for old, _, to in pairs(promise.history, speaker, today):
                plain.append(urls.compare(speaker.id, promise.id, old.date, to))
        for address in plain:
            for tag in speaker.languages:
                yield urls.localized(address, tag, speaker.language)


def former(library: Library, address: str) -> Iterator[str]:
    """List the addresses that one below an organization had before its folder was renamed."""
    if organization := library.organizations.get(address.split("/")[0]):
        yield from library.moves.before(address, organization.policies)


def file_paths(publication: Publication, library: Library) -> Iterator[str]:
    """List the path of every file that lasts, at its own address and at those it had before.

    Pictures beside texts have no address but their own.
    """
    for retired in library.retired:
        yield from (path for path in retired.addresses if not is_page(path))
    for path in _files_of_now(publication, library):
        lies = f"docs/{path}" in library.files and not is_ledger(path)
        yield from (path, *(() if lies else former(library, path)))


def _files_of_now(publication: Publication, library: Library) -> Iterator[str]:
    """List the path of every file that lasts: texts, feeds, and what is published as it lies."""
    shown = shown_passages(publication.library, publication.editions)
    for path in kept_files(library, publication.library, linked_files(shown)):
        yield path.removeprefix("docs/")
    if publication.library.organizations:
        yield from (urls.FEED, urls.JSON_FEED)
    yield from (urls.POLICIES, urls.ROBOTS)
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
    """Write the addresses that are promised to last: pages and texts, not how pages look.

    Nor what is there only for a time, such as an entry for a calendar.
    """
    passing = (".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".ics")
    kept = sorted(a for a in addresses if not a.lower().endswith(passing))
    return "".join(f"/{address}\n" for address in kept).encode()
