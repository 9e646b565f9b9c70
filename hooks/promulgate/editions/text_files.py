"""The files of a sealed edition: as it reads now and read before, or the notice in its place."""

from collections.abc import Iterator, Sequence

from .. import urls
from ..ledger.events import Entry
from ..model.entities import Organization
from ..model.history import Version
from .canonical import field, write
from .passages import Passage


def text_files(
    organization: Organization,
    policy: str,
    version: Version,
    language: str,
    sealed: Sequence[Passage],
) -> Iterator[tuple[str, bytes]]:
    """List the files of an edition by path: as it reads now, and as it read before corrections.

    A draft has none; a withdrawn one has its notice in each, whatever is `sealed`.
    """
    entry = version.editions[language].entry
    if entry is None:
        return
    plain = urls.version(organization.id, policy, version.date)
    address = urls.localized(plain, language, organization.language)
    for count, file in enumerate(urls.wordings(address, entry.seal.number, entry.corrected)):
        if entry.withdrawal:
            yield file, notice(entry)
        else:
            readings = entry.readings[:count]
            yield file, write(organization, policy, version, language, sealed, readings)


def notice(entry: Entry) -> bytes:
    """Write what stands in the place of a withdrawn text."""
    gone, seal = entry.withdrawal, entry.seal
    assert gone
    front = {
        **({"title": seal.title} if seal.title else {}),
        "language": seal.language,
        "effective": str(seal.effective),
        "withdrawn": str(gone.date),
        "sha256_of_the_text": entry.digest,
    }
    head = "".join(field(name, value) for name, value in front.items())
    said = {t: r for t, r in gone.reasons.items() if t == seal.language} or gone.reasons
    words = "\n\n".join(said.values())
    return f"---\n{head}---\n\n{words}\n".encode()
