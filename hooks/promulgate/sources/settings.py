"""What mkdocs.yml says of proofs: `extra: {promulgate: {…}}`, and the address of the site."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml

NOWHERE = "localhost"  # the name of a log of no site


class Settings(NamedTuple):
    """How checkpoints are witnessed; files are named as they lie beside mkdocs.yml.

    `origin` names the log. `tsa` is the address of a time-stamping authority, `tsa_certificate` a
    PEM file with its root. `signing_key` is a key of OpenSSH, `allowed_signers` the list of those
    who may sign, as `ssh-keygen` wants it.
    """

    origin: str = NOWHERE
    tsa: str | None = None
    tsa_certificate: str | None = None
    signing_key: str | None = None
    allowed_signers: str | None = None


class _Loader(yaml.SafeLoader):
    """Reads MkDocs' configuration, whatever else its tags ask for."""


_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def parse_settings(data: bytes) -> Settings:
    """Read the settings; what cannot be read is told by MkDocs, and is as if it were not there."""
    try:
        found = yaml.load(data, _Loader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return Settings()
    said = _group(_group(found, "extra"), "promulgate")
    named = {name: said[name] for name in Settings._fields[1:] if isinstance(said.get(name), str)}
    url = found.get("site_url") if isinstance(found, dict) else None
    try:
        parts = urlsplit(url if isinstance(url, str) else "")
    except ValueError:
        return Settings(**named)
    return Settings(f"{parts.netloc}{parts.path}".rstrip("/") or NOWHERE, **named)


def read_site(data: bytes) -> tuple[str, str]:
    """Read the name and the address of a site; empty where mkdocs.yml does not say them."""
    try:
        found = yaml.load(data, _Loader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return "", ""
    said = found if isinstance(found, dict) else {}
    return str(said.get("site_name") or ""), str(said.get("site_url") or "")


def _group(found: Any, name: str) -> dict[str, Any]:
    inside = found.get(name) if isinstance(found, dict) else None
    return inside if isinstance(inside, dict) else {}
