"""The site of one organization on its own domain: `ORGANIZATION=acme` says whose is built."""

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from ..problems import near
from ..sources.front_matter import parse
from ..sources.schema import OrganizationFields
from ..sources.validate import validate

OWN = "ORGANIZATION"  # the variable that names it


def take_domain(config: MkDocsConfig, serving: bool) -> str:
    """Set the address of the site to that of the organization that is named; the answer is its id.

    Raise PluginError where it is none, or has no domain. Under `serve` all are shown together.
    """
    name = os.environ.get(OWN, "").strip()
    if not name or serving:
        return ""
    docs = Path(config.docs_dir)
    file = docs / name / "index.md"
    if "/" in name or not file.is_file():
        known = [folder.parent.name for folder in docs.glob("*/index.md")]
        fix = near(name, known, "There is")
        raise PluginError(f"{OWN} names '{name}', which is none. {fix}")
    document = parse(f"docs/{name}/index.md", file.read_bytes()).document
    fields = validate(OrganizationFields, document)[0] if document else None
    if fields is None:
        raise PluginError(f"docs/{name}/index.md: This record is not right: see 'make check'.")
    if not fields.organization.url:
        raise PluginError(
            f"docs/{name}/index.md: 'url' in 'organization' is missing. Write the address of its "
            "own domain, such as https://privacy.acme.example/; below the shared one, "
            f"ORGANIZATIONS={name} builds it alone."
        )
    config.site_url = fields.organization.url
    return name
