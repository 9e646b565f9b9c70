"""The cookie register in force for programs: as JSON, as a table, and as consent banners read it.

Columns of the table are those of the Open Cookie Database, so that tools that read it read ours.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pydantic_core import to_json

from .. import urls
from ..editions.register import (
    WHILE_OPEN,
    CookieInWords,
    categories_of,
    category_name,
    cookies_in,
    kept_for,
    own_names,
)
from ..model.entities import Organization
from ..model.history import Policy, Version
from ..sources.schema import CATEGORIES
from .context import Site
from .reader import Reader

COLUMNS = (
    *("ID", "Platform", "Category", "Cookie / Data Key name", "Domain", "Description"),
    *("Retention period", "Data Controller", "User Privacy & GDPR Rights Portals"),
    "Wildcard match",
)


def files(site: Site, organization: Organization, policy: Policy) -> Iterator[tuple[str, bytes]]:
    """Write the register in force in each language, by path.

    A policy that never had one has no such file; one that once had keeps it, empty.
    """
    if not _kept_by(policy):
        return
    version = policy.history.in_force(site.today(organization, policy))
    for tag in organization.languages:
        point = Reader(site, organization, tag)
        address = point.policy_url(policy)
        rows = [_row(told) for told in cookies_in(version, tag)] if version else []
        yield f"{address}{urls.COOKIES}.json", _json(point, policy, version, rows)
        yield f"{address}{urls.COOKIES}.csv", _table(site.absolute(address), rows)
        named, home = _names(point, version), site.absolute(address)
        yield f"{address}klaro.json", _line(_klaro(point, home, rows, named))
        yield f"{address}cookieconsent.json", _line(_cookieconsent(point, rows, named))


def _kept_by(policy: Policy) -> bool:
    return any(version.fields.cookies is not None for version in policy.history.versions)


def paths(organization: Organization, policy: Policy) -> Iterator[str]:
    """List the paths of these files without making any."""
    if not _kept_by(policy):
        return
    for tag in organization.languages:
        plain = urls.policy(organization.id, policy.id)
        address = urls.localized(plain, tag, organization.language)
        for name in ("cookies.json", "cookies.csv", "klaro.json", "cookieconsent.json"):
            yield f"{address}{name}"


def _row(told: CookieInWords) -> dict[str, str]:
    return {
        "name": told.cookie.name,
        "provider": told.provider,
        "category": told.cookie.category,
        "purpose": told.purpose,
        "duration": told.cookie.duration,
        "party": told.cookie.party,
        "kind": told.cookie.kind,
    }


def _json(
    point: Reader, policy: Policy, version: Version | None, rows: list[dict[str, str]]
) -> bytes:
    return _line(
        {
            "organization": point.organization.id,
            "policy": policy.id,
            "language": point.language,
            "version": version.date if version else None,
            "url": point.site.absolute(point.version_url(policy, version)) if version else None,
            "cookies": rows,
        }
    )


def _table(address: str, rows: list[dict[str, str]]) -> bytes:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in rows:
        name, wild = row["name"], row["name"].endswith("*")
        key = name.rstrip("*")
        table.writerow(
            (
                uuid5(NAMESPACE_URL, f"{address}#{name}"),
                row["provider"],
                row["category"].capitalize(),
                key,
                "",
                row["purpose"],
                row["duration"],
                row["provider"],
                "",
                int(wild),
            )
        )
    return written.getvalue().encode()


def _names(point: Reader, version: Version | None) -> dict[str, str]:
    """Name the usual categories, and those that are the register's own."""
    own = own_names(version, point.language) if version else {}
    used = categories_of(version) if version else []
    say = point.interface.gettext
    return {name: category_name(say, name, own) for name in dict.fromkeys((*CATEGORIES, *used))}


def _klaro(
    point: Reader, address: str, rows: list[dict[str, str]], named: Mapping[str, str]
) -> dict[str, Any]:
    """Write services by provider and category, with their cookies; see klaro.org."""
    services: dict[str, dict[str, Any]] = {}
    for row in rows:
        key = f"{row['category']}-{row['provider']}"
        service = services.setdefault(
            key,
            {
                "name": key,
                "purposes": [row["category"]],
                "required": row["category"] == "necessary",
                "cookies": [],
                "translations": {point.language: {"title": row["provider"], "description": ""}},
            },
        )
        service["cookies"].append(row["name"])
        said = service["translations"][point.language]
        said["description"] = f"{said['description']} {row['purpose']}".strip()
    purposes = {name: {"title": title} for name, title in named.items()}
    return {
        "version": 1,
        "lang": point.language,
        "translations": {point.language: {"privacyPolicyUrl": address, "purposes": purposes}},
        "services": list(services.values()),
    }


def _cookieconsent(
    point: Reader, rows: list[dict[str, str]], named: Mapping[str, str]
) -> dict[str, Any]:
    """Write categories and their tables of cookies, as cookieconsent 3 is configured."""
    used = [name for name in named if any(row["category"] == name for row in rows)]
    sections = [
        {
            "title": named[name],
            "linkedCategory": name,
            "cookieTable": {
                "headers": {
                    "name": point.interface.gettext("Name"),
                    "purpose": point.interface.gettext("What for"),
                    "duration": point.interface.gettext("Kept for"),
                },
                "body": [
                    {
                        "name": row["name"],
                        "purpose": row["purpose"],
                        "duration": _kept(point, row["duration"]),
                    }
                    for row in rows
                    if row["category"] == name
                ],
            },
        }
        for name in used
    ]
    categories = {
        name: {"enabled": True, "readOnly": True} if name == "necessary" else {} for name in used
    }
    translations = {point.language: {"preferencesModal": {"sections": sections}}}
    language = {"default": point.language, "translations": translations}
    return {"categories": categories, "language": language}


def _kept(point: Reader, duration: str) -> str:
    return kept_for(duration, point.interface) or point.interface.gettext(WHILE_OPEN)


def _line(value: dict[str, Any]) -> bytes:
    return bytes(to_json(value)) + b"\n"
