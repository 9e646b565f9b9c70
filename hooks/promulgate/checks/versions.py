"""A version says what changed, its dates run forward, and its lists name what exists."""

from collections.abc import Iterator

from ..model.entities import Library
from ..problems import Problem, advise, near
from ..sources.schema import CATEGORIES, VersionWords
from .organizations import listed
from .walk import EditionInPlace, accepted, editions


def versions(library: Library) -> Iterator[Problem]:
    """A version says what changed, and its dates run forward."""
    for edition in editions(library):
        if isinstance(edition.text.words, VersionWords):
            yield from listed(edition.organization, edition.text)
            if edition.version.fields.summary and not edition.text.words.summary:
                wrong = "Field 'summary' is missing; the authoritative text has one."
                yield Problem(edition.text.place, wrong, "Add 'summary: …' in this language.")
            continue
        fields, place = edition.version.fields, edition.document.place
        for index, gap in enumerate(fields.gaps):
            wrong = f"The import could not decide: {gap}"
            yield advise(place("gaps", index), wrong, "Decide it, and remove this line.")
        # Of a text that comes from an archive nobody may know how the change was meant.
        for name in ("summary",) if fields.source else ("change", "summary"):
            if edition.predecessor and not edition.text.entry and not getattr(fields, name):
                wrong = f"Field '{name}' is missing: this version follows another."
                what = (
                    "one of none, editorial, clarification, material"
                    if name == "change"
                    else "what changed, in one or two plain sentences"
                )
                yield Problem(place(), wrong, f"Add '{name}:' with {what}.")
        if fields.announced and fields.announced > fields.effective:
            wrong = f"'announced' is {fields.announced}, after it took effect."
            yield Problem(place("announced"), wrong, "Write the day on which the public was told.")


def registers(library: Library) -> Iterator[Problem]:
    """A register names each cookie once, and translations name its cookies."""
    for edition in editions(library):
        rows = edition.version.fields.cookies or []
        names = [row.name for row in rows]
        yield from _categories(edition)
        if not isinstance(edition.text.words, VersionWords):
            for index, name in enumerate(names):
                if name in names[:index]:
                    place = edition.document.place("cookies", index, "name")
                    wrong = f"The cookie '{name}' is listed a second time."
                    yield Problem(place, wrong, "Keep one of the two rows.")
            continue
        told = [words.name for words in edition.text.words.cookies]
        for index, name in enumerate(told):
            if name not in names:
                place = edition.document.place("cookies", index, "name")
                yield Problem(place, f"There is no cookie '{name}'.", near(name, names))
        silent = [name for name in names if name not in told]
        if silent and not accepted(edition.text, "register"):
            wrong = f"No purpose in this language for {', '.join(dict.fromkeys(silent))}."
            fix = (
                "Add them under 'cookies' with name and purpose, or accept it with "
                "'accepts: [register]'; readers see the authoritative words."
            )
            yield advise(edition.document.place("cookies"), wrong, fix)


def _categories(edition: EditionInPlace) -> Iterator[Problem]:
    """A category is a usual one, or has a name in each language."""
    place, fields = edition.document.place, edition.version.fields
    if isinstance(edition.text.words, VersionWords):
        said = edition.text.words.categories
        for name in said:
            if name not in fields.categories:
                wrong = f"The authoritative text has no category '{name}' of its own."
                yield Problem(place("categories", name), wrong, near(name, fields.categories))
        silent = [f"'{name}'" for name in fields.categories if name not in said]
        if silent and not accepted(edition.text, "register"):
            wrong = f"No name in this language for the category {', '.join(silent)}."
            fix = "Add it under 'categories', or accept it with 'accepts: [register]'."
            yield advise(place("categories"), wrong, fix)
        return
    for name in fields.categories:
        if name in CATEGORIES:
            wrong = f"The category '{name}' is a usual one, and has its name in every language."
            yield Problem(place("categories", name), wrong, "Remove it here.")


def checklists(library: Library) -> Iterator[Problem]:
    """What `covers` names is an item of a jurisdiction; who answers it is checked in the text."""
    items = {
        item.id
        for jurisdiction in library.jurisdictions.values()
        for item in jurisdiction.fields.jurisdiction.disclosures
    }
    complete = not library.has_unread("docs/jurisdictions")
    for edition in editions(library):
        if complete and not isinstance(edition.text.words, VersionWords):
            for item in edition.version.fields.covers:
                if item not in items:
                    place = edition.document.place("covers", item)
                    wrong = f"No jurisdiction asks for '{item}'."
                    yield Problem(place, wrong, near(item, items))
    for jurisdiction in library.jurisdictions.values():
        for text in jurisdiction.texts.values():
            words = text.words.jurisdiction
            known = [item.id for item in jurisdiction.fields.jurisdiction.disclosures]
            for index, item in enumerate(said.id for said in words.disclosures):
                if item not in known:
                    place = text.document.place("jurisdiction", "disclosures", index)
                    wrong = f"The authoritative page has no item '{item}'."
                    yield Problem(place, wrong, near(item, known))
