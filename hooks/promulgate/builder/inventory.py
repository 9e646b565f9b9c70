"""What a site publishes: its pages, files that are made, and sources that go out as they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from .. import urls
from ..editions.render import EditionKey
from ..editions.text_files import text_files
from ..model.entities import Organization
from ..model.history import Policy
from ..pages import (
    accept,
    calendar,
    compare,
    cookie_register,
    current_json,
    draft,
    feeds,
    history,
    json_files,
    jurisdiction,
    own_pages,
    parts,
    policies_json,
    policy,
    receipt,
    search,
    timemap,
    versions_json,
    word_pages,
)
from ..pages.chrome import initials
from ..pages.context import Site
from ..pages.contrast import accents
from ..pages.page import Page
from ..pages.reader import Reader
from ..pages.redlines import Redlines
from ..pages.version_items import VersionsFile
from .summary import Summary


def shared_pages(site: Site, summaries: Iterable[Summary]) -> Iterator[Page]:
    """Make the pages that no organization owns, from the `summaries` of all of them."""
    shown = [each.shown for each in sorted(summaries, key=lambda each: each.id) if each.shown]
    yield from own_pages.home(site, [each.listed for each in shown])
    yield from own_pages.own_pages(site)
    yield receipt.page(site)
    yield search.together(site, (each.searched for each in shown))
    for law in site.library.jurisdictions.values():
        publishers = {
            tag: [p for o in shown for p in o.publishers.get(law.id, {}).get(tag, ())]
            for tag in law.texts
        }
        yield from jurisdiction.pages(site, law, publishers)


def policy_pages(
    site: Site, speaker: Organization, name: str, redlines: Mapping[str, Redlines]
) -> Iterator[Page]:
    """Make the pages of a policy; in a preview those of its drafts come last."""
    if promise := speaker.policies.get(name):
        yield from policy.pages(speaker, promise, redlines)
        yield from history.pages(site, speaker, promise)
        yield from compare.pages(speaker, promise, redlines)
        yield from parts.pages(speaker, promise, redlines)
    if site.preview and (drafted := site.preview.organizations[speaker.id].policies.get(name)):
        yield from draft.pages(site, speaker, drafted)


def policy_files(
    site: Site,
    speaker: Organization,
    promise: Policy,
    redlines: Mapping[str, Redlines],
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
    yield from calendar.files(site, speaker, promise)
    yield from cookie_register.files(site, speaker, promise)
    if speaker.fields.organization.word == "all":
        yield from word_pages.files(speaker, promise, redlines)
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
    told = f"Allow: /\n\nSitemap: {site.url}sitemap.xml" if site.preview is None else "Disallow: /"
    yield urls.ROBOTS, f"User-agent: *\n{told}\n".encode()


def accent(speaker: Organization) -> tuple[str, bytes]:
    """Write the style sheet with the colours of an organization."""
    light, dark = accents(speaker.fields.organization.colour)
    path = f"{urls.organization(speaker.id)}accent.css"
    return path, f":root {{ --pm-org: {light}; --pm-org-dark: {dark}; }}\n".encode()


def mark(speaker: Organization) -> tuple[str, bytes]:
    """Draw the letters of an organization, for the tab of a browser."""
    record = speaker.fields.organization
    letters = escape(record.mark or initials(record.name))
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="3" fill="{accents(record.colour)[0]}"/>'
        '<text x="16" y="21" text-anchor="middle" font-family="sans-serif" font-weight="700" '
        f'font-size="13" fill="#fff">{letters}</text></svg>\n'
    )
    return f"{urls.organization(speaker.id)}{urls.MARK}", drawn.encode()
