"""A site that is published somewhere, held against the ledgers here."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from .. import urls
from ..editions.text_files import notice
from ..ledger.chain import parse
from ..ledger.events import Entry, digest
from ..model.entities import Library
from ..problems import Place, Problem

Fetch = Callable[[Sequence[str]], Sequence[bytes | None]]


def compare(library: Library, fetch: Fetch) -> tuple[int, list[Problem]]:
    """Fetch every ledger and every text that it names, and take their digests.

    `fetch` takes addresses below the root of the site, and answers with the bytes of each, or None.
    The number is that of the texts that were compared.
    """
    paths = list(library.ledgers)
    answers = fetch([path.removeprefix("docs/") for path in paths])
    problems: list[Problem] = []
    wanted: dict[str, tuple[Place, str]] = {}
    for path, answer in zip(paths, answers, strict=True):
        problems += _ledger(path, library.ledgers[path].data, answer)
        found, wrong = parse(path, answer or b"")
        for entry in () if wrong else found.entries.values():
            place = Place(path, entry.line.number)
            wanted |= {address: (place, sha) for address, sha in _texts(library, entry).items()}
    texts = fetch(list(wanted))
    for (address, (place, sha)), text in zip(wanted.items(), texts, strict=True):
        if text is None:
            wrong_ = f"/{address} does not answer there."
            problems.append(Problem(place, wrong_, "Publish the site again."))
        elif digest(text) != sha:
            wrong_ = f"/{address} has other words there than those that were sealed."
            fix = f"Its SHA-256 is {digest(text)}; publish the site again, and ask who changed it."
            problems.append(Problem(place, wrong_, fix))
    return len(wanted), sorted(problems)


def _ledger(path: str, here: bytes, there: bytes | None) -> Iterator[Problem]:
    address = path.removeprefix("docs/")
    if there is None:
        yield Problem(Place(path), f"/{address} does not answer there.", "Publish the site.")
    elif not here.startswith(there):
        if there.startswith(here):
            wrong, fix = (
                f"/{address} has more lines there than here.",
                "Bring this folder up to date.",
            )
        else:
            wrong = f"/{address} is another ledger there."
            fix = "Find out which of the two was altered; 'make verify' checks the one here."
        yield Problem(Place(path), wrong, fix)


def _texts(library: Library, entry: Entry) -> Mapping[str, str]:
    """List the files of an edition with the digest that each must have."""
    organization, policy, _, language = entry.seal.edition.split("/")
    known = library.organizations.get(organization)
    if known is None:
        return {}
    plain = urls.version(organization, policy, entry.seal.effective)
    address = urls.localized(plain, language, known.language)
    digests = [entry.seal.sha256, *(reading.sha256 for reading in entry.readings)]
    if entry.withdrawal:
        digests = [digest(notice(entry))] * len(digests)
    files = urls.wordings(address, entry.seal.number, entry.corrected)
    return dict(zip(files, digests, strict=True))
