"""`history`: the versions of a policy, newest first."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..model.history import Policy, Version
from .folder import open_folder
from .named import find_policy


def history(docs: Path, name: str, as_json: bool) -> int:
    """List the versions of a policy, drafts too."""
    folder = open_folder(docs)
    organization, policy = find_policy(folder.library, name)
    today = policy.history.today(folder.moment, organization.fields.organization.timezone)
    told = [_told(policy, version, today) for version in reversed(policy.history.versions)]
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    for each in told:
        until = f" to {each['until']}" if each["until"] else ""
        said = ", ".join(filter(None, (each["change"], " ".join(each["languages"]))))
        print(f"{each['version']}{until}  {each['status']}  {said}")
        if each["summary"]:
            print(f"    {each['summary']}")
    return 0


def _told(policy: Policy, version: Version, today: date) -> Mapping[str, Any]:
    until = policy.history.last_day(version)
    return {
        "version": str(version.date),
        "status": str(policy.history.status(version, today)),
        "until": str(until) if until else None,
        "sealed": str(version.entry.seal.date) if version.entry else None,
        "change": version.fields.change,
        "because": version.fields.because,
        "summary": version.fields.summary,
        "languages": list(version.editions),
        "corrections": len(version.entry.corrections) if version.entry else 0,
    }
