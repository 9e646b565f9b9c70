"""The stage of publication: what readers see on a day, and editors in a preview."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..clock import Moment
from ..memo import Memo
from ..model.entities import Library
from ..model.visibility import addresses, published
from .render import Edition, EditionKey, Editions, reread

SectionKey = tuple[str, str | None, date]  # jurisdiction, owner (None: shared by all), date


class Publication(NamedTuple):
    """What is public at a moment.

    `preview` holds the drafts too, and is None in a build. `editions` read as they did that day.
    `hidden` are the addresses of what is in neither: links to them lose their address.
    """

    library: Library
    preview: Library | None
    editions: Editions
    hidden: frozenset[str]
    moment: Moment


def publish_on(
    moment: Moment,
    library: Library,
    editions: Editions,
    memo: Memo,
    preview: bool = False,
    contained: Collection[SectionKey] = (),
) -> Publication:
    """Leave out what is not public at `moment`; render again what was corrected since.

    `contained` are sections that public texts of other organizations contain.
    """
    public = published(library, moment, contained=contained, silent=preview)
    shown = published(library, moment, drafts=True) if preview else public
    hidden = frozenset(addresses(library)) - frozenset(addresses(shown))
    if moment.day:  # only travel goes back behind a correction
        earlier = dict(_earlier(library, public, editions.texts, memo))
        editions = editions._replace(texts={**editions.texts, **earlier})
    return Publication(public, shown if preview else None, editions, hidden, moment)


def _earlier(
    library: Library, public: Library, texts: Mapping[EditionKey, Edition], memo: Memo
) -> Iterator[tuple[EditionKey, Edition]]:
    """Render the editions that read otherwise on the day of `public`: not corrected yet."""
    for key, edition in texts.items():
        organization = public.organizations.get(key.organization)
        policy = organization.policies.get(key.policy) if organization else None
        version = policy.history.find(key.date) if policy else None
        text = version.editions.get(key.language) if version else None
        _, now = library.find(key.organization, key.policy, key.date)
        corrected = now.editions[key.language].entry
        if text and text.entry and corrected and text.entry.readings != corrected.readings:
            yield key, reread(library, edition.sealed, text.entry.readings, memo)
