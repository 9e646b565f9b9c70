"""Addresses that other texts link to, and that a new version no longer has."""

from collections import defaultdict
from collections.abc import Iterator

from ..editions.links import Link
from ..editions.render import EditionKey, Editions, RenderedPassage
from ..model.entities import Library
from ..problems import Place, Problem, advise, count
from ..sources.schema import VersionWords
from .walk import accepted, editions

Anchor = tuple[str, str, str]  # organization, policy, address of a part


def dropped(library: Library, rendered: Editions) -> Iterator[Problem]:
    """Tell whoever writes a new version of each address that it drops and that is linked to."""
    linking = _linking(rendered)
    for edition in editions(library):
        before, own = edition.predecessor, edition.version
        translated = isinstance(edition.text.words, VersionWords)
        if translated or not own.draft or before is None or accepted(edition.text, "headings"):
            continue
        key = EditionKey(edition.organization.id, edition.policy, own.date, own.language)
        earlier, now = rendered.texts.get(key._replace(date=before.date)), rendered.texts.get(key)
        if earlier is None or now is None:
            continue
        for anchor in dict.fromkeys(earlier.ids):
            places = linking.get((key.organization, key.policy, anchor), [])
            if anchor in now.ids or not places:
                continue
            more = f" and {count(len(places) - 1, 'more text')}" if len(places) > 1 else ""
            wrong = f"'#{anchor}' is gone, and {places[0]}{more} leads there."
            fix = f"Write '{{#{anchor}}}' at the part that says so now, or accept it with "
            yield advise(edition.document.place(), wrong, f"{fix}'accepts: [headings]'.")


def _linking(rendered: Editions) -> dict[Anchor, list[Place]]:
    """List who links to a part of whatever text is in force, one place for each source."""
    found: dict[Anchor, list[Place]] = defaultdict(list)
    shown: list[RenderedPassage] = [*rendered.essays.values()]
    shown += [each for edition in rendered.texts.values() for each in edition.shown]
    for each in shown:
        for _, href, target in each.links:
            if isinstance(target, Link) and target.policy and target.anchor and not target.version:
                organization = (target.address or "").split("/")[0]
                place = each.passage.source.find(href)
                places = found[organization, target.policy, target.anchor]
                if place.path not in {known.path for known in places}:
                    places.append(place)
    return found
