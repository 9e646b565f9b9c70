"""Front matter: values that YAML reads otherwise than they were meant, line by line."""

import re

from pydantic_core import PydanticCustomError

from ..dates import read_day
from ..sources.durations import duration_fix
from ..sources.languages import canonical, is_language
from ..sources.schema import OrganizationFields, PageFields, VersionFields, VersionWords
from ..sources.schema_law import JurisdictionFields, SectionFields

# What offices write for quotation marks; YAML knows '"' and "'" alone.
QUOTED = re.compile(r"[“”„«]([^“”„«»\"]*)[”“»]")
FIELD = re.compile(r"([ \t]*(?:- )?[A-Za-z_]+:)([ \t]+)(\S.*?)([ \t]*)$")
NO_BLANK = re.compile(r"([a-z_]+):(?=[^\s/:])")
HASH = re.compile(r"#[^\s#].*")
LOST_HASH = re.compile(r"([^\"'#\[{>|][^\"']*? )(#\S.*)$")
COMMENT = re.compile(r"[ \t]+# .*$")
SINGLE = re.compile(r"'(.*\w'\w.*)'$")
TAGS = re.compile(r"([ \t]*(?:language|languages):[ \t]*)(\[?)([\w, -]+)(\]?)[ \t]*$")
ITEM_TAG = re.compile(r"([ \t]*- )([A-Za-z]{2,3}(?:[_-][A-Za-z]{2,4})+)[ \t]*$")
DURATION = re.compile(r"(\bduration:[ \t]+)(['\"]?)([^,}'\"\n]+?)(['\"]?)(?=[ \t]*(?:[,}]|$))")
READ = re.compile(r"(?:yes|no|on|off|y|n|true|false|null|~|[-+]?[\d_]*\.?[\d_]+)", re.IGNORECASE)
WORDS = {"title", "summary", "name", "legal_name", "notice", "mark", "role", "postal", "phone"}
DAYS = {"effective", "announced", "updated"}
KINDS = (OrganizationFields, PageFields, VersionFields, VersionWords, JurisdictionFields)
KNOWN = {name for kind in (*KINDS, SectionFields) for name in kind.model_fields}


def mend_front(front: str) -> str:
    """Mend each line by itself."""
    return "\n".join(map(_line, front.split("\n")))


def _line(line: str) -> str:
    if not line.strip() or line.lstrip().startswith("#"):
        return line
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    if "\t" in indent:
        line = indent.replace("\t", "  ") + line.lstrip(" \t")
    first, _, rest = line.partition(" ")
    if first in KNOWN and rest.strip() and not rest.lstrip().startswith(":"):
        line = f"{first}: {rest.strip()}"
    if (match := NO_BLANK.match(line)) and match[1] in KNOWN:
        line = f"{match[0]} {line[match.end() :]}"
    line = DURATION.sub(_duration, _tags(line))
    if match := FIELD.fullmatch(line):
        field, blank, value, tail = match.groups()
        return f"{field}{blank}{_value(field.strip(' -:'), value)}{tail}"
    return line


def _value(field: str, value: str) -> str:
    """Mend a value that stands on one line with its field."""
    if value[0] in "[{":
        return QUOTED.sub(_straight, value)
    if value[0] in "“”„«" and (match := QUOTED.fullmatch(value)):
        return _quote(match[1])
    if match := SINGLE.fullmatch(value):
        return _quote(match[1]) if "''" not in value else value
    if value[0] in "\"'|>&*!":
        return value
    if HASH.fullmatch(value):
        return _quote(value)
    if LOST_HASH.fullmatch(value) and field in WORDS:
        return _quote(value)
    comment = COMMENT.search(value)
    bare, comment_words = (value[: comment.start()], comment[0]) if comment else (value, "")
    if field in DAYS and (day := _day(bare)):
        return f"{day}{comment_words}"
    if field in WORDS and (
        ": " in bare or bare.endswith(":") or bare[0] in "@`%*&!" or READ.fullmatch(bare)
    ):
        return f"{_quote(bare)}{comment_words}"
    return value


def _day(words: str) -> str:
    """Write a day as it should be, where its problem says how."""
    try:
        read_day(words)
    except PydanticCustomError as error:
        fix = str((error.context or {})["fix"])
        found = re.fullmatch(r"Write (?:the year first: )?(\d{4}-\d\d-\d\d)\.", fix)
        return found[1] if found else ""
    return ""


def _quote(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _straight(match: re.Match[str]) -> str:
    return _quote(match[1])


def _tags(line: str) -> str:
    """Write language tags as they should be: `pt_BR` is `pt-BR`."""
    if match := TAGS.fullmatch(line):
        opening, tags = "".join(match.groups()[:2]), match[3].split(",")
        return f"{opening}{', '.join(_tag(tag.strip()) for tag in tags)}{match[4]}"
    if (match := ITEM_TAG.fullmatch(line)) and _tag(match[2]) != match[2]:
        return f"{match[1]}{_tag(match[2])}"
    return line


def _tag(tag: str) -> str:
    meant = canonical(tag)
    return meant if is_language(meant) else tag


def _duration(match: re.Match[str]) -> str:
    fix = re.fullmatch(r"Write '((?:P|session|until)[^']*)'\.", duration_fix(match[3].lower()))
    if match[2] != match[4] or not fix:
        return match[0]
    return f"{match[1]}{fix[1]}"
