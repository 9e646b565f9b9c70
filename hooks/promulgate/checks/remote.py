"""A site that is published somewhere, held against this folder: nothing is taken on trust.

How many texts there must be is known from here; each is fetched, and its digest taken; the words of
each page are those of its sealed text. What cannot be seen is no success.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from .. import urls
from ..clock import Moment
from ..editions.text_files import notice
from ..editions.words import page_words, sealed_words
from ..i18n import Interfaces
from ..ledger.events import Entry, digest
from ..ledger.log import CHECKPOINT_PATH, LOG_PATH, Published
from ..model.entities import Library, Organization
from ..problems import Place, Problem
from ..sources.paths import is_ledger
from .remote_log import UNASKED, Answer, Failure, compare_ledgers

Fetch = Callable[[Sequence[str]], Sequence[Answer]]
AROUND = 4  # words around the first that differs

NOWHERE = "Nothing is published there."
FIRST = (
    "Is the address right? If nothing was ever published there, say so: 'FIRST=1', or '--first'."
)


class Comparison(NamedTuple):
    """What was compared, what is not published yet, and what is wrong; `empty` is a bare server."""

    texts: int
    pages: int
    waiting: tuple[str, ...]
    problems: tuple[Problem, ...]
    empty: bool = False


class _Page(NamedTuple):
    """A page with what it must show: the editions that it may, or a notice (`entry` withdrawn)."""

    address: str
    entries: tuple[Entry, ...]
    leads: str = ""  # where it may lead instead: to the organization's own domain


def compare(
    library: Library,
    here: Published,
    fetch: Fetch,
    languages: Interfaces,
    moment: Moment,
    first: bool = False,
    pending: bool = False,
    root: str = "",
) -> Comparison:
    """Hold a site to this folder. `fetch` takes addresses below the root of the site.

    `first` allows that there is nothing at all, `pending` that the newest seals wait. On its own
    domain stands the organization `root`.
    """
    paths = [CHECKPOINT_PATH, LOG_PATH, *filter(is_ledger, here)]
    asked = [urls.at_root(path.removeprefix("docs/"), root) for path in paths]
    there = dict(zip(paths, fetch(asked), strict=True))
    if all(isinstance(answer, Failure) and answer.missing for answer in there.values()):
        bare = () if first else (Problem(Place("docs"), NOWHERE, FIRST),)
        return Comparison(0, 0, (), bare, empty=True)
    served = compare_ledgers(here, there, pending)
    problems = list(served.problems)
    wanted: dict[str, tuple[Place, Entry, str]] = {}
    pages: list[_Page] = []
    for path, entries in served.entries.items():
        _, name, policy, _ = path.split("/")
        if organization := library.organizations.get(name):
            for entry in entries.values():
                place = Place(path, entry.line.number)
                for address, sha in _files(organization, policy, entry).items():
                    wanted[urls.at_root(address, root)] = (place, entry, sha)
            pages += _pages(organization, policy, entries, moment)
    pages = [page._replace(address=urls.at_root(page.address, root)) for page in pages]
    texts = dict(zip(wanted, fetch(list(wanted)), strict=True))
    words = dict(_sealed(wanted, texts, languages))
    endless = any(isinstance(answer, Failure) and answer.endless for answer in texts.values())
    asked = [page.address for page in pages]
    answers: Sequence[Answer] = [UNASKED] * len(asked) if endless else fetch(asked)
    for address, (place, _, sha) in wanted.items():
        problems += _text(place, address, texts[address], sha)
    for page, answer in zip(pages, answers, strict=True):
        problems += _page(page, answer, words)
    if unasked := [*texts.values(), *answers].count(UNASKED):
        wrong = f"{unasked} more there {'were' if unasked > 1 else 'was'} not asked for any more."
        problems.append(Problem(Place("docs"), wrong, UNASKED.fix))
    return Comparison(len(wanted), len(pages), served.waiting, tuple(sorted(set(problems))))


def _files(organization: Organization, policy: str, entry: Entry) -> Mapping[str, str]:
    """List the files of an edition with the digest that each must have."""
    plain = urls.version(organization.id, policy, entry.seal.effective)
    address = urls.localized(plain, entry.seal.language, organization.language)
    digests = [entry.seal.sha256, *(reading.sha256 for reading in entry.readings)]
    if entry.withdrawal:
        digests = [digest(notice(entry))] * (1 + len(entry.corrected))
    files = urls.wordings(address, entry.seal.number, entry.corrected)
    return dict(zip(files, digests, strict=True))


def _text(place: Place, address: str, answer: Answer, sha: str) -> Iterator[Problem]:
    if answer is UNASKED:  # counted, not listed
        return
    if isinstance(answer, Failure):
        yield Problem(place, f"/{address} {answer.wrong}", answer.fix)
    elif digest(answer) != sha:
        wrong = f"/{address} has other words there than those that were sealed."
        fix = f"Its SHA-256 is {digest(answer)}; publish the site again, and ask who changed it."
        yield Problem(place, wrong, fix)


def _sealed(
    wanted: Mapping[str, tuple[Place, Entry, str]],
    texts: Mapping[str, Answer],
    languages: Interfaces,
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Take the words of every edition whose bytes are right, by the name of the edition."""
    for address, (_, entry, sha) in wanted.items():
        data = texts[address]
        if isinstance(data, bytes) and digest(data) == sha == entry.digest and not entry.withdrawal:
            yield entry.seal.edition, sealed_words(data, languages[entry.seal.language])


def _pages(
    organization: Organization, policy: str, entries: Mapping[str, Entry], moment: Moment
) -> Iterator[_Page]:
    """List the pages that show a text, each with the editions that it may show."""
    own = {e.seal.effective: e for e in entries.values() if e.seal.authoritative is None}
    today = moment.today(organization.fields.organization.timezone)
    # A site is built some times a day: until then it shows what was in force the day before.
    standing = {_standing(own, day) for day in (today, today - timedelta(days=1))}
    plain = urls.policy(organization.id, policy)
    for tag in organization.languages:
        shown = [_edition(entries, own[day], tag) for day in standing if day]
        if shown and None not in standing:
            address = urls.localized(plain, tag, organization.language)
            yield _Page(address, tuple(shown), _leads(organization, address))
        for day, entry in own.items():
            dated = urls.version(organization.id, policy, day)
            address = urls.localized(dated, tag, organization.language)
            shown = [_edition(entries, entry, tag)]
            yield _Page(address, tuple(shown), _leads(organization, address))


def _leads(organization: Organization, address: str) -> str:
    url = organization.fields.organization.url
    return url + urls.at_root(address, organization.id) if url else ""


def _standing(own: Mapping[date, Entry], day: date) -> date | None:
    """Find the version whose turn it is on a day: in force, or withdrawn since."""
    adopted = [
        effective
        for effective, entry in own.items()
        if not (entry.withdrawal and entry.withdrawal.date <= effective)
    ]
    return max((effective for effective in adopted if effective <= day), default=None)


def _edition(entries: Mapping[str, Entry], own: Entry, tag: str) -> Entry:
    """Take the edition that a page in `tag` shows: the authoritative one where there is none."""
    name = own.seal.edition.removesuffix(own.seal.language) + tag
    return own if own.withdrawal else entries.get(name, own)


def _page(page: _Page, answer: Answer, words: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    organization, policy, _, _ = page.entries[0].seal.edition.split("/")
    place = Place(f"docs/{organization}/{policy}/{urls.LEDGER}", page.entries[0].line.number)
    if answer is UNASKED:
        return
    if isinstance(answer, Failure):
        yield Problem(place, f"The page /{page.address} {answer.wrong}", answer.fix)
        return
    found = page_words(text := answer.decode(errors="replace"))
    if page.leads and not found.texts and f'<link rel="canonical" href="{page.leads}">' in text:
        return
    allowed = [None if e.withdrawal else words.get(e.seal.edition) for e in page.entries]
    gone = any(entry.withdrawal for entry in page.entries)
    if gone and not found.texts and "withdrawn" in found.statuses:
        return
    if len(found.texts) == 1 and found.texts[0] in allowed:
        return
    fix = "Publish the site again, and ask who changed it."
    if all(entry.withdrawal for entry in page.entries):
        wrong = f"The page /{page.address} does not say that its text is withdrawn."
        yield Problem(place, wrong, fix)
    elif not any(allowed):
        wrong = f"The words of the page /{page.address} cannot be verified: its text is not there."
        yield Problem(place, wrong, "Mend what is told of its text first.")
    elif len(found.texts) != 1:
        wrong = f"The page /{page.address} shows {len(found.texts)} texts instead of one."
        yield Problem(place, wrong, fix)
    else:
        wrong = f"The page /{page.address} has other words than its sealed text"
        sealed = next(filter(None, allowed))
        yield Problem(place, f"{wrong}: {_difference(found.texts[0], sealed)}.", fix)


def _difference(shown: Sequence[str], sealed: Sequence[str]) -> str:
    at = next(
        (i for i, (a, b) in enumerate(zip(shown, sealed, strict=False)) if a != b),
        min(len(shown), len(sealed)),
    )
    here, there = (" ".join(text[max(at - 1, 0) : at + AROUND]) for text in (shown, sealed))
    return f"it reads {here!a}, and {there!a} was sealed"
