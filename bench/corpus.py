"""A project of any size in the format of Promulgate: `python -m bench.corpus FOLDER --pages 1000`.

Organizations with two policies in two languages each, ten or more of them; the more pages, the
more versions and organizations. The newest version of each is in force on the fixed day of the
tests, and everything is sealed.
"""

import argparse
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

import yaml

from conftest import NOON, PROJECT, committed
from promulgate.editions.render import EditionKey, render
from promulgate.editions.seal import seal
from promulgate.ledger.events import path_of
from promulgate.memo import Memo
from promulgate.model.load import load
from promulgate.sources.scan import read_sources

from .prose import CATEGORIES, compose, markdown, revise, words

LANGUAGES = ("en", "es")
POLICIES = ("privacy", "cookies")
LAWS = ("law-one", "law-two")
TODAY = NOON.date()
NEWEST, OLDEST = date(2026, 10, 1), date(2004, 1, 1)
NOTICE = timedelta(days=30)  # from the announcement of a version to its effective date
COOKIES = 8
# The pages of a version in a language: its own, and two that compare it with others. A policy has
# an undated page, a history and its parts beside; nothing compares its first version with an older.
EACH, BESIDE = 3, 2
SHARED = 3  # home, search, receipt


def write(folder: Path, pages: int, organizations: int = 0) -> None:
    """Write a project that builds about as many pages; of as many organizations as come with them.

    An archive grows both ways: a policy has some thirty versions at most.
    """
    organizations = organizations or max(10, pages // 200)
    for name in ("hooks", "overrides", "docs/assets"):
        ignored = shutil.ignore_patterns("__pycache__", "*.mo")
        shutil.copytree(PROJECT / name, folder / name, ignore=ignored)
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    common = dict(_common())
    _save(folder, common)
    for number, counts in enumerate(versions(pages, organizations), start=1):
        name = f"org-{number:02}"
        files = dict(_organization(name, number))
        for policy, count in zip(POLICIES, counts, strict=True):
            files |= dict(_policy(name, policy, count))
        _save(folder, {**files, **_ledgers({**common, **files}, name)})


def versions(pages: int, organizations: int) -> list[list[int]]:
    """Share out versions to the policies of each organization, so that the pages come out."""
    policies = organizations * len(POLICIES)
    own = 2 * organizations + BESIDE * policies  # an organization has an overview and a search
    fixed = SHARED + len(LANGUAGES) * (len(LAWS) + own)
    whole = max(0, round((pages - fixed) / (EACH * len(LANGUAGES))))
    each = [max(1, whole // policies + (n < whole % policies)) for n in range(policies)]
    return [each[n::organizations] for n in range(organizations)]


def edited(text: str, number: int) -> str:
    """Put other words at the end of a text: what an editor saves as its edit of that number."""
    kept, _, _ = text.partition("\nEdited ")
    return f"{kept}\nEdited {number} times.\n"


def publish(folder: Path) -> dict[Path, bytes | None]:
    """Announce another version of a policy; the answer is what stood there before, to undo it."""
    name, policy = "org-01", POLICIES[0]
    count = len(list((folder / "docs" / name / policy).glob("????-??-??.md")))
    new = list(_policy(name, policy, count + 1, TODAY + NOTICE))[-len(LANGUAGES) :]
    near = (name, "jurisdictions", "index.md")
    docs = read_sources(folder / "docs")
    docs = {path: data for path, data in docs.items() if path.split("/")[1] in near}
    files = {**dict(new), **_ledgers({**docs, **dict(new)}, name)}
    places = [folder / path for path in files]
    before = {place: place.read_bytes() if place.exists() else None for place in places}
    _save(folder, files)
    return before


def restore(before: Mapping[Path, bytes | None]) -> None:
    """Undo what was published."""
    for file, data in before.items():
        if data is None:
            file.unlink()
        else:
            file.write_bytes(data)


def _save(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _file(front: Mapping[str, object], body: str) -> bytes:
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{head}---\n\n{body}".encode()


def _common() -> Iterator[tuple[str, bytes]]:
    """Write the home page and the laws."""
    yield "docs/index.md", _file({"title": "Policies"}, "What each organization promises.\n")
    for law in LAWS:
        chance = Random(law)
        cites = [{"cite": f"Code of {law}, chapter 1"}]
        asks = [f"{law}-{n:02}" for n in range(1, 9)]
        for tag in LANGUAGES:
            tail = "" if tag == "en" else f".{tag}"
            items: list[dict[str, object]] = [
                {"id": item, "asks": words(chance, tag, 12)} for item in asks
            ]
            record: dict[str, object] = {"name": words(chance, tag, 2)}
            record |= {"protects": words(chance, tag, 6)}
            if tag == "en":
                record |= {"language": tag, "law": cites}
                items = [{**item, "cite": "§ 1", "level": "must"} for item in items]
            front: dict[str, object] = {"title": words(chance, tag, 3)}
            front |= {"jurisdiction": {**record, "disclosures": items}}
            about = f"{words(chance, tag, 40)}.\n"
            yield f"docs/jurisdictions/{law}/index{tail}.md", _file(front, about)
            for day in ("2000-01-01", "2018-05-25"):
                yield f"docs/jurisdictions/{law}/{day}{tail}.md", _section(law, day, tag)


def _section(law: str, day: str, tag: str) -> bytes:
    chance = Random(f"{law} {day}")
    front: dict[str, object] = {"title": words(chance, tag, 4)}
    if tag == "en":
        front |= {"effective": date.fromisoformat(day), "law": [{"cite": f"Code of {law}, § 1"}]}
    front |= {"applies_to": words(chance, tag, 3)}
    said = "\n".join(f"{words(chance, tag, 15)}." for _ in range(8))
    return _file(front, f"{said}\n\nThis binds {{{{ organization.name }}}}.\n")


def _organization(name: str, number: int) -> Iterator[tuple[str, bytes]]:
    chance = Random(name)
    record = {
        "name": f"Organization {number}",
        "legal_name": f"Organization {number}, Inc.",
        "website": f"https://{name}.example/",
        "language": "en",
        "languages": list(LANGUAGES),
        "timezone": "America/Detroit",
        "contact": {"role": "Privacy lead", "email": f"privacy@{name}.example"},
    }
    own = {"contact": {"role": "Responsable"}}
    for tail, tag, said in (("", "en", record), (".es", "es", own)):
        about = f"{words(chance, tag, 30)}.\n"
        yield f"docs/{name}/index{tail}.md", _file({"organization": said}, about)


def _policy(
    name: str, policy: str, count: int, newest: date | None = None
) -> Iterator[tuple[str, bytes]]:
    """Write all versions of a policy, oldest first, each made from the one before."""
    chance = Random(f"{name} {policy}")
    text = compose(chance, policy)
    step = min(timedelta(days=365), (NEWEST - OLDEST) // count)
    for number in range(count):
        day = NEWEST - step * (count - 1 - number)
        if newest and number == count - 1:
            day = newest
        text = revise(chance, text) if number else text
        for tag in LANGUAGES:
            tail = "" if tag == "en" else f".{tag}"
            front = _front(policy, number, day, tag)
            body = markdown(text, tag, translated=tag != "en")
            yield f"docs/{name}/{policy}/{day}{tail}.md", _file(front, body)


def _front(policy: str, number: int, day: date, tag: str) -> dict[str, object]:
    chance = Random(f"{policy} {number} {tag}")
    front: dict[str, object] = {"title": words(Random(policy), tag, 2)}
    if tag == "en":
        front |= {"effective": day, "announced": day - NOTICE}
    if number:
        change = ("material", "clarification", "editorial")[number % 3]
        front |= {"change": change} if tag == "en" else {}
        front |= {"summary": f"{words(chance, tag, 12)}."}
    if policy == "cookies":
        front |= {"cookies": [_cookie(n, number, tag) for n in range(COOKIES)]}
    elif tag == "en":
        front |= {"jurisdictions": list(LAWS[: 1 + number % 2])}
    return front if tag == "en" else {**front, "translation": "machine"}


def _cookie(which: int, number: int, tag: str) -> dict[str, object]:
    name, purpose = f"cookie-{which}", words(Random(f"cookie {which}"), tag, 6)
    if tag != "en":
        return {"name": name, "purpose": purpose}
    return {
        "name": name,
        "provider": f"Provider {which // 3}",
        "category": CATEGORIES[which % len(CATEGORIES)],
        "purpose": purpose,
        "duration": f"P{30 + (number if which == COOKIES - 1 else which)}D",
        "party": "third" if which % 3 else "first",
    }


def _ledgers(docs: Mapping[str, bytes | None], name: str) -> dict[str, bytes]:
    """Seal what is not sealed yet of an organization, each version on the day it was announced."""
    library, problems = load(docs)
    assert library, problems
    assert not problems, "\n".join(map(str, problems))
    organization = library.organizations[name]
    found: dict[str, bytes] = {}
    texts = render(library, Memo()).texts
    for policy in organization.policies.values():
        events = [
            seal(
                library,
                texts,
                EditionKey(name, policy.id, version.date, tag),
                version.fields.announced or TODAY,
            )
            for version in policy.history.versions
            for tag in version.editions
            if version.editions[tag].entry is None
        ]
        path = path_of(name, policy.id)
        found |= committed(docs, path, events)
    return found


def main() -> None:
    """Write a corpus from the command line."""
    parser = argparse.ArgumentParser(prog="bench.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--organizations", type=int, default=0)
    given = parser.parse_args()
    write(given.folder, given.pages, given.organizations)


if __name__ == "__main__":
    main()
