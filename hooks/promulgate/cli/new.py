"""`new`: a site of one's own, from the template that comes with Promulgate."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from babel import Locale
from pydantic import ValidationError

from ..clock import now
from ..problems import count, near
from ..sources.fields import Address, Tag, Text, Zone
from ..sources.paths import slot
from ..sources.schema import Fields
from .refusal import RefusalError
from .template import JURISDICTIONS, pins, render, wheel
from .written import RECORD, record, release

NAME, URL, ORGANIZATION, LANGUAGES, ZONE = (
    *("Policies", "https://policies.example/", "acme", "en", "UTC"),
)
NOTHING = "Nothing was written."


class Asked(Fields):
    """What a new site is told, as checked as front matter is."""

    name: Text
    url: Address
    organization: Text
    languages: list[Tag]
    timezone: Zone
    jurisdictions: list[Text]


def new(folder: Path, given: Mapping[str, str | None], yes: bool) -> int:
    """Write a site into a folder that is empty or is not there; ask for what is not `given`."""
    if folder.is_dir() and any(folder.iterdir()):
        raise RefusalError(f"'{folder}' is not empty. Name a folder that is not there. {NOTHING}")
    if folder.exists() and not folder.is_dir():
        raise RefusalError(f"'{folder}' is a file. Name a folder that is not there. {NOTHING}")
    here = bool(sys.stdin and sys.stdin.isatty())
    if not yes and not here:
        raise RefusalError(f"Nobody can answer here: add --yes if you mean it. {NOTHING}")
    asked = _checked(given if yes else dict(_questions(given)))
    files, packed = _written(asked)
    if not yes and not click.confirm(f"Write {count(len(files), 'file')} into {folder}?"):
        print(NOTHING)
        return 1
    try:
        for path, data in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    except OSError as error:
        raise RefusalError(f"{error}. Remove '{folder}' and run it again.") from error
    print(f"Written: {count(len(files), 'file')} in {folder}.")
    if not packed:
        print(f"Put the wheel promulgate-{release()}-….whl into its folder wheels/.")
    print("'make check' there, or 'promulgate check --strict', names every gap in the drafts;")
    print("README.md says how to fill them, to publish, and to go on.")
    return 0


def _questions(given: Mapping[str, str | None]) -> Iterator[tuple[str, str | None]]:
    """Ask for what was not given; each answer has a proposal."""
    known = ", ".join(_jurisdictions())
    for name, words, proposal in (
        ("name", "Name of the site", NAME),
        ("url", "Address at which it will be published", URL),
        ("organization", "Folder of the first organization, in small letters", ORGANIZATION),
        ("languages", "Languages, the governing one first", LANGUAGES),
        ("timezone", "Time zone in which versions take effect", ZONE),
        ("jurisdictions", f"Laws whose sections it takes in ({known})", ""),
    ):
        answer = given.get(name)
        yield name, click.prompt(words, default=proposal) if answer is None else answer


def _checked(given: Mapping[str, str | None]) -> Asked:
    """Check every answer; raise RefusalError with one sentence and a remedy."""
    languages, laws = (_list(given.get(name)) for name in ("languages", "jurisdictions"))
    try:
        asked = Asked(
            name=given.get("name") or NAME,
            url=f"{(given.get('url') or URL).rstrip('/')}/",
            organization=given.get("organization") or ORGANIZATION,
            languages=languages or [LANGUAGES],
            timezone=given.get("timezone") or ZONE,
            jurisdictions=laws,
        )
    except ValidationError as error:
        found = error.errors()[0]
        context = found["ctx"]
        option = f"--{found['loc'][0]}"
        raise RefusalError(f"{option} {context['what']} {context['fix']} {NOTHING}", 2) from error
    if isinstance(wrong := slot(f"docs/{asked.organization}/index.md"), list):
        first = wrong[0]
        raise RefusalError(f"--organization: {first.wrong} {first.fix} {NOTHING}", 2)
    for name in laws:
        if name not in _jurisdictions():
            fix = near(name, _jurisdictions(), "There is")
            raise RefusalError(f"--jurisdictions names '{name}', which is none. {fix} {NOTHING}", 2)
    return asked


def _list(words: str | None) -> list[str]:
    return list(dict.fromkeys((words or "").replace(",", " ").split()))


def _jurisdictions() -> list[str]:
    return sorted(folder.name for folder in JURISDICTIONS.iterdir() if folder.is_dir())


def files_of(
    asked: Mapping[str, Any], program: tuple[str, bytes] | None, laws: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Make every file of a site but its wheel, by path, from what it was told and its first day."""
    line = f"--find-links wheels\npromulgate=={release()}"
    if program:
        line = f"./wheels/{program[0]}"
    language = Locale.parse(asked["languages"][0], sep="-").english_name
    more = {"language_name": language, "promulgate": line, "pins": pins(), "jurisdictions": laws}
    values = {**asked, **more}
    for path, data in render(values).items():
        placed = path.replace("ORGANIZATION", asked["organization"])
        yield placed.replace("DATE", asked["date"]), data
    for name in laws:
        for file in sorted((JURISDICTIONS / name).iterdir()):
            yield f"docs/jurisdictions/{name}/{file.name}", file.read_bytes()


def _written(asked: Asked) -> tuple[dict[str, bytes], bool]:
    """Make every file of a new site, with the record; tell whether there is a wheel."""
    program = wheel()
    told = asked.model_dump(exclude={"jurisdictions"})
    told["date"] = now().today(asked.timezone).isoformat()
    files = dict(files_of(told, program, asked.jurisdictions))
    files[RECORD] = record(told, files)
    if program:
        files[f"wheels/{program[0]}"] = program[1]
    return files, program is not None
