"""`correct` and `withdraw`: what can still be said of a text that was published."""

from collections.abc import Callable, Mapping, Sequence

from ..characters import forbidden
from ..checks.markdown_lint import misread
from ..editions.canonical import body, write
from ..editions.markdown import to_html
from ..editions.passages import Passage, corrected
from ..editions.render import EditionKey
from ..ledger.events import Corrected, LedgerEvent, Reading, Withdrawn, digest, edition_id, path_of
from ..model.entities import Library, Organization
from ..model.history import Version
from ..problems import near
from ..redline.blocks import blocks
from ..sources.front_matter import Document
from .append import Proposal
from .folder import Folder
from .refusal import RefusalError


def correct(
    edition: str, wrong: str, right: str, words: str | None, instead: str | None
) -> Callable[[Folder], Proposal]:
    """Propose a note on an edition, and with `words`, to read others `instead`."""

    def propose(folder: Folder) -> Proposal:
        organization, policy, version, tag = _find(folder.library, edition)
        _plain(wrong, right, words or "", instead or "")
        if not (wrong.strip() and right.strip()):
            raise RefusalError("Say in plain sentences what was wrong, and what it should say.")
        text = version.editions.get(tag)
        name = edition_id(organization.id, policy, version.date, tag)
        if text is None or text.entry is None:
            raise RefusalError(f"{name} is not published: fix the text itself.")
        if text.entry.withdrawal:
            raise RefusalError(f"{name} is withdrawn; there is nothing to correct.")
        reading = None
        if words is not None and instead is not None:
            key = EditionKey(organization.id, policy, version.date, tag)
            sealed = folder.editions.texts[key].sealed
            reading = _reading(sealed, organization, policy, version, tag, words, instead)
        today = folder.moment.today(organization.fields.organization.timezone)
        event = Corrected(date=today, edition=name, wrong=wrong, right=right, reading=reading)
        shown = [f"To be published as a correction of {name}:", ""]
        shown += [f"  What was wrong:      {wrong}", f"  What it should say:  {right}"]
        if reading:
            shown += ["", f"  For:   {reading.words}", f"  Read:  {reading.instead}"]
            shown += ["", "The page shows the corrected text; the text as it was stays in a file."]
        else:
            shown += ["", "The page shows this note; the text itself stays as it is."]
        return Proposal(
            {path_of(organization.id, policy): [event]}, "\n".join([*shown, ""]), "Publish this?"
        )

    return propose


def withdraw(version_id: str, reasons: Mapping[str, str]) -> Callable[[Folder], Proposal]:
    """Propose to put a notice in the place of a version, in every language."""

    def propose(folder: Folder) -> Proposal:
        organization, policy, version, _tag = _find(folder.library, version_id)
        name = version_id.strip("/")
        if name.count("/") > 2:
            raise RefusalError("A version is withdrawn in every language: leave the language out.")
        _plain(*reasons.values())
        if not all(reason.strip() for reason in reasons.values()):
            raise RefusalError("Say in a plain sentence why: readers see it in place of the text.")
        if version.draft:
            raise RefusalError(f"{name} is not published: remove its files.")
        if version.withdrawal:
            raise RefusalError(f"{name} is withdrawn already, since {version.withdrawal.date}.")
        said = {language or version.language: reason for language, reason in reasons.items()}
        for language in said.keys() - set(organization.languages):
            raise RefusalError(
                f"{organization.id} does not publish in '{language}'. "
                f"{near(language, organization.languages)}"
            )
        today = folder.moment.today(organization.fields.organization.timezone)
        sealed = [text.entry.seal.edition for text in version.editions.values() if text.entry]
        events: list[LedgerEvent] = [
            Withdrawn(date=today, edition=edition, reasons=said) for edition in sealed
        ]
        shown = [f"To be withdrawn: {', '.join(sealed)}", ""]
        shown += [f"  {language}: {reason}" for language, reason in said.items()]
        history = organization.policies[policy].history
        if history.in_force(today) is version:
            shown += [
                "",
                "This version is in force. From today on nothing of this policy is, until",
            ]
            shown += ["another version takes effect; no earlier one comes back by itself."]
        shown += [
            "",
            "A notice stands at its addresses from the next build on. Its words and notes",
        ]
        shown += [
            "leave words.jsonl; its files may be removed. Digests stay in the ledger, and what"
        ]
        shown += ["was committed stays in the history of git.", ""]
        return Proposal(
            {path_of(organization.id, policy): events},
            "\n".join(shown),
            "Withdraw it? This cannot be undone.",
        )

    return propose


def _find(library: Library, name: str) -> tuple[Organization, str, Version, str]:
    """Find a version by `<org>/<policy>/<date>[/<lang>]`; the language is the governing one."""
    known = {}
    for organization in library.organizations.values():
        for policy in organization.policies.values():
            for version in policy.history.versions:
                found = f"{organization.id}/{policy.id}/{version.date}"
                known[found] = (organization, policy.id, version)
    wanted = name.strip("/")
    parts = wanted.split("/")
    plain = "/".join(parts[:3])
    if plain not in known or len(parts) > 4:
        raise RefusalError(f"There is no version '{wanted}'. {near(plain, known)}")
    organization, policy_id, version = known[plain]
    tag = parts[3] if len(parts) == 4 else version.language
    if tag not in version.editions:
        raise RefusalError(f"{plain} has no text in '{tag}'. {near(tag, version.editions)}")
    return organization, policy_id, version, tag


def _reading(
    sealed: Sequence[Passage],
    organization: Organization,
    policy: str,
    version: Version,
    tag: str,
    words: str,
    instead: str,
) -> Reading:
    entry = version.editions[tag].entry
    so_far = entry.readings if entry else ()
    passages = corrected(sealed, so_far)
    times = sum(p.markdown.count(words) for p in passages) if words else 0
    if times == 0:
        raise RefusalError(
            f"'{words}' does not stand in the text. Quote it as it is written; titles, dates and "
            "cookie registers change by a new version."
        )
    if times > 1:
        raise RefusalError(f"'{words}' stands there {times} times. Quote more words around it.")
    if len((words + instead).splitlines()) > 1 or "{{" in instead:
        raise RefusalError("Quote words of one line, without placeholders.")
    if words == instead:
        raise RefusalError("The two wordings are the same. Leave both out for a note alone.")
    new = Reading(words=words, instead=instead, sha256="", size=0)
    before = write(organization, policy, version, tag, sealed, so_far)
    data = write(organization, policy, version, tag, sealed, (*so_far, new))
    _harmless(version.editions[tag].document.path, body(before), body(data), instead)
    return new.model_copy(update={"sha256": digest(data), "size": len(data)})


def _plain(*sentences: str) -> None:
    """Refuse what readers could not see, or would see otherwise."""
    for sentence in sentences:
        if forbidden(sentence) or len(sentence.splitlines()) > 1:
            raise RefusalError("Write one line of plain words: it holds signs that are not shown.")
        if not sentence.isascii() and any("\ud800" <= sign <= "\udfff" for sign in sentence):
            raise RefusalError("These words are not UTF-8.")


def _harmless(path: str, before: str, after: str, instead: str) -> None:
    """Refuse what would be more than other words: another structure, or signs that mislead."""
    old, new = (
        [(block.kind, block.around, block.id, len(block.cells)) for block in blocks(to_html(text))]
        for text in (before, after)
    )
    if old != new:
        raise RefusalError(
            "A correction changes words, not the structure: headings keep their level and address, "
            "and lists, tables and paragraphs stay what they are."
        )
    for problem in misread(Document(path, {}, {}, after, 1), accepted=True):
        raise RefusalError(f"'{instead}' cannot stand there. {problem.wrong}")
