"""Sealed bytes are for ever: what was sealed once reads the same, letter for letter, anchors too.

`tests/frozen/` holds a folder of sources as it was sealed once. Neither its files nor
`expected.json` ever change: a change of code that needs them changed breaks a promise.
"""

import json

from conftest import PROJECT, prepared
from promulgate.editions.assemble import assemble
from promulgate.editions.canonical import write
from promulgate.editions.render import EditionKey
from promulgate.editions.text_files import text_files
from promulgate.ledger.events import digest, edition_id
from promulgate.sources.scan import read_sources

FROZEN = PROJECT / "tests" / "frozen"


def test_sealed_bytes_and_anchors_never_change() -> None:
    plan, problems = prepared(read_sources(FROZEN / "docs"))
    assert plan, "\n".join(map(str, problems))
    found = {}
    for organization in plan.library.organizations.values():
        for policy in organization.policies.values():
            for version in policy.history.versions:
                for tag in version.editions:
                    key = (organization.id, policy.id, version.date, tag)
                    edition = plan.editions.texts.get(EditionKey(*key))
                    sealed = (
                        edition.sealed
                        if edition
                        else assemble(plan.library, organization, version, tag)
                    )
                    files = text_files(organization, policy.id, version, tag, sealed)
                    found[edition_id(*key)] = {
                        "sha256": digest(write(organization, policy.id, version, tag, sealed)),
                        "files": {path: digest(data) for path, data in files},
                        "anchors": edition.ids if edition else [],
                    }
    assert found == json.loads((FROZEN / "expected.json").read_text("utf-8"))
