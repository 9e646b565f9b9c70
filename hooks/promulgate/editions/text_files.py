"""The files of a sealed edition: as it reads now and read before, or the notice in its place."""

from collections.abc import Iterator

from .. import urls
from ..ledger.events import Entry
from ..model.entities import Library, Organization
from ..model.history import Version
from .canonical import _field, canonical_text


def texts(
    library: Library, organization: Organization, policy: str, version: Version, language: str
) -> Iterator[tuple[str, bytes]]:
    """List the files of a sealed edition: as it reads now, and as it read before corrections."""
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
            yield file, canonical_text(library, organization, policy, version, language, readings)


def notice(entry: Entry) -> bytes:
    """Write what stands in the place of a withdrawn text."""
    gone, seal = entry.withdrawal, entry.seal
    assert gone
    front = {
        "title": seal.title,
        "language": seal.language,
        "effective": str(seal.effective),
        "withdrawn": str(gone.date),
        "sha256_of_the_text": entry.digest,
    }
    head = "".join(_field(name, value) for name, value in front.items())
    said = {t: r for t, r in gone.reasons.items() if t == seal.language} or gone.reasons
    words = "\n\n".join(said.values())
    return f"---\n{head}---\n\n{words}\n".encode()
