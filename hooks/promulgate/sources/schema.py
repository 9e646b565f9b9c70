"""The fields of each kind of source file."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from .fields import (
    Address,
    Colour,
    Day,
    Duration,
    Email,
    FileName,
    Period,
    Root,
    Slug,
    Tag,
    Text,
    Zone,
    choice,
    choice_or_own,
)
from .old_url import OldUrl, OldUrls

# Advice that an editor may accept; each names the rule that it silences.
ADVICE = (
    *("headings", "unfinished", "interface", "layout", "register", "sections"),
    *("newer-section", "change"),
)
# The usual four categories, and other names that they go by (ICC UK cookie guide).
CATEGORIES = ("necessary", "functional", "analytics", "marketing")
CATEGORY_SYNONYMS = {
    "strictly necessary": "necessary",
    "preferences": "functional",
    "statistics": "analytics",
    "performance": "analytics",
    "advertising": "marketing",
    "targeting": "marketing",
}
# What is kept on a device or asked of it; whatever is no cookie is told in a column of its own.
COOKIE = "cookie"
KINDS = (COOKIE, "local-storage", "session-storage", "pixel")
KIND_SYNONYMS = {
    "local storage": "local-storage",
    "localstorage": "local-storage",
    "session storage": "session-storage",
    "sessionstorage": "session-storage",
    **dict.fromkeys(("web beacon", "tag", "tracking pixel"), "pixel"),
}


class Fields(BaseModel):
    """Front matter of one kind: what it may hold, and nothing else."""

    # Validators are built when they are needed: few builds read every kind of source.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Accepting(Fields):
    """Front matter that may accept advice, so that it is not told again."""

    accepts: list[Annotated[str, choice(*ADVICE)]] = []


class Words(Accepting):
    """What every translation holds beside its own words."""

    translation: Annotated[str, choice("person", "machine")] = "person"


class Contact(Fields):
    """How to reach the organization."""

    role: Text | None = None
    email: Email | None = None
    postal: Text | None = None
    phone: Text | None = None


class OrganizationRecord(Fields):
    """Who speaks: the facts that its pages and policies use.

    `sells` is what it sells of personal data; a law may fix words for that. `restated` texts are
    told in other words, from an archive: the organization publishes none here.
    """

    name: Text
    legal_name: Text | None = None
    website: Address | None = None
    url: Root | None = None  # of its own domain, where it has one
    language: Tag
    languages: list[Tag] = []
    timezone: Zone
    contact: Contact = Contact()
    colour: Colour = "#2f4858"
    mark: Text | None = None
    restated: bool = False
    sells: Annotated[str, choice("none", "personal", "sensitive", "biometric")] | None = None
    logo: FileName | None = None
    policies: list[Text] = []  # in this order; others follow
    compare: Annotated[str, choice("successive", "all")] = "successive"
    since: Annotated[str, choice("shown", "hidden")] = "shown"
    word: Annotated[str, choice("none", "all")] = "none"


class OrganizationFields(Accepting):
    """`docs/<org>/index.md`."""

    organization: OrganizationRecord
    notice: Text | None = None
    notice_since: Day | None = None
    old_urls: OldUrls = {}


class ContactWords(Fields):
    """The parts of a contact that change with the language."""

    role: Text | None = None
    postal: Text | None = None


class OrganizationNames(Fields):
    """The parts of a record that change with the language."""

    name: Text | None = None
    legal_name: Text | None = None
    contact: ContactWords = ContactWords()


class OrganizationWords(Words):
    """`docs/<org>/index.<lang>.md`."""

    organization: OrganizationNames = OrganizationNames()
    notice: Text | None = None
    old_urls: OldUrls = {}


class Cookie(Fields):
    """One row of a cookie register; its category is a usual one or one of the version's own."""

    name: Text
    provider: Text
    category: Annotated[
        str, choice_or_own(*CATEGORIES, own="categories", synonyms=CATEGORY_SYNONYMS)
    ]
    kind: Annotated[str, choice(*KINDS, synonyms=KIND_SYNONYMS)] = COOKIE
    purpose: Text
    duration: Duration
    party: Annotated[str, choice("first", "third")]


class CookieWords(Fields):
    """The language-bound cells of a row; `name` says which row."""

    name: Text
    purpose: Text
    provider: Text | None = None


class Origin(Fields):
    """Where a restated or imported text comes from: an address, or what an archive calls it."""

    url: Address | None = None
    retrieved: Day | None = None
    commit: Text | None = None
    file: Text | None = None


class VersionFields(Accepting):
    """`docs/<org>/<policy>/<date>.md`."""

    title: Text
    effective: Day
    effective_basis: Annotated[str, choice("stated", "last-updated", "first-archived")] = "stated"
    announced: Day | None = None
    updated: Day | None = None
    change: Annotated[str, choice("none", "editorial", "clarification", "material")] | None = None
    because: Annotated[str, choice("practice", "wording", "law")] | None = None
    summary: Text | None = None
    jurisdictions: list[Text] = []
    cookies: list[Cookie] | None = None
    categories: dict[Slug, Text] = {}  # of cookies, beside the usual ones
    covers: dict[str, Text] = {}
    source: Origin | None = None
    review: Period | None = None  # after which it is to be looked at again; not sealed
    gaps: list[Text] = []  # what an import could not decide
    old_urls: list[OldUrl] = []


class VersionWords(Words):
    """`docs/<org>/<policy>/<date>.<lang>.md`: what is bound to the language."""

    title: Text
    summary: Text | None = None
    cookies: list[CookieWords] = []
    categories: dict[Slug, Text] = {}
    awaiting: list[Text] = []
    old_urls: list[OldUrl] = []


class PageWords(Words):
    """A page of the site itself in another language, such as `docs/about.es.md`."""

    title: Text
    old_urls: list[OldUrl] = []


class RetiredFields(Accepting):
    """`docs/<org>/retired.md`: what is said in the place of an organization that is gone."""

    title: Text
    language: Tag


class PageFields(Accepting):
    """A page of the site itself, such as `docs/index.md`."""

    title: Text
    old_urls: list[OldUrl] = []
