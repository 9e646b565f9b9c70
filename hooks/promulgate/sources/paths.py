"""What a path below docs/ says: file names carry identity."""

import re
from collections.abc import Collection
from datetime import date
from typing import Literal, NamedTuple

from pydantic_core import PydanticCustomError

from ..dates import read_day
from ..problems import Place, Problem, near
from ..urls import ADDRESSES, CHECKPOINT, LEDGER, MOVES, PROOFS, WORDS
from .languages import is_language, language_fix

Kind = Literal["page", "organization", "retired", "version", "jurisdiction", "section"]

RESERVED_AT_TOP = {
    *("assets", "compare", "desk", "history", "javascripts", "latest", "receipt", "schemas"),
    *("search", "stylesheets"),
    CHECKPOINT,
}
RESERVED_IN_ORGANIZATION = {"assets", "compare", "feed", "history", "latest", "search"}
ONLY = "ORGANIZATIONS"  # the variable that names the organizations that a command is about
MOVES_PATH = f"docs/{MOVES}"
SHARED = ""  # what no organization owns
JURISDICTIONS = "jurisdictions"
RETIRED = "retired"  # the name of the notice of an organization that is gone
PUBLIC_KINDS = {"gif", "jpeg", "jpg", "pdf", "png", "svg", "webp"}
# How the site looks; nothing here is a page of its own.
ASSET_KINDS = {*PUBLIC_KINDS, "css", "ico", "js", "otf", "ttf", "txt", "woff", "woff2"}


class Slot(NamedTuple):
    """Where a Markdown file belongs.

    `folder` is the policy or jurisdiction (for a page, its name); `language` is None for the
    authoritative text; `date` is None for what has no versions.
    """

    kind: Kind
    organization: str | None
    folder: str
    date: date | None
    language: str | None


def slot(path: str) -> Slot | list[Problem]:
    """Read the identity of the Markdown file at `docs/…`, or say why it has none."""
    place = Place(path)
    folders, name = path.split("/")[1:-1], path.rsplit("/", 1)[-1]
    stem, _, language = name.removesuffix(".md").partition(".")
    tag = language or None
    if wrong := [*_folder_names(place, folders), *_language(place, tag)]:
        return wrong
    match folders:
        case []:
            return _page(place, stem, tag)
        case [top] if top == JURISDICTIONS:
            pass
        case [organization] if stem == "index":
            return Slot("organization", organization, "", None, tag)
        case [organization] if stem == RETIRED and not tag:
            return Slot("retired", organization, "", None, None)
        case [top, jurisdiction] if top == JURISDICTIONS and stem == "index":
            return Slot("jurisdiction", None, jurisdiction, None, tag)
        case [top, jurisdiction] if top == JURISDICTIONS:
            return _dated(place, stem, Slot("section", None, jurisdiction, None, tag))
        case [organization, policy] if policy != JURISDICTIONS:
            return _dated(place, stem, Slot("version", organization, policy, None, tag))
        case [organization, top, jurisdiction] if top == JURISDICTIONS:
            return _dated(place, stem, Slot("section", organization, jurisdiction, None, tag))
    return [
        Problem(
            place,
            "No page is made from a file here.",
            "Versions are docs/<organization>/<policy>/<date>.md, sections are "
            "docs/jurisdictions/<id>/<date>.md; move or remove this file.",
        )
    ]


def is_drawing(path: str) -> bool:
    """Tell an SVG: it is published as it lies, and read before, for it could hold scripts."""
    return path.lower().endswith(".svg")


def is_ledger(path: str) -> bool:
    """Tell whether a path is that of a ledger, wherever it lies."""
    return path.endswith(f"/{LEDGER}")


def is_words(path: str) -> bool:
    """Tell whether a path is that of the words that a ledger commits to."""
    return path.endswith(f"/{WORDS}")


def is_proof(path: str) -> bool:
    """Tell whether a file is the log of all ledgers, its checkpoint, or what vouches for that."""
    return path.removeprefix("docs/") in PROOFS


def is_listing(path: str) -> bool:
    """Tell whether a file lists the addresses of an organization that was retired."""
    return path.count("/") == 2 and path.endswith(f"/{ADDRESSES}")


def is_record(path: str) -> bool:
    """Tell whether a file says what was moved or retired; it is neither Markdown nor a ledger."""
    return path == MOVES_PATH or is_listing(path)


def misplaced_ledger(path: str) -> list[Problem]:
    """Refuse a ledger that is no policy's."""
    match path.split("/")[1:-1]:
        case [organization, policy] if JURISDICTIONS not in (organization, policy):
            return []
    fix = "Put it back into the folder of its policy; 'make seal' writes it there."
    return [Problem(Place(path), "This ledger stands in no policy's folder.", fix)]


def stray(path: str) -> list[Problem]:
    """Refuse files that are no sources and not meant for readers: everything here goes public."""
    name = path.rsplit("/", 1)[-1]
    if is_listing(path):
        return []
    asset = path.startswith("docs/assets/")
    allowed = ASSET_KINDS if asset else PUBLIC_KINDS
    if is_proof(path) or (name.rpartition(".")[2].lower() in allowed and "." in name):
        return []
    wrong = f"'{name}' would be published as it is."
    if re.search(r"\.(md|markdown|mdown|mkd)(\.|~|$)", name, re.IGNORECASE):
        return [Problem(Place(path), wrong, "Name it '….md' if it is a text, or remove it.")]
    if re.search(r"\.(docx?|odt|html?|txt|rtf)$", name, re.IGNORECASE):
        into = path.rpartition("/")[0]
        how = f"'promulgate import files {name} --into {into}' makes a version of it."
        return [Problem(Place(path), wrong, f"Move it out of docs/; {how}")]
    where = "In docs/assets/" if asset else "Beside texts"
    kinds = ", ".join(sorted(allowed))
    fix = f"Move it out of docs/. {where}, only files of these kinds are published: {kinds}."
    return [Problem(Place(path), wrong, fix)]


def _page(place: Place, stem: str, tag: str | None) -> Slot | list[Problem]:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", stem):
        fix = "Use small letters a to z, digits and hyphens only."
        return [Problem(place, f"The file name '{stem}' cannot be an address.", fix)]
    if stem in RESERVED_AT_TOP or stem == JURISDICTIONS:
        wrong = f"The file name '{stem}' is reserved for the site's own."
        return [Problem(place, wrong, "Rename the file.")]
    return Slot("page", None, stem, None, tag)


def _dated(place: Place, stem: str, found: Slot) -> Slot | list[Problem]:
    try:
        day = read_day(stem)
    except PydanticCustomError as error:
        context = error.context or {}
        if copied := re.match(r"(\d{4}-\d\d-\d\d)(?: |-|_|\()", stem):
            wrong = f"'{stem}' looks like a copy of {copied[1]}.md."
            return [Problem(place, wrong, "Remove it, or name it by another effective date.")]
        wrong = f"The name of this file {context['what']}"
        return [Problem(place, wrong, f"{context['fix']} Files are named by their effective date.")]
    return Slot(found.kind, found.organization, found.folder, day, found.language)


def _language(place: Place, tag: str | None) -> list[Problem]:
    if tag is None or (fix := language_fix(tag)) is None:
        return []
    return [Problem(place, f"The name of this file says language '{tag}'.", fix)]


def _folder_names(place: Place, folders: list[str]) -> list[Problem]:
    problems = []
    for depth, name in enumerate(folders):
        reserved = (RESERVED_AT_TOP, RESERVED_IN_ORGANIZATION)[depth] if depth < 2 else set()
        if folders[0] == JURISDICTIONS and depth:
            reserved = set()
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            fix = "Use small letters a to z, digits and hyphens only."
            problems.append(Problem(place, f"The folder '{name}' cannot be an address.", fix))
        elif name in reserved:
            fix = "Rename the folder."
            problems.append(
                Problem(place, f"The folder name '{name}' is reserved for the site's own.", fix)
            )
        elif depth == 1 and folders[0] != JURISDICTIONS and is_language(name):
            fix = "Rename the folder, for instance with a longer word."
            wrong = f"The folder name '{name}' is reserved: it is the address of a language."
            problems.append(Problem(place, wrong, fix))
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", name):
            fix = "Rename the folder; versions are files named by date."
            wrong = f"The folder name '{name}' is reserved: it is the address of a version."
            problems.append(Problem(place, wrong, fix))
    return problems


def organization_of(path: str) -> str:
    """Name the organization that a source belongs to; SHARED for what none owns."""
    top = path.split("/")[1]
    return SHARED if path.count("/") < 2 or top in ("assets", "jurisdictions") else top


class UnknownOrganizationError(ValueError):
    """An organization is named that there is not, in words."""


def named_organizations(said: str, known: Collection[str]) -> list[str]:
    """Read a list of organizations, parted by commas or spaces; none are named where all count.

    Raise UnknownOrganizationError at the first that is not `known`.
    """
    names = said.replace(",", " ").split()
    for name in names:
        if name not in known:
            fix = near(name, known, "There is")
            raise UnknownOrganizationError(f"{ONLY} names '{name}', which is none. {fix}")
    return names
