"""What was published, held against the sources: the same words, byte by byte, and none missing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from ..editions import canonical
from ..editions.canonical import OPENING, parts
from ..editions.headings import named
from ..editions.markdown import headings
from ..editions.render import Edition, EditionKey
from ..editions.seal import pin
from ..ledger.chain import Ledger
from ..ledger.events import (
    RESTORE,
    Entry,
    Pin,
    Reading,
    Sealed,
    another_day,
    digest,
    path_of,
    source_in,
)
from ..model.entities import Library, Organization
from ..model.history import Text, Version
from ..problems import Place, Problem, count
from ..sources.schema import VersionWords

Texts = Mapping[EditionKey, Edition]
SHOWN = 3  # editions that a message names before it counts the rest


def verify(library: Library, texts: Texts) -> list[Problem]:
    """Write each edition that is sealed, and tell of each that reads otherwise by now."""
    altered, problems = _sections(library)
    for organization in library.organizations.values():
        for policy in organization.policies:
            if ledger := library.ledgers.get(path_of(organization.id, policy)):
                problems += _editions(library, texts, organization, policy, ledger, altered)
    return sorted([*problems, *_lost(library, texts)])


def _sections(library: Library) -> tuple[set[Pin], list[Problem]]:
    """Check each version of a section once, however many editions contain it."""
    containing: dict[tuple[Pin, int], list[str]] = defaultdict(list)
    for ledger in library.ledgers.values():
        for entry in ledger.entries.values():
            for found in () if entry.withdrawal else entry.seal.sections:
                containing[found, entry.seal.anchor_rule or 1].append(entry.seal.edition)
    altered, problems = set(), []
    for (sealed, rule), editions in containing.items():
        path = _path_of_section(library, sealed)
        section = library.pinned(sealed)
        if section and sealed.language in section.texts:
            if pin(section, sealed.language, rule, sealed.owner) == sealed:
                continue
            text = section.texts[sealed.language]
            wrong = f"This section stands in what was published ({_some(editions)}), and reads "
            wrong += "otherwise now."
            problems.append(Problem(text.place, wrong, _ways_out(path, "new version of it")))
        elif path not in library.sources:
            wrong = f"This section is gone, and stands in what was published ({_some(editions)})."
            problems.append(Problem(Place(path), wrong, f"Bring it back: 'git checkout {path}'."))
        altered.add(sealed)
    return altered, problems


def _editions(
    library: Library,
    texts: Texts,
    organization: Organization,
    policy: str,
    ledger: Ledger,
    altered: set[Pin],
) -> Iterator[Problem]:
    """Check the editions of a policy, authoritative texts before their translations."""
    told: set[date] = set()
    versions = {v.date: v for v in organization.policies[policy].history.versions}
    for entry in ledger.entries.values():
        version = versions.get(entry.seal.effective)
        text = version.editions.get(entry.seal.language) if version else None
        if not version or not text or entry.withdrawal or altered & set(entry.seal.sections):
            continue
        edition = texts.get(EditionKey(organization.id, policy, version.date, text.language))
        if edition is None:
            continue
        write = partial(canonical.write, organization, policy, version, text.language)
        data = write(edition.sealed)
        if digest(data) != entry.seal.sha256:
            now = parts(data)
            if version.date not in told or _by_itself(text, entry.seal, now):
                yield _rewritten(text, entry.seal, _changed(entry.seal, now))
            told.add(version.date)
        elif text is version.authoritative and _laws(version) != {
            pin.jurisdiction for pin in entry.seal.sections
        }:
            place = text.document.place("jurisdictions")
            wrong = "'jurisdictions' names other laws than when this text was published."
            yield Problem(place, wrong, _ways_out(text.document.path, "new version"))
        else:
            yield from _readings(partial(write, edition.sealed), version, entry, ledger)


def _readings(
    corrected: Callable[[Sequence[Reading]], bytes], version: Version, entry: Entry, ledger: Ledger
) -> Iterator[Problem]:
    """Check the texts as `corrected`, and which authoritative text a translation was made from."""
    told = zip(entry.corrected, entry.readings, strict=True)
    for last, (number, reading) in enumerate(told, start=1):
        if digest(corrected(entry.readings[:last])) != reading.sha256:
            wrong = "The corrected text is another than the one that this line was written for."
            yield Problem(Place(ledger.path, number), wrong, RESTORE)
    own, original = version.entry, entry.seal.authoritative
    if original and own:
        known = {own.seal.sha256, *(reading.sha256 for reading in own.readings)}
        if original.sha256 not in known:
            wrong = "This translation was sealed from an authoritative text that was never sealed."
            yield Problem(Place(ledger.path, entry.seal.number), wrong, RESTORE)


def _rewritten(text: Text[object], seal: Sealed, changed: Sequence[str]) -> Problem:
    """Tell that the words of a file are not those that were published, and where they differ."""
    document = text.document
    written = headings(document.body)
    names = named(written, seal.anchor_rule or 1)
    lines = {a: h.line for h, a in zip(written, names, strict=True)}
    place, under = document.place(), ""
    if changed:
        place = document.body_place(lines.get(changed[0], 0))
        under = " in the opening words" if changed[0] == OPENING else f" under '#{changed[0]}'"
        under += f" and in {count(len(changed) - 1, 'more part')}" if len(changed) > 1 else ""
    else:
        under = " in the front matter"
    wrong = (
        f"This text was published on {seal.date} (number {seal.number} in the ledger), and reads "
        f"otherwise now{under}."
    )
    return Problem(place, wrong, _ways_out(document.path, "new version"))


def _laws(version: Version) -> set[str]:
    return set(version.fields.jurisdictions)


def _by_itself(text: Text[object], seal: Sealed, now: Mapping[str, str]) -> bool:
    """Tell whether a translation differs, and not only because its authoritative text does."""
    awaiting = text.words.awaiting if isinstance(text.words, VersionWords) else []
    return set(now) == set(seal.headings) and bool(set(_changed(seal, now)) - set(awaiting))


def _changed(seal: Sealed, now: Mapping[str, str]) -> list[str]:
    """List the parts that read otherwise, are new or gone, in the order of the text."""
    new = [name for name in now if seal.headings.get(name) != now[name]]
    return new + [name for name in seal.headings if name not in now]


def _lost(library: Library, texts: Texts) -> Iterator[Problem]:
    """Find sealed editions that have no source any more, or none that is theirs."""
    for ledger in library.ledgers.values():
        folder = ledger.path.rpartition("/")[0]
        organization = library.organizations.get(folder.split("/")[1])
        for entry in ledger.entries.values():
            seal = entry.seal
            governing = organization.language if organization else None
            if governing and (seal.authoritative is None) != (seal.language == governing):
                yield _governed(organization, seal)
                continue
            path = source_in(folder, seal)
            if path in library.sources or entry.withdrawal:
                continue
            fix = f"Bring it back: 'git checkout {path}'. What was published stays published."
            wrong = f"This text is gone; it was published on {seal.date}, as {seal.edition}."
            if other := _renamed(library, texts, seal):
                wrong = f"This text was published on {seal.date}, and is called {other} now."
                fix = f"Give it back its name: 'git mv {other} {path}'."
                if other.startswith(f"{folder}/"):
                    fix = another_day(fix, seal)
            yield Problem(Place(path), wrong, fix)


def _governed(organization: Organization | None, seal: Sealed) -> Problem:
    """Tell that another language governs now than when a text was published."""
    assert organization
    own = organization.texts[organization.language].document
    role = "a translation" if seal.authoritative else "the authoritative text"
    wrong = (
        f"'language' is {organization.language}, and {seal.edition} was published as {role}: its "
        "address would belong to another text."
    )
    fix = "Bring the language back; an organization whose language changes is a new folder."
    return Problem(own.place("organization", "language"), wrong, fix)


def _renamed(library: Library, texts: Texts, seal: Sealed) -> str | None:
    """Find the draft that has the words of a sealed edition."""
    for key, edition in texts.items():
        organization, version = library.find(key.organization, key.policy, key.date)
        text = version.editions[key.language]
        if text.entry:
            continue
        written = canonical.write(organization, key.policy, version, key.language, edition.sealed)
        now = parts(written)
        same = [name for name in now if seal.headings.get(name) == now[name]]
        if 10 * len(same) >= 9 * len(seal.headings):
            return text.document.path
    return None


def _path_of_section(library: Library, sealed: Pin) -> str:
    owner = library.moves.current(sealed.owner) if sealed.owner else None
    folder = f"{owner}/jurisdictions" if owner else "jurisdictions"
    plain = f"docs/{folder}/{sealed.jurisdiction}/{sealed.date}"
    section = library.pinned(sealed)
    own = section is None or section.language == sealed.language
    return f"{plain}.md" if own else f"{plain}.{sealed.language}.md"


def _ways_out(path: str, new: str) -> str:
    folder = path.rpartition("/")[0]
    restore = _restored(path)
    if new == "new version":
        edition = edition_of(path)
        restore += ", and tell what was wrong: 'make correct EDITION="
        restore += f'{edition} WRONG="…" RIGHT="…"\''
    return f"{restore}, or publish the change as a {new}: {folder}/<date>.md."


def restores(problem: Problem) -> bool:
    """Tell whether a problem is that of a text that was edited after it was sealed."""
    return problem.fix.startswith(f"{_restored(problem.place.path)}, and tell")


def _restored(path: str) -> str:
    return f"Restore the file ('git checkout {path}' does)"


def edition_of(path: str) -> str:
    """Name the edition at a path as commands do: `mpro/privacy/2021-01-15/es`."""
    folder, _, name = path.removeprefix("docs/").rpartition("/")
    return f"{folder}/{'/'.join(name.split('.')[:-1])}"


def _some(editions: Sequence[str]) -> str:
    more = len(editions) - SHOWN
    return ", ".join(editions[:SHOWN]) + (f" and {more} more" if more > 0 else "")
