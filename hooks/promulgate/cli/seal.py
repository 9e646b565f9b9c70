"""`seal`: publish editions. From then on their words cannot change."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..editions.canonical import write
from ..editions.render import Edition, EditionKey
from ..editions.seal import seal
from ..ledger.events import LedgerEvent, Sealed, edition_id, path_of
from ..model.entities import Library, Organization
from ..model.history import Policy, Version
from ..problems import count, near, report
from ..redline.blocks import blocks
from ..redline.changes import Kind, counted
from ..redline.listed import ops
from ..redline.redline import redline
from .append import Proposal
from .folder import Folder
from .refusal import RefusalError

SHOWN = 4  # parts that are named before the rest is counted


def propose(folder: Folder, what: Sequence[str] = ()) -> Proposal:
    """Propose to seal every draft, or those below each `<org>[/<policy>[/<date>[/<lang>]]]`."""
    library, texts = folder.library, folder.editions.texts
    events: dict[str, list[LedgerEvent]] = defaultdict(list)
    shown: list[str] = []
    paths: set[str] = set()
    words: list[str] = []
    for organization, policy, version, tag in _drafts(library, what):
        today = folder.moment.today(organization.fields.organization.timezone)
        own = edition_id(organization.id, policy.id, version.date, version.language)
        named = {e.edition for found in events.values() for e in found}
        if version.draft and tag != version.language and own not in named:
            raise RefusalError(f"The authoritative text comes first: seal {own} with it.")
        key = EditionKey(organization.id, policy.id, version.date, tag)
        event = seal(library, texts, key, today)
        _comparable(texts[key], version.editions[tag].document.path)
        events[path_of(organization.id, policy.id)].append(event)
        paths.add(version.editions[tag].document.path)
        for section in library.contained(organization, version):
            paths.add(section.text(tag).document.path)
        data = write(organization, policy.id, version, tag, texts[key].sealed)
        words.append(data.decode())
        size, after = len(data.split()), policy.history.successor(version)
        lines = [*_lines(version, event, today, size, after), *_changes(texts, key, policy)]
        shown.append("\n".join(lines))
    if not events:
        return Proposal({}, "Nothing is to be sealed: every edition is.", "")
    unsettled = [problem for problem in folder.problems if problem.place.path in paths]
    if unsettled:
        raise RefusalError(report(unsettled))
    number = count(len(shown), "edition")
    question = f"Publish {number}? Their words can never change afterwards."
    return Proposal(
        events, "\n\n".join([f"To be published, {number}:", *shown, ""]), question, words
    )


def _comparable(edition: Edition, path: str) -> None:
    """Compare a text with itself: the next version could not be sealed where that fails."""
    found = [b for each in edition.shown for b in blocks(each.html)]
    if any(change.kind is not Kind.SAME for change in redline(found, found)):
        wrong = f"{path}: Compared with itself, this text would show changes."
        raise RefusalError(f"{wrong} The fault is ours: please report it. Nothing was sealed.")


def _drafts(
    library: Library, what: Sequence[str]
) -> Iterator[tuple[Organization, Policy, Version, str]]:
    """List what is not sealed, authoritative texts before their translations."""
    wanted = [name.strip("/") for name in what]
    known: list[str] = []
    for organization in library.organizations.values():
        for policy in organization.policies.values():
            for version in policy.history.versions:
                for tag, text in version.editions.items():
                    name = edition_id(organization.id, policy.id, version.date, tag)
                    known.append(name)
                    if wanted and not any(f"{name}/".startswith(f"{w}/") for w in wanted):
                        continue
                    if text.entry is None and not version.withdrawal:
                        yield organization, policy, version, tag
    for name in wanted:
        if not any(f"{edition}/".startswith(f"{name}/") for edition in known):
            depth = name.count("/") + 1
            alike = {"/".join(edition.split("/")[:depth]) for edition in known}
            raise RefusalError(f"There is nothing at '{name}'. {near(name, alike, 'There is')}")


def _lines(
    version: Version, event: Sealed, today: date, words: int, after: Version | None
) -> Iterator[str]:
    """Say what a lawyer wants to know before it can no longer change."""
    text = version.editions[event.language]
    yield f"  {event.edition}"
    yield f"      {event.title}, {count(words, 'word')}"
    if version.date > today:
        yield f"      takes effect on {version.date}; announced from the next build on"
    else:
        yield f"      in effect since {version.date}, a day that is not in the future"
    if after:
        yield f"      CHANGES THE HISTORY: it stands before {after.date}, which is published"
    if version.fields.change:
        yield f"      {version.fields.change}: {text.words.summary or ''}"
    for pin in event.sections:
        whose = " in its own wording" if pin.owner else ""
        yield f"      with the section {pin.jurisdiction} of {pin.date} ({pin.language}){whose}"
    for known in event.facts.values():
        for name, value in known.items():
            yield f"      {name}: {value}"


def _changes(texts: Mapping[EditionKey, Edition], key: EditionKey, policy: Policy) -> Iterator[str]:
    """Say how much changes against the version before, where it is in the same language."""
    version = policy.history.find(key.date)
    before = policy.history.predecessor(version) if version else None
    if before is None or key.language not in before.editions or before.withdrawal:
        return
    editions = (texts[key._replace(date=before.date)], texts[key])
    old, new = ([b for each in edition.shown for b in blocks(each.html)] for edition in editions)
    changes = [change for change in redline(old, new) if ops(change)]
    count = counted(changes)
    words = f"{count['+']} words added, {count['-']} removed"
    parts = list(dict.fromkeys(change.block.part or "the opening words" for change in changes))
    where = f" in {', '.join(parts[:SHOWN])}" if parts else ""
    more = f" and {len(parts) - SHOWN} more parts" if len(parts) > SHOWN else ""
    yield f"      against {before.date}: {words}{where}{more}"
